package io.maxiofs.storage.journal;

import java.util.List;

/**
 * What opening the journal found.
 *
 * @param end where the journal ends
 * @param records number handed out
 * @param bytesRead bytes of the records handed out
 * @param clean the journal had been closed in order
 * @param cutBytes bytes behind the end that belonged to a group that was never acknowledged
 * @param damages records that had been durable and are not whole; empty is the normal case, also after a power loss
 */
public record RecoveryReport(
        RecordPosition end, long records, long bytesRead, boolean clean, int cutBytes, List<JournalDamage> damages) {

    public RecoveryReport {
        damages = List.copyOf(damages);
    }
}
