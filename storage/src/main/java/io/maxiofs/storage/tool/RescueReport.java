package io.maxiofs.storage.tool;

import io.maxiofs.storage.maintenance.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was saved, and what was not.
 *
 * @param store identity of the store that holds what was saved
 * @param newIdentity whether it was given a new one
 * @param setAside where the old index is now; null if there was none
 * @param buckets number of buckets saved
 * @param versions number of versions and delete markers saved
 * @param findings what was damaged, up to a bound
 * @param faults number of all findings that stand for a fault
 */
public record RescueReport(
        UUID store,
        boolean newIdentity,
        @Nullable Path setAside,
        long buckets,
        long versions,
        List<Finding> findings,
        long faults) {
    public RescueReport {
        findings = List.copyOf(findings);
    }
}
