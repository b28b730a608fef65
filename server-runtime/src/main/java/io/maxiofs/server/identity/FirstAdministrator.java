package io.maxiofs.server.identity;

import io.maxiofs.server.identity.IdentityException.Reason;
import io.maxiofs.server.identity.IdentityService.NewKey;
import io.maxiofs.server.identity.IdentityService.NewUser;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first administrator of a server that has no users yet, from the environment where it says something and at
 * random otherwise. There is no default password and no default key.
 */
public final class FirstAdministrator {
    public static final String USER_NAME = "admin";
    public static final String PASSWORD_VARIABLE = "MAXIOFS_ADMIN_PASSWORD";
    public static final String ACCESS_KEY_VARIABLE = "MAXIOFS_ACCESS_KEY";
    public static final String SECRET_KEY_VARIABLE = "MAXIOFS_SECRET_KEY";

    private FirstAdministrator() {}

    /**
     * What must be shown, once, to whoever started the server.
     *
     * @param password empty if the environment gave it
     * @param secret empty if the environment gave it
     */
    public record Made(Optional<SecretKey> password, String accessKeyId, Optional<SecretKey> secret) {}

    /**
     * Makes the administrator unless there are users already; empty if so.
     *
     * @throws IdentityException if the environment gives half a key, or values that are refused
     */
    public static Optional<Made> ensure(
            IdentityService identities, SecretGenerator generator, Map<String, String> environment) {
        if (!identities.isEmpty()) {
            return Optional.empty();
        }
        String givenPassword = value(environment, PASSWORD_VARIABLE);
        String givenId = value(environment, ACCESS_KEY_VARIABLE);
        String givenSecret = value(environment, SECRET_KEY_VARIABLE);
        if ((givenId == null) != (givenSecret == null)) {
            throw new IdentityException(
                    Reason.INVALID, ACCESS_KEY_VARIABLE + " and " + SECRET_KEY_VARIABLE + " belong together: set both");
        }
        String password = givenPassword == null ? generator.password() : givenPassword;
        NewKey key = givenSecret == null || givenId == null
                ? NewKey.RANDOM
                : new NewKey(givenId, new SecretKey(givenSecret), null);
        AccessKey.Issued issued =
                identities.createUser(new NewUser(USER_NAME, "", "", "", User.Role.ADMIN, password), key);
        return Optional.of(new Made(
                givenPassword == null ? Optional.of(new SecretKey(password)) : Optional.empty(),
                issued.key().id(),
                givenSecret == null ? Optional.of(issued.secret()) : Optional.empty()));
    }

    private static @Nullable String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
