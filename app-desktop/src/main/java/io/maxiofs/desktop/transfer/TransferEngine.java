package io.maxiofs.desktop.transfer;

import io.maxiofs.desktop.transfer.Transfer.Wish;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Moves files and objects, several at once, and remembers across restarts what is still to be done. Closing it leaves
 * everything as it is for the next one on the same directory; there must never be two of them on it at a time. Safe on
 * any thread. Listeners are called on the threads of transfers and must be quick.
 */
public final class TransferEngine implements AutoCloseable {
    /** Finished transfers to remember, for a list a person looks at. */
    static final int FINISHED_KEPT = 500;

    /** Transfers that ended since the journal was written anew. */
    private static final int ENDED_BEFORE_REWRITE = 2_000;

    private volatile TransferSettings settings;
    private final S3Access access;
    private final RequestSlots requests;
    private final ThroughputMeter meter;
    private final TransferJournal journal;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final TransferQueue queue;

    private final Map<Long, Transfer> transfers = new LinkedHashMap<>();
    private final DroppedTransfers dropped = new DroppedTransfers();
    private long lastId;
    private int ended;
    private boolean closed;

    private TransferEngine(Path directory, S3Access access, TransferSettings settings, InstantSource time) {
        this.settings = settings;
        this.access = access;
        this.requests = new RequestSlots(settings.requests());
        this.meter = new ThroughputMeter(time);
        this.journal = TransferJournal.open(directory, this::restore);
        this.queue = new TransferQueue(settings.files(), this::run);
    }

    /**
     * Opens the transfers of one server and goes on with those that were under way or waiting.
     *
     * @param directory for the journal; of this server only
     * @param time for throughput
     */
    public static TransferEngine open(Path directory, S3Access access, TransferSettings settings, InstantSource time) {
        TransferEngine engine = new TransferEngine(directory, access, settings, time);
        engine.goOn();
        return engine;
    }

    /**
     * Lets as much go on at once from now on. More transfers begin at once; what is under way goes on to its end, and
     * transfers that are under way keep to no more requests each than when they began.
     */
    public void limits(TransferLimits limits) {
        synchronized (this) {
            settings = settings.with(limits);
            requests.resize(limits.requests());
        }
        queue.most(limits.files());
    }

    private void restore(JournalLine line) {
        TransferTask task = line.task();
        Transfer transfer = transfers.get(line.id());
        if (transfer == null) {
            if (task == null) {
                return;
            }
            transfer = new Transfer(line.id(), task);
            transfers.put(line.id(), transfer);
            lastId = Math.max(lastId, line.id());
        }
        transfer.apply(line);
    }

    private void goOn() {
        transfers.values().removeIf(transfer -> transfer.state().isFinal());
        rewriteJournal();
        for (Transfer transfer : List.copyOf(transfers.values())) {
            if (transfer.state() == TransferState.CANCELLING) {
                transfer.wish(Wish.CANCEL);
                queue.runNow(transfer);
            } else if (transfer.state().isActive()) {
                scope(transfer).become(TransferState.WAITING, null);
            }
            if (transfer.state() == TransferState.WAITING) {
                queue.add(transfer);
            }
        }
    }

    /** Calls back after something changed, on any thread; often. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Takes a listener away. */
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /**
     * Adds transfers at the end of the queue. Waits while the queue is full.
     *
     * @return their ids
     * @throws InterruptedException if it was interrupted while it waited; then none was added
     * @throws IllegalStateException after {@link #close}
     */
    public List<Long> add(Collection<? extends TransferTask> tasks) throws InterruptedException {
        List<Transfer> added = new ArrayList<>();
        synchronized (this) {
            while (!closed && unfinished() >= settings.queue()) {
                wait();
            }
            if (closed) {
                throw new IllegalStateException("The transfers are closed");
            }
            for (TransferTask task : tasks) {
                lastId++;
                added.add(new Transfer(lastId, task));
            }
            journal.append(added.stream()
                    .map(transfer -> JournalLine.task(transfer.id(), transfer.task()))
                    .toList());
            added.forEach(transfer -> transfers.put(transfer.id(), transfer));
        }
        added.forEach(queue::add);
        changed();
        return added.stream().map(Transfer::id).toList();
    }

    private int unfinished() {
        return (int) transfers.values().stream()
                .filter(transfer -> !transfer.state().isFinal())
                .count();
    }

    /** Stops a transfer and keeps what was moved; nothing happens to one that is finished. */
    public void pause(long id) {
        withTransfer(id, transfer -> {
            if (transfer.state() == TransferState.WAITING) {
                scope(transfer).become(TransferState.PAUSED, null);
            } else if (transfer.state().isActive()) {
                transfer.wish(Wish.PAUSE);
            }
        });
    }

    /** Puts a paused or failed transfer at the end of the queue. */
    public void resume(long id) {
        withTransfer(id, transfer -> {
            if (transfer.state() == TransferState.PAUSED || transfer.state() == TransferState.FAILED) {
                transfer.wishNothing();
                scope(transfer).become(TransferState.WAITING, null);
                queue.add(transfer);
            }
        });
    }

    /** Gives a transfer up and removes what was moved, here and on the server; waits for a server that is away. */
    public void cancel(long id) {
        withTransfer(id, transfer -> {
            TransferState state = transfer.state();
            if (state.isFinal() || state == TransferState.CANCELLING) {
                return;
            }
            transfer.wish(Wish.CANCEL);
            if (!state.isActive()) {
                scope(transfer).become(TransferState.CANCELLING, null);
                queue.runNow(transfer);
            }
        });
    }

    /** As {@link #pause} for all. */
    public void pauseAll() {
        ids(transfer -> true).forEach(this::pause);
    }

    /** As {@link #resume} for all that are paused, not for failed ones. */
    public void resumeAll() {
        ids(transfer -> transfer.state() == TransferState.PAUSED).forEach(this::resume);
    }

    /** As {@link #cancel} for all. */
    public void cancelAll() {
        ids(transfer -> true).forEach(this::cancel);
    }

    /** Takes finished transfers off the list. */
    public synchronized void forgetFinished() {
        transfers.values().removeIf(transfer -> transfer.state().isFinal());
        dropped.clear();
        rewriteJournal();
        changed();
    }

    private synchronized List<Long> ids(Predicate<Transfer> which) {
        return transfers.values().stream().filter(which).map(Transfer::id).toList();
    }

    private synchronized void withTransfer(long id, Consumer<Transfer> action) {
        Transfer transfer = transfers.get(id);
        if (transfer != null && !closed) {
            scope(transfer).atomically(() -> action.accept(transfer));
        }
    }

    /** All that are not finished, and the latest finished ones, in the order they were added. */
    public synchronized List<TransferProgress> transfers() {
        return transfers.values().stream().map(Transfer::progress).toList();
    }

    /** One transfer; null if it is not known any more. */
    public synchronized @Nullable TransferProgress transfer(long id) {
        Transfer transfer = transfers.get(id);
        return transfer == null ? null : transfer.progress();
    }

    /** The sum of all since finished ones were last forgotten. */
    public TransferTotals totals() {
        return dropped.totals(transfers(), meter.bytesPerSecond());
    }

    private WorkScope scope(Transfer transfer) {
        return new WorkScope(transfer, settings, access, requests, journal, meter, this::changed);
    }

    /** The whole work on one transfer, from its turn until it needs no thread any more. */
    private void run(Transfer transfer) {
        WorkScope scope = scope(transfer);
        transfer.beginWork();
        try {
            workOn(transfer, scope);
        } finally {
            transfer.endWork();
        }
        ended(transfer);
    }

    private static void workOn(Transfer transfer, WorkScope scope) {
        scope.atomically(() -> {
            // It may have been paused or cancelled while it waited.
            if (transfer.state() == TransferState.WAITING && transfer.wish() == Wish.GO_ON) {
                scope.become(TransferState.RUNNING, null);
            }
        });
        Attempts attempts = new Attempts(scope);
        if (transfer.state() == TransferState.RUNNING) {
            attempts.run();
        }
        if (transfer.state() == TransferState.CANCELLING) {
            attempts.tidyUp();
        }
    }

    private synchronized void ended(Transfer transfer) {
        notifyAll();
        if (!transfer.state().isFinal() || closed) {
            return;
        }
        List<Transfer> finished = transfers.values().stream()
                .filter(other -> other.state().isFinal())
                .toList();
        for (Transfer oldest : finished.subList(0, Math.max(0, finished.size() - FINISHED_KEPT))) {
            transfers.remove(oldest.id());
            dropped.add(oldest.progress());
        }
        ended++;
        if (ended >= ENDED_BEFORE_REWRITE) {
            rewriteJournal();
        }
        changed();
    }

    private synchronized void rewriteJournal() {
        ended = 0;
        synchronized (journal) {
            List<JournalLine> lines = new ArrayList<>();
            transfers.values().stream()
                    .filter(transfer -> !transfer.state().isFinal())
                    .forEach(transfer -> lines.addAll(transfer.lines()));
            journal.rewrite(lines);
        }
    }

    /** Stops everything where it is; returns when no thread works any more. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
            transfers.values().forEach(transfer -> transfer.wish(Wish.END_OF_APPLICATION));
        }
        queue.close();
        journal.close();
    }
}
