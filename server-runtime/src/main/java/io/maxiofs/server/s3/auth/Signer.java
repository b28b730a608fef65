package io.maxiofs.server.s3.auth;

import io.maxiofs.server.s3.request.Sha256;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions of Signature V4 with the space they work in. Used by one thread at a time. */
final class Signer {
    private static final String HMAC = "HmacSHA256";

    private final MessageDigest sha256 = Sha256.newDigest();
    private final Mac hmac;
    private final ByteAccumulator canonicalRequest = new ByteAccumulator();
    private final ByteAccumulator stringToSign = new ByteAccumulator();

    Signer() {
        try {
            hmac = Mac.getInstance(HMAC);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The platform lacks HMAC-SHA-256", e);
        }
    }

    /** Empty space for a canonical request. */
    ByteAccumulator canonicalRequest() {
        return canonicalRequest.clear();
    }

    /** Empty space for a string to sign. */
    ByteAccumulator stringToSign() {
        return stringToSign.clear();
    }

    byte[] sha256(ByteAccumulator bytes) {
        bytes.digest(sha256);
        return sha256.digest();
    }

    byte[] hmac(SecretKey key, ByteAccumulator message) {
        init(key);
        hmac.update(message.array(), 0, message.size());
        return hmac.doFinal();
    }

    /** As AWS derives the key of a day from the secret. */
    SecretKey signingKey(byte[] secret, CredentialScope scope) {
        byte[] prefixed = new byte[secret.length + 4];
        prefixed[0] = 'A';
        prefixed[1] = 'W';
        prefixed[2] = 'S';
        prefixed[3] = '4';
        System.arraycopy(secret, 0, prefixed, 4, secret.length);
        byte[] key = prefixed;
        for (String step : new String[] {scope.date(), scope.region(), scope.service(), CredentialScope.TERMINATOR}) {
            key = hmac(new SecretKeySpec(key, HMAC), stringToSign().add(step));
        }
        return new SecretKeySpec(key, HMAC);
    }

    private void init(SecretKey key) {
        try {
            hmac.init(key);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Not a key for HMAC-SHA-256", e);
        }
    }
}
