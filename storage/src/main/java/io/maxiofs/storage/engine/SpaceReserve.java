package io.maxiofs.storage.engine;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of zeros that holds space for the day on which the disk is full: it is given up when a delete, compaction or the
 * index cannot be written otherwise, so that space can be made at all. Until it has been made anew no bodies are
 * accepted. Safe on any thread.
 */
final class SpaceReserve {
    private static final Logger LOG = LoggerFactory.getLogger(SpaceReserve.class);
    private static final int PIECE_BYTES = 1 << 20;

    private final Disk disk;
    private final Path file;
    private final long bytes;
    private volatile State state;

    /** Whether the file is there. */
    enum State {
        /** None is wanted. */
        OFF,
        /** It is to be made. */
        ABSENT,
        HELD,
        /** It was given up, and nothing may take its space but what makes more. */
        RELEASED
    }

    /** @param bytes 0 for none */
    SpaceReserve(Disk disk, Path file, long bytes) throws IOException {
        this.disk = disk;
        this.file = file;
        this.bytes = bytes;
        this.state = bytes == 0 ? State.OFF : isWhole() ? State.HELD : State.ABSENT;
        if (bytes == 0) {
            disk.delete(file);
        }
    }

    private boolean isWhole() throws IOException {
        try (DataFile existing = disk.open(file, OpenMode.READ)) {
            return existing.size() == bytes;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    long bytes() {
        return bytes;
    }

    State state() {
        return state;
    }

    /** Gives the space to whoever writes next; false if there is none to give. */
    synchronized boolean release() {
        if (state != State.HELD) {
            return false;
        }
        try {
            disk.delete(file);
            state = State.RELEASED;
            LOG.warn("The disk is full: the reserve of {} bytes was given up for deletes and compaction", bytes);
            return true;
        } catch (IOException e) {
            LOG.error("The disk is full, and the reserve {} cannot be given up", file, e);
            return false;
        }
    }

    /** Makes the file unless it is there; without it all goes on, so a failure is only told to the log. */
    synchronized void hold() {
        if (state == State.OFF || state == State.HELD) {
            return;
        }
        try (DataFile reserve = disk.open(file, OpenMode.CREATE)) {
            ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, bytes));
            for (long at = 0; at < bytes; at += zeros.capacity()) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at));
                reserve.write(zeros, at);
            }
            reserve.truncate(bytes);
            reserve.force();
            state = State.HELD;
        } catch (IOException e) {
            LOG.warn("No reserve of {} bytes could be made; it is tried again later", bytes, e);
            deleteQuietly();
        }
    }

    private void deleteQuietly() {
        try {
            disk.delete(file);
        } catch (IOException e) {
            LOG.warn("A part of the reserve is left over: {}", file, e);
        }
    }
}
