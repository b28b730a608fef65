package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.UploadDocument;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.BucketNotFoundException;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.UploadNotFoundException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.Part;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Unfinished multipart uploads of all buckets the caller may list them in. */
final class UploadRoutes {
    private static final int MAX_UPLOADS = 1_000;
    private static final int MAX_DAYS = 36_500;
    private static final int PARTS = 1_000;

    private final AdminData data;

    UploadRoutes(AdminData data) {
        this.data = data;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/uploads", Access.SIGNED_IN, this::list),
                new Route("POST", "/api/v1/uploads/abort", Access.SIGNED_IN, this::abort));
    }

    /**
     * Where a list goes on.
     *
     * @param id null to go on behind the whole bucket, or at its beginning
     */
    private record Mark(
            String bucket, @Nullable String key, @Nullable String id) {

        String text() {
            return encode(bucket) + "." + (key == null ? "" : encode(key) + "." + id);
        }

        private static String encode(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static Mark parse(String text) {
            List<String> parts = List.of(text.split("\\.", -1));
            try {
                if (parts.size() == 2 && parts.get(1).isEmpty()) {
                    return new Mark(decode(parts.get(0)), null, null);
                }
                if (parts.size() == 3) {
                    return new Mark(decode(parts.get(0)), decode(parts.get(1)), parts.get(2));
                }
            } catch (IllegalArgumentException e) {
                throw invalid();
            }
            throw invalid();
        }

        private static String decode(String text) {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        }

        private static AdminException invalid() {
            return new AdminException(Problem.Code.INVALID, "The cursor is none of this list");
        }
    }

    private Answer list(Call call) {
        S3Caller caller = data.caller(call);
        int limit = AdminData.limit(call);
        Instant before = AdminData.number(call, "older-than-days", MAX_DAYS)
                .map(days -> data.clock().instant().minus(Duration.ofDays(days)))
                .orElse(Instant.MAX);
        Mark mark = call.request().parameter("cursor").map(Mark::parse).orElse(null);
        List<UploadDocument> found = new ArrayList<>();
        for (Bucket bucket : buckets(call, caller)) {
            String name = bucket.name().value();
            if (mark != null && name.compareTo(mark.bucket()) < 0) {
                continue;
            }
            Mark next =
                    add(bucket.name(), mark != null && mark.bucket().equals(name) ? mark : null, before, limit, found);
            if (next != null) {
                return Answer.ok(new Items<>(List.copyOf(found), next.text()));
            }
        }
        return Answer.ok(new Items<>(List.copyOf(found)));
    }

    private List<Bucket> buckets(Call call, S3Caller caller) {
        Optional<String> named = call.request().parameter("bucket");
        if (named.isPresent()) {
            data.calls().authorize(caller, S3Call.of(S3Operation.LIST_MULTIPART_UPLOADS, named.get()));
            return List.of(data.buckets().get(new BucketName(named.get())));
        }
        return data.buckets().list().stream()
                .filter(bucket -> data.calls()
                        .isAllowed(
                                caller,
                                S3Call.of(
                                        S3Operation.LIST_MULTIPART_UPLOADS,
                                        bucket.name().value())))
                .toList();
    }

    /** @return where to go on if there may be more than fits; null if all of the bucket is there */
    private @Nullable Mark add(
            BucketName bucket, @Nullable Mark from, Instant before, int limit, List<UploadDocument> found) {
        String key = from == null ? null : from.key();
        String id = from == null ? null : from.id();
        do {
            if (found.size() == limit) {
                return new Mark(bucket.value(), key, id);
            }
            Page<MultipartUpload> page;
            try {
                page = data.store().listing().listUploads(new Query(bucket, "", null, limit - found.size()), key, id);
            } catch (BucketNotFoundException e) {
                // Deleted since the buckets were listed.
                return null;
            }
            for (MultipartUpload upload : page.entries()) {
                if (upload.initiated().isBefore(before)) {
                    found.add(document(bucket, upload));
                }
            }
            key = page.nextMarker();
            id = page.entries().isEmpty() ? null : page.entries().getLast().id().text();
        } while (key != null);
        return null;
    }

    private UploadDocument document(BucketName bucket, MultipartUpload upload) {
        int count = 0;
        long bytes = 0;
        int after = 0;
        List<Part> parts;
        do {
            try {
                parts = data.store()
                        .uploads()
                        .listParts(new UploadRef(bucket, upload.key(), upload.id()), after, PARTS);
            } catch (UploadNotFoundException e) {
                // Finished since it was listed.
                break;
            }
            for (Part part : parts) {
                count++;
                bytes += part.size();
                after = part.number();
            }
        } while (parts.size() == PARTS);
        return new UploadDocument(
                bucket.value(),
                upload.key().value(),
                upload.id().text(),
                upload.initiated(),
                upload.initiator().displayName(),
                count,
                bytes);
    }

    private Answer abort(Call call) {
        List<UploadDocument.Ref> given =
                Documents.required(call.body(UploadDocument.Abortion.class).uploads(), "uploads");
        if (given.isEmpty() || given.size() > MAX_UPLOADS) {
            throw new AdminException(Problem.Code.INVALID, "Give 1 to " + MAX_UPLOADS + " uploads");
        }
        List<UploadDocument.Ref> done = new ArrayList<>();
        List<UploadDocument.Failure> failed = new ArrayList<>();
        for (UploadDocument.Ref ref : given) {
            try {
                data.calls()
                        .call(
                                data.caller(call),
                                S3Call.of(
                                                S3Operation.ABORT_MULTIPART_UPLOAD,
                                                Documents.required(ref.bucket(), "bucket"),
                                                AdminData.key(Documents.required(ref.key(), "key")))
                                        .query("uploadId", Documents.required(ref.id(), "id")));
                done.add(ref);
            } catch (S3Exception e) {
                failed.add(new UploadDocument.Failure(ref, e.code().wireName(), e.message()));
            }
        }
        return Answer.ok(new UploadDocument.Outcome(List.copyOf(done), List.copyOf(failed)));
    }
}
