package io.maxiofs.desktop.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Files on this computer that are copies of objects and go when this is closed. Safe on any thread. */
public interface LocalCopies extends AutoCloseable {
    /** Files and folders, as they are to be handed on. */
    List<Path> files();

    /** @throws IOException if something of it stays */
    @Override
    void close() throws IOException;
}
