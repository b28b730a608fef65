package io.maxiofs.server.identity;

import java.util.Optional;

/** Finds users by what a grant of an ACL or a policy names them by. Safe on any thread, answers from memory. */
public interface UserDirectory {

    /** Without regard to case. */
    Optional<User> byName(String name);

    Optional<User> byCanonicalId(String canonicalId);

    /** Without regard to case. */
    Optional<User> byEmail(String email);
}
