package io.maxiofs.storage.api;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A stretch of work that must not wait for a disk: reads of the store that would have to look at one end it. For threads
 * that serve many connections; the work is then done anew on a thread of its own.
 */
public final class MemoryOnly {
    private static final ScopedValue<Boolean> ACTIVE = ScopedValue.newInstance();

    private MemoryOnly() {}

    /** Why the work ended. Expected and frequent, so it has no stack trace. */
    public static final class MissException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public MissException() {
            super("What is asked for is not in memory", null, false, false);
        }
    }

    /**
     * Does the work on this thread.
     *
     * @param work reads, and changes nothing before it has read all it needs; lets {@link MissException} pass
     * @return empty if it would have had to wait; never empty otherwise
     */
    public static <T> Optional<T> run(Supplier<T> work) {
        try {
            return Optional.of(ScopedValue.where(ACTIVE, true).call(work::get));
        } catch (MissException e) {
            return Optional.empty();
        }
    }

    /** Whether the current thread must not wait for a disk. */
    public static boolean isActive() {
        return ACTIVE.isBound();
    }
}
