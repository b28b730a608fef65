package io.maxiofs.storage.journal;

import java.io.IOException;

/**
 * A write or force of the journal failed: what was appended since the last successful force may or may not be stored,
 * and nothing more is written until the journal has been closed, opened and recovered. Reading goes on.
 */
public final class JournalBrokenException extends IOException {

    public JournalBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
