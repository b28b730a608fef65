package io.maxiofs.storage.journal;

import java.io.IOException;

/** There is no such segment: it was retired, or its file is gone. Whoever kept the position looks it up again. */
public final class SegmentMissingException extends IOException {

    private final long segment;

    public SegmentMissingException(long segment) {
        super("no journal segment " + Long.toHexString(segment));
        this.segment = segment;
    }

    public long segment() {
        return segment;
    }
}
