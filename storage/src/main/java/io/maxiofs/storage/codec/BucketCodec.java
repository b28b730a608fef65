package io.maxiofs.storage.codec;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersioningState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Binary forms of a bucket and of its counters. */
public final class BucketCodec {
    private BucketCodec() {}

    public static byte[] encode(Bucket bucket) {
        Encoder out = new Encoder(256);
        out.varint(bucket.id()).string(bucket.name().value());
        ValueCodec.encodeOwner(out, bucket.owner());
        out.string(bucket.tenant());
        ValueCodec.encodeInstant(out, bucket.created());
        out.u8(ValueCodec.number(bucket.versioning())).u8(bucket.objectLockEnabled() ? 1 : 0);
        out.varint(bucket.settings().size());
        bucket.settings().forEach((setting, text) -> out.varint(setting.code()).string(text));
        return out.toByteArray();
    }

    public static Bucket decode(byte[] bytes, int offset) {
        Decoder in = new Decoder(bytes, offset, bytes.length - offset);
        long id = in.varint();
        BucketName name = new BucketName(in.string());
        Owner owner = ValueCodec.decodeOwner(in);
        String tenant = in.string();
        Instant created = ValueCodec.decodeInstant(in);
        VersioningState versioning = ValueCodec.constant(VersioningState.values(), in.u8());
        boolean lock = in.u8() != 0;
        Map<BucketSetting, String> settings = new EnumMap<>(BucketSetting.class);
        int count = in.count();
        for (int i = 0; i < count; i++) {
            settings.put(setting((int) in.varint()), in.string());
        }
        return new Bucket(id, name, owner, tenant, created, versioning, lock, settings);
    }

    private static BucketSetting setting(int code) {
        for (BucketSetting setting : BucketSetting.values()) {
            if (setting.code() == code) {
                return setting;
            }
        }
        throw new CorruptDataException("Unknown bucket setting " + code);
    }

    public static byte[] encodeUsage(BucketUsage usage) {
        return new Encoder(40)
                .varint(usage.objects())
                .varint(usage.bytes())
                .varint(usage.noncurrentVersions())
                .varint(usage.noncurrentBytes())
                .varint(usage.deleteMarkers())
                .varint(usage.uploads())
                .varint(usage.uploadBytes())
                .toByteArray();
    }

    public static BucketUsage decodeUsage(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        return new BucketUsage(
                in.varint(), in.varint(), in.varint(), in.varint(), in.varint(), in.varint(), in.varint());
    }
}
