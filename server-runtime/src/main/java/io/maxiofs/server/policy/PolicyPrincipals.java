package io.maxiofs.server.policy;

import java.util.List;

/**
 * The principals a statement names.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
public record PolicyPrincipals(List<Name> names) {

    public PolicyPrincipals {
        names = List.copyOf(names);
    }

    /** Under which heading a principal is named. */
    public enum Kind {
        /** An account, user, role, session or canonical id; {@code *} is everybody. */
        AWS,
        CANONICAL_USER,
        SERVICE,
        FEDERATED
    }

    /** One name; {@code *} is everybody. */
    public record Name(Kind kind, String value) {
        public boolean isEverybody() {
            return value.equals("*");
        }
    }

    /** Whether one of the names is who asks. */
    boolean include(PolicyContext context) {
        for (Name name : names) {
            if (context.isNamedBy(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether everybody is named. */
    boolean includeEverybody() {
        return names.stream().anyMatch(Name::isEverybody);
    }
}
