package io.maxiofs.desktop.transfer;

import org.jspecify.annotations.Nullable;

/**
 * One transfer at one moment.
 *
 * @param id of this transfer in its engine, also after a restart
 * @param doneBytes moved so far, of {@code task.size()}
 * @param failure of the last attempt; null if there was none
 */
public record TransferProgress(
        long id,
        TransferTask task,
        TransferState state,
        long doneBytes,
        @Nullable TransferFailure failure) {}
