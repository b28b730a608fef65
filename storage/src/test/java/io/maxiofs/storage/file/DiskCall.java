package io.maxiofs.storage.file;

import java.nio.file.Path;

/**
 * A call that changes a {@link SimulatedDisk}.
 *
 * @param number counted from 1
 */
public record DiskCall(int number, Operation operation, Path path) {

    /** Kinds of calls that change a disk. */
    public enum Operation {
        CREATE,
        WRITE,
        FORCE,
        TRUNCATE,
        CREATE_DIRECTORY,
        FORCE_DIRECTORY,
        MOVE,
        DELETE
    }

    @Override
    public String toString() {
        return "call " + number + " " + operation + " " + path;
    }
}
