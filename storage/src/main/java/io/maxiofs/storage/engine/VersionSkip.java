package io.maxiofs.storage.engine;

import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.state.Entry;
import org.jspecify.annotations.Nullable;

/** Leaves out the versions of a key up to and including a marked one. */
final class VersionSkip {
    private final @Nullable VersionId marked;

    /**
     * @param marker text of the marked version; null if none is
     * @param head the key's newest version, which knows where the null version is
     */
    VersionSkip(@Nullable String marker, Entry head) {
        this.marked = marker == null ? null : resolve(marker, head);
    }

    private static @Nullable VersionId resolve(String marker, Entry head) {
        if (!marker.equals(VersionId.NULL_TEXT)) {
            return VersionId.parse(marker).orElse(null);
        }
        VersionCodec.Outline outline = VersionCodec.outline(head.bytes(), head.entityOffset());
        return outline.nullVersion() ? outline.id() : head.olderNull();
    }

    /** A marker that means nothing (any more) leaves nothing out: better to tell a version twice than not at all. */
    boolean leavesOut(ObjectVersion version) {
        return marked != null && version.id().compareTo(marked) >= 0;
    }
}
