package io.maxiofs.desktop.model;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.UiThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A small file that is written anew whenever what it holds has changed. Somewhere else than on the user interface thread,
 * because a home folder may be on a disk that sleeps or on a network; in order, whole, and only the latest of what waits.
 * Safe on any thread.
 */
public final class SavedFile {
    private final Path file;
    private final UiThread ui;
    private final Background background;
    private final Consumer<IOException> notSaved;
    private byte @Nullable [] next;
    private boolean writing;

    /** @param notSaved told, on the user interface thread, when a change counts only until the end of this run */
    public SavedFile(Path file, UiThread ui, Background background, Consumer<IOException> notSaved) {
        this.file = file;
        this.ui = ui;
        this.background = background;
        this.notSaved = notSaved;
    }

    /** Has it hold this; returns at once. {@link Background#awaitAside} returns after it is written. */
    public synchronized void save(byte[] content) {
        next = content.clone();
        if (!writing) {
            writing = true;
            background.aside(this::write);
        }
    }

    private void write() {
        for (byte[] content = take(); content != null; content = take()) {
            try {
                write(file, content);
            } catch (IOException e) {
                ui.run(() -> notSaved.accept(e));
            }
        }
    }

    private synchronized byte @Nullable [] take() {
        byte[] taken = next;
        next = null;
        writing = taken != null;
        return taken;
    }

    /**
     * Writes a file whole: whoever reads it finds what was there before or this, and never a part. Blocks.
     *
     * @throws IOException if it cannot be written; then it is as it was
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path written = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
        try {
            Files.write(written, content);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
