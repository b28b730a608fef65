package io.maxiofs.server.service;

import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.Encryption;
import java.util.Optional;

/** Whether bytes must be encrypted on the disk. */
public final class EncryptionRules {

    private EncryptionRules() {}

    /**
     * What to tell the store of a body. A client that asked for encryption gets it, whatever the bucket says.
     *
     * @return empty to leave it to the server's default
     */
    public static Optional<Boolean> atRest(Bucket bucket, Encryption encryption) {
        if (encryption.mode() != Encryption.Mode.NONE) {
            return Optional.of(true);
        }
        String setting = bucket.settings().get(BucketSetting.ENCRYPTION_AT_REST);
        return setting == null ? Optional.empty() : Optional.of(!setting.equals("off"));
    }
}
