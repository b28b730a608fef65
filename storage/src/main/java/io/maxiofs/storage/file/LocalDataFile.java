package io.maxiofs.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of the operating system.
 *
 * <p>An interrupt closes a {@link FileChannel} under everybody who uses it. A file opened for reading therefore opens
 * its channel again; one opened for writing does not, because what was written through the old channel and not yet
 * forced could have failed unnoticed. Hence: writers are not interrupted, and readers use a file of their own.
 */
final class LocalDataFile implements DataFile {

    /** Below this much usable space a failed write is taken for a full disk, whatever the system's message says. */
    private static final long FULL_BELOW_BYTES = 64 * 1024;

    private final Path path;
    private final Set<? extends OpenOption> options;
    private final boolean readOnly;
    private final Object reopening = new Object();
    private volatile FileChannel channel;
    private volatile boolean closed;

    LocalDataFile(Path path, Set<? extends OpenOption> options) throws IOException {
        this.path = path;
        this.options = options;
        this.readOnly = !options.contains(StandardOpenOption.WRITE);
        this.channel = FileChannel.open(path, options);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        int start = target.position();
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel current = channel;
                try {
                    return current.read(target, position);
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                    // The flag would close the next channel as well; it is set again below.
                    Thread.interrupted();
                    target.position(start);
                    reopen(current, e);
                } catch (ClosedChannelException e) {
                    target.position(start);
                    reopen(current, e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // whether it is still the very channel that died
    private void reopen(FileChannel dead, ClosedChannelException reason) throws IOException {
        if (!readOnly) {
            throw reason;
        }
        synchronized (reopening) {
            if (closed) {
                throw reason;
            }
            if (channel == dead) {
                channel = FileChannel.open(path, options);
            }
        }
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        FileChannel current = channel;
        long at = position;
        try {
            while (source.hasRemaining()) {
                at += current.write(source, at);
            }
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw isFull(e) ? new DiskFullException(path.toString(), e) : e;
        }
    }

    private boolean isFull(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota") || message.contains("not enough space")) {
            return true;
        }
        try {
            // The message is in the user's language.
            return Files.getFileStore(path).getUsableSpace() < FULL_BELOW_BYTES;
        } catch (IOException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public @Nullable Closeable tryLock() throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock == null ? null : lock::release;
        } catch (OverlappingFileLockException e) {
            // This process holds it already.
            return null;
        }
    }

    @Override
    public Optional<FileChannel> channel() {
        return Optional.of(channel);
    }

    @Override
    public void close() throws IOException {
        synchronized (reopening) {
            closed = true;
            channel.close();
        }
    }
}
