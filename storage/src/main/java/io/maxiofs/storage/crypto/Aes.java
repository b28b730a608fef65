package io.maxiofs.storage.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** The one cipher of this package. */
final class Aes {
    private static final String GCM = "AES/GCM/NoPadding";

    private Aes() {}

    static Cipher gcm() {
        try {
            return Cipher.getInstance(GCM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks " + GCM, e);
        }
    }
}
