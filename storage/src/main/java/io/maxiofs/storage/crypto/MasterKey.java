package io.maxiofs.storage.crypto;

import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One version of a named master key. Immutable, cannot be printed. */
final class MasterKey {
    static final int ID_BYTES = 8;
    static final int MAX_NAME_LENGTH = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (MAX_NAME_LENGTH - 1) + "}");

    private final String name;
    private final int version;
    private final byte[] id;
    private final Instant created;
    private final byte[] secret;

    /**
     * @param id random, tells this key from every other, also from one of the same name and version of another store
     * @param secret taken over
     */
    MasterKey(String name, int version, byte[] id, Instant created, byte[] secret) {
        requireName(name);
        if (version < 1 || id.length != ID_BYTES || secret.length != DataKey.KEY_BYTES) {
            throw new IllegalArgumentException("Invalid version of master key " + name);
        }
        this.name = name;
        this.version = version;
        this.id = id.clone();
        this.created = created;
        this.secret = secret;
    }

    /** @throws IllegalArgumentException unless 1 to 64 letters, digits, dots, hyphens and underscores */
    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Invalid name of a master key: " + name);
        }
    }

    String name() {
        return name;
    }

    int version() {
        return version;
    }

    String idText() {
        return HexFormat.of().formatHex(id);
    }

    byte[] id() {
        return id.clone();
    }

    Instant created() {
        return created;
    }

    byte[] copyOfSecret() {
        return secret.clone();
    }

    SecretKey secretKey() {
        return new SecretKeySpec(secret, "AES");
    }

    @Override
    public String toString() {
        return "MasterKey[" + name + " version " + version + ", id " + idText() + "]";
    }
}
