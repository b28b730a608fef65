package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.extent.VerifyResult;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.state.IndexTables;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out which versions and parts damaged extents belong to, many extents with one walk over the rows. */
final class ExtentTrace {
    /** Damaged extents remembered before the rows are walked. */
    private static final int BATCH = 1_000;

    private final IndexTables tables;
    private final Findings findings;
    private final Throttle throttle;
    private final Map<Long, VerifyResult> damaged = new HashMap<>();

    ExtentTrace(IndexTables tables, Findings findings, Throttle throttle) {
        this.tables = tables;
        this.findings = findings;
        this.throttle = throttle;
    }

    /** @param result with damages */
    void add(VerifyResult result) {
        damaged.put(result.extentId(), result);
        if (damaged.size() >= BATCH) {
            flush();
        }
    }

    void flush() {
        if (damaged.isEmpty()) {
            return;
        }
        BucketNames buckets = new BucketNames(tables);
        Set<Long> referred = new HashSet<>();
        new BodyRows(tables)
                .forEach(
                        row -> {
                            throttle.check();
                            if (row.body() instanceof StoredBody.Extents extents) {
                                trace(row, extents, buckets, referred);
                            }
                        },
                        findings::add);
        damaged.keySet().removeAll(referred);
        damaged.values()
                .forEach(result -> findings.add(new Finding(
                        Finding.Severity.WASTE,
                        kind(result.damages().getFirst()),
                        "extent " + name(result.extentId()),
                        null,
                        result.damages().getFirst().reason() + "; nothing needs the damaged bytes")));
        damaged.clear();
    }

    private void trace(BodyRow row, StoredBody.Extents extents, BucketNames buckets, Set<Long> referred) {
        long start = 0;
        for (ExtentRef ref : extents.refs()) {
            VerifyResult result = damaged.get(ref.extentId());
            if (result != null) {
                referred.add(ref.extentId());
                Finding finding = finding(row, ref, start, result, buckets);
                if (finding != null) {
                    findings.add(finding);
                }
            }
            start += ref.range().length();
        }
    }

    /** The first damage that reaches into the part of the extent that is used; null if none does. */
    private static @Nullable Finding finding(
            BodyRow row, ExtentRef ref, long start, VerifyResult result, BucketNames buckets) {
        for (VerifyResult.Damage damage : result.damages()) {
            if (damage.kind() == VerifyResult.Kind.TRAILER) {
                return new Finding(
                                Finding.Severity.AT_RISK,
                                Finding.Kind.EXTENT_DAMAGED,
                                "extent " + name(ref.extentId()),
                                row.affected(buckets),
                                damage.reason() + "; the bytes themselves are well as far as they can be verified")
                        .about(row.body(buckets, null));
            }
            ByteRange bad = damage.plaintext();
            long from = Math.max(bad.offset(), ref.range().offset());
            long to = Math.min(endOf(bad), ref.range().end());
            if (from < to || row.size() == 0) {
                long inBody = start + from - ref.range().offset();
                return new Finding(
                                Finding.Severity.LOST,
                                kind(damage),
                                "extent " + name(ref.extentId()),
                                row.affected(buckets),
                                "bytes " + inBody + " to " + (inBody + to - from) + " of " + row.size() + ": "
                                        + damage.reason())
                        .about(row.body(buckets, new ByteRange(inBody, Math.max(0, to - from))));
            }
        }
        return null;
    }

    private static long endOf(ByteRange range) {
        return range.length() > Long.MAX_VALUE - range.offset() ? Long.MAX_VALUE : range.end();
    }

    private static Finding.Kind kind(VerifyResult.Damage damage) {
        return damage.kind() == VerifyResult.Kind.MISSING ? Finding.Kind.EXTENT_MISSING : Finding.Kind.EXTENT_DAMAGED;
    }

    static String name(long id) {
        return String.format(Locale.ROOT, "%016x", id);
    }
}
