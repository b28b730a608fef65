package io.maxiofs.storage.codec;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.ReplicationStatus;
import io.maxiofs.storage.model.Retention;
import io.maxiofs.storage.model.SystemMetadata;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.UserMetadata;
import io.maxiofs.storage.model.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binary form of a version: a fixed core, then numbered fields for whatever differs from the usual. The key is not part
 * of it, since every place that holds a version names it already.
 */
public final class VersionCodec {
    private static final int FLAG_NULL_VERSION = 1;
    private static final int FLAG_DELETE_MARKER = 2;
    private static final int CORE_CAPACITY = 192;

    private VersionCodec() {}

    /** The entity of a version that was written at once. */
    public static byte[] encode(ObjectVersion version, StoredBody body) {
        return encode(new StoredVersion(version, body, null));
    }

    public static byte[] encode(StoredVersion stored) {
        ObjectVersion version = stored.version();
        Encoder out = new Encoder(CORE_CAPACITY);
        out.u8((version.nullVersion() ? FLAG_NULL_VERSION : 0) | (version.isDeleteMarker() ? FLAG_DELETE_MARKER : 0));
        ValueCodec.encodeVersionId(out, version.id());
        ValueCodec.encodeInstant(out, version.lastModified());
        ValueCodec.encodeOwner(out, version.owner());
        if (!version.isDeleteMarker()) {
            ObjectContent content = version.requireContent();
            out.varint(content.size());
            ValueCodec.encodeETag(out, content.etag());
            ValueCodec.encodeChecksum(out, content.checksum());
            ValueCodec.encodeEncryption(out, content.encryption());
            BodyCodec.encode(out, stored.body());
            encodeUploadId(out, stored.uploadId());
            encodeParts(out, content.parts());
        }
        PropertyFields.encode(out, version.properties(), version.protection());
        return out.toByteArray();
    }

    private static void encodeUploadId(Encoder out, @Nullable UploadId id) {
        if (id == null) {
            out.u8(0);
        } else {
            UploadCodec.encodeId(out.u8(1), id);
        }
    }

    private static void encodeParts(Encoder out, List<Part> parts) {
        out.varint(parts.size());
        for (Part part : parts) {
            ValueCodec.encodePart(out, part);
        }
    }

    public static StoredVersion decode(ObjectKey key, byte[] bytes, int offset) {
        Decoder in = new Decoder(bytes, offset, bytes.length - offset);
        int flags = in.u8();
        VersionId id = ValueCodec.decodeVersionId(in);
        Instant modified = ValueCodec.decodeInstant(in);
        Owner owner = ValueCodec.decodeOwner(in);
        ObjectContent content = null;
        StoredBody body = StoredBody.EMPTY;
        UploadId uploadId = null;
        if ((flags & FLAG_DELETE_MARKER) == 0) {
            long size = in.varint();
            ETag etag = ValueCodec.decodeETag(in);
            Checksum checksum = ValueCodec.decodeChecksum(in);
            Encryption encryption = ValueCodec.decodeEncryption(in);
            body = BodyCodec.decode(in);
            uploadId = in.u8() == 0 ? null : UploadCodec.decodeId(in);
            content = new ObjectContent(size, etag, checksum, encryption, decodeParts(in));
        }
        PropertyFields fields = PropertyFields.decode(in);
        ObjectVersion version = new ObjectVersion(
                key,
                id,
                (flags & FLAG_NULL_VERSION) != 0,
                modified,
                owner,
                content,
                fields.properties(),
                fields.protection());
        return new StoredVersion(version, body, uploadId);
    }

    private static List<Part> decodeParts(Decoder in) {
        int count = in.count();
        if (count == 0) {
            return List.of();
        }
        if (count > Part.MAX_NUMBER) {
            throw new CorruptDataException("An object of " + count + " parts cannot be");
        }
        List<Part> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(ValueCodec.decodePart(in));
        }
        return parts;
    }

    /** Whether the entity is a delete marker, from its first byte. */
    public static boolean isDeleteMarker(byte[] bytes, int offset) {
        return (bytes[offset] & FLAG_DELETE_MARKER) != 0;
    }

    /** What most decisions need, without the cost of the rest. */
    public record Outline(VersionId id, boolean nullVersion, boolean deleteMarker, long size, StoredBody body) {}

    public static Outline outline(byte[] bytes, int offset) {
        Decoder in = new Decoder(bytes, offset, bytes.length - offset);
        int flags = in.u8();
        boolean nullVersion = (flags & FLAG_NULL_VERSION) != 0;
        VersionId id = ValueCodec.decodeVersionId(in);
        if ((flags & FLAG_DELETE_MARKER) != 0) {
            return new Outline(id, nullVersion, true, 0, StoredBody.EMPTY);
        }
        ValueCodec.decodeInstant(in);
        in.skip(in.count());
        in.skip(in.count());
        long size = in.varint();
        ValueCodec.decodeETag(in);
        ValueCodec.decodeChecksum(in);
        ValueCodec.decodeEncryption(in);
        return new Outline(id, nullVersion, false, size, BodyCodec.decode(in));
    }

    /** The fields behind the core: each is written only if it differs from the usual. */
    record PropertyFields(ObjectProperties properties, ObjectProtection protection) {
        private static final int SYSTEM_METADATA = 1;
        private static final int USER_METADATA = 2;
        private static final int TAGS = 3;
        private static final int STORAGE_CLASS = 4;
        private static final int WEBSITE_REDIRECT = 5;
        private static final int ACL = 6;
        private static final int RETENTION = 7;
        private static final int LEGAL_HOLD = 8;
        private static final int REPLICATION = 9;
        private static final int LEGAL_HOLD_RELEASED = 10;

        static void encode(Encoder out, ObjectProperties properties, ObjectProtection protection) {
            map(out, SYSTEM_METADATA, properties.system().headers());
            map(out, USER_METADATA, properties.user().values());
            map(out, TAGS, properties.tags().values());
            text(
                    out,
                    STORAGE_CLASS,
                    properties.storageClass().equals(ObjectProperties.STANDARD) ? null : properties.storageClass());
            text(out, WEBSITE_REDIRECT, properties.websiteRedirect());
            text(out, ACL, properties.acl());
            Retention retention = protection.retention();
            if (retention != null) {
                int field = out.beginField(RETENTION);
                ValueCodec.encodeRetention(out, retention);
                out.endField(field);
            }
            if (protection.legalHold()) {
                out.endField(out.beginField(LEGAL_HOLD));
            }
            if (protection.legalHoldReleased()) {
                out.endField(out.beginField(LEGAL_HOLD_RELEASED));
            }
            if (protection.replication() != ReplicationStatus.NONE) {
                int field = out.beginField(REPLICATION);
                out.u8(ValueCodec.number(protection.replication()));
                out.endField(field);
            }
        }

        private static void map(Encoder out, int number, Map<String, String> values) {
            if (!values.isEmpty()) {
                int field = out.beginField(number);
                out.stringMap(values);
                out.endField(field);
            }
        }

        private static void text(Encoder out, int number, @Nullable String value) {
            if (value != null) {
                int field = out.beginField(number);
                out.string(value);
                out.endField(field);
            }
        }

        static PropertyFields decode(Decoder in) {
            SystemMetadata system = SystemMetadata.NONE;
            UserMetadata user = UserMetadata.NONE;
            Tags tags = Tags.NONE;
            String storageClass = ObjectProperties.STANDARD;
            String redirect = null;
            String acl = null;
            Retention retention = null;
            boolean legalHold = false;
            boolean released = false;
            ReplicationStatus replication = ReplicationStatus.NONE;
            while (in.hasMore()) {
                int number = in.u8();
                Decoder field = in.field();
                switch (number) {
                    case SYSTEM_METADATA -> system = new SystemMetadata(field.stringMap());
                    case USER_METADATA -> user = new UserMetadata(field.stringMap());
                    case TAGS -> tags = new Tags(field.stringMap());
                    case STORAGE_CLASS -> storageClass = field.string();
                    case WEBSITE_REDIRECT -> redirect = field.string();
                    case ACL -> acl = field.string();
                    case RETENTION -> retention = ValueCodec.decodeRetention(field);
                    case LEGAL_HOLD -> legalHold = true;
                    case LEGAL_HOLD_RELEASED -> released = true;
                    case REPLICATION -> replication = ValueCodec.constant(ReplicationStatus.values(), field.u8());
                    default -> throw new CorruptDataException("Unknown field " + number + " of a version");
                }
            }
            return new PropertyFields(
                    new ObjectProperties(system, user, tags, storageClass, redirect, acl),
                    new ObjectProtection(retention, legalHold, replication, released && !legalHold));
        }
    }
}
