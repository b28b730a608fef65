package io.maxiofs.storage.engine;

import org.jspecify.annotations.Nullable;

/** What opens the bodies of a version beside the store's keys. */
final class ReadSecrets {
    private final byte @Nullable [] customerKey;
    private final @Nullable String context;

    /**
     * @param customerKey the client's own key; null if it sent none
     * @param context the encryption context the version tells; null if none
     */
    ReadSecrets(byte @Nullable [] customerKey, @Nullable String context) {
        this.customerKey = customerKey;
        this.context = context;
    }

    // Not a copy: whoever reads wipes the key when they are done.
    byte @Nullable [] customerKey() {
        return customerKey;
    }

    @Nullable String context() {
        return context;
    }
}
