package io.maxiofs.desktop.transfer;

import io.maxiofs.desktop.transfer.Transfer.Wish;
import io.maxiofs.desktop.transfer.TransferFailure.Kind;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on one transfer until it is done, given up or told to stop. For the one thread that works on it. */
final class Attempts {
    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    private final WorkScope scope;
    private final Transfer transfer;
    private final TransferSettings settings;

    /** Attempts that failed since something came across. */
    private int away;

    private int failures;
    private int partsBefore;

    Attempts(WorkScope scope) {
        this.scope = scope;
        this.transfer = scope.transfer();
        this.settings = scope.settings();
    }

    /** Ends with the transfer done, failed, paused, to be cancelled, or as it was at the end of the application. */
    void run() {
        boolean again = true;
        while (again) {
            try {
                work();
                scope.become(TransferState.DONE, null);
                return;
            } catch (IOException | RuntimeException e) {
                again = tryAgain(e);
            }
        }
    }

    private void work() throws IOException {
        switch (transfer.task()) {
            case TransferTask.Upload _ -> new UploadWork(scope).run();
            case TransferTask.Download _ -> new DownloadWork(scope).run();
        }
    }

    private boolean tryAgain(Exception failed) {
        try {
            transfer.stopIfWanted();
            TransferException failure = Failures.classify(failed);
            if (failure.failure().kind() == Kind.INTERNAL) {
                log.error("A transfer failed in a way nobody thought of", failed);
            }
            if (!failure.worthRetrying() || !countedIn(failure)) {
                endUnlessCancelled(failure.failure());
                return false;
            }
            scope.become(TransferState.RETRYING, failure.failure());
            transfer.pause(settings.delayBefore(1 + Math.max(away, failures)));
            scope.become(TransferState.RUNNING, null);
            return true;
        } catch (StoppedException e) {
            stopped();
            return false;
        }
    }

    /** Whether there is an attempt left after this failure. */
    private boolean countedIn(TransferException failure) {
        int parts = transfer.parts().size();
        if (parts > partsBefore) {
            away = 0;
            failures = 0;
        }
        partsBefore = parts;
        if (failure.failure().kind().endless()) {
            away++;
            return true;
        }
        failures++;
        return failures < settings.attempts();
    }

    /** A wish that came while the last attempt failed is not forgotten. */
    private void endUnlessCancelled(TransferFailure failure) {
        scope.atomically(() -> scope.become(
                transfer.wish() == Wish.CANCEL ? TransferState.CANCELLING : TransferState.FAILED, failure));
    }

    private void stopped() {
        scope.atomically(() -> {
            switch (transfer.wish()) {
                case CANCEL -> scope.become(TransferState.CANCELLING, null);
                case PAUSE, GO_ON -> scope.become(TransferState.PAUSED, null);
                case END_OF_APPLICATION -> {
                    // The journal says that it was under way; the next engine goes on with it.
                }
            }
        });
    }

    /** Removes what was moved; ends cancelled, or failed if the server does not let it. */
    void tidyUp() {
        boolean again = true;
        for (int attempt = 2; again; attempt++) {
            // What was broken off is over.
            boolean interrupted = Thread.interrupted();
            log.trace("Tidying up, interrupted: {}", interrupted);
            try {
                removeAll();
                scope.become(TransferState.CANCELLED, null);
                return;
            } catch (IOException | RuntimeException e) {
                again = tidyAgain(e, attempt);
            }
        }
    }

    private void removeAll() throws IOException {
        switch (transfer.task()) {
            case TransferTask.Upload _ -> new UploadWork(scope).abort();
            case TransferTask.Download _ -> new DownloadWork(scope).discard();
        }
    }

    private boolean tidyAgain(Exception failed, int attempt) {
        try {
            TransferException failure = Failures.classify(failed);
            if (failure.failure().kind() == Kind.SERVER_AWAY || attempt <= settings.attempts()) {
                transfer.pauseWhileCancelled(settings.delayBefore(attempt));
                return true;
            }
            scope.become(TransferState.FAILED, failure.failure());
            return false;
        } catch (StoppedException e) {
            return transfer.wish() != Wish.END_OF_APPLICATION;
        }
    }
}
