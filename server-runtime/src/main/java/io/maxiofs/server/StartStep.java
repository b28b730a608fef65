package io.maxiofs.server;

import java.util.Locale;

/** What a server that starts is busy with, for whoever waits for it. */
public enum StartStep {
    STORE,
    IDENTITIES,
    WORKERS,
    PORTS;

    /** As standard output has it with {@code --progress}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
