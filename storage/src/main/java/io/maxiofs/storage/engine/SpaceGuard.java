package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.StorageFullException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.file.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps the floor of free space: below it no body is accepted, while deletes and compaction go on. Looks at the disk at
 * most once a second while somebody writes, and when somebody asks. Safe on any thread.
 */
final class SpaceGuard {
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private final Disk disk;
    private final Path root;
    private final EngineConfig.Space config;
    private final LongSupplier nanoTime;
    private final SpaceReserve reserve;
    private final Runnable onRoom;
    private final AtomicLong nextLook = new AtomicLong(Long.MIN_VALUE);
    private volatile boolean belowFloor;

    /** @param onRoom called when a reserve that was given up can be made anew; must not block */
    SpaceGuard(
            Disk disk,
            Path root,
            EngineConfig.Space config,
            LongSupplier nanoTime,
            SpaceReserve reserve,
            Runnable onRoom) {
        this.disk = disk;
        this.root = root;
        this.config = config;
        this.nanoTime = nanoTime;
        this.reserve = reserve;
        this.onRoom = onRoom;
    }

    /** @throws StorageFullException at or below the floor */
    void requireRoom() {
        long now = nanoTime.getAsLong();
        long due = nextLook.get();
        if ((due == Long.MIN_VALUE || now - due >= 0) && nextLook.compareAndSet(due, now + LOOK_EVERY_NANOS)) {
            look();
        }
        if (isReserveMissing()) {
            throw new StorageFullException("The disk was full, and its reserve is not there again yet");
        }
        if (belowFloor) {
            throw new StorageFullException("Free space is at its floor of " + floor() + " bytes");
        }
    }

    /** Whether space is what is wanted most: the last look found less than the floor, or the reserve was given up. */
    boolean isShort() {
        return belowFloor || isReserveMissing();
    }

    private boolean isReserveMissing() {
        return reserve.state() == SpaceReserve.State.RELEASED;
    }

    /** Whether there is room for the reserve above the floor. Looks now. */
    boolean hasRoomForReserve() {
        try {
            return disk.usableSpace(root) - reserve.bytes() > floor();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /**
     * Looks now, whenever the last look was.
     *
     * @throws StorageUnavailableException if the disk cannot be asked
     */
    void look() {
        try {
            belowFloor = disk.usableSpace(root) <= floor();
        } catch (IOException e) {
            throw gone(e);
        }
        if (isReserveMissing() && hasRoomForReserve()) {
            onRoom.run();
        }
    }

    long floor() {
        try {
            return Math.max(config.floorBytes(), disk.totalSpace(root) / 100 * config.floorPercent());
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private StorageUnavailableException gone(IOException e) {
        return new StorageUnavailableException(
                Reason.DRIVE_MISSING, "Free space of " + root + " cannot be read: " + e.getMessage(), e);
    }
}
