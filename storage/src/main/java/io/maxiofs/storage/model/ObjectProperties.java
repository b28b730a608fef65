package io.maxiofs.storage.model;

import org.jspecify.annotations.Nullable;

/**
 * What a client says about an object beside its bytes.
 *
 * @param storageClass as given, {@code STANDARD} by default
 * @param websiteRedirect value of {@code x-amz-website-redirect-location}; null if none
 * @param acl access control list in the store's own text form; null for the owner's full control only
 */
public record ObjectProperties(
        SystemMetadata system,
        UserMetadata user,
        Tags tags,
        String storageClass,
        @Nullable String websiteRedirect,
        @Nullable String acl) {
    public static final String STANDARD = "STANDARD";
    public static final ObjectProperties NONE =
            new ObjectProperties(SystemMetadata.NONE, UserMetadata.NONE, Tags.NONE, STANDARD, null, null);

    public ObjectProperties withTags(Tags newTags) {
        return new ObjectProperties(system, user, newTags, storageClass, websiteRedirect, acl);
    }

    public ObjectProperties withAcl(@Nullable String newAcl) {
        return new ObjectProperties(system, user, tags, storageClass, websiteRedirect, newAcl);
    }
}
