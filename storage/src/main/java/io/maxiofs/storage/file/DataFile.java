package io.maxiofs.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An open file with positional access. Reads are safe on any thread; writers keep out of each other's way. */
public interface DataFile extends Closeable {

    /** Reads up to {@code target.remaining()} bytes; returns the count, or -1 at the end of the file. */
    int read(ByteBuffer target, long position) throws IOException;

    /** Writes all of {@code source}. */
    void write(ByteBuffer source, long position) throws IOException;

    /**
     * Makes what was written durable, and the file's size with it. After a failure nothing written since the last
     * success may be taken as stored, and calling again proves nothing.
     */
    void force() throws IOException;

    void truncate(long size) throws IOException;

    long size() throws IOException;

    /**
     * Takes an exclusive lock for this process; null if another holder, in this process or another, has it. Closing the
     * lock or the file gives it back.
     */
    @Nullable Closeable tryLock() throws IOException;

    /** The channel to send bytes from without copying; empty where the disk is not a real one. */
    Optional<FileChannel> channel();
}
