package io.maxiofs.storage.codec;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.UploadId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Binary form of a {@link ChangeRecord}. */
public final class ChangeCodec {
    private static final int FIXED_CAPACITY = 64;

    private ChangeCodec() {}

    public static ByteBuffer encode(ChangeRecord record) {
        int entities = 0;
        for (ChangeRecord.Step step : record.steps()) {
            entities += FIXED_CAPACITY + entityLength(step.change());
        }
        Encoder out = new Encoder(FIXED_CAPACITY + entities + record.note().capacity());
        out.u8(ValueCodec.number(record.kind()))
                .i64(record.at().toEpochMilli())
                .varint(record.steps().size());
        for (ChangeRecord.Step step : record.steps()) {
            out.u8(step.change().code()).varint(step.sequence()).varint(step.bodyOffset() + 1L);
            encode(out, step.change());
        }
        record.note().encode(out);
        return ByteBuffer.wrap(out.toByteArray());
    }

    /** Bytes of a change's entity; what dominates its length. */
    private static int entityLength(Change change) {
        return switch (change) {
            case Change.PutVersion put -> put.entity().length + put.key().byteLength();
            case Change.PutBucket put -> put.entity().length;
            case Change.PutUpload put -> put.entity().length + put.key().byteLength();
            case Change.PutPart put -> put.entity().length;
            case Change.RemoveVersion remove -> remove.key().byteLength();
            case Change.RemoveUpload remove -> remove.key().byteLength();
            case Change.RemoveBucket ignored -> 0;
            case Change.ReserveExtents ignored -> 0;
        };
    }

    private static void encode(Encoder out, Change change) {
        switch (change) {
            case Change.PutVersion put -> {
                out.varint(put.bucketId());
                key(out, put.key());
                out.blob(put.entity());
            }
            case Change.RemoveVersion remove -> {
                out.varint(remove.bucketId());
                key(out, remove.key());
                ValueCodec.encodeVersionId(out, remove.id());
                span(out.u8(remove.nullVersion() ? 1 : 0), remove.span());
            }
            case Change.PutBucket put -> out.varint(put.bucketId()).blob(put.entity());
            case Change.RemoveBucket remove -> span(out.varint(remove.bucketId()), remove.span());
            case Change.PutUpload put -> {
                out.varint(put.bucketId());
                key(out, put.key());
                UploadCodec.encodeId(out, put.id());
                out.blob(put.entity());
            }
            case Change.RemoveUpload remove -> {
                out.varint(remove.bucketId());
                key(out, remove.key());
                UploadCodec.encodeId(out, remove.id());
                span(out, remove.span());
            }
            case Change.PutPart put -> {
                out.varint(put.bucketId());
                UploadCodec.encodeId(out, put.id());
                out.varint(put.number()).blob(put.entity());
            }
            case Change.ReserveExtents reserve -> out.varint(reserve.limit());
        }
    }

    private static void key(Encoder out, ObjectKey key) {
        out.blob(key.utf8());
    }

    /** @throws CorruptDataException if the bytes are not a record of this format */
    public static ChangeRecord decode(ByteBuffer payload) {
        Decoder in = Decoder.of(payload);
        ChangeRecord.Kind kind = ValueCodec.constant(ChangeRecord.Kind.values(), in.u8());
        Instant at = Instant.ofEpochMilli(in.i64());
        int count = in.count();
        List<ChangeRecord.Step> steps = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            int code = in.u8();
            long sequence = in.varint();
            int bodyOffset = in.count() - 1;
            steps.add(new ChangeRecord.Step(sequence, bodyOffset, decode(code, in)));
        }
        return new ChangeRecord(kind, at, steps, ChangeNote.decode(in));
    }

    private static Change decode(int code, Decoder in) {
        return switch (code) {
            case Change.PutVersion.CODE -> new Change.PutVersion(in.varint(), key(in), in.blob());
            case Change.RemoveVersion.CODE ->
                new Change.RemoveVersion(in.varint(), key(in), ValueCodec.decodeVersionId(in), in.u8() != 0, span(in));
            case Change.PutBucket.CODE -> new Change.PutBucket(in.varint(), in.blob());
            case Change.RemoveBucket.CODE -> new Change.RemoveBucket(in.varint(), span(in));
            case Change.PutUpload.CODE -> new Change.PutUpload(in.varint(), key(in), uploadId(in), in.blob());
            case Change.RemoveUpload.CODE -> new Change.RemoveUpload(in.varint(), key(in), uploadId(in), span(in));
            case Change.PutPart.CODE -> new Change.PutPart(in.varint(), uploadId(in), in.count(), in.blob());
            case Change.ReserveExtents.CODE -> new Change.ReserveExtents(in.varint());
            default -> throw new CorruptDataException("Unknown step " + code + " in a record");
        };
    }

    private static void span(Encoder out, Change.Span span) {
        out.varint(span.first()).varint(span.last() - span.first());
    }

    private static Change.Span span(Decoder in) {
        long first = in.varint();
        return new Change.Span(first, first + in.varint());
    }

    private static ObjectKey key(Decoder in) {
        return ObjectKey.ofUtf8(in.blob());
    }

    private static UploadId uploadId(Decoder in) {
        return UploadCodec.decodeId(in);
    }
}
