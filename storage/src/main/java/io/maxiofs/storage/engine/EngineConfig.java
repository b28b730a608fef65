package io.maxiofs.storage.engine;

import io.maxiofs.base.DayWindow;
import io.maxiofs.storage.journal.JournalConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a store.
 *
 * @param originTag tag of this instance in the version ids it gives
 */
public record EngineConfig(
        Bodies bodies,
        int originTag,
        Durability durability,
        Queue queue,
        Space space,
        Memory memory,
        JournalConfig journal,
        Upkeep upkeep) {
    private static final int MIB = 1 << 20;
    private static final long GIB = 1L << 30;

    public static final EngineConfig DEFAULT = new EngineConfig(
            new Bodies(128 * 1024, false),
            0,
            new Durability(Mode.SAFE, Duration.ofMillis(100)),
            new Queue(20_000, 128L * MIB, 1024, 4 * MIB),
            new Space(1, 2 * GIB, 5L * MIB, 128L * MIB),
            new Memory(32L * MIB, 32L * MIB, 16L * MIB),
            new JournalConfig(64 * MIB, 2, 4, 8 * MIB, 8 * MIB, 512),
            new Upkeep(4 * GIB, Compaction.DEFAULT, Scrub.OFF));

    /**
     * How bodies are stored.
     *
     * @param inlineBytes bodies up to this many bytes travel inside their record; 0 to 1 MiB
     * @param encryptByDefault whether bodies are encrypted at rest unless their bucket says otherwise
     */
    public record Bodies(int inlineBytes, boolean encryptByDefault) {
        /** @throws IllegalArgumentException if a value is out of its bounds */
        public Bodies {
            require(inlineBytes >= 0 && inlineBytes <= MIB, "inlineBytes", inlineBytes);
        }
    }

    /**
     * What is done in the background.
     *
     * @param heldChangeBytes journal kept at most for those who follow the changes and have not read it yet; at least 0.
     *     Whoever is further behind is told that it was overtaken
     */
    public record Upkeep(long heldChangeBytes, Compaction compaction, Scrub scrub) {
        public Upkeep {
            require(heldChangeBytes >= 0, "heldChangeBytes", heldChangeBytes);
        }

        public Upkeep withHeldChangeBytes(long bytes) {
            return new Upkeep(bytes, compaction, scrub);
        }

        public Upkeep withCompaction(Compaction newCompaction) {
            return new Upkeep(heldChangeBytes, newCompaction, scrub);
        }

        public Upkeep withScrub(Scrub newScrub) {
            return new Upkeep(heldChangeBytes, compaction, newScrub);
        }
    }

    /**
     * How space in the journal is given back.
     *
     * @param liveBelowPercent segments with a smaller share of live bytes are compacted; 1 to 99
     * @param bytesPerSecond most bytes read for it in a second; 1 MiB to 100 GiB
     * @param quietHours when it does nothing unless space is short; null for never
     */
    public record Compaction(
            int liveBelowPercent,
            long bytesPerSecond,
            @Nullable DayWindow quietHours) {
        public static final Compaction DEFAULT = new Compaction(50, 64L * MIB, null);

        public Compaction {
            require(liveBelowPercent >= 1 && liveBelowPercent <= 99, "liveBelowPercent", liveBelowPercent);
            require(bytesPerSecond >= MIB && bytesPerSecond <= 100 * GIB, "bytesPerSecond", bytesPerSecond);
        }
    }

    /**
     * When everything is read and verified without being asked to.
     *
     * @param interval from the end of one scrub to the next; zero for none, else 1 hour to 3,650 days
     * @param bytesPerSecond most bytes read for it in a second; 1 MiB to 100 GiB
     * @param window when it may run; it goes on in the next one. Null for any time
     */
    public record Scrub(
            Duration interval,
            long bytesPerSecond,
            @Nullable DayWindow window) {
        public static final Scrub OFF = new Scrub(Duration.ZERO, 32L * MIB, null);

        public Scrub {
            long hours = interval.toHours();
            require(interval.isZero() || hours >= 1 && hours <= 3650 * 24, "interval (h)", hours);
            require(bytesPerSecond >= MIB && bytesPerSecond <= 100 * GIB, "bytesPerSecond", bytesPerSecond);
        }
    }

    /** See {@link Bodies}. */
    public int inlineBytes() {
        return bodies.inlineBytes();
    }

    /** See {@link Bodies}. */
    public boolean encryptByDefault() {
        return bodies.encryptByDefault();
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException("Setting out of range: " + name + " = " + value);
        }
    }

    /** When a change is confirmed. */
    public enum Mode {
        /** After it is on the disk. */
        SAFE,
        /** After it was handed to the operating system; at most an interval is lost with the power. */
        FAST
    }

    /**
     * Default durability; a bucket may have its own.
     *
     * @param fastInterval longest time between a fast change and the force that covers it; 1 ms to 60 s
     */
    public record Durability(Mode mode, Duration fastInterval) {
        public Durability {
            long millis = fastInterval.toMillis();
            require(millis >= 1 && millis <= 60_000, "fastInterval (ms)", millis);
        }
    }

    /**
     * What may wait for the committer.
     *
     * @param commands at most this many; 1 to 1,000,000
     * @param bodyBytes bytes of inline bodies at most; at least 1 MiB
     * @param groupCommands commands in one group at most; 1 to 65,536
     * @param groupBytes body bytes after which a group is closed
     */
    public record Queue(int commands, long bodyBytes, int groupCommands, int groupBytes) {
        public Queue {
            require(commands >= 1 && commands <= 1_000_000, "commands", commands);
            require(bodyBytes >= MIB, "bodyBytes", bodyBytes);
            require(groupCommands >= 1 && groupCommands <= 65_536, "groupCommands", groupCommands);
            require(groupBytes >= 4096, "groupBytes", groupBytes);
        }
    }

    /**
     * Floor of free space: the larger of a share of the disk and an amount.
     *
     * @param floorPercent 0 to 50
     * @param floorBytes at least 0
     * @param minimumPartBytes smallest part but the last of a multipart upload; S3 says 5 MiB
     * @param reserveBytes kept on the disk for deletes and compaction when it is full; 0 to 64 GiB
     */
    public record Space(int floorPercent, long floorBytes, long minimumPartBytes, long reserveBytes) {
        /** Without a reserve. */
        public Space(int floorPercent, long floorBytes, long minimumPartBytes) {
            this(floorPercent, floorBytes, minimumPartBytes, 0);
        }

        public Space {
            require(reserveBytes >= 0 && reserveBytes <= 64 * GIB, "reserveBytes", reserveBytes);
            require(floorPercent >= 0 && floorPercent <= 50, "floorPercent", floorPercent);
            require(floorBytes >= 0, "floorBytes", floorBytes);
            require(minimumPartBytes >= 0, "minimumPartBytes", minimumPartBytes);
        }
    }

    /**
     * Heap for the index, in bytes.
     *
     * @param tableBytes changes kept in memory before they are moved to the index file
     * @param cacheBytes pages of the index file
     * @param filterBytes filters that answer for missing keys without a look at the disk
     */
    public record Memory(long tableBytes, long cacheBytes, long filterBytes) {}

    public EngineConfig withSpace(Space newSpace) {
        return new EngineConfig(bodies, originTag, durability, queue, newSpace, memory, journal, upkeep);
    }

    public EngineConfig withInlineBytes(int bytes) {
        Bodies changed = new Bodies(bytes, bodies.encryptByDefault());
        return new EngineConfig(changed, originTag, durability, queue, space, memory, journal, upkeep);
    }

    public EngineConfig withEncryption(boolean on) {
        Bodies changed = new Bodies(bodies.inlineBytes(), on);
        return new EngineConfig(changed, originTag, durability, queue, space, memory, journal, upkeep);
    }

    public EngineConfig withDurability(Durability newDurability) {
        return new EngineConfig(bodies, originTag, newDurability, queue, space, memory, journal, upkeep);
    }

    public EngineConfig withJournal(JournalConfig newJournal) {
        return new EngineConfig(bodies, originTag, durability, queue, space, memory, newJournal, upkeep);
    }

    public EngineConfig withMemory(Memory newMemory) {
        return new EngineConfig(bodies, originTag, durability, queue, space, newMemory, journal, upkeep);
    }

    public EngineConfig withOriginTag(int tag) {
        return new EngineConfig(bodies, tag, durability, queue, space, memory, journal, upkeep);
    }

    public EngineConfig withUpkeep(Upkeep newUpkeep) {
        return new EngineConfig(bodies, originTag, durability, queue, space, memory, journal, newUpkeep);
    }
}
