package io.maxiofs.desktop.transfer;

import io.maxiofs.desktop.transfer.JournalLine.Part;
import io.maxiofs.desktop.transfer.JournalLine.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One transfer and all that is known of it. It changes by lines of the journal only, so that a restart finds what was
 * there. Safe on any thread.
 */
final class Transfer {
    /** What somebody wants of a transfer under way. */
    enum Wish {
        GO_ON,
        PAUSE,
        CANCEL,
        END_OF_APPLICATION
    }

    private final long id;
    private final AtomicLong underWay = new AtomicLong();
    private final TreeMap<Integer, Part> parts = new TreeMap<>();
    private TransferTask task;
    private TransferState state = TransferState.WAITING;
    private @Nullable TransferFailure failure;
    private Session session = new Session("", 0);
    private long partBytes;
    private Wish wish = Wish.GO_ON;
    private @Nullable Thread worker;
    private boolean shielded;

    Transfer(long id, TransferTask task) {
        this.id = id;
        this.task = task;
    }

    long id() {
        return id;
    }

    synchronized TransferTask task() {
        return task;
    }

    synchronized TransferState state() {
        return state;
    }

    synchronized Session session() {
        return session;
    }

    /** In the order of their numbers. */
    synchronized List<Part> parts() {
        return new ArrayList<>(parts.values());
    }

    synchronized boolean hasPart(int number) {
        return parts.containsKey(number);
    }

    /** Takes over what a line of the journal says, also when it is read after a restart. */
    synchronized void apply(JournalLine line) {
        TransferTask newTask = line.task();
        if (newTask != null) {
            task = newTask;
            forgetParts();
            session = new Session("", 0);
        }
        if (line.session() != null) {
            session = line.session();
            forgetParts();
        }
        if (line.part() != null) {
            Part before = parts.put(line.part().number(), line.part());
            partBytes += line.part().bytes() - (before == null ? 0 : before.bytes());
        }
        if (line.state() != null) {
            state = line.state();
            failure = line.failure();
        }
    }

    private void forgetParts() {
        parts.clear();
        partBytes = 0;
    }

    /** All that a journal written anew has to say of it. */
    synchronized List<JournalLine> lines() {
        List<JournalLine> lines = new ArrayList<>();
        lines.add(JournalLine.task(id, task));
        if (session.partBytes() > 0) {
            lines.add(JournalLine.session(id, session));
        }
        parts.values().forEach(part -> lines.add(JournalLine.part(id, part)));
        lines.add(JournalLine.state(id, state, failure));
        return lines;
    }

    /** Bytes that a request moves at this moment; negative if an attempt came to nothing. */
    void moved(long bytes) {
        underWay.addAndGet(bytes);
    }

    synchronized TransferProgress progress() {
        long done = state == TransferState.DONE
                ? task.size()
                : Math.clamp(partBytes + underWay.get(), 0L, Math.max(0L, task.size()));
        return new TransferProgress(id, task, state, done, failure);
    }

    synchronized Wish wish() {
        return wish;
    }

    /** Breaks off what its thread waits for. A transfer that is to be cancelled stays so. */
    synchronized void wish(Wish newWish) {
        if (wish != Wish.CANCEL || newWish == Wish.END_OF_APPLICATION) {
            wish = newWish;
        }
        notifyAll();
        if (worker != null && !shielded) {
            worker.interrupt();
        }
    }

    /** Makes this thread the one that works on it, as soon as no other does any more. */
    synchronized void beginWork() {
        while (worker != null) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Interrupts are for threads that already work on it: the next round waits again.
            }
        }
        worker = Thread.currentThread();
    }

    synchronized void endWork() {
        worker = null;
        notifyAll();
    }

    /** Between true and false a request is not broken off, because its answer must not get lost. */
    synchronized void shield(boolean on) {
        shielded = on;
    }

    /** Forgets what was wanted of the last attempt. */
    synchronized void wishNothing() {
        wish = Wish.GO_ON;
    }

    void stopIfWanted() throws StoppedException {
        if (wish() != Wish.GO_ON) {
            throw new StoppedException();
        }
    }

    /** Waits, unless something is wanted. */
    void pause(Duration delay) throws StoppedException {
        pause(delay, current -> current != Wish.GO_ON);
    }

    /** Waits, unless the application ends. */
    void pauseWhileCancelled(Duration delay) throws StoppedException {
        pause(delay, current -> current == Wish.END_OF_APPLICATION);
    }

    private synchronized void pause(Duration delay, Predicate<Wish> stop) throws StoppedException {
        long end = System.nanoTime() + delay.toNanos();
        while (!stop.test(wish)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            try {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException();
            }
        }
        throw new StoppedException();
    }
}
