package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.policy.acl.AccessControlList;
import io.maxiofs.server.policy.acl.PublicAccessBlock;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.RequestedAcl;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.TagDocument;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.server.service.NewBucketRules;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.server.service.TagRules;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.DefaultRetention;
import io.maxiofs.storage.model.Retention;
import io.maxiofs.storage.model.Tags;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates a bucket. Creating one's own again changes nothing and succeeds.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
 */
public final class CreateBucketHandler implements OperationHandler.Blocking {
    private static final String OBJECT_LOCK = "x-amz-bucket-object-lock-enabled";
    private static final String OWNERSHIP = "x-amz-object-ownership";

    private final BucketService buckets;
    private final NewBucketRules rules;
    private final RequestedAcl lists;
    private final String region;
    private final AccessCheck access;

    public CreateBucketHandler(
            BucketService buckets, NewBucketRules rules, UserDirectory users, String region, AccessCheck access) {
        this.access = access;
        this.buckets = buckets;
        this.rules = rules;
        this.lists = new RequestedAcl(users);
        this.region = region;
    }

    @Override
    public S3Response handle(S3Request request) {
        BucketName name = request.bucket();
        boolean objectLock = objectLock(request.headers().value(OBJECT_LOCK));
        ObjectOwnership ownership = ownership(request.headers().value(OWNERSHIP));
        AccessControlList list = list(request, ownership);
        byte[] document = BodyIntake.readDocument(request, TagDocument.MAX_BYTES);
        XmlElement configuration = document.length == 0 ? null : XmlReader.read(document, "CreateBucketConfiguration");
        access.requireCreation(request, configuration == null ? null : configuration.value("LocationConstraint"));
        String tagging = configuration == null ? null : readConfiguration(configuration);
        Bucket created = buckets.create(
                        new BucketService.Creation(
                                name,
                                objectLock,
                                rules.versioning().getAsBoolean(),
                                withRetention(objectLock, settings(request, ownership, list, tagging))),
                        request.principal())
                .join();
        return S3Response.ofStatus(200).withHeader("Location", "/" + created.name());
    }

    private Map<BucketSetting, String> withRetention(boolean objectLock, Map<BucketSetting, String> settings) {
        int days = rules.lockDays().getAsInt();
        if (objectLock && days > 0) {
            DefaultRetention retention =
                    new DefaultRetention(Retention.Mode.GOVERNANCE, days, DefaultRetention.Unit.DAYS);
            settings.put(BucketSetting.OBJECT_LOCK, retention.text());
        }
        return settings;
    }

    /** @return null for the usual list */
    private @Nullable AccessControlList list(S3Request request, @Nullable ObjectOwnership ownership) {
        boolean enforced = ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED;
        if (enforced && RequestedAcl.isIn(request.headers()) && !RequestedAcl.isPrivate(request.headers())) {
            throw new S3Exception(S3ErrorCode.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
        }
        AccessControlList list =
                lists.ofBucket(request.headers(), request.principal().owner()).orElse(null);
        if (list == null
                || list.equals(AccessControlList.ofOwner(request.principal().owner()))) {
            return null;
        }
        if (rules.blockPublicAccess() && list.isPublic()) {
            throw new S3Exception(S3ErrorCode.INVALID_BUCKET_ACL_WITH_BLOCK_PUBLIC_ACCESS_ERROR);
        }
        return list;
    }

    private Map<BucketSetting, String> settings(
            S3Request request,
            @Nullable ObjectOwnership ownership,
            @Nullable AccessControlList list,
            @Nullable String tagging) {
        Map<BucketSetting, String> settings = new EnumMap<>(BucketSetting.class);
        if (ownership != null) {
            settings.put(BucketSetting.OWNERSHIP_CONTROLS, ownership.wireName());
        }
        if (rules.blockPublicAccess()) {
            settings.put(BucketSetting.PUBLIC_ACCESS_BLOCK, PublicAccessBlock.ALL.toText());
        }
        String acl = list == null ? null : list.toText(request.principal().owner());
        if (acl != null) {
            settings.put(BucketSetting.ACL, acl);
        }
        if (tagging != null) {
            settings.put(BucketSetting.TAGGING, tagging);
        }
        return settings;
    }

    /** Checks the place the client wants and gives back the tags it wants, as a document. */
    private @Nullable String readConfiguration(XmlElement root) {
        if (root.has("Location") || root.has("Bucket")) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "Directory buckets are not implemented.");
        }
        String location = root.value("LocationConstraint");
        if (location != null && !location.isEmpty() && !location.equals(region)) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_LOCATION_CONSTRAINT, "The specified location-constraint is not valid")
                    .with("LocationConstraint", location);
        }
        Optional<XmlElement> set = root.child("Tags");
        if (set.isEmpty()) {
            return null;
        }
        Tags tags = TagDocument.parseSet(set.get(), TagRules.BUCKET);
        return tags.isEmpty() ? null : new String(TagDocument.write(tags), StandardCharsets.UTF_8);
    }

    private static boolean objectLock(@Nullable String value) {
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        throw invalid(OBJECT_LOCK, value);
    }

    /** @return null for a bucket without ownership controls */
    private @Nullable ObjectOwnership ownership(@Nullable String value) {
        if (value == null) {
            return rules.lists() ? null : ObjectOwnership.BUCKET_OWNER_ENFORCED;
        }
        return ObjectOwnership.ofWireName(value).orElseThrow(() -> invalid(OWNERSHIP, value));
    }

    private static S3Exception invalid(String name, String value) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Invalid " + name + " header: " + value)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }
}
