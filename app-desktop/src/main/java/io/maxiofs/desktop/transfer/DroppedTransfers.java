package io.maxiofs.desktop.transfer;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is still to be counted of finished transfers that are off the list. Safe on any thread. */
final class DroppedTransfers {
    private int files;
    private long bytes;

    synchronized void add(TransferProgress finished) {
        if (finished.state() == TransferState.DONE) {
            files++;
            bytes += finished.task().size();
        }
    }

    synchronized void clear() {
        files = 0;
        bytes = 0;
    }

    synchronized TransferTotals totals(List<TransferProgress> listed, long bytesPerSecond) {
        int all = files;
        int done = files;
        int failed = 0;
        long allBytes = bytes;
        long doneBytes = bytes;
        for (TransferProgress transfer : listed) {
            if (transfer.state() == TransferState.CANCELLED || transfer.state() == TransferState.CANCELLING) {
                continue;
            }
            all++;
            allBytes += transfer.task().size();
            doneBytes += transfer.doneBytes();
            if (transfer.state() == TransferState.DONE) {
                done++;
            } else if (transfer.state() == TransferState.FAILED) {
                failed++;
            }
        }
        return new TransferTotals(
                all, done, failed, allBytes, doneBytes, bytesPerSecond, left(allBytes - doneBytes, bytesPerSecond));
    }

    private static @Nullable Duration left(long bytes, long bytesPerSecond) {
        return bytesPerSecond <= 0 ? null : Duration.ofSeconds((bytes + bytesPerSecond - 1) / bytesPerSecond);
    }
}
