package io.maxiofs.server.identity;

import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets at rest, those of access keys above all, with AES-256-GCM. The key is a file of its own, so that a copy of the
 * database alone tells no secret. A sealed secret is: version (1 byte), nonce (12 bytes), ciphertext with tag; the
 * access key's id is authenticated with it, so that secrets cannot be exchanged between rows. Safe on any thread.
 */
public final class MasterKey {
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] FILE_MAGIC = "MaxIOFS master key 1\n".getBytes(StandardCharsets.US_ASCII);

    /** No access key's id begins with it. */
    private static final String TEXT = "text/";

    private final SecretKeySpec key;
    private final SecureRandom random;

    private MasterKey(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /** Reads the key; empty if there is no such file. */
    public static Optional<MasterKey> read(PrivateFiles files, Path file, SecureRandom random) throws IOException {
        Optional<byte[]> content = files.read(file);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = content.get();
        if (bytes.length != FILE_MAGIC.length + KEY_BYTES
                || !Arrays.equals(Arrays.copyOf(bytes, FILE_MAGIC.length), FILE_MAGIC)) {
            throw new IOException(file + " is not a master key of MaxIOFS");
        }
        return Optional.of(new MasterKey(Arrays.copyOfRange(bytes, FILE_MAGIC.length, bytes.length), random));
    }

    /** Makes a key and writes it for the owner of the process only. */
    public static MasterKey create(PrivateFiles files, Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        files.write(
                file,
                ByteBuffer.allocate(FILE_MAGIC.length + KEY_BYTES)
                        .put(FILE_MAGIC)
                        .put(key)
                        .array());
        return new MasterKey(key, random);
    }

    /**
     * Encrypts another secret of the server.
     *
     * @param purpose what it is for; it cannot be opened for another, nor for an access key
     */
    public byte[] sealText(String purpose, String text) {
        return seal(TEXT + purpose, new SecretKey(text));
    }

    /** @throws IllegalStateException if it was sealed with another key, for another purpose, or was changed */
    public String openText(String purpose, byte[] sealed) {
        return new String(open(TEXT + purpose, sealed).bytes(), StandardCharsets.UTF_8);
    }

    byte[] seal(String accessKeyId, SecretKey secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, accessKeyId).doFinal(secret.bytes());
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /** @throws IllegalStateException if the secret was sealed with another key, for another id, or was changed */
    SecretKey open(String accessKeyId, byte[] sealed) {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
            throw new IllegalStateException("The stored secret of access key " + accessKeyId + " has an unknown form");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, nonce, accessKeyId)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
            return new SecretKey(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The stored secret of access key " + accessKeyId
                            + " cannot be opened: the master key file is another than the one it was written with",
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String accessKeyId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(accessKeyId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
