package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.MultipartStore.NewPart;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.UploadCodec;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import io.maxiofs.storage.state.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Creating and aborting uploads, and writing parts. */
final class UploadCommands {
    private UploadCommands() {}

    /**
     * Starts an upload.
     *
     * @param secret random bits for its id
     */
    record Create(
            BucketName bucketName,
            ObjectKey key,
            Owner initiator,
            MultipartUpload.Specification specification,
            long secret)
            implements Command<MultipartUpload> {
        @Override
        public Decision<MultipartUpload> decide(DecisionContext context) {
            Bucket bucket = context.bucket(bucketName);
            PutVersionCommand.checkLock(bucket, specification.protection());
            UploadId id = new UploadId(context.nextVersionId(), secret);
            MultipartUpload upload = new MultipartUpload(id, key, context.now(), initiator, specification);
            Change put = new Change.PutUpload(bucket.id(), key, id, UploadCodec.encode(upload));
            return Decision.of(ChangeRecord.Kind.UPLOAD_CREATED, List.of(put), upload);
        }
    }

    /** Writes or replaces a part. */
    record WritePart(UploadRef ref, NewPart part, Staged body) implements Command<Part> {
        @Override
        public void settled(boolean committed) {
            body.settled(committed);
        }

        @Override
        public void inDoubt() {
            body.inDoubt();
        }

        @Override
        public Decision<Part> decide(DecisionContext context) {
            DecisionContext.FoundUpload found = context.upload(ref);
            body.requireReferencesLive(context.state().extents());
            long bucketId = found.bucket().id();
            byte[] before = context.tables().get(Table.PART, TableKeys.part(ref.id(), part.number()));
            long replaced = before == null ? 0 : decode(before).part().size();
            context.quotas().check(found.bucket(), body.size() - replaced, 0);
            Part written = new Part(part.number(), body.size(), part.etag(), part.checksum(), context.now());
            Change put = new Change.PutPart(
                    bucketId, ref.id(), part.number(), UploadCodec.encodePart(bucketId, written, body.stored()));
            return Decision.of(ChangeRecord.Kind.PART_PUT, List.of(put), written);
        }
    }

    /** Removes an upload with its parts. */
    record Abort(UploadRef ref) implements Command<UploadId> {
        @Override
        public boolean mayUseReserve() {
            return true;
        }

        @Override
        public Decision<UploadId> decide(DecisionContext context) {
            DecisionContext.FoundUpload found = context.upload(ref);
            Change removal = removal(found, ref, parts(context.tables(), ref.id()));
            return Decision.of(ChangeRecord.Kind.UPLOAD_ABORTED, List.of(removal), ref.id());
        }
    }

    /** A part as the tables hold it. */
    record PartRow(Entry entry, UploadCodec.StoredPart stored) {}

    static List<PartRow> parts(Tables tables, UploadId id) {
        List<PartRow> parts = new ArrayList<>();
        byte[] end = TableKeys.part(id, 0xFFFF);
        int next = 0;
        while (true) {
            Tables.Row row = tables.first(Table.PART, TableKeys.part(id, next), end);
            if (row == null) {
                return parts;
            }
            parts.add(new PartRow(Entry.read(row.value()), decode(row.value())));
            next = TableKeys.partNumberOf(row.key()) + 1;
        }
    }

    static Change removal(DecisionContext.FoundUpload found, UploadRef ref, List<PartRow> parts) {
        Change.Span span = found.entry().span();
        for (PartRow part : parts) {
            span = span.with(part.entry().span());
        }
        return new Change.RemoveUpload(found.bucket().id(), ref.key(), ref.id(), span);
    }

    /** Steps that remove every upload of a bucket. */
    static List<Change> removalOfAll(DecisionContext context, Bucket bucket) {
        List<Change> removals = new ArrayList<>();
        byte[] first = TableKeys.number(bucket.id());
        byte[] end = TableKeys.behind(first);
        Tables.Row row = context.tables().first(Table.UPLOAD, first, end);
        while (row != null) {
            ObjectKey key = TableKeys.keyOfEscaped(row.key());
            UploadId id = TableKeys.uploadOf(row.key());
            Entry entry = Entry.read(row.value());
            MultipartUpload upload = UploadCodec.decode(key, entry.bytes(), entry.entityOffset());
            UploadRef ref = new UploadRef(bucket.name(), key, id);
            DecisionContext.FoundUpload found = new DecisionContext.FoundUpload(bucket, entry, upload);
            removals.add(removal(found, ref, parts(context.tables(), id)));
            row = context.tables().first(Table.UPLOAD, Arrays.copyOf(row.key(), row.key().length + 1), end);
        }
        return removals;
    }

    private static UploadCodec.StoredPart decode(byte[] row) {
        Entry entry = Entry.read(row);
        return UploadCodec.decodePart(entry.bytes(), entry.entityOffset());
    }
}
