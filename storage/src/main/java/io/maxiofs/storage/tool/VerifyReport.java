package io.maxiofs.storage.tool;

import io.maxiofs.storage.maintenance.Finding;
import java.util.List;
import java.util.UUID;

/**
 * What checking a store gave.
 *
 * @param store which one
 * @param buckets number of buckets
 * @param versions number of versions and delete markers
 * @param extents number of extents in use
 * @param records number of records in the journal
 * @param bytesRead journal and extents
 * @param findings up to a bound
 * @param counts of all findings, also those beyond the bound
 */
public record VerifyReport(
        UUID store,
        long buckets,
        long versions,
        long extents,
        long records,
        long bytesRead,
        List<Finding> findings,
        Counts counts) {
    public VerifyReport {
        findings = List.copyOf(findings);
    }

    /**
     * How many findings there are, listed or not.
     *
     * @param faults those that stand for a fault
     * @param waste those of space nobody needs
     */
    public record Counts(long faults, long waste) {}

    public boolean isClean() {
        return counts.faults() == 0;
    }
}
