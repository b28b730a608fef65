package io.maxiofs.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.file.AfterCrash;
import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.journal.JournalDamage.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes that decay after they were stored: noticed wherever they are, and the rest is still read. */
final class JournalDamageTest {

    private static final Path DIRECTORY = Path.of("/journal");
    private static final JournalConfig CONFIG = new JournalConfig(64 * 1024, 0, 1, 16 * 1024, 16 * 1024, 2);
    private static final int PAYLOAD = 41;
    private static final int BODY = 203;

    private final Random tags = new Random(11);
    private final List<TestRecord> written = new ArrayList<>();
    private final List<Appended> places = new ArrayList<>();
    private final SimulatedDisk disk = new SimulatedDisk(1);

    /** Three groups of three records, in order; the journal is not closed unless {@code close}. */
    private void write(boolean close) throws IOException {
        Journal journal = open(disk);
        journal.recover(RecordPosition.START, _ -> {});
        for (int i = 0; i < 9; i++) {
            TestRecord entry = TestRecord.of(i, PAYLOAD, BODY);
            written.add(entry);
            places.add(journal.append(entry.toNewRecord()));
            if (i % 3 == 2) {
                journal.force();
            }
        }
        if (close) {
            journal.close();
        }
    }

    @BeforeEach
    void makeDirectory() throws IOException {
        disk.makeDirectories(DIRECTORY);
    }

    private Journal open(SimulatedDisk target) throws IOException {
        return Journal.open(target, DIRECTORY, CONFIG, Runnable::run, tags);
    }

    private static Path file(long segment) {
        return SegmentLayout.file(DIRECTORY, segment, SegmentLayout.SEGMENT_SUFFIX);
    }

    private record Read(RecoveryReport report, List<Long> sequences) {}

    private Read recover(SimulatedDisk target) throws IOException {
        List<Long> sequences = new ArrayList<>();
        try (Journal journal = open(target)) {
            RecoveryReport report = journal.recover(RecordPosition.START, found -> sequences.add(found.sequence()));
            return new Read(report, sequences);
        }
    }

    private SimulatedDisk damaged(int record, int offsetInRecord) throws IOException {
        SimulatedDisk copy = disk.imagine(AfterCrash.KEEP_UNFORCED, 1);
        copy.corrupt(file(1), places.get(record).offset() + offsetInRecord, 0x10);
        return copy;
    }

    private static List<Long> allBut(int missing) {
        return IntStream.range(0, 9)
                .filter(i -> i != missing)
                .mapToObj(i -> (long) i)
                .toList();
    }

    @Test
    void everyFlippedByteOfARecordThatWasDurableIsDamage() throws IOException {
        write(false);
        int length = RecordHeader.BYTES + PAYLOAD + BODY;
        for (int at = 0; at < length; at++) {
            Read read = recover(damaged(4, at));
            assertThat(read.report().damages()).as("byte %d", at).hasSize(1);
            JournalDamage damage = read.report().damages().getFirst();
            assertThat(damage.position()).isEqualTo(places.get(4).position());
            assertThat(damage.lengthBytes()).isEqualTo(places.get(4).length());
            if (at < RecordHeader.BYTES) {
                assertThat(damage.kind()).as("byte %d", at).isEqualTo(Kind.RECORDS);
                assertThat(read.sequences()).isEqualTo(allBut(4));
            } else if (at < RecordHeader.BYTES + PAYLOAD) {
                assertThat(damage.kind()).as("byte %d", at).isEqualTo(Kind.PAYLOAD);
                assertThat(read.sequences()).isEqualTo(allBut(4));
            } else {
                assertThat(damage.kind()).as("byte %d", at).isEqualTo(Kind.BODY);
                assertThat(read.sequences()).isEqualTo(allBut(-1));
            }
        }
    }

    @Test
    void aBodyThatDecayedIsNeverHandedOut() throws IOException {
        write(true);
        SimulatedDisk bad = damaged(2, RecordHeader.BYTES + PAYLOAD + 7);
        try (Journal journal = open(bad)) {
            List<JournalRecord> records = new ArrayList<>();
            journal.recover(RecordPosition.START, records::add);
            JournalRecord hit = records.get(2);
            assertThatThrownBy(() -> journal.readBody(1, hit.bodyOffset(), hit.bodyLength(), hit.bodyCrc()))
                    .isInstanceOf(CorruptDataException.class);
            assertThat(TestRecord.read(journal, records.get(3))).isEqualTo(written.get(3));
            List<Long> scanned = new ArrayList<>();
            ScanReport report = journal.scan(1, found -> scanned.add(found.sequence()));
            assertThat(report.damages()).extracting(JournalDamage::kind).containsExactly(Kind.BODY);
            assertThat(scanned).isEqualTo(allBut(-1));
        }
    }

    @Test
    void theLastGroupIsCutWhereItIsTornWhenNothingProvesItWasDurable() throws IOException {
        write(false);
        for (int record = 6; record < 9; record++) {
            Read read = recover(damaged(record, 60));
            assertThat(read.report().damages()).isEmpty();
            assertThat(read.sequences()).hasSize(record);
            assertThat(read.report().cutBytes())
                    .isEqualTo(
                            places.get(8).next().offset() - places.get(record).offset());
            assertThat(read.report().clean()).isFalse();
        }
    }

    @Test
    void afterAnOrderlyCloseTheLastGroupIsDamageToo() throws IOException {
        write(true);
        for (int record = 6; record < 9; record++) {
            Read read = recover(damaged(record, 60));
            assertThat(read.report().damages()).hasSize(1);
            assertThat(read.sequences()).isEqualTo(allBut(record));
        }
    }

    @Test
    void goesOnBehindTwoBadRecordsInARow() throws IOException {
        write(true);
        SimulatedDisk bad = damaged(3, 0);
        bad.corrupt(file(1), places.get(4).offset() + 20, 1);
        Read read = recover(bad);
        assertThat(read.report().damages()).hasSize(1);
        assertThat(read.report().damages().getFirst().lengthBytes())
                .isEqualTo(places.get(5).offset() - places.get(3).offset());
        assertThat(read.sequences()).doesNotContain(3L, 4L).hasSize(7);
    }

    @Test
    void oneCopyOfTheSegmentHeaderOrItsFirstRecordIsEnough() throws IOException {
        write(true);
        SimulatedDisk bad = disk.imagine(AfterCrash.KEEP_UNFORCED, 1);
        bad.corrupt(file(1), 25, 1);
        assertThat(recover(bad).sequences()).hasSize(9);
        SimulatedDisk worse = disk.imagine(AfterCrash.KEEP_UNFORCED, 1);
        worse.corrupt(file(1), 25, 1);
        worse.corrupt(file(1), SegmentLayout.HEADER_COPY_OFFSET + 3, 1);
        Read read = recover(worse);
        assertThat(read.sequences()).hasSize(9);
        assertThat(read.report().damages()).isEmpty();
        // The header has been written again.
        worse.corrupt(file(1), SegmentLayout.HEADER_PAGE_BYTES + 1, 1);
        assertThat(recover(worse).sequences()).hasSize(8);
    }

    @Test
    void aSegmentWithoutAnyHeaderIsReportedAndLeftAlone() throws IOException {
        write(true);
        disk.corrupt(file(1), 25, 1);
        disk.corrupt(file(1), SegmentLayout.HEADER_COPY_OFFSET + 3, 1);
        disk.corrupt(file(1), SegmentLayout.HEADER_PAGE_BYTES + 1, 1);
        try (Journal journal = open(disk)) {
            RecoveryReport report = journal.recover(RecordPosition.START, _ -> {});
            assertThat(report.damages()).extracting(JournalDamage::kind).containsExactly(Kind.SEGMENT);
            Appended next = journal.append(TestRecord.of(1, 1, 1).toNewRecord());
            journal.force();
            assertThat(next.segment()).isGreaterThan(1);
            assertThatThrownBy(() -> journal.readBody(1, places.getFirst().bodyOffset(), BODY, 0))
                    .isInstanceOf(CorruptDataException.class);
        }
        assertThat(disk.exists(file(1))).isTrue();
    }

    @Test
    void aLostFooterIsReportedWhenLaterSegmentsExist() throws IOException {
        try (Journal journal = open(disk)) {
            journal.recover(RecordPosition.START, _ -> {});
            for (int i = 0; i < 100; i++) {
                journal.append(TestRecord.of(i, 10, 1000).toNewRecord());
                journal.force();
            }
            assertThat(journal.segments().getFirst().sealed()).isTrue();
        }
        disk.corrupt(file(1), CONFIG.segmentBytes() - 60, 1);
        Read read = recover(disk);
        assertThat(read.report().damages()).extracting(JournalDamage::kind).containsExactly(Kind.FOOTER);
        assertThat(read.sequences()).hasSize(100);
    }

    @Test
    void aRecordFromAnotherPlaceOrUseOfTheFileIsNone() throws IOException {
        write(true);
        // A body made of a journal's own bytes, at every alignment: what a client could upload at best.
        byte[] image = new byte[4000];
        try (DataFile file = disk.open(file(1), OpenMode.READ)) {
            file.read(ByteBuffer.wrap(image), SegmentLayout.HEADER_PAGE_BYTES);
        }
        SimulatedDisk other = new SimulatedDisk(2);
        other.makeDirectories(DIRECTORY);
        Appended carrier;
        try (Journal journal = open(other)) {
            journal.recover(RecordPosition.START, _ -> {});
            TestRecord inner = new TestRecord(1, (byte) 1, new byte[3], image);
            carrier = journal.append(inner.toNewRecord());
            journal.force();
            journal.append(TestRecord.of(2, 3, 3).toNewRecord());
            journal.force();
        }
        other.corrupt(file(1), carrier.offset(), 1);
        Read read = recover(other);
        assertThat(read.sequences()).containsExactly(2L);
        assertThat(read.report().damages()).hasSize(1);
    }
}
