package io.maxiofs.server.identity;

import java.nio.charset.StandardCharsets;

/** A secret access key. It cannot print itself. */
public final class SecretKey {
    private final byte[] bytes;

    public SecretKey(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    /** The secret's characters as UTF-8; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "SecretKey[hidden]";
    }
}
