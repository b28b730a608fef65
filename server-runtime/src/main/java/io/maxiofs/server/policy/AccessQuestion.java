package io.maxiofs.server.policy;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.policy.AccessIdentity.Standing;
import io.maxiofs.server.policy.PolicyEvaluator.Answer;
import io.maxiofs.server.policy.RequestContext.Naming;
import io.maxiofs.server.policy.acl.AccessControlList;
import io.maxiofs.server.policy.acl.AclPermission;
import io.maxiofs.server.policy.acl.PublicAccessBlock;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One permission for one bucket or object, and everything that has a say in it: identity policies, boundaries, the bucket's
 * policy, ownership, lists, the block of public access.
 *
 * <p>Explicit denies come first and nothing overrules them, save that who owns a bucket can always read, replace and remove
 * its policy. After that one allow is enough.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html">How Amazon S3
 *     authorizes a request</a>
 */
final class AccessQuestion {
    /** Not a canonical id that a user could have. */
    private static final Owner NO_ACCOUNT = new Owner("-", "");

    private final Setting setting;
    private final AccessIdentity identity;
    private final Bucket bucket;
    private final BucketPolicies.@Nullable Known policy;
    private final S3Action action;
    private final AccessSubject subject;
    private final boolean lookedUp;
    private final PolicyContext context;
    private final Principal principal;

    /** What is known of who asks and of the bucket. */
    record Setting(
            S3Request request,
            String region,
            AccessIdentity identity,
            Bucket bucket,
            BucketPolicies.@Nullable Known policy) {
        /** What policies see of the request. */
        RequestContext context(S3Action action, AccessSubject subject, Naming naming) {
            return new RequestContext(request, region, identity, action, subject, bucket, naming);
        }
    }

    /** The answer. */
    enum Verdict {
        ALLOW,
        REFUSE,
        /** It depends on an object that has not been looked up. */
        NEEDS_OBJECT
    }

    /** @param lookedUp whether it is known if the object exists: a subject without one stands for none then */
    AccessQuestion(Setting setting, S3Action action, AccessSubject subject, boolean lookedUp) {
        this.setting = setting;
        this.identity = setting.identity();
        this.bucket = setting.bucket();
        this.policy = setting.policy();
        this.action = action;
        this.subject = subject;
        this.lookedUp = lookedUp || subject.object() != null;
        this.context = setting.context(action, subject, Naming.WITH_ACCOUNT);
        this.principal = setting.request().principal();
    }

    Verdict verdict() {
        if (!lookedUp && needsObject()) {
            return Verdict.NEEDS_OBJECT;
        }
        Answer ofBucket = policy == null ? Answer.SILENT : PolicyEvaluator.evaluate(policy.document(), context);
        if (ofBucket == Answer.DENY && !keepsThePolicy()) {
            return Verdict.REFUSE;
        }
        Answer ofIdentity = identity.answer(context);
        if (ofIdentity == Answer.DENY || !insideBoundaries()) {
            return Verdict.REFUSE;
        }
        return isGranted(ofBucket, ofIdentity) ? Verdict.ALLOW : Verdict.REFUSE;
    }

    private boolean isGranted(Answer ofBucket, Answer ofIdentity) {
        if (identity.isCapped(context)) {
            // A permissions boundary is about what others let somebody have, not about what a bucket gives to the very
            // one.
            return inOwnAccount() && policyCounts() && isNamed(Naming.ALONE);
        }
        boolean owner = identity.standing() == Standing.OWNER;
        if (owner && (principal.isAdmin() || isOwn())) {
            return true;
        }
        if (ofIdentity == Answer.ALLOW && reaches() && !belongsToAnother()) {
            return true;
        }
        if (owner || ofIdentity == Answer.ALLOW) {
            return (ofBucket == Answer.ALLOW && policyCounts()) || isListed(principal);
        }
        // What is granted to an account is the account's to hand on; its people have it only by a policy of their own.
        return inOwnAccount() && ((policyCounts() && isNamed(Naming.WITHOUT_ACCOUNT)) || isListed(withoutAccount()));
    }

    /** Whether the bucket's policy allows it to who asks by such a name, and not just to their account. */
    private boolean isNamed(Naming naming) {
        return policy != null
                && PolicyEvaluator.evaluate(policy.document(), setting.context(action, subject, naming))
                        == Answer.ALLOW;
    }

    /** Somebody who is signed in and whom no list names. */
    private Principal withoutAccount() {
        return new Principal(
                Principal.Kind.USER,
                principal.userName(),
                principal.accessKeyId(),
                NO_ACCOUNT,
                principal.tenant(),
                principal.email());
    }

    private boolean insideBoundaries() {
        for (List<PolicyDocument> boundary : identity.boundaries()) {
            if (PolicyEvaluator.evaluate(boundary, context) != Answer.ALLOW) {
                return false;
            }
        }
        return true;
    }

    /** Nobody can lock an owner out of mending a policy. */
    private boolean keepsThePolicy() {
        boolean ofPolicy = action == S3Action.GET_BUCKET_POLICY
                || action == S3Action.PUT_BUCKET_POLICY
                || action == S3Action.DELETE_BUCKET_POLICY;
        return ofPolicy && identity.standing() == Standing.OWNER && (principal.isAdmin() || inOwnAccount());
    }

    private boolean inOwnAccount() {
        return !principal.isAnonymous()
                && bucket.owner().canonicalId().equals(principal.owner().canonicalId());
    }

    /** Whether an identity policy of this principal may speak of this bucket. */
    private boolean reaches() {
        return switch (identity.reach()) {
            case TENANT -> !principal.isAnonymous() && bucket.tenant().equals(principal.tenant());
            case ACCOUNT -> inOwnAccount();
        };
    }

    private boolean hasLists() {
        return ObjectOwnership.of(bucket) != ObjectOwnership.BUCKET_OWNER_ENFORCED;
    }

    // ---- ownership

    /** Whether it is the principal's own, as far as lists do not say that owners themselves may not. */
    private boolean isOwn() {
        if (!hasLists()) {
            return inOwnAccount();
        }
        AclPermission onObject = AclMapping.onObject(action);
        if (onObject != null) {
            ObjectVersion object = subject.object();
            return object == null ? inOwnAccount() : ownsObject(object) && ownerMay(onObject, objectList(object));
        }
        if (!inOwnAccount()) {
            return false;
        }
        AclPermission onBucket = AclMapping.onBucket(action);
        return onBucket == null || ownerMay(onBucket, bucketList());
    }

    private boolean ownsObject(ObjectVersion object) {
        return object.owner().canonicalId().equals(principal.owner().canonicalId());
    }

    /** Owners always may read and write the list itself. */
    private boolean ownerMay(AclPermission wanted, AccessControlList list) {
        return wanted == AclPermission.READ_ACP
                || wanted == AclPermission.WRITE_ACP
                || list.grants(principal, wanted, ignoresPublic());
    }

    /** Whether the object belongs to neither the bucket's owner nor the principal; its own list decides then. */
    private boolean belongsToAnother() {
        ObjectVersion object = subject.object();
        return object != null
                && hasLists()
                && AclMapping.onObject(action) != null
                && !object.owner().canonicalId().equals(bucket.owner().canonicalId());
    }

    // ---- the bucket's policy

    private boolean policyCounts() {
        boolean restricted = policy != null
                && policy.isPublic()
                && PublicAccessBlock.of(bucket).restrictPublicBuckets()
                && !inOwnAccount();
        return !restricted && !belongsToAnother();
    }

    // ---- lists

    /** @param grantee whom lists are asked for */
    private boolean isListed(Principal grantee) {
        if (!hasLists()) {
            return false;
        }
        AclPermission onObject = AclMapping.onObject(action);
        ObjectVersion object = subject.object();
        if (onObject != null) {
            return object != null && objectList(object).grants(grantee, onObject, ignoresPublic());
        }
        if (action == S3Action.DELETE_OBJECT) {
            // Who may write may also take back what is their own, or what is not there.
            return (object == null || ownsObject(object))
                    && bucketList().grants(grantee, AclPermission.WRITE, ignoresPublic());
        }
        AclPermission onBucket = AclMapping.onBucket(action);
        return onBucket != null && bucketList().grants(grantee, onBucket, ignoresPublic());
    }

    private boolean ignoresPublic() {
        return PublicAccessBlock.of(bucket).ignorePublicAcls();
    }

    private AccessControlList bucketList() {
        return AccessControlList.read(bucket.settings().get(BucketSetting.ACL), bucket.owner());
    }

    private static AccessControlList objectList(ObjectVersion object) {
        return AccessControlList.read(object.properties().acl(), object.owner());
    }

    // ---- what must be known first

    private boolean needsObject() {
        if (subject.key() == null) {
            return false;
        }
        if (AclMapping.needsObject(action)) {
            return readsObject() || (hasLists() && AclMapping.onObject(action) != null && !isAdministrator());
        }
        return action == S3Action.DELETE_OBJECT
                && hasLists()
                && !isAdministrator()
                && !inOwnAccount()
                && bucketList().grants(principal, AclPermission.WRITE, ignoresPublic());
    }

    private boolean isAdministrator() {
        return principal.isAdmin() && identity.standing() == Standing.OWNER;
    }

    private boolean readsObject() {
        return (policy != null && policy.document().readsObject())
                || identity.all().anyMatch(PolicyDocument::readsObject);
    }
}
