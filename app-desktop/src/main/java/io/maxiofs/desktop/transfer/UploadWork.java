package io.maxiofs.desktop.transfer;

import io.maxiofs.desktop.transfer.JournalLine.Part;
import io.maxiofs.desktop.transfer.JournalLine.Session;
import io.maxiofs.desktop.transfer.PartWorkers.Region;
import io.maxiofs.desktop.transfer.TransferFailure.Kind;
import io.maxiofs.desktop.transfer.TransferTask.Upload;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * One attempt to send a file. Small ones in one request, others in parts that are kept from attempt to attempt. The
 * server takes the SHA-256 of what arrives, and it must be that of what was read.
 */
final class UploadWork {
    private static final int MOST_PARTS = 10_000;
    private static final long MIB = 1L << 20;
    private static final String GONE = "NoSuchUpload";

    /** Seconds since 1970 with a fraction, where rclone keeps and looks for it too. */
    static final String MODIFIED = "mtime";

    private final WorkScope scope;
    private final Transfer transfer;
    private final TransferSettings settings;

    UploadWork(WorkScope scope) {
        this.scope = scope;
        this.transfer = scope.transfer();
        this.settings = scope.settings();
    }

    void run() throws IOException {
        Upload upload = asTheFileIs((Upload) transfer.task());
        try (FileChannel file = FileChannel.open(upload.file(), StandardOpenOption.READ)) {
            if (upload.size() < settings.multipartFromBytes()) {
                sendWhole(upload, file);
            } else {
                sendInParts(upload, file);
            }
        }
    }

    /** A file that changed since it was looked at is sent as it is now, from its beginning. */
    private Upload asTheFileIs(Upload upload) throws IOException {
        BasicFileAttributes now = attributes(upload);
        if (!now.isRegularFile()) {
            throw TransferException.lasting(Kind.FILE_UNREADABLE, "Not a file");
        }
        if (unchanged(upload, now)) {
            return upload;
        }
        abort();
        Upload fresh = upload.as(now.size(), now.lastModifiedTime().toMillis());
        scope.record(JournalLine.task(transfer.id(), fresh));
        return fresh;
    }

    private static BasicFileAttributes attributes(Upload upload) throws IOException {
        return Files.readAttributes(upload.file(), BasicFileAttributes.class);
    }

    private static boolean unchanged(Upload upload, BasicFileAttributes now) {
        return now.size() == upload.size() && now.lastModifiedTime().toMillis() == upload.modifiedMillis();
    }

    private static void refuseChanged(Upload upload) throws IOException {
        if (!unchanged(upload, attributes(upload))) {
            throw TransferException.passing(Kind.FILE_CHANGED, "The file changed while it was sent");
        }
    }

    private void sendWhole(Upload upload, FileChannel file) throws IOException {
        PutObjectResponse response = scope.request(client -> {
            Body body = new Body(file, new Region(1, 0, upload.size()));
            try {
                PutObjectRequest.Builder request = PutObjectRequest.builder()
                        .bucket(upload.bucket())
                        .key(upload.key())
                        .contentLength(upload.size())
                        .contentType(contentType(upload))
                        .metadata(metadata(upload))
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256);
                if (!upload.overwrite()) {
                    request.ifNoneMatch("*");
                }
                PutObjectResponse answer = client.putObject(request.build(), body.asRequestBody());
                body.compare(answer.checksumSHA256());
                return answer;
            } finally {
                body.uncount();
            }
        });
        refuseChanged(upload);
        scope.record(JournalLine.part(transfer.id(), new Part(1, upload.size(), response.eTag(), "")));
    }

    private void sendInParts(Upload upload, FileChannel file) throws IOException {
        Session session = continued(upload);
        List<Region> missing = PartWorkers.regions(upload.size(), session.partBytes()).stream()
                .filter(region -> !transfer.hasPart(region.number()))
                .toList();
        PartWorkers.run(missing, settings.requests(), region -> sendPart(upload, session, file, region));
        refuseChanged(upload);
        complete(upload, session);
    }

    /** The upload that was begun earlier as far as the server still has it, or a new one. */
    private Session continued(Upload upload) throws IOException {
        Session session = transfer.session();
        if (session.uploadId().isEmpty()) {
            return begin(upload);
        }
        Map<Integer, software.amazon.awssdk.services.s3.model.Part> there = new HashMap<>();
        try {
            scope.request(client -> {
                client.listPartsPaginator(
                                b -> b.bucket(upload.bucket()).key(upload.key()).uploadId(session.uploadId()))
                        .parts()
                        .forEach(part -> there.put(part.partNumber(), part));
                return there;
            });
        } catch (S3Exception e) {
            if (Failures.code(e).equals(GONE)) {
                return begin(upload);
            }
            throw e;
        }
        List<Part> confirmed = transfer.parts().stream()
                .filter(part -> isThere(part, there.get(part.number())))
                .toList();
        if (confirmed.size() < transfer.parts().size()) {
            scope.record(JournalLine.session(transfer.id(), session));
            confirmed.forEach(part -> scope.record(JournalLine.part(transfer.id(), part)));
        }
        return session;
    }

    private static boolean isThere(Part part, software.amazon.awssdk.services.s3.model.@Nullable Part there) {
        return there != null && there.size() == part.bytes() && part.etag().equals(there.eTag());
    }

    private Session begin(Upload upload) throws IOException {
        String type = contentType(upload);
        String id = scope.unbroken(client -> client.createMultipartUpload(b -> b.bucket(upload.bucket())
                        .key(upload.key())
                        .contentType(type)
                        .metadata(metadata(upload))
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId());
        Session session = new Session(id, partBytes(upload.size()));
        scope.record(JournalLine.session(transfer.id(), session));
        transfer.stopIfWanted();
        return session;
    }

    /** Whole MiB, as many as needed for the number of parts a server takes. */
    private long partBytes(long size) {
        long least = (size + MOST_PARTS - 1) / MOST_PARTS;
        return Math.max(settings.partBytes(), (least + MIB - 1) / MIB * MIB);
    }

    private void sendPart(Upload upload, Session session, FileChannel file, Region region) throws IOException {
        scope.request(client -> {
            Body body = new Body(file, region);
            try {
                UploadPartResponse answer = client.uploadPart(
                        b -> b.bucket(upload.bucket())
                                .key(upload.key())
                                .uploadId(session.uploadId())
                                .partNumber(region.number())
                                .contentLength(region.length())
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                        body.asRequestBody());
                String sha256 = body.compare(answer.checksumSHA256());
                body.uncount();
                scope.record(JournalLine.part(
                        transfer.id(), new Part(region.number(), region.length(), answer.eTag(), sha256)));
                return answer;
            } finally {
                body.uncount();
            }
        });
    }

    private void complete(Upload upload, Session session) throws IOException {
        List<Part> parts = transfer.parts();
        List<CompletedPart> completed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .checksumSHA256(part.sha256())
                        .build())
                .toList();
        CompleteMultipartUploadResponse answer;
        try {
            answer = scope.request(client -> client.completeMultipartUpload(b -> {
                b.bucket(upload.bucket())
                        .key(upload.key())
                        .uploadId(session.uploadId())
                        .mpuObjectSize(upload.size())
                        .multipartUpload(m -> m.parts(completed));
                if (!upload.overwrite()) {
                    b.ifNoneMatch("*");
                }
            }));
        } catch (S3Exception e) {
            if (Failures.code(e).equals(GONE)) {
                scope.record(JournalLine.session(transfer.id(), new Session("", 0)));
                throw TransferException.passing(Kind.SERVER_FAILED, e);
            }
            throw e;
        }
        if (!ofParts(parts).equals(answer.checksumSHA256())) {
            throw TransferException.lasting(Kind.DIFFERENT_BYTES, "The server has put together something else");
        }
    }

    /** The checksum S3 gives an object put together from parts: that of the checksums. */
    private static String ofParts(List<Part> parts) {
        MessageDigest digest = Digests.sha256();
        parts.forEach(part -> digest.update(Base64.getDecoder().decode(part.sha256())));
        return Base64.getEncoder().encodeToString(digest.digest()) + "-" + parts.size();
    }

    /** Leaves nothing of an upload in parts on the server; nothing happens if there is none. */
    void abort() throws IOException {
        String uploadId = transfer.session().uploadId();
        if (uploadId.isEmpty()) {
            return;
        }
        TransferTask task = transfer.task();
        try {
            scope.tidy(client -> client.abortMultipartUpload(
                    b -> b.bucket(task.bucket()).key(task.key()).uploadId(uploadId)));
        } catch (S3Exception e) {
            if (e.statusCode() != 404) {
                throw e;
            }
        }
        scope.record(JournalLine.session(transfer.id(), new Session("", 0)));
    }

    private static Map<String, String> metadata(Upload upload) {
        long millis = upload.modifiedMillis();
        return Map.of(
                MODIFIED,
                Math.floorDiv(millis, 1000L) + "." + String.format(Locale.ROOT, "%03d", Math.floorMod(millis, 1000L)));
    }

    private static String contentType(Upload upload) throws IOException {
        String known = Files.probeContentType(upload.file());
        if (known == null) {
            known = URLConnection.guessContentTypeFromName(upload.key());
        }
        return known == null ? "application/octet-stream" : known;
    }

    /** The body of one request, which the SDK may ask for more than once. */
    private final class Body {
        private final FileChannel file;
        private final Region region;
        private final List<RegionInput> read = new ArrayList<>();

        Body(FileChannel file, Region region) {
            this.file = file;
            this.region = region;
        }

        RequestBody asRequestBody() {
            return RequestBody.fromContentProvider(
                    () -> {
                        uncount();
                        RegionInput input = new RegionInput(file, region.offset(), region.length(), scope.flow());
                        read.add(input);
                        return input;
                    },
                    region.length(),
                    "application/octet-stream");
        }

        /** The SHA-256 of what was read last, which the server must have found too. */
        String compare(@Nullable String ofServer) throws TransferException {
            String ours = read.getLast().sha256();
            if (!ours.equals(ofServer)) {
                throw TransferException.passing(Kind.DIFFERENT_BYTES, "Read " + ours + ", the server has " + ofServer);
            }
            return ours;
        }

        void uncount() {
            read.forEach(RegionInput::uncount);
        }
    }
}
