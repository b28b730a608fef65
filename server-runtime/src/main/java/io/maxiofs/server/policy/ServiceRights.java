package io.maxiofs.server.policy;

import io.maxiofs.storage.model.Bucket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What policies of buckets say of services of the server that write into them, such as the delivery of access logs. Source
 * and target have one owner, whose word is the permission; a policy of the target can only take it back. Safe on any thread.
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
        if (!source.owner().canonicalId().equals(target.owner().canonicalId())) {
            return false;
        }
        BucketPolicies.Known policy = policies.of(target);
        return policy == null
                || PolicyEvaluator.evaluate(policy.document(), new Delivery(service, source, target, key))
                        != PolicyEvaluator.Answer.DENY;
    }

    /** One object as a policy sees it. */
    private record Delivery(String service, Bucket source, Bucket target, String key) implements PolicyContext {
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
            return name.isEverybody()
                    || (name.kind() == PolicyPrincipals.Kind.SERVICE
                            && name.value().equals(service));
        }

        @Override
        public @Nullable List<String> values(ConditionKey conditionKey) {
            return switch (conditionKey.name()) {
                case "aws:sourcearn" -> List.of("arn:aws:s3:::" + source.name());
                case "aws:sourceaccount" -> List.of(source.owner().canonicalId());
                case "aws:principalisawsservice", "aws:securetransport" -> List.of("true");
                case "aws:principalservicename" -> List.of(service);
                default -> null;
            };
        }
    }
}
