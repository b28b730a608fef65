package io.maxiofs.desktop.screen.uploads;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.transfer.TransferFailure;
import io.maxiofs.desktop.transfer.TransferProgress;
import io.maxiofs.desktop.transfer.TransferState;
import io.maxiofs.desktop.transfer.TransferTask;
import io.maxiofs.desktop.transfer.TransferTotals;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transfers of this application, looked at twice a second while they are shown. */
public final class TransfersViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(TransfersViewModel.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Desk desk;
    private final Texts texts;
    private final TransfersPort port;
    private final ObservableList<TransferProgress> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress");
    private @Nullable Thread looking;

    public TransfersViewModel(Desk desk, TransfersPort port) {
        this.desk = desk;
        this.texts = desk.texts();
        this.port = port;
    }

    /** Begins to look. */
    public void start() {
        stop();
        looking = Thread.ofVirtual().name("transfers-shown").start(this::lookUntilStopped);
    }

    /** Stops looking. */
    public void stop() {
        Thread thread = looking;
        if (thread != null) {
            thread.interrupt();
            looking = null;
        }
    }

    private void lookUntilStopped() {
        try {
            while (true) {
                look();
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            LOG.trace("Transfers are not shown any more", e);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                LOG.debug("The session ended during the last look", e);
                return;
            }
            LOG.warn("Transfers cannot be shown", e);
            desk.ui().run(() -> desk.notices().error(desk.failures().explain(e)));
        }
    }

    /** Looks once; may be called on any thread. */
    void look() {
        List<TransferProgress> now = port.transfers();
        TransferTotals totals = port.totals();
        desk.ui().run(() -> show(now, totals));
    }

    /** Rows keep their places, so that what is selected stays selected. */
    private void show(List<TransferProgress> now, TransferTotals totals) {
        for (int i = 0; i < now.size(); i++) {
            if (i == rows.size()) {
                rows.addAll(now.subList(i, now.size()));
                break;
            }
            if (!rows.get(i).equals(now.get(i))) {
                rows.set(i, now.get(i));
            }
        }
        if (rows.size() > now.size()) {
            rows.remove(now.size(), rows.size());
        }
        progress.set(totals.bytes() == 0 ? 0 : (double) totals.doneBytes() / totals.bytes());
        summary.set(summaryOf(totals));
    }

    private String summaryOf(TransferTotals totals) {
        if (totals.files() == 0) {
            return "";
        }
        String done = texts.get(
                "transfers.summary",
                totals.doneFiles(),
                totals.files(),
                texts.formats().bytes(totals.doneBytes()),
                texts.formats().bytes(totals.bytes()));
        boolean moving = totals.doneFiles() + totals.failedFiles() < totals.files() && totals.bytesPerSecond() > 0;
        Duration left = totals.left();
        String speed = moving && left != null
                ? texts.get(
                        "transfers.speed",
                        texts.formats().bytesPerSecond(totals.bytesPerSecond()),
                        texts.formats().duration(left))
                : "";
        String failed = totals.failedFiles() == 0 ? "" : texts.get("transfers.failed", totals.failedFiles());
        return String.join("  ", List.of(done, speed, failed)).strip();
    }

    public ObservableList<TransferProgress> rows() {
        return rows;
    }

    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Of all, from 0 to 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** The state in words, with the reason if there is one. */
    public String stateText(TransferProgress transfer) {
        String state = texts.get("transfers.state." + lower(transfer.state().name()));
        TransferFailure failure = transfer.failure();
        return failure == null
                ? state
                : texts.get(
                        "transfers.because",
                        state,
                        texts.get("transfers.failure." + lower(failure.kind().name())));
    }

    private static String lower(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where from and where to. */
    public String routeText(TransferProgress transfer) {
        TransferTask task = transfer.task();
        String there = task.bucket() + "/" + task.key();
        return switch (task) {
            case TransferTask.Upload upload ->
                texts.get("transfers.up", upload.file().getFileName(), there);
            case TransferTask.Download download -> texts.get("transfers.down", there, download.file());
        };
    }

    /** From 0 to 1. */
    public static double share(TransferProgress transfer) {
        if (transfer.state() == TransferState.DONE) {
            return 1;
        }
        long size = transfer.task().size();
        return size == 0 ? 0 : (double) transfer.doneBytes() / size;
    }

    public void pause(List<TransferProgress> chosen) {
        act(() -> port.pause(ids(chosen, state -> !state.isFinal())));
    }

    /** Goes on with paused ones and tries failed ones again. */
    public void resume(List<TransferProgress> chosen) {
        act(() -> port.resume(ids(chosen, s -> s == TransferState.PAUSED || s == TransferState.FAILED)));
    }

    public void cancel(List<TransferProgress> chosen) {
        act(() -> port.cancel(ids(chosen, state -> !state.isFinal())));
    }

    public void forgetFinished() {
        act(port::forgetFinished);
    }

    private static List<Long> ids(List<TransferProgress> chosen, Predicate<TransferState> which) {
        return chosen.stream()
                .filter(transfer -> which.test(transfer.state()))
                .map(TransferProgress::id)
                .toList();
    }

    private void act(Runnable action) {
        desk.run(
                texts.get("transfers.acting"),
                () -> {
                    action.run();
                    look();
                    return true;
                },
                done -> {});
    }
}
