package io.maxiofs.storage.file;

import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The one way a small file is replaced: write a temporary file beside it, force it, move it over the old one, force the
 * directory. Whatever happens in between, the file has its old content or its new content, never a mixture and never
 * none. Two replacements of one file must not run at the same time.
 */
public final class FileReplacement {

    /** Added to the name of the file being replaced. A leftover of a crash is overwritten by the next replacement. */
    public static final String TEMPORARY_SUFFIX = ".new";

    private final Disk disk;

    public FileReplacement(Disk disk) {
        this.disk = disk;
    }

    /**
     * Creates or replaces {@code target}. Durable on return. After an exception {@code target} holds the old or the new
     * content, and which of them is durable is not known.
     *
     * @param target has a parent, which exists
     */
    public void replace(Path target, byte[] content) throws IOException {
        replace(target, content, false);
    }

    /** As {@link #replace}, and nobody but the owner of this process may read the file, from its first byte on. */
    public void replaceSecret(Path target, byte[] content) throws IOException {
        replace(target, content, true);
    }

    private void replace(Path target, byte[] content, boolean secret) throws IOException {
        Path parent = target.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(target + " has no parent directory");
        }
        Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY_SUFFIX);
        try {
            try (DataFile file = disk.open(temporary, OpenMode.CREATE)) {
                file.truncate(0);
                if (secret) {
                    disk.restrictToOwner(temporary);
                }
                file.write(ByteBuffer.wrap(content), 0);
                file.force();
            }
            disk.move(temporary, target);
        } catch (IOException e) {
            deleteAfter(e, temporary);
            throw e;
        }
        disk.forceDirectory(parent);
    }

    private void deleteAfter(IOException failure, Path temporary) {
        try {
            disk.delete(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Reads a whole file; empty if there is none.
     *
     * @param maxBytes a longer file is refused with an {@link IOException} and not read
     */
    public Optional<byte[]> read(Path path, int maxBytes) throws IOException {
        try (DataFile file = disk.open(path, OpenMode.READ)) {
            long size = file.size();
            if (size > maxBytes) {
                throw new IOException(path + " has " + size + " bytes, at most " + maxBytes + " are expected");
            }
            ByteBuffer content = ByteBuffer.allocate((int) size);
            while (content.hasRemaining()) {
                if (file.read(content, content.position()) < 0) {
                    throw new IOException(path + " became shorter while it was read");
                }
            }
            return Optional.of(content.array());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
