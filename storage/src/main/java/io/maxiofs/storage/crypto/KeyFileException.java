package io.maxiofs.storage.crypto;

import java.io.IOException;

/** The key file, or a recovery kit, cannot be used. The text says why and holds no secret. */
public final class KeyFileException extends IOException {
    public KeyFileException(String message) {
        super(message);
    }
}
