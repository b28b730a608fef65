package io.maxiofs.server.s3.operation.encryption;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A key a client keeps, in the forms its requests need. */
record ClientKey(String text, String md5) {
    static final String ALGORITHM = "AES256";

    /** 32 bytes of this value. */
    static ClientKey of(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        try {
            return new ClientKey(
                    Base64.getEncoder().encodeToString(bytes),
                    Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("MD5").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
