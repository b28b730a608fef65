package io.maxiofs.storage.state;

import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.Decoder;
import io.maxiofs.storage.codec.Encoder;
import io.maxiofs.storage.model.VersionId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row's value: where its record lies, then the entity as the journal has it.
 *
 * @param sequence of the record that made the entity what it is
 * @param place of that record, or of the one compaction copied it to
 * @param body where the entity's inline body lies; {@link BodyPlace#NONE} if it has none
 * @param olderNull in {@link Table#OBJECT}: id of the key's null version if that is an older one; null otherwise
 */
public record Entry(
        long sequence,
        Place place,
        BodyPlace body,
        @Nullable VersionId olderNull,
        byte[] bytes,
        int entityOffset) {

    /**
     * Where a record lies.
     *
     * @param length bytes of the segment that live on its account
     * @param floor lowest segment that may hold an older record of the same thing; never above {@code segment}
     */
    public record Place(long segment, int length, long floor) {}

    /** Where an inline body begins. */
    public record BodyPlace(long segment, int offset) {
        public static final BodyPlace NONE = new BodyPlace(0, 0);

        public boolean exists() {
            return segment != 0;
        }
    }

    /** An entry that wraps {@code entity}. */
    public static Entry of(long sequence, Place place, BodyPlace body, @Nullable VersionId olderNull, byte[] entity) {
        return wrap(sequence, place, body, olderNull, entity, 0);
    }

    private static Entry wrap(
            long sequence,
            Place place,
            BodyPlace body,
            @Nullable VersionId olderNull,
            byte[] source,
            int sourceOffset) {
        int entityLength = source.length - sourceOffset;
        Encoder out = new Encoder(48 + entityLength);
        out.varint(sequence).varint(place.segment()).varint(place.length()).varint(place.floor());
        out.varint(body.segment());
        if (body.exists()) {
            out.varint(body.offset());
        }
        if (olderNull == null) {
            out.u8(0);
        } else {
            out.u8(1).i64(olderNull.time()).i32(olderNull.origin());
        }
        int entityOffset = out.size();
        byte[] bytes = out.raw(source, sourceOffset, entityLength).toByteArray();
        return new Entry(sequence, place, body, olderNull, bytes, entityOffset);
    }

    public static Entry read(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        long sequence = in.varint();
        Place place = new Place(in.varint(), in.count(), in.varint());
        long bodySegment = in.varint();
        BodyPlace body = bodySegment == 0 ? BodyPlace.NONE : new BodyPlace(bodySegment, in.count());
        VersionId olderNull = in.u8() == 0 ? null : new VersionId(in.i64(), in.i32());
        return new Entry(sequence, place, body, olderNull, bytes, in.position());
    }

    /** Reads a row that may be missing. */
    public static @Nullable Entry readOrNull(byte @Nullable [] bytes) {
        return bytes == null ? null : read(bytes);
    }

    public Entry withOlderNull(@Nullable VersionId id) {
        return wrap(sequence, place, body, id, bytes, entityOffset);
    }

    /** The segments that hold or may hold records of this thing. */
    public Change.Span span() {
        Change.Span own = new Change.Span(Math.min(place.floor(), place.segment()), place.segment());
        return body.exists() ? own.with(new Change.Span(body.segment(), body.segment())) : own;
    }

    /** The entity alone; a copy. */
    public byte[] entity() {
        return Arrays.copyOfRange(bytes, entityOffset, bytes.length);
    }
}
