package io.maxiofs.server.identity;

import java.util.Optional;

/** Finds users by what a grant of an ACL or a policy names them by. Safe on any thread, answers from memory. */
public interface UserDirectory {
    /** Knows no one. */
    UserDirectory NOBODY = new UserDirectory() {
        @Override
        public Optional<User> byName(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<User> byCanonicalId(String canonicalId) {
            return Optional.empty();
        }

        @Override
        public Optional<User> byEmail(String email) {
            return Optional.empty();
        }
    };

    /** Without regard to case. */
    Optional<User> byName(String name);

    Optional<User> byCanonicalId(String canonicalId);

    /** Without regard to case. */
    Optional<User> byEmail(String email);
}
