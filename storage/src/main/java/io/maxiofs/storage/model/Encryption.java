package io.maxiofs.storage.model;

import org.jspecify.annotations.Nullable;

/**
 * Server side encryption as the client asked for it and is told of it. Whether and how bytes are encrypted on disk is
 * decided by the store and kept with the body, not here.
 *
 * @param keyId KMS key name; null unless {@link Mode#KMS} or {@link Mode#KMS_DSSE}
 * @param context base 64 of the KMS encryption context; null if none
 * @param customerKeyMd5 base 64 of the MD5 of the client's key; null unless {@link Mode#CUSTOMER}
 * @param bucketKey whether a bucket key was asked for
 */
public record Encryption(
        Mode mode,
        @Nullable String keyId,
        @Nullable String context,
        @Nullable String customerKeyMd5,
        boolean bucketKey) {
    public static final Encryption NONE = new Encryption(Mode.NONE, null, null, null, false);

    /** Kinds of server side encryption. */
    public enum Mode {
        NONE,
        S3,
        KMS,
        KMS_DSSE,
        CUSTOMER
    }
}
