package io.maxiofs.storage.journal;

import java.util.List;

/**
 * What reading one segment found.
 *
 * @param records number handed out
 * @param endOffset end of the last good record
 */
public record ScanReport(long segment, long records, int endOffset, List<JournalDamage> damages) {

    public ScanReport {
        damages = List.copyOf(damages);
    }
}
