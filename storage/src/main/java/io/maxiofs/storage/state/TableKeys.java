package io.maxiofs.storage.state;

import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.VersionId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the tables. Their unsigned byte order is the order in which S3 lists: by bucket, by the key's bytes, versions
 * newest first, uploads oldest first. Where something follows the object key, the key is made self-delimiting: a zero
 * byte becomes 00 01, and 00 00 ends it, which keeps the order.
 */
public final class TableKeys {
    private static final int ID_BYTES = 8;
    private static final int VERSION_BYTES = 12;
    private static final int UPLOAD_BYTES = 20;

    private TableKeys() {}

    /** Key of a bucket, an extent or a segment. */
    public static byte[] number(long id) {
        return ByteBuffer.allocate(ID_BYTES).putLong(id).array();
    }

    public static long numberOf(byte[] tableKey) {
        return ByteBuffer.wrap(tableKey).getLong();
    }

    /** {@link Table#OBJECT}: bucket, key. */
    public static byte[] object(long bucketId, ObjectKey key) {
        byte[] tableKey = new byte[ID_BYTES + key.byteLength()];
        ByteBuffer.wrap(tableKey).putLong(bucketId);
        key.copyTo(tableKey, ID_BYTES);
        return tableKey;
    }

    /** Where a listing of {@code prefix} begins; the prefix need not be a key. */
    public static byte[] objectPrefix(long bucketId, byte[] prefix) {
        return ByteBuffer.allocate(ID_BYTES + prefix.length)
                .putLong(bucketId)
                .put(prefix)
                .array();
    }

    public static ObjectKey keyOfObject(byte[] tableKey) {
        return ObjectKey.ofUtf8(Arrays.copyOfRange(tableKey, ID_BYTES, tableKey.length));
    }

    public static long bucketOf(byte[] tableKey) {
        return numberOf(tableKey);
    }

    /** {@link Table#NONCURRENT}: bucket, key, then the id inverted so that newer versions come first. */
    public static byte[] noncurrent(long bucketId, ObjectKey key, VersionId id) {
        byte[] start = escaped(bucketId, key.utf8(), true, VERSION_BYTES);
        ByteBuffer.wrap(start, start.length - VERSION_BYTES, VERSION_BYTES)
                .putLong(~id.time())
                .putInt(~id.origin());
        return start;
    }

    /** Where the older versions, or the uploads, of a key begin. */
    public static byte[] ofKey(long bucketId, ObjectKey key) {
        return escaped(bucketId, key.utf8(), true, 0);
    }

    /** Where the versions, or uploads, of keys with {@code prefix} begin. */
    public static byte[] escapedPrefix(long bucketId, byte[] prefix) {
        return escaped(bucketId, prefix, false, 0);
    }

    /** The key inside a key of {@link Table#NONCURRENT} or {@link Table#UPLOAD}. */
    public static ObjectKey keyOfEscaped(byte[] tableKey) {
        byte[] key = new byte[tableKey.length];
        int length = 0;
        int i = ID_BYTES;
        while (true) {
            byte next = tableKey[i++];
            if (next == 0 && tableKey[i++] == 0) {
                return ObjectKey.ofUtf8(Arrays.copyOf(key, length));
            }
            key[length++] = next;
        }
    }

    /** {@link Table#UPLOAD}: bucket, key, upload id. */
    public static byte[] upload(long bucketId, ObjectKey key, UploadId id) {
        byte[] tableKey = escaped(bucketId, key.utf8(), true, UPLOAD_BYTES);
        putUploadId(ByteBuffer.wrap(tableKey, tableKey.length - UPLOAD_BYTES, UPLOAD_BYTES), id);
        return tableKey;
    }

    /** {@link Table#PART}: upload id, part number; with number 0 the place before the first part. */
    public static byte[] part(UploadId id, int number) {
        ByteBuffer out = ByteBuffer.allocate(UPLOAD_BYTES + Short.BYTES);
        putUploadId(out, id);
        return out.putShort((short) number).array();
    }

    /** The part number in a key of {@link Table#PART}. */
    public static int partNumberOf(byte[] tableKey) {
        return ByteBuffer.wrap(tableKey).getShort(UPLOAD_BYTES) & 0xFFFF;
    }

    /** The bytes of a {@link Table#PART} key that name the upload. */
    public static UploadId uploadOfPart(byte[] tableKey) {
        ByteBuffer in = ByteBuffer.wrap(tableKey);
        return new UploadId(new VersionId(in.getLong(), in.getInt()), in.getLong());
    }

    /** The upload id inside a key of {@link Table#UPLOAD}. */
    public static UploadId uploadOf(byte[] tableKey) {
        ByteBuffer in = ByteBuffer.wrap(tableKey, tableKey.length - UPLOAD_BYTES, UPLOAD_BYTES);
        return new UploadId(new VersionId(in.getLong(), in.getInt()), in.getLong());
    }

    private static void putUploadId(ByteBuffer out, UploadId id) {
        out.putLong(id.version().time()).putInt(id.version().origin()).putLong(id.secret());
    }

    private static byte[] escaped(long bucketId, byte[] key, boolean ended, int room) {
        int zeros = 0;
        for (byte b : key) {
            if (b == 0) {
                zeros++;
            }
        }
        byte[] out = new byte[ID_BYTES + key.length + zeros + (ended ? 2 : 0) + room];
        ByteBuffer.wrap(out).putLong(bucketId);
        int position = ID_BYTES;
        for (byte b : key) {
            out[position++] = b;
            if (b == 0) {
                out[position++] = 1;
            }
        }
        return out;
    }

    /** The first key behind all that begin with {@code prefix}; null if there is none. */
    public static byte @Nullable [] behind(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) {
            last--;
        }
        if (last < 0) {
            return null;
        }
        byte[] next = Arrays.copyOf(prefix, last + 1);
        next[last]++;
        return next;
    }
}
