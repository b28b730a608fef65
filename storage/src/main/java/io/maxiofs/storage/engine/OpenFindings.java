package io.maxiofs.storage.engine;

import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.Findings;
import io.maxiofs.storage.maintenance.RepairTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What scrubs found and nobody has repaired since: of the last one, and of one that runs. Repairs take findings away while
 * a scrub may add others. Safe on any thread.
 */
final class OpenFindings {
    private final List<Finding> last = new ArrayList<>();
    private final List<Finding> running = new ArrayList<>();
    /** Faults that were counted by the scrub and repaired since. */
    private long repaired;

    private long repairedWhileRunning;

    /** A scrub begins, or goes on. */
    synchronized void begin() {
        running.clear();
        repairedWhileRunning = 0;
    }

    /** The scrub that runs found something. */
    synchronized void add(Finding finding) {
        if (running.size() < Findings.DEFAULT_LIMIT) {
            running.add(finding);
        }
    }

    /**
     * The scrub that ran has ended.
     *
     * @param complete whether it has read all; if not, what the one before found in the rest still stands
     */
    synchronized void end(boolean complete) {
        Set<Finding> found = new LinkedHashSet<>(running);
        if (!complete) {
            found.addAll(last);
        }
        last.clear();
        last.addAll(found);
        repaired = repairedWhileRunning;
        begin();
    }

    /** Whether something was found about a version. */
    synchronized boolean has(RepairTarget target) {
        Predicate<Finding> about =
                finding -> finding.body() != null && finding.body().target().equals(target);
        return last.stream().anyMatch(about) || running.stream().anyMatch(about);
    }

    /** Something was found by looking at one version, outside of a scrub. */
    synchronized void addAside(Finding finding) {
        if (last.size() < Findings.DEFAULT_LIMIT) {
            last.add(finding);
        }
    }

    /** The version is well again. */
    void settle(RepairTarget target) {
        settle(finding -> finding.body() != null && finding.body().target().equals(target));
    }

    /** What the finding is about is gone. */
    void drop(Finding gone) {
        settle(gone::equals);
    }

    private synchronized void settle(Predicate<Finding> settled) {
        repaired += remove(last, settled);
        repairedWhileRunning += remove(running, settled);
    }

    private static long remove(List<Finding> from, Predicate<Finding> settled) {
        long faults = from.stream()
                .filter(settled)
                .filter(finding -> finding.severity() != Finding.Severity.WASTE)
                .count();
        from.removeIf(settled);
        return faults;
    }

    /** In the order in which they were found. */
    synchronized List<Finding> list() {
        Set<Finding> all = new LinkedHashSet<>(last);
        all.addAll(running);
        return List.copyOf(all);
    }

    /**
     * How many faults are left.
     *
     * @param counted by the scrub, which may be more than it could keep the text of
     * @param busy whether that is the one that runs
     */
    synchronized long faults(long counted, boolean busy) {
        long known = list().stream()
                .filter(finding -> finding.severity() != Finding.Severity.WASTE)
                .count();
        return Math.max(known, counted - (busy ? repairedWhileRunning : repaired));
    }
}
