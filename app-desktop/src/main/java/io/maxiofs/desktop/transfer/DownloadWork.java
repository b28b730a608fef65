package io.maxiofs.desktop.transfer;

import io.maxiofs.desktop.transfer.JournalLine.Part;
import io.maxiofs.desktop.transfer.JournalLine.Session;
import io.maxiofs.desktop.transfer.PartWorkers.Region;
import io.maxiofs.desktop.transfer.TransferFailure.Kind;
import io.maxiofs.desktop.transfer.TransferTask.Download;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One attempt to fetch an object into a file beside its final place, in parts that are kept from attempt to attempt. The
 * file gets its name when a checksum has shown that it is the object.
 */
final class DownloadWork {
    private static final int BUFFER_BYTES = 1 << 17;

    private final WorkScope scope;
    private final Transfer transfer;
    private final TransferSettings settings;

    DownloadWork(WorkScope scope) {
        this.scope = scope;
        this.transfer = scope.transfer();
        this.settings = scope.settings();
    }

    void run() throws IOException {
        Download asked = (Download) transfer.task();
        HeadObjectResponse head = head(asked);
        Download download = asTheObjectIs(asked, head);
        makeFolder(download);
        Session session = continued(download);
        Path partial = partial(download);
        try (FileChannel file = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            List<Region> missing = PartWorkers.regions(download.size(), session.partBytes()).stream()
                    .filter(region -> !transfer.hasPart(region.number()))
                    .toList();
            PartWorkers.run(missing, settings.requests(), region -> fetch(download, file, region));
            file.truncate(download.size());
            file.force(true);
        }
        scope.become(TransferState.VERIFYING, null);
        prove(download, head, partial);
        place(download, head, partial);
    }

    /** Where the bytes are until they are proven. */
    Path partial(Download download) {
        Path name = download.file().getFileName();
        return download.file().resolveSibling(name + "." + transfer.id() + ".part");
    }

    private HeadObjectResponse head(Download download) throws IOException {
        return scope.request(client -> client.headObject(b -> b.bucket(download.bucket())
                .key(download.key())
                .versionId(download.versionId())
                .checksumMode(ChecksumMode.ENABLED)));
    }

    /** Another object under the same key is fetched from its beginning. */
    private Download asTheObjectIs(Download download, HeadObjectResponse head) {
        if (head.eTag().equals(download.etag()) && head.contentLength() == download.size()) {
            return download;
        }
        Download fresh = download.as(
                download.versionId() == null ? head.versionId() : download.versionId(),
                head.eTag(),
                head.contentLength());
        scope.record(JournalLine.task(transfer.id(), fresh));
        return fresh;
    }

    /** Refuses a way out of the chosen folder, as one through a link that was there before would be. */
    private static void makeFolder(Download download) throws IOException {
        Path folder = download.file().toAbsolutePath().normalize().getParent();
        Path root = download.root().toAbsolutePath().normalize();
        if (folder == null || !folder.startsWith(root)) {
            throw TransferException.lasting(Kind.REFUSED, "The name leads out of the chosen folder");
        }
        Files.createDirectories(folder);
        if (!folder.toRealPath().startsWith(root.toRealPath())) {
            throw TransferException.lasting(Kind.REFUSED, "A link leads out of the chosen folder");
        }
    }

    /** Parts fetched earlier count only if their file is still there. */
    private Session continued(Download download) throws IOException {
        Session session = transfer.session();
        if (session.partBytes() > 0 && Files.exists(partial(download))) {
            return session;
        }
        Files.deleteIfExists(partial(download));
        Session fresh = new Session("", settings.partBytes());
        scope.record(JournalLine.session(transfer.id(), fresh));
        return fresh;
    }

    private void fetch(Download download, FileChannel file, Region region) throws IOException {
        scope.request(client -> {
            long[] counted = {0};
            Flow flow = scope.flow();
            try {
                copy(client, download, file, region, counted);
                flow.moved(-counted[0]);
                counted[0] = 0;
                scope.record(JournalLine.part(transfer.id(), new Part(region.number(), region.length(), "", "")));
                return region;
            } catch (S3Exception e) {
                if (e.statusCode() == 412) {
                    throw TransferException.passing(Kind.OBJECT_CHANGED, e);
                }
                throw e;
            } finally {
                flow.moved(-counted[0]);
            }
        });
    }

    private void copy(S3Client client, Download download, FileChannel file, Region region, long[] counted)
            throws IOException {
        Flow flow = scope.flow();
        try (InputStream in = client.getObject(b -> b.bucket(download.bucket())
                .key(download.key())
                .versionId(download.versionId())
                .ifMatch(download.etag())
                .range("bytes=" + region.offset() + "-" + (region.offset() + region.length() - 1)))) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long position = region.offset();
            long end = region.offset() + region.length();
            while (position < end) {
                flow.stopIfWanted();
                int read = readFromServer(in, buffer, (int) Math.min(buffer.length, end - position));
                write(file, ByteBuffer.wrap(buffer, 0, read), position);
                position += read;
                counted[0] += read;
                flow.moved(read);
            }
        }
    }

    private static int readFromServer(InputStream in, byte[] buffer, int most) throws TransferException {
        int read;
        try {
            read = in.read(buffer, 0, most);
        } catch (IOException | RuntimeException e) {
            throw TransferException.passing(Kind.SERVER_AWAY, e);
        }
        if (read < 0) {
            throw TransferException.passing(Kind.SERVER_AWAY, "The answer ended early");
        }
        return read;
    }

    private static void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    private void prove(Download download, HeadObjectResponse head, Path partial) throws IOException {
        ObjectProof.Known known = ObjectProof.Known.of(head);
        if (known == null) {
            throw TransferException.lasting(Kind.NOT_PROVABLE, "The server tells no checksum");
        }
        try {
            List<Long> sizes = known.parts() == 0 ? List.of() : partSizes(download, known.parts());
            new ObjectProof(scope.flow()).compare(partial, known, sizes);
        } catch (TransferException e) {
            if (e.failure().kind() == Kind.DIFFERENT_BYTES) {
                // All of it is fetched again: which part is bad nobody can say.
                Files.deleteIfExists(partial);
            }
            throw e;
        }
    }

    private List<Long> partSizes(Download download, int parts) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (int number = 1; number <= parts; number++) {
            int part = number;
            sizes.add(scope.request(client -> client.headObject(b -> b.bucket(download.bucket())
                            .key(download.key())
                            .versionId(download.versionId())
                            .ifMatch(download.etag())
                            .partNumber(part))
                    .contentLength()));
        }
        return sizes;
    }

    private void place(Download download, HeadObjectResponse head, Path partial) throws IOException {
        FileTime modified = modified(head.metadata());
        Files.setLastModifiedTime(partial, modified == null ? FileTime.from(head.lastModified()) : modified);
        Path target = download.file();
        if (!download.overwrite() && Files.exists(target)) {
            target = SafeNames.free(target);
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (!target.equals(download.file())) {
            scope.record(JournalLine.task(transfer.id(), download.to(target)));
        }
    }

    /** When the file was changed that the object was made of; null if it is not told or not understood. */
    private static @Nullable FileTime modified(Map<String, String> metadata) {
        String text = metadata.get(UploadWork.MODIFIED);
        if (text == null || !text.matches("-?[0-9]{1,12}(\\.[0-9]{1,9})?")) {
            return null;
        }
        return FileTime.fromMillis(new BigDecimal(text).movePointRight(3).longValue());
    }

    /** Leaves nothing of a download that is not done. */
    void discard() throws IOException {
        Files.deleteIfExists(partial((Download) transfer.task()));
    }
}
