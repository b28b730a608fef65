package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.lifecycle.LifecycleDocument;
import io.maxiofs.server.lifecycle.LifecycleFilter;
import io.maxiofs.server.lifecycle.LifecycleRule;
import io.maxiofs.server.lifecycle.LifecycleRules;
import io.maxiofs.server.policy.acl.PublicAccessBlock;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.operation.TagDocument;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.model.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes buckets and changes what a form says of them, in S3's own words. Blocks until it is durable. */
final class BucketChanges {
    private static final int ABORT_UPLOADS_AFTER_DAYS = 7;
    private static final int KEEP_OLDER_DAYS = 90;
    private static final BucketDocument.RetentionDefault IMMUTABLE =
            new BucketDocument.RetentionDefault("GOVERNANCE", 30, null);

    private final AdminData data;
    private final BucketSettings settings;

    BucketChanges(AdminData data) {
        this.data = data;
        this.settings = new BucketSettings(data);
    }

    /** What a preset adds to what the request says. */
    private record Preset(
            boolean versioning,
            BucketDocument.@Nullable RetentionDefault retention,
            @Nullable Integer removeOlderAfterDays,
            boolean abortsUploads) {}

    private static Preset preset(@Nullable String name) {
        return switch (name == null ? "plain" : name) {
            case "plain" -> new Preset(false, null, null, false);
            case "backup" -> new Preset(true, null, null, true);
            case "immutable-backup" -> new Preset(true, IMMUTABLE, null, true);
            case "shared-files" -> new Preset(true, null, KEEP_OLDER_DAYS, true);
            default ->
                throw new AdminException(
                        Problem.Code.INVALID, "preset is one of plain, backup, immutable-backup, shared-files");
        };
    }

    /**
     * Makes a bucket with all its settings, or none.
     *
     * @param caller whose it is to be
     */
    void create(S3Caller caller, BucketDocument.New wanted) {
        String name = Documents.required(wanted.name(), "name");
        Preset preset = preset(wanted.preset());
        BucketDocument.RetentionDefault retention =
                wanted.defaultRetention() == null ? preset.retention() : wanted.defaultRetention();
        boolean locked = wanted.objectLock() || retention != null;
        data.calls()
                .call(
                        caller,
                        S3Call.of(S3Operation.CREATE_BUCKET, name)
                                .header("x-amz-bucket-object-lock-enabled", locked ? "true" : null));
        try {
            if (!locked && (wanted.versioning() || preset.versioning())) {
                putVersioning(caller, name, "enabled");
            }
            if (retention != null) {
                putRetention(caller, name, retention);
            }
            List<LifecycleRule> rules = rules(preset);
            if (!rules.isEmpty()) {
                settings.put(
                        caller,
                        name,
                        "lifecycle",
                        LifecycleDocument.write(new LifecycleRules(rules, LifecycleDocument.ALL_STORAGE_CLASSES)));
            }
        } catch (RuntimeException e) {
            // Half of what was asked for would look like all of it.
            data.calls().call(caller, S3Call.of(S3Operation.DELETE_BUCKET, name));
            throw e;
        }
    }

    private static List<LifecycleRule> rules(Preset preset) {
        List<LifecycleRule> rules = new ArrayList<>();
        LifecycleFilter all = new LifecycleFilter(LifecycleFilter.Form.SINGLE, "", Map.of(), null, null);
        if (preset.abortsUploads()) {
            rules.add(new LifecycleRule("unfinished-uploads", true, all, null, null, ABORT_UPLOADS_AFTER_DAYS));
        }
        Integer days = preset.removeOlderAfterDays();
        if (days != null) {
            rules.add(new LifecycleRule(
                    "older-versions", true, all, null, new LifecycleRule.Noncurrent(days, null), null));
        }
        return rules;
    }

    /** All but the durability, which S3 does not know. */
    void apply(S3Caller caller, String bucket, BucketDocument.Change change) {
        if (change.defaultRetention() != null && change.withoutDefaultRetention()) {
            throw new AdminException(Problem.Code.INVALID, "Either a default retention or none");
        }
        if (change.versioning() != null) {
            putVersioning(caller, bucket, change.versioning());
        }
        if (change.defaultRetention() != null) {
            putRetention(caller, bucket, change.defaultRetention());
        } else if (change.withoutDefaultRetention()) {
            settings.delete(caller, bucket, "object-lock");
        }
        if (change.encryption() != null) {
            putEncryption(caller, bucket, change.encryption(), change.kmsKey());
        }
        Map<String, String> tags = change.tags();
        if (tags != null && tags.isEmpty()) {
            settings.delete(caller, bucket, "tags");
        } else if (tags != null) {
            settings.put(caller, bucket, "tags", TagDocument.write(new Tags(tags)));
        }
        if (change.blocksPublicAccess() != null) {
            putPublicAccessBlock(
                    caller, bucket, change.blocksPublicAccess() ? PublicAccessBlock.ALL : PublicAccessBlock.NONE);
        }
    }

    private void putVersioning(S3Caller caller, String bucket, String state) {
        String status = switch (state) {
            case "enabled" -> "Enabled";
            case "suspended" -> "Suspended";
            default -> throw new AdminException(Problem.Code.INVALID, "versioning is enabled or suspended");
        };
        settings.put(
                caller,
                bucket,
                "versioning",
                XmlWriter.document("VersioningConfiguration")
                        .element("Status", status)
                        .toBytes());
    }

    private void putRetention(S3Caller caller, String bucket, BucketDocument.RetentionDefault retention) {
        XmlWriter xml = XmlWriter.document("ObjectLockConfiguration").element("ObjectLockEnabled", "Enabled");
        xml.start("Rule").start("DefaultRetention").optional("Mode", retention.mode());
        if (retention.days() != null) {
            xml.element("Days", retention.days());
        }
        if (retention.years() != null) {
            xml.element("Years", retention.years());
        }
        settings.put(caller, bucket, "object-lock", xml.end().end().toBytes());
    }

    private void putEncryption(S3Caller caller, String bucket, String algorithm, @Nullable String kmsKey) {
        if (algorithm.equals("none")) {
            settings.delete(caller, bucket, "encryption");
            return;
        }
        XmlWriter xml = XmlWriter.document("ServerSideEncryptionConfiguration")
                .start("Rule")
                .start("ApplyServerSideEncryptionByDefault")
                .element("SSEAlgorithm", algorithm)
                .optional("KMSMasterKeyID", kmsKey)
                .end()
                .end();
        settings.put(caller, bucket, "encryption", xml.toBytes());
    }

    void putPublicAccessBlock(S3Caller caller, String bucket, PublicAccessBlock block) {
        settings.put(
                caller,
                bucket,
                "public-access-block",
                XmlWriter.document("PublicAccessBlockConfiguration")
                        .element("BlockPublicAcls", block.blockPublicAcls())
                        .element("IgnorePublicAcls", block.ignorePublicAcls())
                        .element("BlockPublicPolicy", block.blockPublicPolicy())
                        .element("RestrictPublicBuckets", block.restrictPublicBuckets())
                        .toBytes());
    }
}
