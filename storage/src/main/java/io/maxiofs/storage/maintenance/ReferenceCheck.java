package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.SegmentInfo;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.util.List;

/** Whether all that rows refer to is known, and how many bytes that is. Reads the index only. */
final class ReferenceCheck {
    private final Journal journal;
    private final IndexTables tables;
    private final Findings findings;
    private final Throttle throttle;
    private long extentBytes;

    ReferenceCheck(Journal journal, IndexTables tables, Findings findings, Throttle throttle) {
        this.journal = journal;
        this.tables = tables;
        this.findings = findings;
        this.throttle = throttle;
    }

    void run() {
        BucketNames buckets = new BucketNames(tables);
        BodyRows rows = new BodyRows(tables);
        rows.forEach(
                row -> {
                    throttle.check();
                    check(row, rows, buckets);
                },
                findings::add);
        for (Table table : List.of(Table.BUCKET, Table.UPLOAD)) {
            for (Cursor c = tables.cursor(table, new byte[0], null); c.next(); ) {
                Entry entry = Entry.read(c.value());
                if (isMissing(entry.place().segment())) {
                    findings.add(new Finding(
                            Finding.Severity.AT_RISK,
                            Finding.Kind.RECORD_MISSING,
                            "row of " + table.storedName(),
                            new Finding.Affected(buckets.of(TableKeys.bucketOf(c.key())), null, null),
                            gone(entry.place().segment())));
                }
            }
        }
    }

    private void check(BodyRow row, BodyRows rows, BucketNames buckets) {
        Entry entry = row.entry();
        if (isMissing(entry.place().segment()) && rows.isUnchanged(row)) {
            findings.add(new Finding(
                            Finding.Severity.AT_RISK,
                            Finding.Kind.RECORD_MISSING,
                            row.place(),
                            row.affected(buckets),
                            gone(entry.place().segment()))
                    .about(row.body(buckets, null)));
        }
        switch (row.body()) {
            case StoredBody.Empty ignored -> {
                // Refers to nothing.
            }
            case StoredBody.Inline ignored -> {
                boolean missing =
                        !entry.body().exists() || isMissing(entry.body().segment());
                if (missing && rows.isUnchanged(row)) {
                    findings.add(new Finding(
                                    Finding.Severity.LOST,
                                    Finding.Kind.BODY_DAMAGED,
                                    row.place(),
                                    row.affected(buckets),
                                    "its " + row.size() + " bytes were in segment "
                                            + Long.toHexString(entry.body().segment()) + ", which is not there")
                            .about(row.body(buckets, ByteRange.all(row.size()))));
                }
            }
            case StoredBody.Extents extents -> extents.refs().forEach(ref -> check(row, ref, rows, buckets));
        }
    }

    private void check(BodyRow row, ExtentRef ref, BodyRows rows, BucketNames buckets) {
        if (ref.range().offset() == 0) {
            // An extent that several versions share is counted more than once: the total is an estimate.
            extentBytes += ExtentStore.storedBytes(ref.extentLength(), ref.key() != null);
        }
        if (tables.get(Table.EXTENT, TableKeys.number(ref.extentId())) == null && rows.isUnchanged(row)) {
            findings.add(new Finding(
                    Finding.Severity.INCONSISTENT,
                    Finding.Kind.EXTENT_NOT_COUNTED,
                    "extent " + ExtentTrace.name(ref.extentId()),
                    row.affected(buckets),
                    "no references to it are counted"));
        }
    }

    private boolean isMissing(long segment) {
        return !journal.exists(segment);
    }

    private static String gone(long segment) {
        return "segment " + Long.toHexString(segment)
                + ", which holds its record, is not there: only the index knows it now";
    }

    /** Bytes a scrub is going to read. */
    long totalBytes() {
        return extentBytes
                + journal.segments().stream().mapToLong(SegmentInfo::usedBytes).sum();
    }
}
