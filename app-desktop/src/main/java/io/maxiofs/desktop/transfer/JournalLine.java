package io.maxiofs.desktop.transfer;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One change of one transfer, as a line of the journal; what is null does not change.
 *
 * @param upload what is sent; forgets what was known before, as a changed file does
 * @param download what is fetched; forgets what was known before
 * @param session begins an upload in parts, or fetching in parts; forgets the parts known before
 * @param part is at the other side
 */
record JournalLine(
        long id,
        @Nullable UploadLine upload,
        @Nullable DownloadLine download,
        @Nullable Session session,
        @Nullable Part part,
        @Nullable TransferState state,
        @Nullable TransferFailure failure) {

    /** Paths as URIs, because names of files need not be text. */
    record UploadLine(URI file, long size, long modifiedMillis, String bucket, String key, boolean overwrite) {}

    /** @see TransferTask.Download */
    record DownloadLine(
            String bucket,
            String key,
            @Nullable String versionId,
            @Nullable String etag,
            long size,
            URI root,
            URI file,
            boolean overwrite) {}

    /**
     * Parts under way.
     *
     * @param uploadId of the server; empty for a download, and for an upload that is begun anew
     * @param partBytes size of each part but the last
     */
    record Session(String uploadId, long partBytes) {}

    /**
     * A part that is at the other side.
     *
     * @param number from 1
     * @param etag empty for a download
     * @param sha256 in Base64, as the server confirmed it; empty for a download
     */
    record Part(int number, long bytes, String etag, String sha256) {}

    static JournalLine task(long id, TransferTask task) {
        return switch (task) {
            case TransferTask.Upload u ->
                new JournalLine(
                        id,
                        new UploadLine(
                                u.file().toUri(), u.size(), u.modifiedMillis(), u.bucket(), u.key(), u.overwrite()),
                        null,
                        null,
                        null,
                        null,
                        null);
            case TransferTask.Download d ->
                new JournalLine(
                        id,
                        null,
                        new DownloadLine(
                                d.bucket(),
                                d.key(),
                                d.versionId(),
                                d.etag(),
                                d.size(),
                                d.root().toUri(),
                                d.file().toUri(),
                                d.overwrite()),
                        null,
                        null,
                        null,
                        null);
        };
    }

    static JournalLine session(long id, Session session) {
        return new JournalLine(id, null, null, session, null, null, null);
    }

    static JournalLine part(long id, Part part) {
        return new JournalLine(id, null, null, null, part, null, null);
    }

    static JournalLine state(long id, TransferState state, @Nullable TransferFailure failure) {
        return new JournalLine(id, null, null, null, null, state, failure);
    }

    /** What it says is to be moved; null if it says nothing of that. */
    @Nullable TransferTask task() {
        if (upload != null) {
            return new TransferTask.Upload(
                    Path.of(upload.file()),
                    upload.size(),
                    upload.modifiedMillis(),
                    upload.bucket(),
                    upload.key(),
                    upload.overwrite());
        }
        if (download != null) {
            return new TransferTask.Download(
                    download.bucket(),
                    download.key(),
                    download.versionId(),
                    download.etag(),
                    download.size(),
                    Path.of(download.root()),
                    Path.of(download.file()),
                    download.overwrite());
        }
        return null;
    }
}
