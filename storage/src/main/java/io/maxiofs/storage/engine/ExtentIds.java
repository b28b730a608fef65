package io.maxiofs.storage.engine;

import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Gives extent ids, each once in the life of a store: ids are reserved in blocks by a record in the journal before the
 * first of a block is given, and a block is never used again after a restart. Safe on any thread but the committer's.
 */
final class ExtentIds implements LongSupplier {
    private static final long BLOCK = 1 << 16;

    private final Function<Command<Long>, CompletableFuture<Long>> committer;
    private long next;
    private long limit;

    ExtentIds(long start, Function<Command<Long>, CompletableFuture<Long>> committer) {
        this.next = start;
        this.limit = start;
        this.committer = committer;
    }

    @Override
    public synchronized long getAsLong() {
        if (next >= limit) {
            reserve();
        }
        return next++;
    }

    private void reserve() {
        long wanted = next + BLOCK;
        Command<Long> command =
                context -> Decision.of(ChangeRecord.Kind.INTERNAL, List.of(new Change.ReserveExtents(wanted)), wanted);
        try {
            limit = committer.apply(command).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException refusal ? refusal : e;
        }
    }
}
