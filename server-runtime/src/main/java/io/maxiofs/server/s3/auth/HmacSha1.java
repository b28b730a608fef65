package io.maxiofs.server.s3.auth;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash function of Signature V2 (RFC 2104 with SHA-1). */
final class HmacSha1 {
    private static final String ALGORITHM = "HmacSHA1";

    private HmacSha1() {}

    static byte[] sign(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform lacks HMAC-SHA-1", e);
        }
    }
}
