package io.maxiofs.storage.codec;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.Retention;
import io.maxiofs.storage.model.VersionId;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Binary forms of the small values that several records share. */
final class ValueCodec {
    private static final int ETAG_TEXT = 0;
    private static final int ETAG_MD5 = 1;
    private static final int ETAG_PARTS = 2;
    private static final int MD5_BYTES = 16;
    private static final int MD5_DIGITS = 2 * MD5_BYTES;

    private ValueCodec() {}

    static void encodeVersionId(Encoder out, VersionId id) {
        out.i64(id.time()).i32(id.origin());
    }

    static VersionId decodeVersionId(Decoder in) {
        long time = in.i64();
        if (time < 0) {
            throw new CorruptDataException("A version's time is negative");
        }
        return new VersionId(time, in.i32());
    }

    static void encodeOwner(Encoder out, Owner owner) {
        out.string(owner.canonicalId()).string(owner.displayName());
    }

    static Owner decodeOwner(Decoder in) {
        return new Owner(in.string(), in.string());
    }

    static void encodeInstant(Encoder out, Instant instant) {
        out.i64(instant.toEpochMilli());
    }

    static Instant decodeInstant(Decoder in) {
        return Instant.ofEpochMilli(in.i64());
    }

    /** MD5 tags, which nearly all are, take 17 bytes instead of 33. */
    static void encodeETag(Encoder out, ETag etag) {
        String text = etag.value();
        if (!startsWithMd5(text)) {
            out.u8(ETAG_TEXT).string(text);
        } else if (text.length() == MD5_DIGITS) {
            out.u8(ETAG_MD5).raw(HexFormat.of().parseHex(text));
        } else {
            int parts = partCount(text);
            if (parts < 0) {
                out.u8(ETAG_TEXT).string(text);
            } else {
                out.u8(ETAG_PARTS)
                        .raw(HexFormat.of().parseHex(text, 0, MD5_DIGITS))
                        .varint(parts);
            }
        }
    }

    private static boolean startsWithMd5(String text) {
        if (text.length() < MD5_DIGITS) {
            return false;
        }
        for (int i = 0; i < MD5_DIGITS; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** The N of {@code md5-N}, or -1 if what follows the MD5 is not exactly that. */
    private static int partCount(String text) {
        int length = text.length() - MD5_DIGITS - 1;
        if (text.charAt(MD5_DIGITS) != '-' || length < 1 || length > 5 || text.charAt(MD5_DIGITS + 1) == '0') {
            return -1;
        }
        int count = 0;
        for (int i = MD5_DIGITS + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            count = count * 10 + c - '0';
        }
        return count;
    }

    static ETag decodeETag(Decoder in) {
        int kind = in.u8();
        return switch (kind) {
            case ETAG_TEXT -> new ETag(in.string());
            case ETAG_MD5 -> ETag.ofMd5(in.raw(MD5_BYTES));
            case ETAG_PARTS -> new ETag(HexFormat.of().formatHex(in.raw(MD5_BYTES)) + "-" + in.count());
            default -> throw new CorruptDataException("Unknown kind of entity tag: " + kind);
        };
    }

    static void encodeChecksum(Encoder out, @Nullable Checksum checksum) {
        if (checksum == null) {
            out.u8(0);
            return;
        }
        out.u8(number(checksum.algorithm()) + 1)
                .u8(number(checksum.type()))
                .varint(checksum.partCount())
                .raw(checksum.bytes());
    }

    static @Nullable Checksum decodeChecksum(Decoder in) {
        int code = in.u8();
        if (code == 0) {
            return null;
        }
        ChecksumAlgorithm algorithm = constant(ChecksumAlgorithm.values(), code - 1);
        ChecksumType type = constant(ChecksumType.values(), in.u8());
        int parts = in.count();
        return new Checksum(algorithm, type, in.raw(algorithm.byteLength()), parts);
    }

    static void encodeEncryption(Encoder out, Encryption encryption) {
        out.u8(number(encryption.mode()));
        if (encryption.mode() != Encryption.Mode.NONE) {
            encodeText(out, encryption.keyId());
            encodeText(out, encryption.context());
            encodeText(out, encryption.customerKeyMd5());
            out.u8(encryption.bucketKey() ? 1 : 0);
        }
    }

    static Encryption decodeEncryption(Decoder in) {
        Encryption.Mode mode = constant(Encryption.Mode.values(), in.u8());
        return mode == Encryption.Mode.NONE
                ? Encryption.NONE
                : new Encryption(mode, decodeText(in), decodeText(in), decodeText(in), in.u8() != 0);
    }

    /** A text that may be null. */
    static void encodeText(Encoder out, @Nullable String text) {
        if (text == null) {
            out.u8(0);
        } else {
            out.u8(1).string(text);
        }
    }

    static @Nullable String decodeText(Decoder in) {
        return in.u8() == 0 ? null : in.string();
    }

    static void encodeRetention(Encoder out, Retention retention) {
        out.u8(number(retention.mode()));
        encodeInstant(out, retention.until());
    }

    static Retention decodeRetention(Decoder in) {
        return new Retention(constant(Retention.Mode.values(), in.u8()), decodeInstant(in));
    }

    static void encodePart(Encoder out, Part part) {
        out.varint(part.number()).varint(part.size());
        encodeETag(out, part.etag());
        encodeChecksum(out, part.checksum());
        encodeInstant(out, part.lastModified());
    }

    static Part decodePart(Decoder in) {
        return new Part(in.count(), in.varint(), decodeETag(in), decodeChecksum(in), decodeInstant(in));
    }

    /** The number of a constant on disk: its place, which never changes since constants are only added at the end. */
    @SuppressWarnings("EnumOrdinal") // a test pins the order of every enum stored so
    static int number(Enum<?> constant) {
        return constant.ordinal();
    }

    /** The constant with this number on disk. Constants are only ever added at the end, which a test watches. */
    static <E extends Enum<E>> E constant(E[] constants, int number) {
        if (number < 0 || number >= constants.length) {
            throw new CorruptDataException("Unknown constant " + number);
        }
        return constants[number];
    }
}
