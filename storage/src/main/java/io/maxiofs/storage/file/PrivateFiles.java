package io.maxiofs.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Small files and directories that only the user who runs the process may open: modes 600 and 700, or what comes close
 * where a system has no modes.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");

    /** No file written here is longer. */
    private static final int MAX_BYTES = 1 << 20;

    private final Disk disk;
    private final FileReplacement replacement;

    public PrivateFiles(Disk disk) {
        this.disk = disk;
        this.replacement = new FileReplacement(disk);
    }

    /** Creates a directory and what is missing above it, durably; narrows the mode of {@code directory} itself. */
    public void createDirectory(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (!Files.isDirectory(absolute)) {
            if (parent != null && !Files.isDirectory(parent)) {
                createDirectory(parent);
            }
            disk.createDirectory(absolute);
            if (parent != null) {
                disk.forceDirectory(parent);
            }
        }
        PosixFileAttributeView posix = Files.getFileAttributeView(absolute, PosixFileAttributeView.class);
        if (posix == null) {
            disk.restrictToOwner(absolute);
        } else if (!posix.readAttributes().permissions().equals(DIRECTORY_MODE)) {
            posix.setPermissions(DIRECTORY_MODE);
        }
    }

    /** Creates or replaces a file atomically and durably; see {@link FileReplacement#replaceSecret}. */
    public void write(Path target, byte[] content) throws IOException {
        replacement.replaceSecret(target, content);
    }

    /** The content of a file; empty if there is none. */
    public Optional<byte[]> read(Path file) throws IOException {
        return replacement.read(file, MAX_BYTES);
    }

    /** Removes a file; does nothing if there is none. */
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    /** Whether somebody else may open {@code path}; false where the system cannot tell. */
    public static boolean isOpenToOthers(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        return view != null && !DIRECTORY_MODE.containsAll(view.readAttributes().permissions());
    }
}
