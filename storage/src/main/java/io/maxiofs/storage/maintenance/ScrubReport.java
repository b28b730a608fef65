package io.maxiofs.storage.maintenance;

import java.util.List;

/**
 * What a scrub found.
 *
 * @param complete whether it came to its end; if not, the next one can go on from there
 * @param progress where it ended
 * @param findings up to {@link Findings#DEFAULT_LIMIT}
 * @param total number of all findings
 */
public record ScrubReport(boolean complete, ScrubProgress progress, List<Finding> findings, long total) {
    public ScrubReport {
        findings = List.copyOf(findings);
    }

    /** Whether all was read and nothing is wrong. */
    public boolean isClean() {
        return complete && progress.faults() == 0;
    }
}
