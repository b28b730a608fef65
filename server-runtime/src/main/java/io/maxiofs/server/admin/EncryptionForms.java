package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.service.BucketEncryption;
import io.maxiofs.storage.model.Encryption;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Between the form of default encryption and S3's document, which can refuse keys of clients, too. */
final class EncryptionForms {
    private static final String NONE = "none";

    private EncryptionForms() {}

    private static @Nullable BucketEncryption stored(@Nullable String stored) {
        return stored == null ? null : BucketEncryption.read(stored.getBytes(StandardCharsets.UTF_8));
    }

    /** @param stored as the bucket keeps it; null for none */
    static BucketForms.Encryption form(@Nullable String stored) {
        BucketEncryption encryption = stored(stored);
        return encryption == null
                ? new BucketForms.Encryption(NONE, null, false)
                : new BucketForms.Encryption(
                        BucketDocuments.algorithm(encryption),
                        encryption.encryption().keyId(),
                        encryption.encryption().bucketKey());
    }

    /** @param stored as the bucket keeps it now; null for none */
    static byte[] document(BucketForms.Encryption form, @Nullable String stored) {
        String algorithm = Documents.required(form.algorithm(), "algorithm");
        if (algorithm.equals(NONE)) {
            return new byte[0];
        }
        BucketEncryption before = stored(stored);
        return new BucketEncryption(
                        new Encryption(mode(algorithm), form.kmsKey(), null, null, form.bucketKey()),
                        before == null ? null : before.customerKeysBlocked())
                .document();
    }

    private static Encryption.Mode mode(String algorithm) {
        return switch (algorithm) {
            case "AES256" -> Encryption.Mode.S3;
            case "aws:kms" -> Encryption.Mode.KMS;
            case "aws:kms:dsse" -> Encryption.Mode.KMS_DSSE;
            default ->
                throw new AdminException(
                        Problem.Code.INVALID, "algorithm is one of none, AES256, aws:kms, aws:kms:dsse");
        };
    }
}
