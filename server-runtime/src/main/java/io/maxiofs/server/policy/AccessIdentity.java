package io.maxiofs.server.policy;

import io.maxiofs.server.policy.PolicyEvaluator.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is attached to a principal, beside what they own. Immutable; made when users, groups, keys or sessions change, not
 * for each request.
 *
 * @param policies of the user, their groups and, for sessions of a role, the role. An allow grants within {@link #reach},
 *     a deny refuses everywhere.
 * @param boundaries each further list must allow what is asked, too: the policy of a key that is narrower than its user,
 *     session policies. They never grant.
 * @param facts values of condition keys that only identity knows, such as {@code aws:PrincipalTag/team}
 * @param ceiling the permissions boundary: the policies grant no more than it allows too, and it may deny like them. Unlike
 *     {@link #boundaries} it does not narrow what a bucket's policy grants to the very user or session. Null for none
 */
public record AccessIdentity(
        Standing standing,
        Reach reach,
        Names names,
        List<PolicyDocument> policies,
        List<List<PolicyDocument>> boundaries,
        Map<ConditionKey, List<String>> facts,
        @Nullable PolicyDocument ceiling) {

    /** A user with nothing attached: full rights over what they own, none elsewhere unless granted there. */
    public static final AccessIdentity ORDINARY = new AccessIdentity(
            Standing.OWNER, Reach.TENANT, new Names("", "", Set.of()), List.of(), List.of(), Map.of());

    /** Without a permissions boundary. */
    public AccessIdentity(
            Standing standing,
            Reach reach,
            Names names,
            List<PolicyDocument> policies,
            List<List<PolicyDocument>> boundaries,
            Map<ConditionKey, List<String>> facts) {
        this(standing, reach, names, policies, boundaries, facts, null);
    }

    public AccessIdentity {
        policies = List.copyOf(policies);
        boundaries = List.copyOf(boundaries);
        facts = Map.copyOf(facts);
    }

    /** The same with further facts; what is known already stays. */
    public AccessIdentity with(Map<ConditionKey, List<String>> further) {
        Map<ConditionKey, List<String>> all = new HashMap<>(further);
        all.putAll(facts);
        return new AccessIdentity(standing, reach, names, policies, boundaries, all, ceiling);
    }

    /** What a principal may do before any policy allows it. */
    public enum Standing {
        /** Everything with what belongs to the principal's canonical id, as the root of an AWS account may. */
        OWNER,
        /** Nothing: a user made by another user, or a session of a role, acts in an account that is not theirs. */
        GRANTED_ONLY
    }

    /** Where an allow of {@link AccessIdentity#policies} counts. */
    public enum Reach {
        /** In all buckets of the principal's tenant: policies that administrators attach. */
        TENANT,
        /** In buckets of the principal's canonical id: policies that a user attached to what the user made. */
        ACCOUNT
    }

    /**
     * By what policies may name the principal beside user name and canonical id.
     *
     * @param accountId number of the account; empty if there is none
     * @param userId unique id, such as {@code AIDA…}, or {@code AROA…:session}; value of {@code aws:userid}; empty for
     *     the canonical id
     * @param arns of the user or of the role and its session. Empty for {@code arn:aws:iam::TENANT:user/NAME}
     */
    public record Names(String accountId, String userId, Set<String> arns) {
        public Names {
            arns = Set.copyOf(arns);
        }
    }

    /** What the policies say, as far as the permissions boundary lets them. */
    public Answer answer(PolicyContext context) {
        Answer own = PolicyEvaluator.evaluate(policies, context);
        if (ceiling == null || own == Answer.DENY) {
            return own;
        }
        return switch (PolicyEvaluator.evaluate(ceiling, context)) {
            case ALLOW -> own;
            case SILENT -> Answer.SILENT;
            case DENY -> Answer.DENY;
        };
    }

    /** Whether a permissions boundary keeps the policies from granting. */
    public boolean isCapped(PolicyContext context) {
        return ceiling != null && PolicyEvaluator.evaluate(ceiling, context) != Answer.ALLOW;
    }

    /** Everything that has a say. */
    Stream<PolicyDocument> all() {
        Stream<PolicyDocument> lists =
                Stream.concat(policies.stream(), boundaries.stream().flatMap(List::stream));
        return ceiling == null ? lists : Stream.concat(lists, Stream.of(ceiling));
    }

    /** Whether there is nothing that could refuse what ownership allows. */
    boolean isUnrestricted() {
        return standing == Standing.OWNER && policies.isEmpty() && boundaries.isEmpty() && ceiling == null;
    }
}
