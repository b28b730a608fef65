package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.event.inventory.InventoryDocument;
import io.maxiofs.server.event.notification.NotificationDocument;
import io.maxiofs.server.identity.Tenant;
import io.maxiofs.server.lifecycle.LifecycleDocument;
import io.maxiofs.server.policy.acl.PublicAccessBlock;
import io.maxiofs.server.s3.cors.CorsDocument;
import io.maxiofs.server.service.BucketEncryption;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.model.DefaultRetention;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Describes buckets. Answers from memory; safe on any thread. */
final class BucketDocuments {
    static final String SERVERS_DEFAULT = "default";

    private static final AdminJson JSON = AdminJson.lenient();

    private final AdminData data;

    BucketDocuments(AdminData data) {
        this.data = data;
    }

    BucketDocument of(Bucket bucket) {
        return new BucketDocument(
                bucket.name().value(),
                bucket.created(),
                new BucketDocument.Owner(
                        bucket.owner().canonicalId(), bucket.owner().displayName(), tenant(bucket)),
                protection(bucket),
                usage(data.buckets().usage(bucket.name())),
                quota(bucket),
                rules(bucket),
                data.lastWrites().of(bucket).orElse(null));
    }

    private @Nullable String tenant(Bucket bucket) {
        return bucket.tenant().isEmpty()
                ? null
                : data.identities()
                        .tenants()
                        .byId(bucket.tenant())
                        .map(Tenant::name)
                        .orElse(bucket.tenant());
    }

    private static BucketDocument.Usage usage(BucketUsage usage) {
        return new BucketDocument.Usage(
                usage.objects(),
                usage.bytes(),
                usage.noncurrentVersions(),
                usage.noncurrentBytes(),
                usage.deleteMarkers(),
                usage.uploads(),
                usage.uploadBytes(),
                usage.totalBytes());
    }

    private static BucketDocument.Protection protection(Bucket bucket) {
        return new BucketDocument.Protection(
                Documents.nameOf(bucket.versioning()),
                bucket.objectLockEnabled(),
                bucket.setting(BucketSetting.OBJECT_LOCK)
                        .flatMap(DefaultRetention::parse)
                        .map(BucketDocuments::retention)
                        .orElse(null),
                bucket.setting(BucketSetting.ENCRYPTION)
                        .map(text -> algorithm(BucketEncryption.read(bytes(text))))
                        .orElse("none"),
                bucket.setting(BucketSetting.DURABILITY).orElse(SERVERS_DEFAULT),
                PublicAccessBlock.of(bucket).equals(PublicAccessBlock.ALL));
    }

    /** As clients name it. */
    static String algorithm(BucketEncryption encryption) {
        return switch (encryption.encryption().mode()) {
            case KMS -> "aws:kms";
            case KMS_DSSE -> "aws:kms:dsse";
            case NONE, S3, CUSTOMER -> "AES256";
        };
    }

    private static BucketDocument.RetentionDefault retention(DefaultRetention retention) {
        boolean days = retention.unit() == DefaultRetention.Unit.DAYS;
        return new BucketDocument.RetentionDefault(
                retention.mode().name(), days ? retention.amount() : null, days ? null : retention.amount());
    }

    /** The limits of a bucket as they are kept. */
    static QuotaDocument quota(Bucket bucket) {
        String text = bucket.settings().get(BucketSetting.QUOTA);
        if (text == null) {
            return new QuotaDocument(null, null);
        }
        try {
            return JSON.read(bytes(text), QuotaDocument.class);
        } catch (IOException e) {
            throw new IllegalStateException("The limits of " + bucket.name() + " cannot be read", e);
        }
    }

    private static BucketDocument.Rules rules(Bucket bucket) {
        return new BucketDocument.Rules(
                count(
                        bucket,
                        BucketSetting.LIFECYCLE,
                        text -> LifecycleDocument.kept(text).rules().size()),
                count(
                        bucket,
                        BucketSetting.NOTIFICATION,
                        text -> NotificationDocument.parseStored(bytes(text)).size()),
                count(
                        bucket,
                        BucketSetting.CORS,
                        text -> CorsDocument.parse(bytes(text)).size()),
                count(
                        bucket,
                        BucketSetting.INVENTORY,
                        text -> InventoryDocument.parseStored(bytes(text)).size()),
                bucket.setting(BucketSetting.POLICY).isPresent(),
                bucket.setting(BucketSetting.WEBSITE).isPresent(),
                bucket.setting(BucketSetting.LOGGING).isPresent());
    }

    private static int count(Bucket bucket, BucketSetting setting, ToIntFunction<String> size) {
        String text = bucket.settings().get(setting);
        return text == null ? 0 : size.applyAsInt(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
