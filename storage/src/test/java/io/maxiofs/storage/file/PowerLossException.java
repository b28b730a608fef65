package io.maxiofs.storage.file;

import java.io.IOException;

/** The simulated machine is off: no call reaches the disk any more. */
public final class PowerLossException extends IOException {

    public PowerLossException(String message) {
        super(message);
    }
}
