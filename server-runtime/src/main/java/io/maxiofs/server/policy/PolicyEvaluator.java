package io.maxiofs.server.policy;

import java.util.Collection;

/**
 * What policies say to a question. Pure; safe on any thread.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
public final class PolicyEvaluator {

    private PolicyEvaluator() {}

    /** An answer; the strongest of several statements counts, and deny is stronger than allow. */
    public enum Answer {
        /** No statement speaks of it, which refuses unless something else allows. */
        SILENT,
        ALLOW,
        DENY
    }

    /** The answer of one policy. */
    public static Answer evaluate(PolicyDocument policy, PolicyContext context) {
        Answer answer = Answer.SILENT;
        for (PolicyStatement statement : policy.statements()) {
            boolean matters = !statement.allows() || answer == Answer.SILENT;
            if (matters && statement.applies(context)) {
                if (!statement.allows()) {
                    return Answer.DENY;
                }
                answer = Answer.ALLOW;
            }
        }
        return answer;
    }

    /** The answer of several policies that are worth the same. */
    public static Answer evaluate(Collection<PolicyDocument> policies, PolicyContext context) {
        Answer answer = Answer.SILENT;
        for (PolicyDocument policy : policies) {
            Answer one = evaluate(policy, context);
            if (one == Answer.DENY) {
                return Answer.DENY;
            }
            if (one == Answer.ALLOW) {
                answer = Answer.ALLOW;
            }
        }
        return answer;
    }
}
