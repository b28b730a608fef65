package io.maxiofs.storage.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The bytes of a simulated file: as they are read now, as they are stored, and what each sector was in between. A
 * sector reaches the disk whole, in any of the states it was in since it was last stored.
 */
final class SimulatedContent {

    static final int SECTOR_BYTES = 512;
    private static final int SECTORS_PER_PAGE = 8;

    private byte[] current = new byte[0];
    private int size;
    private byte[] durable = new byte[0];
    private int durableSize;

    private final TreeMap<Integer, List<Snapshot>> dirty = new TreeMap<>();
    private final List<Integer> unforcedSizes = new ArrayList<>();
    private long writes;

    private record Snapshot(long time, byte[] bytes) {}

    int size() {
        return size;
    }

    int read(byte[] target, int targetOffset, int length, long position) {
        if (position >= size) {
            return -1;
        }
        int count = (int) Math.min(length, size - position);
        System.arraycopy(current, (int) position, target, targetOffset, count);
        return count;
    }

    void write(byte[] source, int length, long position) {
        if (length == 0) {
            return;
        }
        int end = Math.toIntExact(position + length);
        if (end > current.length) {
            current = Arrays.copyOf(current, Math.max(end, current.length * 2));
        }
        System.arraycopy(source, 0, current, (int) position, length);
        if (end > size) {
            setSize(end);
        }
        touch((int) position, end);
    }

    void truncate(int newSize) {
        if (newSize < size) {
            Arrays.fill(current, newSize, size, (byte) 0);
            touch(newSize, size);
            setSize(newSize);
        }
    }

    private void setSize(int newSize) {
        size = newSize;
        unforcedSizes.add(newSize);
    }

    private void touch(int from, int to) {
        writes++;
        for (int sector = from / SECTOR_BYTES; sector * SECTOR_BYTES < to; sector++) {
            dirty.computeIfAbsent(sector, _ -> new ArrayList<>()).add(new Snapshot(writes, sectorOf(current, sector)));
        }
    }

    private static byte[] sectorOf(byte[] bytes, int sector) {
        byte[] copy = new byte[SECTOR_BYTES];
        int start = sector * SECTOR_BYTES;
        int length = Math.min(SECTOR_BYTES, bytes.length - start);
        if (length > 0) {
            System.arraycopy(bytes, start, copy, 0, length);
        }
        return copy;
    }

    void force() {
        for (Map.Entry<Integer, List<Snapshot>> entry : dirty.entrySet()) {
            store(entry.getKey(), entry.getValue().getLast().bytes());
        }
        durableSize = size;
        settle();
    }

    /** A force that was cut off: some of the sectors are stored. */
    void forcePart(RandomGenerator random) {
        for (Map.Entry<Integer, List<Snapshot>> entry : dirty.entrySet()) {
            if (random.nextBoolean()) {
                store(entry.getKey(), entry.getValue().getLast().bytes());
            }
        }
    }

    /** A force that failed: nobody knows any more what has not been stored. */
    void forget() {
        settle();
    }

    private void settle() {
        dirty.clear();
        unforcedSizes.clear();
    }

    private void store(int sector, byte[] bytes) {
        int start = sector * SECTOR_BYTES;
        if (start + SECTOR_BYTES > durable.length) {
            durable = Arrays.copyOf(durable, Math.max(start + SECTOR_BYTES, durable.length * 2));
        }
        System.arraycopy(bytes, 0, durable, start, SECTOR_BYTES);
    }

    /** Changes stored and readable bytes alike, as decay does. */
    void corrupt(int offset, int xor) {
        current[offset] ^= (byte) xor;
        if (offset < durable.length) {
            durable[offset] ^= (byte) xor;
        }
    }

    /** The same in a new object, for a disk that goes on after a crash. */
    SimulatedContent after(AfterCrash crash, RandomGenerator random) {
        SimulatedContent after = new SimulatedContent();
        after.durable = durable.clone();
        after.durableSize = durableSize;
        switch (crash) {
            case PROCESS_KILLED -> {
                after.current = current.clone();
                after.size = size;
                after.writes = writes;
                dirty.forEach((sector, states) -> after.dirty.put(sector, new ArrayList<>(states)));
                after.unforcedSizes.addAll(unforcedSizes);
                return after;
            }
            case DROP_UNFORCED -> {}
            case KEEP_UNFORCED -> {
                dirty.forEach(
                        (sector, states) -> after.store(sector, states.getLast().bytes()));
                if (!unforcedSizes.isEmpty()) {
                    after.durableSize = unforcedSizes.getLast();
                }
            }
            case REORDER -> reorder(after, random);
        }
        after.size = after.durableSize;
        after.durable = Arrays.copyOf(after.durable, Math.max(after.durable.length, after.size));
        Arrays.fill(after.durable, after.size, after.durable.length, (byte) 0);
        after.current = after.durable.clone();
        return after;
    }

    /** Whether nothing can ever tell the two apart; of what waits to be forced that is not asked, but denied. */
    boolean isSame(SimulatedContent other) {
        return isSettled()
                && other.isSettled()
                && size == other.size
                && durableSize == other.durableSize
                && Arrays.equals(current, 0, size, other.current, 0, size)
                && Arrays.equals(stored(), other.stored());
    }

    /** Sectors never stored are zeros, whether there is room for them or not. */
    private byte[] stored() {
        return Arrays.copyOf(durable, durableSize);
    }

    private boolean isSettled() {
        return dirty.isEmpty() && unforcedSizes.isEmpty();
    }

    private void reorder(SimulatedContent after, RandomGenerator random) {
        int unit = random.nextBoolean() ? 1 : SECTORS_PER_PAGE;
        TreeMap<Integer, Long> storedUpTo = new TreeMap<>();
        dirty.forEach((sector, states) -> {
            long time = storedUpTo.computeIfAbsent(sector / unit, _ -> {
                int choice = random.nextInt(states.size() + 1);
                return choice == 0 ? 0 : states.get(choice - 1).time();
            });
            states.stream()
                    .filter(state -> state.time() <= time)
                    .reduce((_, later) -> later)
                    .ifPresent(state -> after.store(sector, state.bytes()));
        });
        int choice = random.nextInt(unforcedSizes.size() + 1);
        after.durableSize = choice == 0 ? durableSize : unforcedSizes.get(choice - 1);
    }
}
