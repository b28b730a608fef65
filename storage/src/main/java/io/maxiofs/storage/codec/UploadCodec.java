package io.maxiofs.storage.codec;

import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.UploadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Binary forms of an unfinished upload and of its parts. */
public final class UploadCodec {
    private UploadCodec() {}

    /** A part together with the place of its bytes and the bucket it counts for. */
    public record StoredPart(long bucketId, Part part, StoredBody body) {}

    public static void encodeId(Encoder out, UploadId id) {
        ValueCodec.encodeVersionId(out, id.version());
        out.i64(id.secret());
    }

    public static UploadId decodeId(Decoder in) {
        return new UploadId(ValueCodec.decodeVersionId(in), in.i64());
    }

    public static byte[] encode(MultipartUpload upload) {
        MultipartUpload.Specification what = upload.specification();
        Encoder out = new Encoder(256);
        encodeId(out, upload.id());
        ValueCodec.encodeInstant(out, upload.initiated());
        ValueCodec.encodeOwner(out, upload.initiator());
        ValueCodec.encodeOwner(out, what.owner());
        ValueCodec.encodeEncryption(out, what.encryption());
        out.u8(what.checksumAlgorithm() == null ? 0 : ValueCodec.number(what.checksumAlgorithm()) + 1);
        out.u8(what.checksumType() == null ? 0 : ValueCodec.number(what.checksumType()) + 1);
        VersionCodec.PropertyFields.encode(out, what.properties(), what.protection());
        return out.toByteArray();
    }

    public static MultipartUpload decode(ObjectKey key, byte[] bytes, int offset) {
        Decoder in = new Decoder(bytes, offset, bytes.length - offset);
        UploadId id = decodeId(in);
        Instant initiated = ValueCodec.decodeInstant(in);
        Owner initiator = ValueCodec.decodeOwner(in);
        Owner owner = ValueCodec.decodeOwner(in);
        Encryption encryption = ValueCodec.decodeEncryption(in);
        ChecksumAlgorithm algorithm = optional(ChecksumAlgorithm.values(), in.u8());
        ChecksumType type = optional(ChecksumType.values(), in.u8());
        VersionCodec.PropertyFields fields = VersionCodec.PropertyFields.decode(in);
        return new MultipartUpload(
                id,
                key,
                initiated,
                initiator,
                new MultipartUpload.Specification(
                        owner, fields.properties(), fields.protection(), encryption, algorithm, type));
    }

    private static <E extends Enum<E>> @Nullable E optional(E[] constants, int code) {
        return code == 0 ? null : ValueCodec.constant(constants, code - 1);
    }

    public static byte[] encodePart(long bucketId, Part part, StoredBody body) {
        Encoder out = new Encoder(128);
        out.varint(bucketId);
        ValueCodec.encodePart(out, part);
        BodyCodec.encode(out, body);
        return out.toByteArray();
    }

    public static StoredPart decodePart(byte[] bytes, int offset) {
        Decoder in = new Decoder(bytes, offset, bytes.length - offset);
        return new StoredPart(in.varint(), ValueCodec.decodePart(in), BodyCodec.decode(in));
    }
}
