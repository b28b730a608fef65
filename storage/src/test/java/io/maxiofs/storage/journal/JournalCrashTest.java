package io.maxiofs.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.file.AfterCrash;
import io.maxiofs.storage.file.CrashEnumeration;
import io.maxiofs.storage.file.DiskCall;
import io.maxiofs.storage.file.Fault;
import io.maxiofs.storage.file.FaultPlan;
import io.maxiofs.storage.file.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to process, machine and disk: what was forced is there, and what is there is whole and in order. */
final class JournalCrashTest {

    private static final Path DIRECTORY = Path.of("/journal");
    private static final JournalConfig CONFIG = new JournalConfig(64 * 1024, 1, 1, 16 * 1024, 16 * 1024, 2);

    /** With a payload of 24 bytes it makes a record of one page. */
    private static final int PAGE_BODY = SegmentLayout.PAGE_BYTES - RecordHeader.BYTES - 24;

    private static final List<Fault> FAULTS = List.of(Fault.FAIL, Fault.FULL, Fault.CRASH, Fault.TEAR);
    private static final List<AfterCrash> CRASHES = List.of(AfterCrash.values());

    /** One for all journals of a test: a tag must never come twice. */
    private static final Random TAGS = new Random(7);

    private static Journal open(SimulatedDisk disk) throws IOException {
        return Journal.open(disk, DIRECTORY, CONFIG, Runnable::run, TAGS);
    }

    /** Appends groups of every size over several segments, retires one, and closes. */
    private static final class Workload implements CrashEnumeration.Run {
        private static final long RETIRED = 2;

        private final List<TestRecord> appended = new ArrayList<>();
        /** In which segment each of them was put. */
        private final List<Long> segments = new ArrayList<>();

        private int acknowledged;
        private boolean retired;

        @Override
        public void prepare(SimulatedDisk disk) throws IOException {
            disk.makeDirectories(DIRECTORY);
        }

        @Override
        public void work(SimulatedDisk disk) throws IOException {
            try (Journal journal = open(disk)) {
                journal.recover(RecordPosition.START, _ -> {});
                for (int group = 1; group <= 14; group++) {
                    for (int i = 0; i < group; i++) {
                        TestRecord entry = TestRecord.of(appended.size(), group * 9, (group * 1000 + i * 333) % 4500);
                        long segment = journal.append(entry.toNewRecord()).segment();
                        appended.add(entry);
                        segments.add(segment);
                    }
                    journal.force();
                    acknowledged = appended.size();
                    // Not the oldest: nothing says that segments are given up in order.
                    if (!retired && segments.getLast() > RETIRED) {
                        retired = true;
                        journal.retire(RETIRED);
                    }
                }
            }
        }

        @Override
        public void verify(SimulatedDisk disk) throws IOException {
            List<TestRecord> read = new ArrayList<>();
            try (Journal journal = open(disk)) {
                RecoveryReport report =
                        journal.recover(RecordPosition.START, found -> read.add(TestRecord.read(journal, found)));
                assertThat(report.damages()).isEmpty();
                assertHolds(read);
                // Recovered is durable, before anything else is forced.
                List<TestRecord> again = readAll(disk.imagine(AfterCrash.DROP_UNFORCED, 1));
                assertThat(again).isEqualTo(read);
            }
        }

        private void assertHolds(List<TestRecord> read) {
            Iterator<TestRecord> found = read.iterator();
            TestRecord next = found.hasNext() ? found.next() : null;
            boolean cut = false;
            for (int i = 0; i < appended.size(); i++) {
                if (next != null && next.sequence() == i) {
                    assertThat(next).isEqualTo(appended.get(i));
                    assertThat(cut).as("record %d behind the end", i).isFalse();
                    next = found.hasNext() ? found.next() : null;
                } else if (!retired || segments.get(i) != RETIRED) {
                    assertThat(i).as("first record missing").isGreaterThanOrEqualTo(acknowledged);
                    cut = true;
                }
            }
            assertThat(next).as("never appended").isNull();
        }
    }

    private static List<TestRecord> readAll(SimulatedDisk disk) throws IOException {
        List<TestRecord> read = new ArrayList<>();
        try (Journal journal = open(disk)) {
            RecoveryReport report =
                    journal.recover(RecordPosition.START, found -> read.add(TestRecord.read(journal, found)));
            assertThat(report.damages()).isEmpty();
        }
        return read;
    }

    @Test
    void keepsWhatWasForcedWhateverCallFails() throws IOException {
        int looked = new CrashEnumeration(20261120, 4).run(Workload::new);
        assertThat(looked).isGreaterThan(100);
    }

    /** More of them with {@code -Dmaxiofs.test.seeds=1000}. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("maxiofs.test.seeds", 20));
    }

    /**
     * Many lives of one journal, each ending at a random call in a random way. Records of one size make a stale one
     * behind the end fit seamlessly behind a new one, if it is not kept from doing so.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void survivesOneCrashAfterAnother(long seed) throws IOException {
        Random random = new Random(seed);
        SimulatedDisk disk = new SimulatedDisk(seed);
        disk.makeDirectories(DIRECTORY);
        List<TestRecord> acknowledged = new ArrayList<>();
        List<TestRecord> unacknowledged = new ArrayList<>();
        int attempt = 0;
        // Half of the time records fill pages: what is written behind a group does not reach the next record then.
        int bodyLength = random.nextBoolean() ? 600 : PAGE_BODY;
        for (int life = 0; life < 60; life++) {
            String what = "seed " + seed + ", life " + life;
            List<TestRecord> read = new ArrayList<>();
            try (Journal journal = open(disk)) {
                disk.plan(FaultPlan.once(
                        disk.calls().size() + 1 + random.nextInt(40), FAULTS.get(random.nextInt(FAULTS.size()))));
                RecoveryReport report =
                        journal.recover(RecordPosition.START, found -> read.add(TestRecord.read(journal, found)));
                assertThat(report.damages()).as(what).isEmpty();
                assertContinues(read, acknowledged, unacknowledged, what);
                acknowledged.clear();
                acknowledged.addAll(read);
                unacknowledged.clear();
                for (int group = 0; group < 8; group++) {
                    int size = 1 + random.nextInt(5);
                    for (int i = 0; i < size; i++) {
                        attempt++;
                        int sequence = acknowledged.size() + unacknowledged.size();
                        // The number of the attempt makes records of different lives different.
                        TestRecord entry = TestRecord.of(
                                sequence + 1_000_000L * attempt, 24, random.nextInt(10) == 0 ? 7000 : bodyLength);
                        unacknowledged.add(entry);
                        journal.append(entry.toNewRecord());
                    }
                    journal.force();
                    acknowledged.addAll(unacknowledged);
                    unacknowledged.clear();
                }
            } catch (IOException e) {
                // What was meant to happen in most lives.
                assertThat(disk.calls()).as(what).isNotEmpty();
            }
            disk = disk.reopen(CRASHES.get(random.nextInt(CRASHES.size())), random.nextLong());
        }
        assertThat(readAll(disk).size()).isGreaterThanOrEqualTo(acknowledged.size());
    }

    private static void assertContinues(
            List<TestRecord> read, List<TestRecord> acknowledged, List<TestRecord> unacknowledged, String what) {
        List<TestRecord> possible = new ArrayList<>(acknowledged);
        possible.addAll(unacknowledged);
        assertThat(read.size()).as(what + ", records").isBetween(acknowledged.size(), possible.size());
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i)).as("%s, record %d", what, i).isEqualTo(possible.get(i));
        }
    }

    @Test
    void neverBringsBackARecordFromBehindTheEnd() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(1);
        disk.makeDirectories(DIRECTORY);
        Journal first = open(disk);
        first.recover(RecordPosition.START, _ -> {});
        for (int i = 0; i < 3; i++) {
            first.append(TestRecord.of(i, 24, PAGE_BODY).toNewRecord());
        }
        disk.plan(FaultPlan.on(DiskCall.Operation.FORCE, ".seg", Fault.CRASH));
        assertThatThrownBy(first::force).isInstanceOf(JournalBrokenException.class);
        int withLeftOvers = 0;
        for (int seed = 0; seed < 100; seed++) {
            SimulatedDisk after = disk.reopen(AfterCrash.REORDER, seed);
            List<TestRecord> expected = new ArrayList<>();
            try (Journal journal = open(after)) {
                RecoveryReport report =
                        journal.recover(RecordPosition.START, found -> expected.add(TestRecord.read(journal, found)));
                withLeftOvers += report.cutBytes() > 0 ? 1 : 0;
                TestRecord next = TestRecord.of(100, 24, PAGE_BODY);
                expected.add(next);
                journal.append(next.toNewRecord());
                journal.force();
                assertThat(readAll(after.imagine(AfterCrash.KEEP_UNFORCED, 1)))
                        .as("seed %d", seed)
                        .isEqualTo(expected);
            }
        }
        assertThat(withLeftOvers).as("states this test is about").isGreaterThan(5);
    }
}
