package io.maxiofs.storage.crypto;

import io.maxiofs.storage.api.DecryptionException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Wraps data keys: AES-256-GCM with a random nonce; what precedes the nonce and the body's id are authenticated.
 *
 * <pre>
 * header | nonce (12) | encrypted key (32) | tag (16)
 * </pre>
 */
final class KeyWrap {
    static final byte KIND_MASTER = 1;
    static final byte KIND_CUSTOMER = 2;
    static final byte KIND_NAMED = 3;
    static final byte KIND_NAMED_WITH_CONTEXT = 4;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    /** Bytes behind the header. */
    static final int SEALED_BYTES = NONCE_BYTES + DataKey.KEY_BYTES + TAG_BYTES;

    private KeyWrap() {}

    static WrappedKey seal(byte[] header, DataKey key, SecretKey with, long bodyId, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] plain = key.copyOfBytes();
        try {
            ByteBuffer out = ByteBuffer.allocate(header.length + SEALED_BYTES);
            out.put(header).put(nonce);
            cipher(Cipher.ENCRYPT_MODE, with, nonce, header, bodyId).doFinal(ByteBuffer.wrap(plain), out);
            return WrappedKey.of(out.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to wrap a key", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * @param what names the wrapping key in the failure's text
     * @throws DecryptionException if {@code with} is not the key it was wrapped with, or the body is another
     */
    static DataKey open(byte[] wrapped, SecretKey with, long bodyId, String what) {
        int headerBytes = wrapped.length - SEALED_BYTES;
        byte[] header = Arrays.copyOf(wrapped, headerBytes);
        byte[] nonce = Arrays.copyOfRange(wrapped, headerBytes, headerBytes + NONCE_BYTES);
        int sealedAt = headerBytes + NONCE_BYTES;
        try {
            return DataKey.takeOver(cipher(Cipher.DECRYPT_MODE, with, nonce, header, bodyId)
                    .doFinal(wrapped, sealedAt, wrapped.length - sealedAt));
        } catch (AEADBadTagException e) {
            throw new DecryptionException(what + " does not open the key of body " + Long.toHexString(bodyId), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to unwrap a key", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey with, byte[] nonce, byte[] header, long bodyId)
            throws GeneralSecurityException {
        Cipher cipher = Aes.gcm();
        cipher.init(mode, with, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(bodyId).flip());
        return cipher;
    }
}
