package io.maxiofs.desktop.transfer;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the work on one transfer is given: the server, the journal, and its share of the requests under way. Safe on any
 * thread.
 */
final class WorkScope {
    /** One request, or one part of the work that needs a request. */
    @FunctionalInterface
    interface Request<T> {
        T send(S3Client client) throws IOException;
    }

    private final Transfer transfer;
    private final TransferSettings settings;
    private final S3Access access;
    private final Semaphore requests;
    private final TransferJournal journal;
    private final Runnable changed;
    private final ThroughputMeter meter;

    WorkScope(
            Transfer transfer,
            TransferSettings settings,
            S3Access access,
            Semaphore requests,
            TransferJournal journal,
            ThroughputMeter meter,
            Runnable changed) {
        this.transfer = transfer;
        this.settings = settings;
        this.access = access;
        this.requests = requests;
        this.journal = journal;
        this.meter = meter;
        this.changed = changed;
    }

    Transfer transfer() {
        return transfer;
    }

    TransferSettings settings() {
        return settings;
    }

    /** For bytes of this transfer. */
    Flow flow() {
        return new Flow() {
            @Override
            public void moved(long bytes) {
                transfer.moved(bytes);
                meter.moved(bytes);
            }

            @Override
            public void stopIfWanted() throws StoppedException {
                transfer.stopIfWanted();
            }
        };
    }

    /** Sends a request as soon as there may be one more. */
    <T> T request(Request<T> request) throws IOException {
        try {
            requests.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
        try {
            transfer.stopIfWanted();
            return request.send(client());
        } finally {
            requests.release();
        }
    }

    /** As {@link #request}, but also for a transfer that is to stop: it tidies up. */
    <T> T tidy(Request<T> request) throws IOException {
        requests.acquireUninterruptibly();
        try {
            return request.send(client());
        } finally {
            requests.release();
        }
    }

    private S3Client client() throws TransferException {
        try {
            return access.client();
        } catch (RuntimeException e) {
            throw TransferException.passing(TransferFailure.Kind.SERVER_AWAY, e);
        }
    }

    /** As {@link #request}, but not broken off once it has begun: its answer must not get lost. */
    <T> T unbroken(Request<T> request) throws IOException {
        return request(client -> {
            transfer.shield(true);
            try {
                return request.send(client);
            } finally {
                transfer.shield(false);
            }
        });
    }

    /** Writes down what changed, then lets it be seen. */
    void record(JournalLine line) {
        atomically(() -> {
            if (line.session() != null) {
                journal.appendDurably(line);
            } else {
                journal.append(line);
            }
            transfer.apply(line);
        });
        changed.run();
    }

    /** While it runs no transfer changes, and the journal is not written anew. */
    void atomically(Runnable action) {
        synchronized (journal) {
            action.run();
        }
    }

    void become(TransferState next, @Nullable TransferFailure failure) {
        atomically(() -> {
            TransferState now = transfer.state();
            if (!now.mayBecome(next)) {
                throw new IllegalStateException(now + " may not become " + next);
            }
            record(JournalLine.state(transfer.id(), next, failure));
        });
    }
}
