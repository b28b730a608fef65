package io.maxiofs.storage.index;

import java.time.InstantSource;
import java.util.Set;

/**
 * Settings of an {@link Index}.
 *
 * @param memoryTableBytes heap that changes may take before they should be frozen; at most twice as much is in use, as
 *     one frozen set waits for the disk while the next one fills. 64 KiB to 4 GiB.
 * @param pageCacheBytes heap for pages of the file. 1 MiB to 64 GiB.
 * @param dirtyPageBytes heap for pages changed by a flush before they are written out. 64 KiB to 1 GiB.
 * @param filterBytes heap for key filters over all tables together; 0 turns them off. At most 8 GiB. Ten bits per key
 *     make one miss in about 60 go to the file; a table with more keys than fit keeps working with more such misses.
 * @param filteredTables the tables that get a key filter
 * @param compactBelowPercent the share of live bytes in the file below which pages are moved together after a flush.
 *     0 (never) to 90.
 * @param clock for the times in {@link IndexStatus}
 */
public record IndexConfig(
        long memoryTableBytes,
        long pageCacheBytes,
        long dirtyPageBytes,
        long filterBytes,
        Set<String> filteredTables,
        int compactBelowPercent,
        InstantSource clock) {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long GIB = 1024 * MIB;

    public IndexConfig {
        requireBetween("memoryTableBytes", memoryTableBytes, 64 * KIB, 4 * GIB);
        requireBetween("pageCacheBytes", pageCacheBytes, MIB, 64 * GIB);
        requireBetween("dirtyPageBytes", dirtyPageBytes, 64 * KIB, GIB);
        requireBetween("filterBytes", filterBytes, 0, 8 * GIB);
        requireBetween("compactBelowPercent", compactBelowPercent, 0, 90);
        filteredTables = Set.copyOf(filteredTables);
    }

    /** What a store in a heap of 256 MiB can afford: tables 32 MiB, cache 32 MiB, dirty pages 8 MiB, filters 16 MiB. */
    public static IndexConfig standard(InstantSource clock) {
        return new IndexConfig(32 * MIB, 32 * MIB, 8 * MIB, 16 * MIB, Set.of(), 50, clock);
    }

    /** The same with other filtered tables. */
    public IndexConfig withFilteredTables(Set<String> tables) {
        return new IndexConfig(
                memoryTableBytes, pageCacheBytes, dirtyPageBytes, filterBytes, tables, compactBelowPercent, clock);
    }

    private static void requireBetween(String name, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    name + " must be between " + minimum + " and " + maximum + " but is " + value);
        }
    }
}
