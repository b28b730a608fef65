package io.maxiofs.storage.model;

/**
 * Who owns a bucket or object.
 *
 * @param canonicalId the user's canonical id; never empty
 * @param displayName as it was when the resource was written; may be empty
 */
public record Owner(String canonicalId, String displayName) {
    /** @throws IllegalArgumentException if the id is empty */
    public Owner {
        if (canonicalId.isEmpty()) {
            throw new IllegalArgumentException("Canonical id is empty");
        }
    }
}
