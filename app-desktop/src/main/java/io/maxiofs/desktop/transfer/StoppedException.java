package io.maxiofs.desktop.transfer;

import java.io.IOException;

/** Somebody wants the transfer to stop: pause, cancel, or the end of the application. */
final class StoppedException extends IOException {
    StoppedException() {
        super("The transfer was told to stop");
    }
}
