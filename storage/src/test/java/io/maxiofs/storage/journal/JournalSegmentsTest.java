package io.maxiofs.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.file.DiskCall;
import io.maxiofs.storage.file.DiskCall.Operation;
import io.maxiofs.storage.file.DiskFullException;
import io.maxiofs.storage.file.Fault;
import io.maxiofs.storage.file.FaultPlan;
import io.maxiofs.storage.file.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Preparing, filling, giving up and reusing segments; full disks and failing ones. */
final class JournalSegmentsTest {

    private static final Path DIRECTORY = Path.of("/journal");
    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final JournalConfig NO_SPARES = new JournalConfig(SEGMENT_BYTES, 0, 2, 40_000, 40_000, 2);
    private static final JournalConfig ONE_SPARE = new JournalConfig(SEGMENT_BYTES, 1, 2, 40_000, 40_000, 2);

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final Random tags = new Random(3);

    @BeforeEach
    void makeDirectory() throws IOException {
        disk.makeDirectories(DIRECTORY);
    }

    private Journal open(JournalConfig config, Executor background) throws IOException {
        Journal journal = Journal.open(disk, DIRECTORY, config, background, tags);
        journal.recover(RecordPosition.START, _ -> {});
        return journal;
    }

    private static Appended put(Journal journal, TestRecord entry) throws IOException {
        Appended place = journal.append(entry.toNewRecord());
        journal.force();
        return place;
    }

    /** Records of 30,000 bytes, two to a segment. */
    private static TestRecord half(long sequence) {
        return TestRecord.of(sequence, 100, 30_000);
    }

    private List<String> names() throws IOException {
        return disk.list(DIRECTORY).stream()
                .map(path -> String.valueOf(path.getFileName()))
                .toList();
    }

    @Test
    void aGroupMayGoOnInTheNextSegment() throws IOException {
        List<TestRecord> group = new ArrayList<>();
        try (Journal journal = open(NO_SPARES, Runnable::run)) {
            for (int i = 0; i < 5; i++) {
                group.add(half(i));
                journal.append(group.getLast().toNewRecord());
            }
            journal.force();
            assertThat(journal.segments()).hasSize(3);
            assertThat(journal.segments()).extracting(SegmentInfo::sealed).containsExactly(true, true, false);
        }
        List<TestRecord> read = new ArrayList<>();
        try (Journal journal = Journal.open(disk, DIRECTORY, NO_SPARES, Runnable::run, tags)) {
            journal.recover(RecordPosition.START, found -> read.add(TestRecord.read(journal, found)));
        }
        assertThat(read).isEqualTo(group);
    }

    @Test
    void aRetiredSegmentIsUsedAgainAndItsOldRecordsAreGone() throws IOException {
        try (Journal journal = open(NO_SPARES, Runnable::run)) {
            for (int i = 0; i < 4; i++) {
                put(journal, half(i));
            }
            Appended third = put(journal, half(4));
            assertThat(third.segment()).isEqualTo(3);
            journal.retire(1);
            assertThat(journal.exists(1)).isFalse();
            assertThat(names()).contains("0000000000000001.free").doesNotContain("0000000000000001.seg");
            int before = disk.calls().size();
            put(journal, half(5));
            Appended inRecycled = put(journal, half(6));
            assertThat(inRecycled.segment()).isEqualTo(4);
            assertThat(disk.calls().subList(before, disk.calls().size()))
                    .as("nothing was created")
                    .noneMatch(call -> call.operation() == Operation.CREATE);
            assertThatThrownBy(() -> journal.readBody(1, 5000, 10, 0)).isInstanceOf(SegmentMissingException.class);
        }
        List<Long> sequences = new ArrayList<>();
        try (Journal journal = Journal.open(disk, DIRECTORY, NO_SPARES, Runnable::run, tags)) {
            RecoveryReport report = journal.recover(RecordPosition.START, found -> sequences.add(found.sequence()));
            assertThat(report.damages()).isEmpty();
        }
        assertThat(sequences).containsExactly(2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aSegmentInUseIsNotRetired() throws IOException {
        try (Journal journal = open(NO_SPARES, Runnable::run)) {
            put(journal, half(0));
            assertThatThrownBy(() -> journal.retire(1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> journal.retire(7)).isInstanceOf(SegmentMissingException.class);
        }
    }

    @Test
    void aReaderFinishesBeforeTheFileOfARetiredSegmentIsTouched() throws IOException {
        try (Journal journal = open(NO_SPARES, Runnable::run)) {
            for (int i = 0; i < 3; i++) {
                put(journal, half(i));
            }
            List<TestRecord> read = new ArrayList<>();
            journal.scan(1, found -> {
                if (read.isEmpty()) {
                    retire(journal, 1);
                    assertThat(disk.exists(SegmentLayout.file(DIRECTORY, 1, SegmentLayout.SEGMENT_SUFFIX)))
                            .isTrue();
                }
                read.add(TestRecord.of(found.sequence(), 100, 30_000));
            });
            assertThat(read).containsExactly(half(0), half(1));
            assertThat(names()).contains("0000000000000001.free");
        }
    }

    @Test
    void filesDisappearInTheOrderInWhichSegmentsWereRetired() throws IOException {
        try (Journal journal = open(NO_SPARES, Runnable::run)) {
            for (int i = 0; i < 7; i++) {
                put(journal, half(i));
            }
            List<Boolean> seen = new ArrayList<>();
            journal.scan(1, found -> {
                if (seen.isEmpty()) {
                    retire(journal, 1);
                    retire(journal, 2);
                }
                seen.add(disk.exists(SegmentLayout.file(DIRECTORY, 2, SegmentLayout.SEGMENT_SUFFIX)));
            });
            assertThat(seen).containsExactly(true, true);
            assertThat(names())
                    .containsExactly(
                            "0000000000000001.free",
                            "0000000000000002.free",
                            "0000000000000003.seg",
                            "0000000000000004.seg");
            List<Path> moved = disk.calls().stream()
                    .filter(call -> call.path().toString().endsWith(SegmentLayout.FREE_SUFFIX))
                    .map(DiskCall::path)
                    .toList();
            assertThat(moved)
                    .containsExactly(
                            SegmentLayout.file(DIRECTORY, 1, SegmentLayout.FREE_SUFFIX),
                            SegmentLayout.file(DIRECTORY, 2, SegmentLayout.FREE_SUFFIX));
        }
    }

    @Test
    void aFileThatCannotBeGivenUpKeepsTheLaterOnes() throws IOException {
        try (Journal journal = open(NO_SPARES, Runnable::run)) {
            for (int i = 0; i < 7; i++) {
                put(journal, half(i));
            }
            disk.plan(FaultPlan.once(disk.calls().size() + 1, Fault.FAIL));
            journal.retire(1);
            journal.retire(2);
            assertThat(names()).contains("0000000000000001.seg", "0000000000000002.seg");
        }
        assertThat(sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }

    private static void retire(Journal journal, long segment) {
        try {
            journal.retire(segment);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void filesStayOpenOnlyUpToTheirLimit() throws IOException {
        try (Journal journal = open(NO_SPARES, Runnable::run)) {
            List<Appended> places = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                places.add(put(journal, half(i)));
            }
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 12; i++) {
                    Appended place = places.get(i);
                    journal.readBody(place.segment(), place.bodyOffset(), 30_000, half(i).bodyCrc());
                    assertThat(disk.openFiles()).isLessThanOrEqualTo(NO_SPARES.maxOpenSegments() + 1);
                }
            }
        }
        assertThat(disk.openFiles()).isZero();
    }

    @Test
    void sparesAreMadeInTheBackgroundAndOnlyWhenSomethingIsWritten() throws IOException {
        Queue<Runnable> waiting = new ArrayDeque<>();
        try (Journal journal = open(ONE_SPARE, waiting::add)) {
            assertThat(waiting).isEmpty();
            put(journal, half(0));
            assertThat(waiting).hasSize(1);
            waiting.remove().run();
            assertThat(names()).containsExactly("0000000000000001.seg", "0000000000000002.seg");
            put(journal, half(1));
            assertThat(waiting).isEmpty();
            int before = disk.calls().size();
            Appended place = put(journal, half(2));
            assertThat(place.segment()).isEqualTo(2);
            assertThat(disk.calls().subList(before, disk.calls().size()))
                    .extracting(call -> call.operation())
                    .as("footer and force, record and force")
                    .containsExactly(Operation.WRITE, Operation.FORCE, Operation.WRITE, Operation.FORCE);
        }
    }

    @Test
    void aFullDiskRefusesTheRecordAndKeepsTheJournalUsable() throws IOException {
        disk.capacity(2 * SEGMENT_BYTES + 1000);
        List<Long> acknowledged = new ArrayList<>();
        try (Journal journal = open(NO_SPARES, Runnable::run)) {
            for (int i = 0; i < 4; i++) {
                put(journal, half(i));
                acknowledged.add((long) i);
            }
            journal.append(TestRecord.of(4, 1, 1).toNewRecord());
            assertThatThrownBy(() -> journal.append(half(5).toNewRecord())).isInstanceOf(DiskFullException.class);
            journal.force();
            acknowledged.add(4L);
            assertThat(names()).as("nothing half made is left").hasSize(2);
            disk.capacity(10 * SEGMENT_BYTES);
            put(journal, half(6));
            acknowledged.add(6L);
        }
        assertThat(sequences()).isEqualTo(acknowledged);
    }

    @Test
    void aFullDiskInTheBackgroundIsNobodysFailure() throws IOException {
        disk.capacity(SEGMENT_BYTES + 1000);
        try (Journal journal = open(ONE_SPARE, Runnable::run)) {
            put(journal, half(0));
            put(journal, half(1));
            assertThatThrownBy(() -> journal.append(half(2).toNewRecord())).isInstanceOf(DiskFullException.class);
        }
        assertThat(sequences()).containsExactly(0L, 1L);
    }

    @Test
    void afterAFailedForceNothingIsWrittenAnyMore() throws IOException {
        try (Journal journal = open(NO_SPARES, Runnable::run)) {
            Appended place = put(journal, half(0));
            journal.append(TestRecord.of(1, 10, 10).toNewRecord());
            disk.plan(FaultPlan.once(disk.calls().size() + 2, Fault.FAIL));
            assertThatThrownBy(journal::force).isInstanceOf(JournalBrokenException.class);
            int calls = disk.calls().size();
            assertThatThrownBy(() -> journal.append(half(2).toNewRecord())).isInstanceOf(JournalBrokenException.class);
            assertThatThrownBy(journal::force).isInstanceOf(JournalBrokenException.class);
            assertThat(disk.calls()).hasSize(calls);
            assertThat(journal.readBody(place.segment(), place.bodyOffset(), 30_000, half(0).bodyCrc())
                            .remaining())
                    .isEqualTo(30_000);
        }
    }

    @Test
    void refusesARecordThatIsTooLong() throws IOException {
        try (Journal journal = open(NO_SPARES, Runnable::run)) {
            assertThatThrownBy(() -> journal.append(TestRecord.of(1, 0, 40_000).toNewRecord()))
                    .isInstanceOf(IllegalArgumentException.class);
            put(journal, TestRecord.of(1, 0, 40_000 - RecordHeader.BYTES));
        }
    }

    @Test
    void segmentsOfAnotherSizeAreReadAndNotUsedAgain() throws IOException {
        try (Journal journal = open(ONE_SPARE, Runnable::run)) {
            put(journal, half(0));
        }
        JournalConfig larger = new JournalConfig(2 * SEGMENT_BYTES, 0, 2, 40_000, 40_000, 2);
        try (Journal journal = open(larger, Runnable::run)) {
            for (int i = 1; i < 4; i++) {
                put(journal, half(i));
            }
            journal.retire(1);
            assertThat(names()).containsExactly("0000000000000003.seg");
        }
    }

    private List<Long> sequences() throws IOException {
        List<Long> sequences = new ArrayList<>();
        try (Journal journal = Journal.open(disk, DIRECTORY, NO_SPARES, Runnable::run, tags)) {
            journal.recover(RecordPosition.START, found -> sequences.add(found.sequence()));
        }
        return sequences;
    }
}
