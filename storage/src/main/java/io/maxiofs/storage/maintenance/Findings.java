package io.maxiofs.storage.maintenance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Collects findings, each once, up to a bound; those beyond are counted. What is found about the same thing in two ways
 * is one finding. Used by one thread.
 */
public final class Findings {
    /** Most findings kept with their text. */
    public static final int DEFAULT_LIMIT = 10_000;

    private final int limit;
    private final Consumer<Finding> listener;
    private final List<Finding> kept = new ArrayList<>();
    private final Set<Object> seen = new HashSet<>();
    private final Map<Finding.Severity, Long> counts = new EnumMap<>(Finding.Severity.class);

    /** @param listener is told of every finding that is kept, as it is found */
    public Findings(int limit, Consumer<Finding> listener) {
        this.limit = limit;
        this.listener = listener;
    }

    private record SameThing(Finding.Kind kind, Object what) {}

    /** @return whether it is new */
    public boolean add(Finding finding) {
        Object what = finding.affected() == null ? finding.place() : finding.affected();
        if (seen.size() < limit && !seen.add(new SameThing(finding.kind(), what))) {
            return false;
        }
        counts.merge(finding.severity(), 1L, Long::sum);
        if (kept.size() < limit) {
            kept.add(finding);
            listener.accept(finding);
        }
        return true;
    }

    /** Up to the limit, in the order in which they were found. */
    public List<Finding> list() {
        return List.copyOf(kept);
    }

    public long count(Finding.Severity severity) {
        return counts.getOrDefault(severity, 0L);
    }

    /** Those that stand for a fault, which waste does not. */
    public long faults() {
        return total() - count(Finding.Severity.WASTE);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
