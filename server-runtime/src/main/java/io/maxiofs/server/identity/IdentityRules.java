package io.maxiofs.server.identity;

import io.maxiofs.server.identity.IdentityException.Reason;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What names, passwords and keys may be. Every rule throws {@link IdentityException} with {@link Reason#INVALID}. */
final class IdentityRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");
    private static final Pattern CANONICAL_ID = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,<>]{1,64}@[^\\s@,<>]{1,189}");
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Za-z0-9._-]{3,128}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{8,128}");
    private static final int MAX_DISPLAY_NAME = 128;
    private static final int MIN_PASSWORD = 8;
    private static final int MAX_PASSWORD = 1024;

    /** What other servers ship with, and what their documentation shows. Whoever scans networks tries these first. */
    private static final Set<String> WELL_KNOWN_SECRETS = Set.of(
            "minioadmin",
            "minio123",
            "miniosecret",
            "rustfsadmin",
            "password",
            "password1",
            "password123",
            "passw0rd",
            "12345678",
            "123456789",
            "1234567890",
            "changeme",
            "changeit",
            "administrator",
            "admin123",
            "adminadmin",
            "secretkey",
            "secret123",
            "maxiofsadmin",
            "local-credential",
            "some_secret_key1",
            "wjalrxutnfemi/k7mdeng/bpxrficyexamplekey");

    private IdentityRules() {}

    static void checkName(String name) {
        require(
                NAME.matcher(name).matches(),
                "A user's name has 1 to 64 letters, digits, and . _ @ + - after the first");
    }

    static void checkCanonicalId(String id) {
        require(CANONICAL_ID.matcher(id).matches(), "A canonical id has 1 to 64 letters and digits");
    }

    static void checkDisplayName(String name) {
        require(
                name.length() <= MAX_DISPLAY_NAME && name.chars().noneMatch(Character::isISOControl),
                "A display name has up to " + MAX_DISPLAY_NAME + " characters and no control characters");
    }

    static void checkEmail(String email) {
        require(email.isEmpty() || EMAIL.matcher(email).matches(), "Not an e-mail address");
    }

    static void checkPassword(String userName, String password) {
        require(
                password.length() >= MIN_PASSWORD && password.length() <= MAX_PASSWORD,
                "A password has at least " + MIN_PASSWORD + " characters");
        require(!isWellKnown(userName, password), "This password is well known; choose another");
    }

    static void checkKey(String id, String secret) {
        require(
                ACCESS_KEY_ID.matcher(id).matches(),
                "An access key's id has 3 to 128 letters, digits, dots, hyphens and underscores");
        require(
                SECRET.matcher(secret).matches(),
                "A secret key has 8 to 128 printable ASCII characters without spaces");
        require(!isWellKnown(id, secret), "This pair of access key and secret key is well known; choose another");
    }

    private static boolean isWellKnown(String name, String secret) {
        return secret.equalsIgnoreCase(name) || WELL_KNOWN_SECRETS.contains(secret.toLowerCase(Locale.ROOT));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IdentityException(Reason.INVALID, message);
        }
    }
}
