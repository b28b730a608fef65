package io.maxiofs.server.policy;

import java.util.Set;

/**
 * Whether a bucket's policy opens it to the public: whether some statement allows everybody, without a condition that ties
 * the grant to fixed values of a key that tells who asks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">
 *     The meaning of "public"</a>
 */
public final class PublicPolicy {
    /** Keys that stand for a principal, a network or an account. */
    private static final Set<String> NARROWING = Set.of(
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:userid",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:username",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount");

    private PublicPolicy() {}

    /** Whether any statement is public. */
    public static boolean isPublic(PolicyDocument policy) {
        return policy.statements().stream().anyMatch(PublicPolicy::isPublic);
    }

    private static boolean isPublic(PolicyStatement statement) {
        if (!statement.allows() || statement.principals() == null) {
            return false;
        }
        // Everybody but somebody is the public, too.
        boolean everybody = statement.principals().negated()
                || statement.principals().value().includeEverybody();
        return everybody && statement.conditions().stream().noneMatch(PublicPolicy::narrows);
    }

    private static boolean narrows(PolicyCondition condition) {
        if (condition.ifExists() || condition.quantifier() == PolicyCondition.Quantifier.FOR_ALL_VALUES) {
            return false;
        }
        if (condition.key().name().equals("aws:sourceip")) {
            return condition.operator() == ConditionOperator.IP_ADDRESS
                    && condition.wanted().stream().allMatch(PublicPolicy::isNarrowRange);
        }
        boolean equality = switch (condition.operator()) {
            case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, STRING_LIKE, ARN_EQUALS, ARN_LIKE -> true;
            default -> false;
        };
        return equality
                && NARROWING.contains(condition.key().name())
                && condition.wanted().stream().allMatch(PolicyTemplate::isFixed);
    }

    private static boolean isNarrowRange(PolicyTemplate template) {
        AddressRange range = template.isFixed() ? AddressRange.parse(template.text()) : null;
        return range != null && !range.isPublic();
    }
}
