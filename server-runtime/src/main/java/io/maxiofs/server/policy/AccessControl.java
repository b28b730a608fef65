package io.maxiofs.server.policy;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.policy.AccessIdentity.Standing;
import io.maxiofs.server.policy.AccessQuestion.Verdict;
import io.maxiofs.server.policy.PolicyEvaluator.Answer;
import io.maxiofs.server.policy.RequestContext.Naming;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.MultipartStore;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.UploadNotFoundException;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.VersionSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. Owners and administrators of buckets without a policy are let through from memory; everybody else is
 * judged by {@link AccessQuestion}. Reads of objects whose own list or tags decide are let through here and judged when the
 * object has been found, so that it is looked up once; other operations are judged here with a look-up of their own.
 */
public final class AccessControl implements Authorizer, AccessCheck {
    private static final ConditionKey LOCATION_CONSTRAINT = ConditionKey.of("s3:LocationConstraint");

    private final ObjectStore store;
    private final IdentityPolicies identities;
    private final String region;
    private final BucketPolicies policies = new BucketPolicies();

    /** @param region of the server, which conditions know as {@code aws:RequestedRegion} */
    public AccessControl(ObjectStore store, IdentityPolicies identities, String region) {
        this.region = region;
        this.store = store;
        this.identities = identities;
    }

    // ---- before the handler

    @Override
    public void authorize(S3Request request) {
        AccessIdentity identity = identities.of(request.principal());
        if (request.bucketName() == null) {
            authorizeService(request, identity);
            return;
        }
        BucketName name = request.bucket();
        if (request.operation() == S3Operation.CREATE_BUCKET) {
            authorizeCreation(request, identity, name);
            return;
        }
        Bucket bucket = store.buckets().find(name).orElseThrow(() -> noSuchBucket(name));
        if (!isObvious(request, identity, bucket)) {
            authorizeBucket(setting(request, identity, bucket));
        }
    }

    /** Decided without a look at policies or lists: most requests there are. */
    private static boolean isObvious(S3Request request, AccessIdentity identity, Bucket bucket) {
        Principal principal = request.principal();
        if (!identity.isUnrestricted() || bucket.settings().containsKey(BucketSetting.POLICY)) {
            return false;
        }
        return principal.isAdmin()
                || (owns(principal, bucket) && ObjectOwnership.of(bucket) == ObjectOwnership.BUCKET_OWNER_ENFORCED);
    }

    private static boolean owns(Principal principal, Bucket bucket) {
        return !principal.isAnonymous()
                && bucket.owner().canonicalId().equals(principal.owner().canonicalId());
    }

    private void authorizeService(S3Request request, AccessIdentity identity) {
        Permissions.Row row = Permissions.of(request.operation());
        if (row.decision() == Permissions.Decision.ROW && !mayInService(request, identity, row.action(), null)) {
            throw denied();
        }
    }

    /** Where the bucket is to be comes with the body; a policy that looks at it is asked when that has been read. */
    private void authorizeCreation(S3Request request, AccessIdentity identity, BucketName name) {
        if (request.principal().isAnonymous()) {
            throw denied();
        }
        if (identity.all().noneMatch(PolicyDocument::readsLocation)) {
            requireCreation(request, identity, AccessSubject.ofBucket(name));
        }
    }

    private void requireCreation(S3Request request, AccessIdentity identity, AccessSubject subject) {
        for (S3Action action : Permissions.required(request)) {
            if (!mayInService(request, identity, action, subject)) {
                throw denied();
            }
        }
    }

    @Override
    public void requireCreation(S3Request request, @Nullable String location) {
        AccessIdentity identity = identities.of(request.principal());
        if (identity.all().anyMatch(PolicyDocument::readsLocation)) {
            AccessSubject subject = AccessSubject.ofBucket(request.bucket());
            requireCreation(
                    request, identity, location == null ? subject : subject.with(LOCATION_CONSTRAINT, location));
        }
    }

    /** What no bucket has a say in. */
    private boolean mayInService(
            S3Request request, AccessIdentity identity, S3Action action, @Nullable AccessSubject subject) {
        if (request.principal().isAnonymous()) {
            return false;
        }
        PolicyContext context =
                new RequestContext(request, region, identity, action, subject, null, Naming.WITH_ACCOUNT);
        Answer answer = identity.answer(context);
        for (List<PolicyDocument> boundary : identity.boundaries()) {
            if (PolicyEvaluator.evaluate(boundary, context) != Answer.ALLOW) {
                return false;
            }
        }
        return answer == Answer.ALLOW || (answer == Answer.SILENT && identity.standing() == Standing.OWNER);
    }

    private void authorizeBucket(AccessQuestion.Setting setting) {
        S3Request request = setting.request();
        Permissions.Row row = Permissions.of(request.operation());
        if (row.decision() == Permissions.Decision.HANDLER) {
            refuseStrangers(setting);
            return;
        }
        boolean readLater =
                request.operation() == S3Operation.GET_OBJECT || request.operation() == S3Operation.HEAD_OBJECT;
        for (S3Action action : Permissions.required(request)) {
            AccessSubject subject = subject(request, setting.bucket());
            if (action == S3Action.PUT_OBJECT_ACL && row.action() == S3Action.PUT_OBJECT) {
                requireListOfOwn(setting, subject);
            } else if (row.action() == S3Action.PUT_OBJECT) {
                // About the object to be, whatever is there already.
                require(verdict(setting, action, subject, true) == Verdict.ALLOW);
            } else if (readLater) {
                require(verdict(setting, action, subject, false) != Verdict.REFUSE);
            } else {
                requireNow(setting, action, subject);
            }
        }
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw denied();
        }
    }

    private static AccessSubject subject(S3Request request, Bucket bucket) {
        ObjectKey key = request.objectKey();
        return key == null
                ? AccessSubject.ofBucket(bucket.name())
                : AccessSubject.ofKey(bucket.name(), key, VersionParameter.of(request));
    }

    private void requireNow(AccessQuestion.Setting setting, S3Action action, AccessSubject subject) {
        if (!isTagChangeByBody(setting, action)
                && !isAllowed(setting, action, subject)
                && !isOwnUpload(setting, action, subject)) {
            throw denied();
        }
    }

    /** Who began a multipart upload may look at it and give it up, unless something says that they may not. */
    private boolean isOwnUpload(AccessQuestion.Setting setting, S3Action action, AccessSubject subject) {
        Principal principal = setting.request().principal();
        boolean ofUpload = action == S3Action.ABORT_MULTIPART_UPLOAD || action == S3Action.LIST_MULTIPART_UPLOAD_PARTS;
        ObjectKey key = subject.key();
        String id = setting.request().query().value("uploadId");
        if (!ofUpload
                || key == null
                || id == null
                || principal.isAnonymous()
                || setting.identity().standing() != Standing.OWNER
                || isDenied(setting, action, subject)) {
            return false;
        }
        return UploadId.parse(id)
                .map(upload -> isInitiator(principal, new MultipartStore.UploadRef(subject.bucket(), key, upload)))
                .orElse(false);
    }

    private boolean isInitiator(Principal principal, MultipartStore.UploadRef upload) {
        try {
            return store.uploads()
                    .get(upload)
                    .initiator()
                    .canonicalId()
                    .equals(principal.owner().canonicalId());
        } catch (UploadNotFoundException e) {
            return false;
        }
    }

    /** New tags come with the body; where a policy looks at them the handler asks again when it has read them. */
    private static boolean isTagChangeByBody(AccessQuestion.Setting setting, S3Action action) {
        boolean changesTags = action == S3Action.PUT_OBJECT_TAGGING || action == S3Action.PUT_OBJECT_VERSION_TAGGING;
        return changesTags
                && setting.request().operation() == S3Operation.PUT_OBJECT_TAGGING
                && anyReadsNewTags(setting);
    }

    private static boolean anyReadsNewTags(AccessQuestion.Setting setting) {
        BucketPolicies.Known policy = setting.policy();
        return (policy != null && policy.document().readsNewTags())
                || setting.identity().all().anyMatch(PolicyDocument::readsNewTags);
    }

    /**
     * A list that comes with a new object. Its writer owns it, or asks for what the bucket's owner has anyway, so only an
     * explicit refusal counts.
     */
    private void requireListOfOwn(AccessQuestion.Setting setting, AccessSubject subject) {
        boolean allowed = setting.identity().standing() == Standing.OWNER
                ? !isDenied(setting, S3Action.PUT_OBJECT_ACL, subject)
                : isAllowed(setting, S3Action.PUT_OBJECT_ACL, subject);
        if (!allowed) {
            throw denied();
        }
    }

    private static boolean isDenied(AccessQuestion.Setting setting, S3Action action, AccessSubject subject) {
        AccessIdentity identity = setting.identity();
        PolicyContext context = setting.context(action, subject, Naming.WITH_ACCOUNT);
        BucketPolicies.Known policy = setting.policy();
        if (policy != null && PolicyEvaluator.evaluate(policy.document(), context) == Answer.DENY) {
            return true;
        }
        return identity.answer(context) == Answer.DENY
                || identity.boundaries().stream()
                        .anyMatch(boundary -> PolicyEvaluator.evaluate(boundary, context) != Answer.ALLOW);
    }

    /** What a handler decides key by key is not even read for those who could have no key. */
    private void refuseStrangers(AccessQuestion.Setting setting) {
        boolean hopeless = setting.request().principal().isAnonymous()
                && setting.request().operation() == S3Operation.DELETE_OBJECTS
                && setting.policy() == null
                && !isAllowed(
                        setting,
                        S3Action.PUT_OBJECT,
                        AccessSubject.ofBucket(setting.bucket().name()));
        if (hopeless) {
            throw denied();
        }
    }

    // ---- for handlers

    @Override
    public boolean isAllowed(S3Request request, S3Action action, AccessSubject subject) {
        Optional<Bucket> bucket = store.buckets().find(subject.bucket());
        if (bucket.isEmpty()) {
            return false;
        }
        AccessIdentity identity = identities.of(request.principal());
        return isObvious(request, identity, bucket.get())
                || isAllowed(setting(request, identity, bucket.get()), action, subject);
    }

    @Override
    public boolean isListed(S3Request request, Bucket bucket) {
        AccessIdentity identity = identities.of(request.principal());
        if (isObvious(request, identity, bucket)) {
            return true;
        }
        // As if the bucket had neither policy nor lists: buckets of others are not in one's list, whatever they allow.
        Bucket bare = bucket.withSettings(
                Map.of(BucketSetting.OWNERSHIP_CONTROLS, ObjectOwnership.BUCKET_OWNER_ENFORCED.wireName()));
        AccessQuestion.Setting setting = new AccessQuestion.Setting(request, region, identity, bare, null);
        AccessSubject subject = AccessSubject.ofBucket(bucket.name());
        // Who may ask for the list sees all of their account, save what they are kept out of.
        return owns(request.principal(), bucket)
                ? !isDenied(setting, S3Action.LIST_BUCKET, subject)
                : verdict(setting, S3Action.LIST_BUCKET, subject, false) == Verdict.ALLOW;
    }

    @Override
    public void requireRead(S3Request request, Bucket bucket, ObjectVersion found) {
        AccessIdentity identity = identities.of(request.principal());
        if (isObvious(request, identity, bucket)) {
            return;
        }
        AccessQuestion.Setting setting = setting(request, identity, bucket);
        AccessSubject subject = AccessSubject.ofObject(bucket.name(), VersionParameter.of(request), found);
        S3Action action =
                Permissions.of(request.operation()).action(request.query().has("versionId"));
        if (verdict(setting, action, subject, true) != Verdict.ALLOW) {
            throw denied();
        }
    }

    @Override
    public void requireKnowledge(S3Request request, Bucket bucket) {
        AccessIdentity identity = identities.of(request.principal());
        if (!isObvious(request, identity, bucket) && !mayList(setting(request, identity, bucket))) {
            throw denied();
        }
    }

    // ---- questions

    private AccessQuestion.Setting setting(S3Request request, AccessIdentity identity, Bucket bucket) {
        return new AccessQuestion.Setting(request, region, identity, bucket, policies.of(bucket));
    }

    private static Verdict verdict(
            AccessQuestion.Setting setting, S3Action action, AccessSubject subject, boolean lookedUp) {
        return new AccessQuestion(setting, action, subject, lookedUp).verdict();
    }

    private boolean mayList(AccessQuestion.Setting setting) {
        AccessSubject bucket = AccessSubject.ofBucket(setting.bucket().name());
        return verdict(setting, S3Action.LIST_BUCKET, bucket, false) == Verdict.ALLOW;
    }

    private boolean isAllowed(AccessQuestion.Setting setting, S3Action action, AccessSubject subject) {
        Verdict verdict = verdict(setting, action, subject, subject.isNew());
        if (subject.isNew()) {
            return verdict == Verdict.ALLOW;
        }
        if (verdict == Verdict.REFUSE) {
            return false;
        }
        ObjectKey key = subject.key();
        if (key == null || subject.object() != null || !AclMapping.needsObject(action)) {
            return verdict == Verdict.ALLOW || (key != null && isAllowedForFound(setting, action, subject, key));
        }
        if (verdict == Verdict.ALLOW && owns(setting.request().principal(), setting.bucket())) {
            return true;
        }
        return isAllowedForFound(setting, action, subject, key);
    }

    private boolean isAllowedForFound(
            AccessQuestion.Setting setting, S3Action action, AccessSubject subject, ObjectKey key) {
        ObjectVersion found = find(setting.bucket(), key, subject.version());
        if (found == null && AclMapping.needsObject(action)) {
            // Who may list is told that it does not exist, others that they may not.
            return mayList(setting);
        }
        AccessSubject known =
                new AccessSubject(subject.bucket(), key, subject.version(), found, false, subject.facts());
        return verdict(setting, action, known, true) == Verdict.ALLOW;
    }

    private @Nullable ObjectVersion find(Bucket bucket, ObjectKey key, VersionSelector version) {
        try {
            return store.find(bucket.name(), key, version).version();
        } catch (ObjectNotFoundException | VersionNotFoundException | DeleteMarkerException e) {
            return null;
        }
    }

    private static S3Exception denied() {
        return new S3Exception(S3ErrorCode.ACCESS_DENIED);
    }

    private static S3Exception noSuchBucket(BucketName name) {
        return new S3Exception(S3ErrorCode.NO_SUCH_BUCKET).with("BucketName", name.value());
    }
}
