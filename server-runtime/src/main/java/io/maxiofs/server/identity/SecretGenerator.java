package io.maxiofs.server.identity;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes ids, secrets and passwords that nobody can guess. Safe on any thread. */
public final class SecretGenerator {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** Without characters that are mistaken for one another on paper. */
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int ACCESS_KEY_ID_CHARACTERS = 16;
    private static final int AUTHENTICATOR_CHARACTERS = 32;
    private static final int BACKUP_CHARACTERS = 16;
    private static final int SECRET_BYTES = 30;
    private static final int PASSWORD_CHARACTERS = 20;
    private static final int CANONICAL_ID_BYTES = 32;
    private static final int TOKEN_BYTES = 32;
    private static final int SESSION_TOKEN_BYTES = 192;
    private static final int ENTITY_ID_CHARACTERS = 17;
    private static final int TENANT_ID_BYTES = 8;

    private final SecureRandom random;

    public SecretGenerator(SecureRandom random) {
        this.random = random;
    }

    /** {@code AKIA} and 16 more, as AWS makes them. */
    public String accessKeyId() {
        return "AKIA" + characters(BASE32, ACCESS_KEY_ID_CHARACTERS);
    }

    /** {@code ASIA} and 16 more, as AWS makes those of temporary keys. */
    public String sessionKeyId() {
        return "ASIA" + characters(BASE32, ACCESS_KEY_ID_CHARACTERS);
    }

    /** What a temporary key comes with: 256 characters that can stand in a header. */
    public String sessionToken() {
        return Base64.getEncoder().encodeToString(bytes(SESSION_TOKEN_BYTES));
    }

    /** {@code prefix} and 17 more, as AWS makes ids of users, groups and roles. */
    public String entityId(String prefix) {
        return prefix + characters(BASE32, ENTITY_ID_CHARACTERS);
    }

    /** 16 hexadecimal digits. */
    public String tenantId() {
        return HexFormat.of().formatHex(bytes(TENANT_ID_BYTES));
    }

    /** 40 characters with 240 bits of randomness. */
    public SecretKey secretKey() {
        return new SecretKey(Base64.getEncoder().encodeToString(bytes(SECRET_BYTES)));
    }

    /** 20 characters with 115 bits of randomness. */
    public String password() {
        return characters(READABLE, PASSWORD_CHARACTERS);
    }

    /** 64 hexadecimal digits. */
    public String canonicalId() {
        return HexFormat.of().formatHex(bytes(CANONICAL_ID_BYTES));
    }

    /** 43 characters that can stand in a header. */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
    }

    /** 160 bits in Base32, as authenticators take them. */
    String authenticatorSecret() {
        return characters(BASE32, AUTHENTICATOR_CHARACTERS);
    }

    /** 80 bits in Base32. */
    String backupCode() {
        return characters(BASE32, BACKUP_CHARACTERS);
    }

    private String characters(String alphabet, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
