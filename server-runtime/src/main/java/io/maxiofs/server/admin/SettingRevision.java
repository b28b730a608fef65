package io.maxiofs.server.admin;

import io.maxiofs.server.s3.request.Sha256;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** Names what is stored of a setting, so that whoever changes it can say what they have seen. */
final class SettingRevision {
    private static final int BYTES = 12;

    /** All but the versioning, which is no document of the bucket. */
    private static final Map<String, BucketSetting> STORED = Map.ofEntries(
            Map.entry("object-lock", BucketSetting.OBJECT_LOCK),
            Map.entry("policy", BucketSetting.POLICY),
            Map.entry("acl", BucketSetting.ACL),
            Map.entry("cors", BucketSetting.CORS),
            Map.entry("public-access-block", BucketSetting.PUBLIC_ACCESS_BLOCK),
            Map.entry("ownership", BucketSetting.OWNERSHIP_CONTROLS),
            Map.entry("lifecycle", BucketSetting.LIFECYCLE),
            Map.entry("encryption", BucketSetting.ENCRYPTION),
            Map.entry("notification", BucketSetting.NOTIFICATION),
            Map.entry("logging", BucketSetting.LOGGING),
            Map.entry("website", BucketSetting.WEBSITE),
            Map.entry("tags", BucketSetting.TAGGING),
            Map.entry("inventory", BucketSetting.INVENTORY),
            Map.entry("request-payment", BucketSetting.REQUEST_PAYMENT),
            Map.entry("quota", BucketSetting.QUOTA));

    private SettingRevision() {}

    /** The same for the same content; another for other content, beyond all reasonable doubt. */
    static String of(Bucket bucket, String setting) {
        BucketSetting stored = STORED.get(setting);
        String text = stored == null
                ? bucket.versioning().name()
                : (setting.equals("object-lock") && bucket.objectLockEnabled()) + " "
                        + bucket.setting(stored).orElse("");
        byte[] digest = Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }
}
