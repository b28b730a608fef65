package io.maxiofs.server.identity;

import org.jspecify.annotations.Nullable;

/** Compares passwords in a time that does not tell whether there is a user. Safe on any thread. */
final class PasswordCheck {
    private final PasswordHasher hasher;
    private final SecretGenerator generator;

    /** Compared with when there is no such user, so that the answer takes as long. Made when first needed. */
    private volatile @Nullable String hashOfNobody;

    PasswordCheck(PasswordHasher hasher, SecretGenerator generator) {
        this.hasher = hasher;
        this.generator = generator;
    }

    /** @param hash null for a user who does not exist or cannot sign in, whom no password matches */
    boolean matches(String password, @Nullable String hash) {
        boolean matches = hasher.matches(password, hash == null ? hashOfNobody() : hash);
        return hash != null && matches;
    }

    private String hashOfNobody() {
        String hash = hashOfNobody;
        if (hash == null) {
            hash = hasher.hash(generator.password());
            hashOfNobody = hash;
        }
        return hash;
    }
}
