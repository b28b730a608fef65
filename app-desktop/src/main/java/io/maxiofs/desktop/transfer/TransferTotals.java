package io.maxiofs.desktop.transfer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All transfers since finished ones were last forgotten, at one moment. Cancelled ones are not counted.
 *
 * @param bytes of all, finished or not
 * @param bytesPerSecond over the last seconds
 * @param left at that speed; null if it cannot be told
 */
public record TransferTotals(
        int files,
        int doneFiles,
        int failedFiles,
        long bytes,
        long doneBytes,
        long bytesPerSecond,
        @Nullable Duration left) {}
