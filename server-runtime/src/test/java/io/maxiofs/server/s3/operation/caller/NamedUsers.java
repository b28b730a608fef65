package io.maxiofs.server.s3.operation.caller;

import io.maxiofs.server.identity.User;
import io.maxiofs.server.identity.UserDirectory;
import java.time.Instant;
import java.util.Optional;

/** Every name is a user, whose canonical id is {@code NAME-id} and whose address is {@code NAME@example.com}. */
public final class NamedUsers implements UserDirectory {
    private static final String ID = "-id";
    private static final String EMAIL = "@example.com";

    @Override
    public Optional<User> byName(String name) {
        return Optional.of(new User(
                new User.Names(name, name + ID, name, name + EMAIL),
                User.Role.USER,
                User.Status.ACTIVE,
                User.Membership.GLOBAL,
                false,
                Instant.EPOCH));
    }

    @Override
    public Optional<User> byCanonicalId(String canonicalId) {
        return canonicalId.endsWith(ID)
                ? byName(canonicalId.substring(0, canonicalId.length() - ID.length()))
                : Optional.empty();
    }

    @Override
    public Optional<User> byEmail(String email) {
        return email.endsWith(EMAIL) ? byName(email.substring(0, email.length() - EMAIL.length())) : Optional.empty();
    }
}
