package io.maxiofs.storage.tool;

import java.io.IOException;

/** A move was told to stop. The store is where it was, and the move can go on or be given up. */
public final class MoveStoppedException extends IOException {
    private static final long serialVersionUID = 1L;

    MoveStoppedException() {
        super("The move was stopped. The store is where it was; the move can go on, or be given up with --cancel.");
    }
}
