package io.maxiofs.desktop.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests every Java has. */
final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
        return named("SHA-256");
    }

    static MessageDigest named(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + name, e);
        }
    }
}
