package io.maxiofs.server.policy;

import io.maxiofs.server.identity.Principal;

/** Knows what is attached to principals. Asked once or twice for every request: answers from memory, on any thread. */
@FunctionalInterface
public interface IdentityPolicies {
    /** Nobody has anything attached. */
    IdentityPolicies NONE = principal -> AccessIdentity.ORDINARY;

    /** What is attached to a principal; {@link AccessIdentity#ORDINARY} if nothing is, and for the anonymous principal. */
    AccessIdentity of(Principal principal);
}
