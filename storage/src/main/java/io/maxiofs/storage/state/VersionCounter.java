package io.maxiofs.storage.state;

import io.maxiofs.storage.codec.VersionCodec.Outline;
import io.maxiofs.storage.model.BucketUsage;

/** Adds up what one change does to a bucket's counters of versions. */
final class VersionCounter {
    private final BucketUsage before;
    private long objects;
    private long bytes;
    private long olderVersions;
    private long olderBytes;
    private long markers;

    VersionCounter(BucketUsage before) {
        this.before = before;
    }

    void add(Outline version, boolean current) {
        count(version, current, 1);
    }

    void remove(Outline version, boolean current) {
        count(version, current, -1);
    }

    private void count(Outline version, boolean current, int sign) {
        if (version.deleteMarker()) {
            markers += sign;
        } else if (current) {
            objects += sign;
            bytes += sign * version.size();
        } else {
            olderVersions += sign;
            olderBytes += sign * version.size();
        }
    }

    BucketUsage usage() {
        return new BucketUsage(
                before.objects() + objects,
                before.bytes() + bytes,
                before.noncurrentVersions() + olderVersions,
                before.noncurrentBytes() + olderBytes,
                before.deleteMarkers() + markers,
                before.uploads(),
                before.uploadBytes());
    }
}
