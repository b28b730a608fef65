package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.codec.ChangeCodec;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.JournalDamage;
import io.maxiofs.storage.journal.JournalRecord;
import io.maxiofs.storage.journal.ScanReport;
import io.maxiofs.storage.journal.SegmentMissingException;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out what damage inside one journal segment means for the versions, parts, uploads and buckets in it. */
final class SegmentTrace {
    private final Journal journal;
    private final IndexTables tables;
    private final Findings findings;

    SegmentTrace(Journal journal, IndexTables tables, Findings findings) {
        this.journal = journal;
        this.tables = tables;
        this.findings = findings;
    }

    /**
     * @param scan with damages
     * @param throttle slows the second reading of the segment down
     */
    void trace(ScanReport scan, Throttle throttle) throws IOException {
        long segment = scan.segment();
        scan.damages().forEach(damage -> findings.add(JournalFindings.of(damage)));
        Set<Long> good = new HashSet<>();
        journal.scan(segment, record -> {
            throttle.spend(record.length());
            collect(record, good);
        });
        BucketNames buckets = new BucketNames(tables);
        BodyRows rows = new BodyRows(tables);
        Consumer<Finding> damagedRow = findings::add;
        rows.forEach(
                row -> {
                    throttle.check();
                    if (row.entry().body().segment() == segment) {
                        checkBody(row, scan.damages(), buckets);
                    }
                    if (row.entry().place().segment() == segment
                            && !good.contains(row.entry().sequence())
                            && rows.isUnchanged(row)) {
                        findings.add(
                                lostRecord(row.place(), row.affected(buckets)).about(row.body(buckets, null)));
                    }
                },
                damagedRow);
        traceNames(Table.BUCKET, segment, good, buckets);
        traceNames(Table.UPLOAD, segment, good, buckets);
    }

    private static void collect(JournalRecord record, Set<Long> good) {
        try {
            for (ChangeRecord.Step step : ChangeCodec.decode(record.payload()).steps()) {
                good.add(step.sequence());
            }
        } catch (CorruptDataException | IllegalArgumentException e) {
            // A record that is not understood is as good as none; what it stood for is reported with its rows.
            good.remove(record.sequence());
        }
    }

    private void checkBody(BodyRow row, List<JournalDamage> damages, BucketNames buckets) {
        if (!(row.body() instanceof StoredBody.Inline inline)) {
            return;
        }
        Entry.BodyPlace place = row.entry().body();
        boolean touched = damages.stream()
                .anyMatch(damage -> place.offset() < (long) damage.position().offset() + damage.lengthBytes()
                        && place.offset() + (long) inline.storedLength()
                                > damage.position().offset());
        if (touched) {
            readBody(journal, row, buckets, findings);
        }
    }

    /** Reads an inline body and reports it if it cannot be read where the row says it is. */
    static void readBody(Journal journal, BodyRow row, BucketNames buckets, Findings findings) {
        StoredBody.Inline inline = (StoredBody.Inline) row.body();
        Entry.BodyPlace place = row.entry().body();
        try {
            journal.readBody(place.segment(), place.offset(), inline.storedLength(), inline.crc());
        } catch (CorruptDataException e) {
            findings.add(new Finding(
                            Finding.Severity.LOST,
                            Finding.Kind.BODY_DAMAGED,
                            row.place(),
                            row.affected(buckets),
                            "its " + row.size() + " bytes cannot be read: " + e.getMessage())
                    .about(row.body(buckets, ByteRange.all(row.size()))));
        } catch (SegmentMissingException e) {
            // Compaction moved the body meanwhile, and verified it on the way.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void traceNames(Table table, long segment, Set<Long> good, BucketNames buckets) {
        for (Cursor c = tables.cursor(table, new byte[0], null); c.next(); ) {
            Entry entry = readOrTell(table, c);
            if (entry != null && entry.place().segment() == segment && !good.contains(entry.sequence())) {
                String bucket = buckets.of(TableKeys.bucketOf(c.key()));
                Finding.Affected affected = table == Table.BUCKET
                        ? new Finding.Affected(bucket, null, null)
                        : new Finding.Affected(
                                bucket,
                                TableKeys.keyOfEscaped(c.key()).value(),
                                "upload " + TableKeys.uploadOf(c.key()).text());
                findings.add(lostRecord("row of " + table.storedName(), affected));
            }
        }
    }

    private @Nullable Entry readOrTell(Table table, Cursor row) {
        try {
            return Entry.read(row.value());
        } catch (CorruptDataException e) {
            findings.add(new Finding(
                    Finding.Severity.INCONSISTENT,
                    Finding.Kind.ROW_DAMAGED,
                    "row of " + table.storedName(),
                    null,
                    "it cannot be decoded: " + e.getMessage()));
            return null;
        }
    }

    private static Finding lostRecord(String place, Finding.Affected affected) {
        return new Finding(
                Finding.Severity.AT_RISK,
                Finding.Kind.RECORD_MISSING,
                place,
                affected,
                "its record in the journal is damaged: only the index knows it now. Writing the record anew mends"
                        + " that");
    }
}
