package io.maxiofs.storage.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.codec.Encoder;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.index.Index;
import io.maxiofs.storage.index.IndexConfig;
import io.maxiofs.storage.index.IndexTable;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.Finding.Kind;
import io.maxiofs.storage.maintenance.Finding.Severity;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreVerificationTest {
    private static final int STEPS = 600;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsNothingInAStoreThatIsWellAndLeavesItAsItIs(long seed) throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.fill(seed, STEPS);
            var before = folder.contents();
            VerifyReport report = folder.verify();
            assertThat(report.findings()).as("seed %d", seed).isEmpty();
            assertThat(report.isClean()).isTrue();
            assertThat(report.records()).isPositive();
            assertThat(report.versions()).isPositive();
            assertThat(folder.contents()).isEqualTo(before);
        }
    }

    @Test
    void readsWhatTheIndexLacksFromTheJournalWithoutWriting() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.fill(5, STEPS);
            byte[] early = Files.readAllBytes(index(folder));
            folder.with(client -> {
                BucketName bucket = client.createBucket("later-bucket", VersioningState.ENABLED);
                for (int i = 0; i < 50; i++) {
                    client.put(bucket, "key" + i, "text " + i);
                }
            });
            Files.write(index(folder), early);
            var before = folder.contents();
            VerifyReport report = folder.verify();
            assertThat(report.findings()).isEmpty();
            assertThat(folder.contents()).isEqualTo(before);
        }
    }

    @Test
    void namesTheObjectWhoseExtentIsDamaged() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.with(client -> {
                BucketName bucket = client.createBucket("photos", VersioningState.UNVERSIONED);
                client.put(bucket, "good", "x".repeat(5_000));
                client.put(bucket, "bad", "y".repeat(200_000));
            });
            Path bad = largest(folder.files(".ext"));
            DataFolder.flip(bad, 150_000);
            Finding finding = only(folder.verify());
            assertThat(finding.severity()).isEqualTo(Severity.LOST);
            assertThat(finding.kind()).isEqualTo(Kind.EXTENT_DAMAGED);
            assertThat(finding.affected()).isEqualTo(new Finding.Affected("photos", "bad", "version null"));
            assertThat(finding.detail()).contains("bytes 131072 to 196608 of 200000");
        }
    }

    @Test
    void namesTheObjectWhoseExtentIsGone() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.with(client -> {
                BucketName bucket = client.createBucket("photos", VersioningState.UNVERSIONED);
                client.put(bucket, "gone", "y".repeat(200_000));
            });
            Files.delete(largest(folder.files(".ext")));
            Finding finding = only(folder.verify());
            assertThat(finding.kind()).isEqualTo(Kind.EXTENT_MISSING);
            assertThat(finding.affected()).isEqualTo(new Finding.Affected("photos", "gone", "version null"));
        }
    }

    @Test
    void namesTheObjectWhoseBodyInTheJournalIsDamaged() throws IOException {
        try (DataFolder folder = new DataFolder(DataFolder.small(4096))) {
            folder.with(client -> {
                BucketName bucket = client.createBucket("notes", VersioningState.UNVERSIONED);
                client.put(bucket, "first", "one of the bodies in the journal");
                client.put(bucket, "second", "another body in the journal");
            });
            damage(folder, "another body");
            VerifyReport report = folder.verify();
            assertThat(report.findings())
                    .filteredOn(f -> f.severity() == Severity.LOST)
                    .singleElement()
                    .satisfies(f -> {
                        assertThat(f.kind()).isEqualTo(Kind.BODY_DAMAGED);
                        assertThat(f.affected()).isEqualTo(new Finding.Affected("notes", "second", "version null"));
                    });
        }
    }

    @Test
    void namesTheObjectThatOnlyTheIndexKnowsWhenItsRecordIsDamaged() throws IOException {
        try (DataFolder folder = new DataFolder(DataFolder.small(0))) {
            folder.with(client -> {
                BucketName bucket = client.createBucket("notes", VersioningState.UNVERSIONED);
                client.put(bucket, "first-key", "1".repeat(100));
                client.put(bucket, "second-key", "2".repeat(100));
                client.put(bucket, "third-key", "3".repeat(100));
            });
            damage(folder, "second-key");
            VerifyReport report = folder.verify();
            assertThat(report.findings())
                    .filteredOn(f -> f.affected() != null)
                    .allSatisfy(f -> {
                        assertThat(f.severity()).isEqualTo(Severity.AT_RISK);
                        assertThat(f.kind()).isEqualTo(Kind.RECORD_MISSING);
                        assertThat(f.affected()).isEqualTo(new Finding.Affected("notes", "second-key", "version null"));
                    })
                    .hasSize(1);
            assertThat(report.findings()).anyMatch(f -> f.kind() == Kind.JOURNAL_PAYLOAD);
        }
    }

    @Test
    void findsRowsTheIndexLacksOrHasTooMany() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.with(client -> {
                BucketName bucket = client.createBucket("notes", VersioningState.UNVERSIONED);
                client.put(bucket, "kept", "1");
                client.put(bucket, "dropped", "2");
            });
            changeIndex(folder, Table.OBJECT, table -> {
                var cursor = table.cursor(new byte[0], null);
                assertThat(cursor.next()).isTrue();
                byte[] key = cursor.key();
                assertThat(TableKeys.keyOfObject(key).value()).isEqualTo("dropped");
                byte[] other =
                        TableKeys.objectPrefix(TableKeys.bucketOf(key), "invented".getBytes(StandardCharsets.UTF_8));
                table.put(other, cursor.value());
                table.remove(key);
            });
            VerifyReport report = folder.verify();
            assertThat(report.findings())
                    .anyMatch(f -> f.kind() == Kind.ROW_MISSING && affects(f, "dropped"))
                    .anyMatch(f -> f.kind() == Kind.RECORD_MISSING && affects(f, "invented"));
        }
    }

    @Test
    void findsWrongReferenceCounts() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.with(client -> {
                BucketName bucket = client.createBucket("notes", VersioningState.UNVERSIONED);
                client.put(bucket, "large", "1".repeat(1000));
            });
            changeIndex(folder, Table.EXTENT, table -> {
                var cursor = table.cursor(new byte[0], null);
                assertThat(cursor.next()).isTrue();
                table.put(cursor.key(), new Encoder(16).varint(7).toByteArray());
            });
            assertThat(folder.verify().findings()).anyMatch(f -> f.kind() == Kind.EXTENT_COUNT);
        }
    }

    @Test
    void findsWrongCounters() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.with(client -> {
                BucketName bucket = client.createBucket("notes", VersioningState.UNVERSIONED);
                client.put(bucket, "large", "1".repeat(1000));
            });
            changeIndex(folder, Table.USAGE, table -> {
                var cursor = table.cursor(new byte[0], null);
                assertThat(cursor.next()).isTrue();
                byte[] wrong = cursor.value().clone();
                wrong[0]++;
                table.put(cursor.key(), wrong);
            });
            Finding finding = only(folder.verify());
            assertThat(finding.kind()).isEqualTo(Kind.COUNTER);
            assertThat(finding.affected()).isEqualTo(new Finding.Affected("notes", null, null));
        }
    }

    @Test
    void saysThatTheIndexIsDamagedAndChecksTheRestAllTheSame() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.fill(8, STEPS);
            Files.write(index(folder), new byte[100]);
            Finding finding = only(folder.verify());
            assertThat(finding.kind()).isEqualTo(Kind.INDEX_DAMAGED);
            assertThat(finding.severity()).isEqualTo(Severity.INCONSISTENT);
        }
    }

    @Test
    void reportsExtentsNobodyNeedsAsWasteOnly() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.with(client -> {
                BucketName bucket = client.createBucket("notes", VersioningState.UNVERSIONED);
                client.put(bucket, "large", "1".repeat(1000));
            });
            Path extent = folder.files(".ext").getFirst();
            Files.copy(extent, extent.resolveSibling("000000000000fffe.ext".replace("fffe", "00ee")));
            VerifyReport report = folder.verify();
            assertThat(report.isClean()).isTrue();
            assertThat(report.findings()).singleElement().satisfies(f -> {
                assertThat(f.kind()).isEqualTo(Kind.EXTENT_UNUSED);
                assertThat(f.severity()).isEqualTo(Severity.WASTE);
            });
        }
    }

    @Test
    void refusesAStoreThatIsOpenAndADirectoryWithoutOne() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            try (LocalObjectStore open = folder.open()) {
                assertThat(open.id()).isNotNull();
                assertThatThrownBy(folder::verify)
                        .isInstanceOf(StoreRefusedException.class)
                        .hasMessageContaining("Another process uses");
            }
            Path empty = folder.newDirectory("empty");
            StoreVerification none =
                    new StoreVerification(new LocalDisk(), empty, folder.beside(), folder.clock(), ScrubListener.NONE);
            assertThatThrownBy(none::run).isInstanceOf(StoreRefusedException.class);
            assertThat(empty).isEmptyDirectory();
        }
    }

    private static boolean affects(Finding finding, String key) {
        return finding.affected() != null && key.equals(finding.affected().key());
    }

    private static Finding only(VerifyReport report) {
        assertThat(report.findings()).hasSize(1);
        assertThat(report.counts().faults()).isEqualTo(1);
        return report.findings().getFirst();
    }

    private static Path index(DataFolder folder) {
        return folder.root().resolve("index").resolve("index.mv");
    }

    private static Path largest(List<Path> files) throws IOException {
        Path largest = files.getFirst();
        for (Path file : files) {
            largest = Files.size(file) > Files.size(largest) ? file : largest;
        }
        return largest;
    }

    /** Flips a bit of the first byte of {@code text} in the first segment. */
    private static void damage(DataFolder folder, String text) throws IOException {
        Path segment = folder.files(".seg").getFirst();
        String content = Files.readString(segment, StandardCharsets.ISO_8859_1);
        int at = content.indexOf(text);
        assertThat(at).isPositive();
        DataFolder.flip(segment, at);
    }

    private static void changeIndex(DataFolder folder, Table table, Consumer<IndexTable> change) throws IOException {
        IndexConfig config = IndexConfig.standard(folder.clock());
        try (Index opened = Index.open(new LocalDisk(), index(folder), config, Table.storedNames())) {
            change.accept(opened.table(table.storedName()));
            opened.flushNow(opened.checkpoint().orElseThrow());
        }
    }
}
