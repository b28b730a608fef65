package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.api.StorageFullException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.file.DiskFullException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes the store. It takes all commands that wait, decides them in order, lets their records be
 * made durable together, and only then shows and confirms them.
 */
final class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private final CommitLog log;
    private final EngineConfig.Queue limits;
    private final Runnable onFailure;
    private final ConcurrentLinkedQueue<Ticket<?>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean parked;
    private volatile boolean closing;
    private volatile boolean ended;
    /** What somebody else has found; the thread ends with it as with a failure of its own. */
    private volatile @Nullable StorageUnavailableException found;

    private volatile @Nullable StorageUnavailableException failure;

    /** @param onFailure called once, on the committer's thread, when nothing can be written any more */
    Committer(CommitLog log, EngineConfig.Queue limits, Runnable onFailure) {
        this.log = log;
        this.limits = limits;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name("committer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** A command and who waits for it. */
    private static final class Ticket<T> {
        private final Command<T> command;
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private @Nullable Decision<T> decision;
        private @Nullable RuntimeException refusal;

        Ticket(Command<T> command) {
            this.command = command;
        }

        /** Decides, and writes what was decided. */
        void execute(CommitLog log) throws IOException {
            try {
                Decision<T> decided = command.decide(log.context());
                if (command.mayUseReserve()) {
                    log.writeWithReserve(decided);
                } else {
                    log.write(decided);
                }
                decision = decided;
            } catch (DiskFullException e) {
                refusal = new StorageFullException("The disk is full: " + e.getMessage());
            } catch (StorageException e) {
                refusal = e;
            } catch (RuntimeException e) {
                LOG.error("A command failed: {}", command.getClass().getSimpleName(), e);
                refusal = e;
            }
        }

        void confirm() {
            Decision<T> decided = decision;
            if (decided != null) {
                command.settled(true);
                future.complete(decided.result());
            } else {
                command.settled(false);
                future.completeExceptionally(
                        refusal != null ? refusal : new IllegalStateException("Neither decided nor refused"));
            }
        }

        /** Whether the record is on the disk is not known, nor whether its body's bytes are needed. */
        void fail(StorageException reason) {
            if (decision != null) {
                command.inDoubt();
            } else {
                command.settled(false);
            }
            future.completeExceptionally(reason);
        }

        /** It was never looked at. */
        void reject(StorageException reason) {
            command.settled(false);
            future.completeExceptionally(reason);
        }
    }

    /** Queues a command. The future completes on the committer thread. */
    <T> CompletableFuture<T> submit(Command<T> command) {
        Ticket<T> ticket = new Ticket<>(command);
        StorageException refusal = admit(command.bodyBytes());
        if (refusal != null) {
            ticket.reject(refusal);
            return ticket.future;
        }
        queue.add(ticket);
        if (parked) {
            LockSupport.unpark(thread);
        }
        if (ended) {
            rejectAll(reasonOfEnd());
        }
        return ticket.future;
    }

    private @Nullable StorageException admit(int bytes) {
        StorageUnavailableException failed = failure();
        if (failed != null) {
            return failed;
        }
        if (closing) {
            return closed();
        }
        if (waiting.incrementAndGet() > limits.commands() || waitingBytes.addAndGet(bytes) > limits.bodyBytes()) {
            leave(bytes);
            return new StorageUnavailableException(Reason.OVERLOADED, "Too many changes wait for the disk");
        }
        return null;
    }

    private void leave(int bytes) {
        waiting.decrementAndGet();
        waitingBytes.addAndGet(-bytes);
    }

    private static StorageUnavailableException closed() {
        return new StorageUnavailableException(Reason.CLOSED, "The store is closed");
    }

    /** Commands that wait; for metrics. */
    int waiting() {
        return waiting.get();
    }

    /** Why nothing is written any more; null while all is well. */
    @Nullable StorageUnavailableException failure() {
        StorageUnavailableException failed = failure;
        return failed != null ? failed : found;
    }

    /** Writes nothing more, as after a failed write, because of what was found. A group under way is done first. */
    void fail(StorageUnavailableException reason) {
        found = reason;
        LockSupport.unpark(thread);
    }

    private void run() {
        List<Ticket<?>> group = new ArrayList<>();
        try {
            while (failure == null) {
                StorageUnavailableException told = found;
                if (told != null) {
                    failed(told);
                    log.abandon();
                    return;
                }
                takeGroup(group);
                if (group.isEmpty()) {
                    if (closing) {
                        return;
                    }
                    await();
                } else {
                    commit(group);
                    group.clear();
                }
            }
        } finally {
            // First the flag: a command that is queued too late to be seen here sees the flag.
            ended = true;
            rejectAll(reasonOfEnd());
            if (failure != null) {
                onFailure.run();
            }
        }
    }

    private StorageUnavailableException reasonOfEnd() {
        StorageUnavailableException failed = failure;
        return failed != null ? failed : closed();
    }

    private void takeGroup(List<Ticket<?>> group) {
        long bytes = 0;
        while (group.size() < limits.groupCommands() && bytes < limits.groupBytes()) {
            Ticket<?> next = queue.poll();
            if (next == null) {
                return;
            }
            int size = next.command.bodyBytes();
            leave(size);
            bytes += size;
            group.add(next);
        }
    }

    /** Waits for work, or for the time at which something is due anyway. */
    private void await() {
        long nanos;
        try {
            nanos = log.idle();
        } catch (IOException | RuntimeException e) {
            failed(e);
            log.abandon();
            return;
        }
        parked = true;
        try {
            if (queue.isEmpty() && !closing && found == null) {
                if (nanos == Long.MAX_VALUE) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, nanos);
                }
            }
        } finally {
            parked = false;
        }
    }

    private void commit(List<Ticket<?>> group) {
        try {
            for (Ticket<?> ticket : group) {
                ticket.execute(log);
            }
            log.commit();
        } catch (IOException | RuntimeException e) {
            StorageUnavailableException failed = failed(e);
            log.abandon();
            group.forEach(ticket -> ticket.fail(failed));
            return;
        }
        group.forEach(Ticket::confirm);
        try {
            log.afterCommit();
        } catch (RuntimeException e) {
            LOG.error("Housekeeping after a commit failed", e);
        }
    }

    private StorageUnavailableException failed(Exception cause) {
        LOG.error("Writing failed; no change is accepted until the store has been checked", cause);
        StorageUnavailableException failed = cause instanceof StorageUnavailableException known
                ? known
                : new StorageUnavailableException(
                        Reason.WRITES_STOPPED, "Writing to the disk failed: " + cause.getMessage(), cause);
        failure = failed;
        return failed;
    }

    private void rejectAll(StorageException reason) {
        for (Ticket<?> ticket = queue.poll(); ticket != null; ticket = queue.poll()) {
            leave(ticket.command.bodyBytes());
            ticket.reject(reason);
        }
    }

    /** Lets what waits be done, then ends the thread. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
