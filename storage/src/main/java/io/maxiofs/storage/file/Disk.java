package io.maxiofs.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The seam between the store and the operating system's files. Safe on any thread. */
public interface Disk {

    /**
     * Opens a file for reading and writing.
     *
     * @throws java.nio.file.NoSuchFileException if it is missing and {@code mode} does not create
     * @throws java.nio.file.FileAlreadyExistsException if it exists and {@code mode} is {@link OpenMode#CREATE_NEW}
     */
    DataFile open(Path path, OpenMode mode) throws IOException;

    /** Creates one directory; its parent must exist. The entry is durable after {@link #forceDirectory} of the parent. */
    void createDirectory(Path directory) throws IOException;

    /** Makes creations, moves and deletions in {@code directory} durable. Does nothing where a system has no such call. */
    void forceDirectory(Path directory) throws IOException;

    /** Renames atomically, replacing {@code target}. Durable after {@link #forceDirectory} of the parent. */
    void move(Path source, Path target) throws IOException;

    /** Removes a file or an empty directory; does nothing if it is missing. */
    void delete(Path path) throws IOException;

    boolean exists(Path path);

    /**
     * What stands at {@code path}; a link is not followed.
     *
     * @throws java.nio.file.NoSuchFileException if nothing does
     */
    Kind kind(Path path) throws IOException;

    /** Names inside a directory, in no order. */
    List<Path> list(Path directory) throws IOException;

    /**
     * Lets nobody but the owner of this process read or write {@code file}. Does nothing where a file system has no
     * permissions of its own.
     */
    default void restrictToOwner(Path file) throws IOException {}

    /**
     * Gives {@code copy} the owner, the group and the permissions of {@code original}, as far as this process may and both
     * file systems have them; what has none is left as it is.
     *
     * @throws IOException if owner or permissions differ and cannot be changed
     */
    default void copyAccess(Path original, Path copy) throws IOException {}

    /** Bytes that may still be written to the file system of {@code path}. */
    long usableSpace(Path path) throws IOException;

    /** Size in bytes of the file system of {@code path}. */
    long totalSpace(Path path) throws IOException;

    /** What a name stands for. */
    enum Kind {
        FILE,
        DIRECTORY,
        /** A symbolic link, a pipe or another thing that is neither. */
        OTHER
    }

    /** How a file is opened. */
    enum OpenMode {
        /** Existing, for reading only. */
        READ,
        /** Existing, for reading and writing. */
        WRITE,
        /** Must not exist. */
        CREATE_NEW,
        /** Existing or new, for reading and writing. */
        CREATE
    }
}
