package io.maxiofs.storage.codec;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.crypto.WrappedKey;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.model.ByteRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binary form of {@link StoredBody}. */
final class BodyCodec {
    private static final int EMPTY = 0;
    private static final int INLINE = 1;
    private static final int EXTENTS = 2;

    private BodyCodec() {}

    static void encode(Encoder out, StoredBody body) {
        switch (body) {
            case StoredBody.Empty ignored -> out.u8(EMPTY);
            case StoredBody.Inline inline -> {
                out.u8(INLINE)
                        .i64(inline.identity())
                        .varint(inline.storedLength())
                        .i32(inline.crc());
                encodeKey(out, inline.key());
            }
            case StoredBody.Extents extents -> {
                out.u8(EXTENTS).varint(extents.refs().size());
                for (ExtentRef ref : extents.refs()) {
                    out.varint(ref.extentId());
                    out.varint(ref.range().offset());
                    out.varint(ref.range().length());
                    out.varint(ref.extentLength());
                    encodeKey(out, ref.key());
                }
            }
        }
    }

    static StoredBody decode(Decoder in) {
        int kind = in.u8();
        return switch (kind) {
            case EMPTY -> StoredBody.EMPTY;
            case INLINE -> new StoredBody.Inline(in.i64(), in.count(), in.i32(), decodeKey(in));
            case EXTENTS -> {
                int count = in.count();
                List<ExtentRef> refs = new ArrayList<>(Math.min(count, 10_000));
                for (int i = 0; i < count; i++) {
                    long id = in.varint();
                    ByteRange range = new ByteRange(in.varint(), in.varint());
                    refs.add(new ExtentRef(id, range, in.varint(), decodeKey(in)));
                }
                yield new StoredBody.Extents(refs);
            }
            default -> throw new CorruptDataException("Unknown kind of body: " + kind);
        };
    }

    private static void encodeKey(Encoder out, @Nullable WrappedKey key) {
        out.blob(key == null ? new byte[0] : key.bytes());
    }

    private static @Nullable WrappedKey decodeKey(Decoder in) {
        byte[] bytes = in.blob();
        return bytes.length == 0 ? null : WrappedKey.of(bytes);
    }
}
