package io.maxiofs.server.policy;

import io.maxiofs.server.policy.S3Action.Level;
import io.maxiofs.storage.model.BucketName;
import java.util.List;

/** What a policy must keep to be one of a certain bucket. */
public final class BucketPolicyRules {
    private static final String PREFIX = "arn:aws:s3:::";

    private BucketPolicyRules() {}

    /**
     * Refuses resources outside of the bucket, and actions that none of a statement's resources can have.
     *
     * @throws MalformedPolicyException with AWS's words
     */
    public static void check(PolicyDocument policy, BucketName bucket) {
        for (PolicyStatement statement : policy.statements()) {
            PolicyStatement.Choice<List<PolicyTemplate>> resources = statement.resources();
            if (resources == null) {
                throw new MalformedPolicyException("Missing required field Resource");
            }
            for (PolicyTemplate resource : resources.value()) {
                if (!meansBucket(resource, bucket) && !meansObjects(resource, bucket)) {
                    throw new MalformedPolicyException("Policy has invalid resource");
                }
            }
            if (!resources.negated() && !statement.actions().negated()) {
                statement.actions().value().forEach(action -> requireResource(action, resources.value(), bucket));
            }
        }
    }

    private static void requireResource(PolicyTemplate action, List<PolicyTemplate> resources, BucketName bucket) {
        boolean applies = false;
        for (S3Action known : S3Action.all()) {
            boolean named = action.isEverything() || action.matches(known.wireName(), NoContext.INSTANCE, true);
            if (named && !applies) {
                applies = resources.stream()
                        .anyMatch(resource -> known.level() == Level.OBJECT
                                ? meansObjects(resource, bucket)
                                : meansBucket(resource, bucket));
            }
        }
        if (!applies) {
            throw new MalformedPolicyException("Action does not apply to any resource(s) in statement");
        }
    }

    private static boolean meansBucket(PolicyTemplate resource, BucketName bucket) {
        String text = resource.text();
        return text.equals("*") || (text.indexOf('/') < 0 && named(text, bucket)) || endsOpen(text, bucket);
    }

    private static boolean meansObjects(PolicyTemplate resource, BucketName bucket) {
        String text = resource.text();
        if (text.equals("*")) {
            return true;
        }
        int slash = text.indexOf('/');
        return slash > 0 ? named(text.substring(0, slash), bucket) : endsOpen(text, bucket);
    }

    /** {@code arn:aws:s3:::bucket*} reaches over the slash. */
    private static boolean endsOpen(String text, BucketName bucket) {
        return text.endsWith("*") && text.indexOf('/') < 0 && named(text, bucket);
    }

    private static boolean named(String text, BucketName bucket) {
        return text.startsWith(PREFIX)
                && PolicyTemplate.parse(text, true, false).matches(PREFIX + bucket.value(), NoContext.INSTANCE);
    }
}
