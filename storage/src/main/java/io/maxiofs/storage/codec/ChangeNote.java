package io.maxiofs.storage.codec;

import io.maxiofs.storage.model.ChangeAspect;
import io.maxiofs.storage.model.ChangeOrigin;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a record says of itself to those who follow the changes. It has no part in what the store holds: a record without
 * one does the same.
 *
 * @param aspects what a change of properties touched; empty for everything else
 * @param bucketName name of a bucket that is gone with this record; empty otherwise
 */
public record ChangeNote(ChangeOrigin origin, Set<ChangeAspect> aspects, String bucketName) {
    public static final ChangeNote NONE = new ChangeNote(ChangeOrigin.NONE, Set.of(), "");

    private static final int CAUSE = 1;
    private static final int PRINCIPAL = 2;
    private static final int REQUEST_ID = 3;
    private static final int ADDRESS = 4;
    private static final int ASPECTS = 5;
    private static final int BUCKET_NAME = 6;

    public ChangeNote {
        aspects = aspects.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(aspects));
    }

    public static ChangeNote of(ChangeOrigin origin) {
        return origin.equals(ChangeOrigin.NONE) ? NONE : new ChangeNote(origin, Set.of(), "");
    }

    /** Upper bound of the bytes that {@link #encode} writes. */
    int capacity() {
        return equals(NONE)
                ? 0
                : 64
                        + 3
                                * (origin.principal().length()
                                        + origin.requestId().length()
                                        + origin.address().length()
                                        + bucketName.length());
    }

    /** Appends fields for whatever is known, which may be nothing. */
    void encode(Encoder out) {
        if (equals(NONE)) {
            return;
        }
        if (origin.cause() != ChangeOrigin.Cause.REQUEST) {
            int field = out.beginField(CAUSE);
            out.u8(ValueCodec.number(origin.cause()));
            out.endField(field);
        }
        text(out, PRINCIPAL, origin.principal());
        text(out, REQUEST_ID, origin.requestId());
        text(out, ADDRESS, origin.address());
        if (!aspects.isEmpty()) {
            int bits = 0;
            for (ChangeAspect aspect : aspects) {
                bits |= 1 << ValueCodec.number(aspect);
            }
            int field = out.beginField(ASPECTS);
            out.varint(bits);
            out.endField(field);
        }
        text(out, BUCKET_NAME, bucketName);
    }

    private static void text(Encoder out, int number, String value) {
        if (!value.isEmpty()) {
            int field = out.beginField(number);
            out.string(value);
            out.endField(field);
        }
    }

    /** Reads all that is left. A field that is not known says nothing about what the store holds, and is passed over. */
    static ChangeNote decode(Decoder in) {
        if (!in.hasMore()) {
            return NONE;
        }
        ChangeOrigin.Cause cause = ChangeOrigin.Cause.REQUEST;
        String principal = "";
        String requestId = "";
        String address = "";
        String bucketName = "";
        EnumSet<ChangeAspect> aspects = EnumSet.noneOf(ChangeAspect.class);
        while (in.hasMore()) {
            int number = in.u8();
            Decoder field = in.field();
            switch (number) {
                case CAUSE -> cause = ValueCodec.constant(ChangeOrigin.Cause.values(), field.u8());
                case PRINCIPAL -> principal = field.string();
                case REQUEST_ID -> requestId = field.string();
                case ADDRESS -> address = field.string();
                case ASPECTS -> aspects(field.varint(), aspects);
                case BUCKET_NAME -> bucketName = field.string();
                default -> {
                    // Written by a later version, for its own readers.
                }
            }
        }
        return new ChangeNote(new ChangeOrigin(cause, principal, requestId, address), aspects, bucketName);
    }

    private static void aspects(long bits, EnumSet<ChangeAspect> target) {
        for (ChangeAspect aspect : ChangeAspect.values()) {
            if ((bits & 1L << ValueCodec.number(aspect)) != 0) {
                target.add(aspect);
            }
        }
    }
}
