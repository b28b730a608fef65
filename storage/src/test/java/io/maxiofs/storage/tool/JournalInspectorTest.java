package io.maxiofs.storage.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.journal.Appended;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.JournalConfig;
import io.maxiofs.storage.journal.NewRecord;
import io.maxiofs.storage.journal.RecordPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JournalInspectorTest {

    private static final Path DIRECTORY = Path.of("/journal");
    private static final Path SEGMENT = DIRECTORY.resolve("0000000000000001.seg");

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final List<Appended> places = new ArrayList<>();

    @BeforeEach
    void writeThreeRecords() throws IOException {
        disk.makeDirectories(DIRECTORY);
        JournalConfig config = new JournalConfig(64 * 1024, 0, 0, 8192, 8192, 1);
        try (Journal journal = Journal.open(disk, DIRECTORY, config, Runnable::run, new Random(1))) {
            journal.recover(RecordPosition.START, _ -> {});
            for (int i = 1; i <= 3; i++) {
                byte[] body = new byte[100 * i];
                CRC32C crc = new CRC32C();
                crc.update(body);
                ByteBuffer payload = ByteBuffer.wrap(("change " + i).getBytes(StandardCharsets.UTF_8));
                places.add(journal.append(
                        new NewRecord(7000 + i, (byte) 5, payload, ByteBuffer.wrap(body), (int) crc.getValue())));
            }
        }
    }

    private String print(boolean whole) throws IOException {
        StringBuilder out = new StringBuilder();
        JournalInspector inspector = new JournalInspector(
                disk, payload -> StandardCharsets.UTF_8.decode(payload).toString());
        assertThat(inspector.print(SEGMENT, out)).isEqualTo(whole);
        return out.toString();
    }

    @Test
    void printsALineForEachRecord() throws IOException {
        String text = print(true);
        assertThat(text.lines().filter(line -> line.contains("whole "))).hasSize(4);
        assertThat(text)
                .contains("segment 0000000000000001", "not sealed", "7002", "change 3", "close mark")
                .contains("3 whole records, 0 bad places");
    }

    @Test
    void saysWhatIsBad() throws IOException {
        disk.corrupt(SEGMENT, places.get(0).bodyOffset() + 5, 1);
        disk.corrupt(SEGMENT, places.get(1).offset() + 30, 1);
        assertThat(print(false)).contains("bad body", "no record", "1 whole records, 2 bad places");
    }

    @Test
    void goesOnWhenAPayloadCannotBeDescribed() throws IOException {
        StringBuilder out = new StringBuilder();
        JournalInspector inspector = new JournalInspector(disk, _ -> {
            throw new IllegalArgumentException("unknown change");
        });
        assertThat(inspector.print(SEGMENT, out)).isTrue();
        assertThat(out.toString().lines().filter(line -> line.contains("unknown change")))
                .hasSize(3);
    }

    @Test
    void refusesWhatIsNoSegment() throws IOException {
        JournalInspector inspector = new JournalInspector(disk);
        StringBuilder out = new StringBuilder();
        assertThatThrownBy(() -> inspector.print(DIRECTORY.resolve("other"), out))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not named");
        disk.corrupt(SEGMENT, 20, 1);
        disk.corrupt(SEGMENT, 2048 + 20, 1);
        disk.corrupt(SEGMENT, 4096, 1);
        assertThatThrownBy(() -> inspector.print(SEGMENT, out))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no readable header");
        assertThat(out).isEmpty();
    }

    @Test
    void printsNothingOfPayloadsUnlessAsked() throws IOException {
        StringBuilder out = new StringBuilder();
        assertThat(new JournalInspector(disk).print(SEGMENT, out)).isTrue();
        assertThat(out.toString()).doesNotContain("change").contains("7003");
    }
}
