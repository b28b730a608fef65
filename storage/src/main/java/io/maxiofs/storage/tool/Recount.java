package io.maxiofs.storage.tool;

import io.maxiofs.storage.codec.Decoder;
import io.maxiofs.storage.codec.Encoder;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.index.Index;
import io.maxiofs.storage.index.IndexConfig;
import io.maxiofs.storage.index.IndexTable;
import io.maxiofs.storage.maintenance.BodyRow;
import io.maxiofs.storage.maintenance.BodyRows;
import io.maxiofs.storage.maintenance.BucketNames;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.Finding.Kind;
import io.maxiofs.storage.maintenance.Finding.Severity;
import io.maxiofs.storage.maintenance.Findings;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.StoreState;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts from the rows alone what the store counts as it goes along: what each bucket holds and who refers to each
 * extent. References are counted in an index of their own, in memory that does not depend on their number.
 */
final class Recount {
    private static final String COUNT = "count";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final StoreState state;
    private final Findings findings;
    private final Map<Long, BucketUsage> usage = new HashMap<>();
    private long versions;

    Recount(StoreState state, Findings findings) {
        this.state = state;
        this.findings = findings;
    }

    void run(Scratch scratch, InstantSource clock) throws IOException {
        IndexConfig config = IndexConfig.standard(clock);
        try (Index index = Index.open(scratch.disk(), scratch.file("recount.mv"), config, List.of(COUNT))) {
            IndexTable counts = index.table(COUNT);
            new BodyRows(state.durable())
                    .forEach(
                            row -> {
                                count(row);
                                countReferences(row, counts);
                                if (index.isMemoryFull() && !index.freeze(new byte[0], PATIENCE)) {
                                    throw new IllegalStateException(
                                            "The counts cannot be written",
                                            index.flushFailure().orElse(null));
                                }
                            },
                            findings::add);
            countUploads();
            compareCounts(counts);
        }
        compareUsage();
    }

    private static void countReferences(BodyRow row, IndexTable counts) {
        if (row.body() instanceof StoredBody.Extents extents) {
            for (ExtentRef ref : extents.refs()) {
                byte[] key = TableKeys.number(ref.extentId());
                byte[] before = counts.get(key);
                long count = before == null ? 0 : new Decoder(before).varint();
                counts.put(key, new Encoder(16).varint(count + 1).toByteArray());
            }
        }
    }

    private void count(BodyRow row) {
        boolean current = row.table() == Table.OBJECT;
        boolean part = row.table() == Table.PART;
        boolean marker = !part
                && VersionCodec.isDeleteMarker(row.entry().bytes(), row.entry().entityOffset());
        boolean older = !part && !current;
        versions += part ? 0 : 1;
        add(
                row.bucketId(),
                new BucketUsage(
                        current && !marker ? 1 : 0,
                        current && !marker ? row.size() : 0,
                        older && !marker ? 1 : 0,
                        older && !marker ? row.size() : 0,
                        marker ? 1 : 0,
                        0,
                        part ? row.size() : 0));
    }

    private void countUploads() {
        for (Cursor c = state.durable().cursor(Table.UPLOAD, new byte[0], null); c.next(); ) {
            add(TableKeys.bucketOf(c.key()), new BucketUsage(0, 0, 0, 0, 0, 1, 0));
        }
    }

    private void add(long bucketId, BucketUsage more) {
        usage.merge(
                bucketId,
                more,
                (a, b) -> new BucketUsage(
                        a.objects() + b.objects(),
                        a.bytes() + b.bytes(),
                        a.noncurrentVersions() + b.noncurrentVersions(),
                        a.noncurrentBytes() + b.noncurrentBytes(),
                        a.deleteMarkers() + b.deleteMarkers(),
                        a.uploads() + b.uploads(),
                        a.uploadBytes() + b.uploadBytes()));
    }

    private void compareCounts(IndexTable counts) {
        IndexTables tables = state.durable();
        for (Cursor c = tables.cursor(Table.EXTENT, new byte[0], null); c.next(); ) {
            byte[] counted = counts.get(c.key());
            compare(c.key(), new Decoder(c.value()).varint(), counted == null ? 0 : new Decoder(counted).varint());
        }
        for (Cursor c = counts.cursor(new byte[0], null); c.next(); ) {
            if (tables.get(Table.EXTENT, c.key()) == null) {
                compare(c.key(), 0, new Decoder(c.value()).varint());
            }
        }
    }

    private void compare(byte[] key, long counted, long right) {
        if (counted != right) {
            findings.add(new Finding(
                    Severity.INCONSISTENT,
                    Kind.EXTENT_COUNT,
                    String.format("extent %016x", TableKeys.numberOf(key)),
                    null,
                    "counted " + counted + " times, and " + right + " versions and parts refer to it"));
        }
    }

    private void compareUsage() {
        BucketNames names = new BucketNames(state.durable());
        Set<Long> all = new HashSet<>(usage.keySet());
        all.addAll(names.all().keySet());
        for (long bucket : all) {
            BucketUsage right = usage.getOrDefault(bucket, BucketUsage.NONE);
            BucketUsage counted = state.usage().published(bucket);
            if (!right.equals(counted)) {
                findings.add(new Finding(
                        Severity.INCONSISTENT,
                        Kind.COUNTER,
                        "usage of bucket " + bucket,
                        new Finding.Affected(names.of(bucket), null, null),
                        "counted " + counted + ", its rows make " + right));
            }
        }
    }

    /** Versions and delete markers. */
    long versions() {
        return versions;
    }
}
