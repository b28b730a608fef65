package io.maxiofs.server.policy;

import io.maxiofs.server.identity.Accounts;
import io.maxiofs.server.policy.PolicyEvaluator.Answer;
import io.maxiofs.storage.model.Bucket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What policies of buckets say of services of the server that write into them, such as the delivery of access logs. Where
 * source and target have one owner, the owner's word is the permission, and a policy of the target can only take it back. A
 * bucket of somebody else is written to only if its policy allows it to the service by name. Safe on any thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html">Permissions for log
 *     delivery</a>
 */
public final class ServiceRights {
    /** Delivers access logs. */
    public static final String LOGGING = "logging.s3.amazonaws.com";

    /** Delivers inventories. */
    public static final String S3 = "s3.amazonaws.com";

    private final BucketPolicies policies = new BucketPolicies();

    /** Whether a service may write a key of {@code target} on behalf of {@code source}. */
    public boolean mayWrite(String service, Bucket source, Bucket target, String key) {
        boolean sameOwner = source.owner().canonicalId().equals(target.owner().canonicalId());
        BucketPolicies.Known policy = policies.of(target);
        if (policy == null) {
            return sameOwner;
        }
        Delivery delivery = new Delivery(service, source, target, key, true);
        if (PolicyEvaluator.evaluate(policy.document(), delivery) == Answer.DENY) {
            return false;
        }
        // What everybody may write is no invitation to fill the bucket with the logs of others.
        return sameOwner || PolicyEvaluator.evaluate(policy.document(), delivery.byNameOnly()) == Answer.ALLOW;
    }

    /**
     * One object as a policy sees it.
     *
     * @param everybody whether the service is part of everybody
     */
    private record Delivery(String service, Bucket source, Bucket target, String key, boolean everybody)
            implements PolicyContext {

        Delivery byNameOnly() {
            return new Delivery(service, source, target, key, false);
        }

        @Override
        public String action() {
            return S3Action.PUT_OBJECT.wireName();
        }

        @Override
        public String resource() {
            return "arn:aws:s3:::" + target.name() + "/" + key;
        }

        @Override
        public boolean isNamedBy(PolicyPrincipals.Name name) {
            return (everybody && name.isEverybody())
                    || (name.kind() == PolicyPrincipals.Kind.SERVICE
                            && name.value().equals(service));
        }

        @Override
        public @Nullable List<String> values(ConditionKey conditionKey) {
            return switch (conditionKey.name()) {
                case "aws:sourcearn" -> List.of("arn:aws:s3:::" + source.name());
                case "aws:sourceaccount" ->
                    List.of(Accounts.number(source.owner().canonicalId()));
                case "aws:resourceaccount", "s3:resourceaccount" ->
                    List.of(Accounts.number(target.owner().canonicalId()));
                case "s3:x-amz-acl" -> service.equals(S3) ? List.of("bucket-owner-full-control") : null;
                case "aws:principalisawsservice", "aws:securetransport" -> List.of("true");
                case "aws:principalservicename" -> List.of(service);
                default -> null;
            };
        }
    }
}
