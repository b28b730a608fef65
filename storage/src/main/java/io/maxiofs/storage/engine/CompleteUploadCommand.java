package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.MultipartStore.CompletedPart;
import io.maxiofs.storage.api.MultipartStore.Completion;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.UploadNotFoundException;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeNote;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.StoredVersion;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.digest.MultipartDigests;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an object of uploaded parts without moving their bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">
 *     CompleteMultipartUpload</a>
 */
final class CompleteUploadCommand implements Command<ObjectVersion> {
    private final UploadRef ref;
    private final Completion completion;

    CompleteUploadCommand(UploadRef ref, Completion completion) {
        this.ref = ref;
        this.completion = completion;
    }

    @Override
    public Decision<ObjectVersion> decide(DecisionContext context) {
        Bucket bucket = context.bucket(ref.bucket());
        DecisionContext.Found head = context.head(bucket, ref.key());
        DecisionContext.FoundUpload found = context.uploadOrNull(bucket, ref);
        if (found == null) {
            return Decision.unchanged(alreadyCompleted(head));
        }
        List<UploadCommands.PartRow> uploaded = UploadCommands.parts(context.tables(), ref.id());
        CompletionParts parts = CompletionParts.match(
                completion, uploaded, context.config().space().minimumPartBytes());
        MultipartUpload.Specification what = found.upload().specification();
        Checksum checksum = parts.checksum(what, completion.checksum());
        Conditions.check(
                completion.condition(), head == null ? null : head.stored().version());
        NewVersions.Plan plan =
                NewVersions.plan(context, bucket, ref.key(), head, parts.size() - uploadedBytes(uploaded));
        ETag etag = MultipartDigests.entityTag(
                parts.parts().stream().map(Part::etag).toList());
        Instant now = context.now();
        ObjectVersion version = new ObjectVersion(
                ref.key(),
                context.nextVersionId(),
                plan.nullVersion(),
                now,
                what.owner(),
                new ObjectContent(parts.size(), etag, checksum, what.encryption(), parts.parts()),
                what.properties(),
                NewVersions.protection(bucket, what.protection(), now));
        StoredVersion stored = new StoredVersion(version, body(parts.rows()), ref.id());
        Change put = new Change.PutVersion(bucket.id(), ref.key(), VersionCodec.encode(stored));
        Change removal = UploadCommands.removal(found, ref, uploaded);
        return Decision.of(ChangeRecord.Kind.OBJECT_COMPLETED, List.of(put, removal), version)
                .with(ChangeNote.of(completion.origin()));
    }

    /** The answer to a repeated request: the version that the first one made, if it still is the current one. */
    private ObjectVersion alreadyCompleted(DecisionContext.@Nullable Found head) {
        if (head == null || !ref.id().equals(head.stored().uploadId())) {
            throw new UploadNotFoundException("No such upload: " + ref.id());
        }
        ObjectVersion version = head.stored().version();
        List<Part> parts = version.requireContent().parts();
        List<CompletedPart> asked = completion.parts();
        boolean same = parts.size() == asked.size();
        for (int i = 0; same && i < parts.size(); i++) {
            same = parts.get(i).number() == asked.get(i).number()
                    && parts.get(i).etag().equals(asked.get(i).etag());
        }
        if (!same) {
            throw new UploadNotFoundException("Upload was completed with other parts: " + ref.id());
        }
        return version;
    }

    private static long uploadedBytes(List<UploadCommands.PartRow> uploaded) {
        return uploaded.stream().mapToLong(row -> row.stored().part().size()).sum();
    }

    private static StoredBody body(List<UploadCommands.PartRow> rows) {
        List<ExtentRef> refs = new ArrayList<>(rows.size());
        for (UploadCommands.PartRow row : rows) {
            if (row.stored().body() instanceof StoredBody.Extents extents) {
                refs.addAll(extents.refs());
            }
        }
        return refs.isEmpty() ? StoredBody.EMPTY : new StoredBody.Extents(refs);
    }
}
