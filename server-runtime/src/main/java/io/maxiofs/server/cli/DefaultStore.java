package io.maxiofs.server.cli;

import io.maxiofs.server.StartException;
import io.maxiofs.server.StoreOpener;

/** The store of a server that is started from the command line. */
final class DefaultStore {
    static final StoreOpener OPENER = (directory, configuration, clock) -> {
        throw new StartException("This build has no storage engine yet");
    };

    private DefaultStore() {}
}
