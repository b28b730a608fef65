package io.maxiofs.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on a real disk, where nothing goes wrong. */
final class JournalTest {

    private static final JournalConfig CONFIG = new JournalConfig(256 * 1024, 1, 2, 64 * 1024, 128 * 1024, 4);

    @TempDir
    private Path directory;

    private Journal open() throws IOException {
        return Journal.open(new LocalDisk(), directory, CONFIG);
    }

    @Test
    void givesBackWhatWasForced() throws IOException {
        List<TestRecord> written = new ArrayList<>();
        List<Appended> places = new ArrayList<>();
        try (Journal journal = open()) {
            journal.recover(RecordPosition.START, _ -> {});
            for (int i = 0; i < 500; i++) {
                TestRecord entry = TestRecord.of(i, 10 + i % 50, i * 37 % 5000);
                written.add(entry);
                places.add(journal.append(entry.toNewRecord()));
                if (i % 7 == 0) {
                    journal.force();
                }
            }
            journal.force();
            for (int i = 0; i < written.size(); i++) {
                Appended place = places.get(i);
                TestRecord entry = written.get(i);
                ByteBuffer body =
                        journal.readBody(place.segment(), place.bodyOffset(), entry.body().length, entry.bodyCrc());
                assertThat(body).isEqualTo(ByteBuffer.wrap(entry.body()));
            }
        }
        try (Journal journal = open()) {
            List<TestRecord> read = new ArrayList<>();
            List<RecordPosition> positions = new ArrayList<>();
            RecoveryReport report = journal.recover(RecordPosition.START, found -> {
                read.add(TestRecord.read(journal, found));
                positions.add(found.position());
            });
            assertThat(read).isEqualTo(written);
            assertThat(positions)
                    .isEqualTo(places.stream().map(Appended::position).toList());
            assertThat(report.damages()).isEmpty();
            assertThat(report.clean()).isTrue();
            assertThat(report.records()).isEqualTo(500);
            assertThat(journal.segments()).hasSizeGreaterThan(3);
        }
    }

    @Test
    void startsAtThePositionAskedFor() throws IOException {
        List<Appended> places = new ArrayList<>();
        try (Journal journal = open()) {
            journal.recover(RecordPosition.START, _ -> {});
            for (int i = 0; i < 300; i++) {
                places.add(journal.append(TestRecord.of(i, 20, 3000).toNewRecord()));
            }
        }
        for (int i = 0; i < 300; i += 23) {
            try (Journal journal = open()) {
                List<Long> sequences = new ArrayList<>();
                journal.recover(places.get(i).next(), found -> sequences.add(found.sequence()));
                assertThat(sequences).hasSize(299 - i);
                if (!sequences.isEmpty()) {
                    assertThat(sequences.getFirst()).isEqualTo(i + 1);
                }
            }
        }
    }

    @Test
    void refusesABodyThatChangedSinceItsChecksumWasTaken() throws IOException {
        try (Journal journal = open()) {
            journal.recover(RecordPosition.START, _ -> {});
            ByteBuffer body = ByteBuffer.wrap(new byte[100]);
            assertThatThrownBy(() -> journal.append(new NewRecord(1, (byte) 0, ByteBuffer.allocate(0), body, 77)))
                    .isInstanceOf(IllegalArgumentException.class);
            TestRecord good = TestRecord.of(2, 5, 100);
            Appended place = journal.append(good.toNewRecord());
            journal.force();
            assertThatThrownBy(() -> journal.readBody(place.segment(), place.bodyOffset(), 100, good.bodyCrc() + 1))
                    .isInstanceOf(CorruptDataException.class);
        }
    }
}
