package io.maxiofs.storage.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object, or a delete marker.
 *
 * @param nullVersion whether S3 calls this version {@code null}
 * @param lastModified when it was written, to the millisecond
 * @param content null for a delete marker, and only then
 */
public record ObjectVersion(
        ObjectKey key,
        VersionId id,
        boolean nullVersion,
        Instant lastModified,
        Owner owner,
        @Nullable ObjectContent content,
        ObjectProperties properties,
        ObjectProtection protection) {

    public boolean isDeleteMarker() {
        return content == null;
    }

    /**
     * The body's description.
     *
     * @throws IllegalStateException on a delete marker
     */
    public ObjectContent requireContent() {
        if (content == null) {
            throw new IllegalStateException("A delete marker has no content");
        }
        return content;
    }

    /** The id as the wire shows it: {@code null} for the null version. */
    public String versionText() {
        return nullVersion ? VersionId.NULL_TEXT : id.text();
    }

    public ObjectVersion withProperties(ObjectProperties newProperties) {
        return new ObjectVersion(key, id, nullVersion, lastModified, owner, content, newProperties, protection);
    }

    public ObjectVersion withProtection(ObjectProtection newProtection) {
        return new ObjectVersion(key, id, nullVersion, lastModified, owner, content, properties, newProtection);
    }
}
