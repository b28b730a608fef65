package io.maxiofs.server.event.webhook;

import java.io.IOException;

/** A target has answered, and not with success. */
public final class RefusedByTargetException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedByTargetException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Whether the target says that it will not take this very document, however often it is sent. */
    public boolean isAboutTheDocument() {
        return status >= 400 && status < 500 && status != 408 && status != 429;
    }
}
