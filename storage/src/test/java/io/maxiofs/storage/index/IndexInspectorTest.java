package io.maxiofs.storage.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexInspectorTest {

    private static final Path FILE = Path.of("/data/index");
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");

    private final PowerCutDisk disk = new PowerCutDisk();

    @Test
    void countsWhatIsThereAndChangesNothing() throws IOException {
        fill();
        byte[] before = disk.bytes(FILE);
        int calls = disk.calls();
        IndexInspector.Report report = IndexInspector.inspect(disk, FILE);
        assertThat(report.damage()).isNull();
        assertThat(report.tables())
                .containsEntry("a", new IndexInspector.TableReport(3000, 12_000, 300_000))
                .containsEntry("b", new IndexInspector.TableReport(1, 4, 0));
        assertThat(report.state().flushedAt()).isEqualTo(NOW);
        assertThat(report.state().flushes()).isEqualTo(2);
        assertThat(report.state().checkpointBytes()).isEqualTo(5);
        assertThat(disk.bytes(FILE)).isEqualTo(before);
        assertThat(disk.calls()).isEqualTo(calls);
    }

    @Test
    void saysWhatIsDamaged() throws IOException {
        fill();
        byte[] bytes = disk.bytes(FILE);
        int noticed = 0;
        for (int at = 2 * FileHeader.SLOT_BYTES; at < bytes.length; at += 4096) {
            bytes[at] ^= 4;
            disk.overwrite(FILE, bytes);
            noticed += IndexInspector.inspect(disk, FILE).damage() == null ? 0 : 1;
            bytes[at] ^= 4;
        }
        // The blocks of the table, of which there are some 80, and not those of dead chunks.
        assertThat(noticed).isGreaterThan(60);
        disk.overwrite(FILE, new byte[100_000]);
        assertThat(IndexInspector.inspect(disk, FILE).damage()).contains("no valid header");
    }

    @Test
    void needsAFile() {
        assertThatThrownBy(() -> IndexInspector.inspect(disk, FILE)).isInstanceOf(NoSuchFileException.class);
        assertThat(disk.calls()).isZero();
    }

    @Test
    void statusTellsSizeEntriesAndAge() throws IOException {
        fill();
        IndexConfig later = IndexConfig.standard(InstantSource.fixed(NOW.plusSeconds(60)));
        try (Index index = Index.open(disk, FILE, later, List.of("a", "b"))) {
            IndexStatus status = index.status();
            assertThat(status.flushedAt()).isEqualTo(NOW);
            assertThat(status.entries()).containsEntry("a", 3000L).containsEntry("b", 1L);
            assertThat(status.fileBytes()).isGreaterThan(300_000);
            assertThat(status.failure()).isNull();
            index.table("a").put(key(1), new byte[10]);
            assertThat(index.status().heap().activeBytes()).isPositive();
            index.flushNow(new byte[1]);
            assertThat(index.status().flushedAt()).isEqualTo(NOW.plusSeconds(60));
        }
    }

    @Test
    void aReaderThatMeetsDamageIsReported() throws IOException {
        fill();
        byte[] bytes = disk.bytes(FILE);
        try (Index index = Index.open(disk, FILE, IndexConfig.standard(InstantSource.system()), List.of("a"))) {
            assertThat(index.awaitIdle(Duration.ofMinutes(2))).isTrue();
            for (int at = 2 * FileHeader.SLOT_BYTES; at < bytes.length; at += 512) {
                bytes[at] ^= 4;
            }
            disk.damage(FILE, bytes);
            assertThatThrownBy(() -> index.table("a").get(key(1234))).isInstanceOf(IndexDamagedException.class);
            assertThat(index.damage()).isPresent();
            assertThat(index.status().failure()).contains("checksum");
        }
    }

    /** When everything is flushed and put in order, nothing is written or read any more. */
    @Test
    void restsWhenThereIsNothingToDo() throws IOException {
        try (Index index = Index.open(disk, FILE, IndexConfig.standard(InstantSource.fixed(NOW)), List.of("a", "b"))) {
            index.table("a").put(key(1), new byte[10]);
            index.flushNow(new byte[] {1});
            assertThat(index.awaitIdle(Duration.ofMinutes(2))).isTrue();
            int calls = disk.calls();
            long reads = disk.reads();
            assertThat(index.freeze(new byte[] {1})).isTrue();
            index.flushNow(new byte[] {1});
            assertThat(index.awaitIdle(Duration.ofMinutes(2))).isTrue();
            assertThat(disk.calls()).isEqualTo(calls);
            assertThat(disk.reads()).isEqualTo(reads);
            assertThat(index.status().busy()).isFalse();
        }
    }

    private void fill() throws IOException {
        try (Index index = Index.open(disk, FILE, IndexConfig.standard(InstantSource.fixed(NOW)), List.of("a", "b"))) {
            for (int i = 0; i < 3000; i++) {
                index.table("a").put(key(i), new byte[100]);
            }
            index.table("b").put(key(7), new byte[0]);
            index.flushNow(new byte[] {1, 2, 3, 4, 5});
        }
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}
