package io.maxiofs.server.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsDocument.Load;
import io.maxiofs.server.admin.api.MetricsHistory.Range;
import io.maxiofs.server.observe.EndedRequest;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.reference.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Histories of what is measured, second by second, with a clock that is moved. */
class MetricsSamplerTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final RequestMeters meters = new RequestMeters();
    private final Kept kept = new Kept();
    private final Disk disk = new Disk();
    private final MetricsSampler sampler = new MetricsSampler(meters, disk, kept, clock);

    private static final class Kept implements HourStore {
        private final List<MetricsDocument> hours = new ArrayList<>();
        private Instant forgetBefore = Instant.MIN;

        @Override
        public void add(MetricsDocument hour, Instant before) {
            hours.add(hour);
            forgetBefore = before;
        }

        @Override
        public List<MetricsDocument> since(@Nullable Instant since) {
            return hours;
        }
    }

    private static final class Disk implements Gauges {
        private int looks;

        @Override
        public Load load() {
            return new Load(1, 2, 3, 4, List.of());
        }

        @Override
        public Space space() {
            looks++;
            return new Space(25, 100);
        }
    }

    private MetricsDocument second() {
        clock.set(clock.instant().plusSeconds(1));
        return sampler.tick();
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            second();
        }
    }

    @Test
    void countsTrafficAndTimesOfOneSecond() {
        for (int i = 1; i <= 100; i++) {
            meters.completed(new EndedRequest().bytes(0, 1_000).took(i * 1_000_000L));
        }
        meters.completed(new EndedRequest()
                .operation(S3Operation.PUT_OBJECT)
                .bytes(1 << 20, 0)
                .took(5_000_000));
        MetricsDocument point = second();
        assertThat(point.time()).isEqualTo(START.plusSeconds(1));
        assertThat(point.spanMillis()).isEqualTo(1_000);
        assertThat(point.traffic().requests()).isEqualTo(101);
        assertThat(point.traffic().bytesOutPerSecond()).isEqualTo(100_000.0);
        assertThat(point.traffic().bytesIn()).isEqualTo(1 << 20);
        assertThat(point.operations())
                .extracting(MetricsDocument.Operation::name)
                .containsExactly("read_small", "write_large");
        MetricsDocument.Operation reads = point.operations().getFirst();
        assertThat(reads.p50Micros()).isBetween(49_000L, 51_000L);
        assertThat(reads.p99Micros()).isBetween(98_000L, 100_000L);
        assertThat(reads.maxMicros()).isBetween(99_000L, 101_000L);
        assertThat(second().traffic().requests()).isZero();
    }

    @Test
    void countsErrorsByCodeAndLeavesTheClientsOwnOutOfTheTimes() {
        meters.completed(new EndedRequest().failed(S3ErrorCode.NO_SUCH_KEY).took(9_000_000_000L));
        meters.completed(new EndedRequest().failed(S3ErrorCode.NO_SUCH_KEY));
        meters.completed(new EndedRequest().failed(S3ErrorCode.INTERNAL_ERROR).took(2_000_000));
        meters.completed(new EndedRequest().answered(0));
        MetricsDocument point = second();
        assertThat(point.errors())
                .containsExactlyInAnyOrder(
                        new MetricsDocument.ErrorCount("NoSuchKey", 404, 2),
                        new MetricsDocument.ErrorCount("InternalError", 500, 1),
                        new MetricsDocument.ErrorCount("(cut)", 0, 1));
        assertThat(point.errors().getFirst().code()).isEqualTo("NoSuchKey");
        assertThat(point.traffic().clientErrors()).isEqualTo(2);
        assertThat(point.traffic().serverErrors()).isEqualTo(2);
        assertThat(point.operations().getFirst().requests()).isEqualTo(4);
        assertThat(point.operations().getFirst().maxMicros()).isLessThan(3_000);
    }

    @Test
    void keepsRingsOfSecondsTensAndMinutesWithinTheirBounds() {
        for (int i = 0; i < 700; i++) {
            meters.completed(new EndedRequest());
            second();
        }
        List<MetricsDocument> seconds = sampler.history(Range.TEN_MINUTES, null).points();
        assertThat(seconds).hasSize(600);
        assertThat(seconds.getFirst().time()).isEqualTo(START.plusSeconds(101));
        assertThat(seconds.getLast().time()).isEqualTo(START.plusSeconds(700));
        List<MetricsDocument> tens = sampler.history(Range.TWO_HOURS, null).points();
        assertThat(tens).hasSize(70);
        assertThat(tens)
                .allSatisfy(point -> assertThat(point.traffic().requests()).isEqualTo(10));
        List<MetricsDocument> minutes = sampler.history(Range.SEVEN_DAYS, null).points();
        assertThat(minutes).hasSize(11);
        assertThat(minutes.get(3).traffic().requests()).isEqualTo(60);
        assertThat(minutes.get(3).operations().getFirst().requests()).isEqualTo(60);
        assertThat(sampler.history(Range.TEN_MINUTES, START.plusSeconds(690)).points())
                .hasSize(10);
    }

    @Test
    void percentilesOfALongSpanAreMadeOfAllItsTimes() {
        for (int i = 0; i < 10; i++) {
            meters.completed(new EndedRequest().took(i == 9 ? 1_000_000_000L : 1_000_000L));
            second();
        }
        MetricsDocument.Operation reads = sampler.history(Range.TWO_HOURS, null)
                .points()
                .getFirst()
                .operations()
                .getFirst();
        assertThat(reads.p50Micros()).isBetween(990L, 1_010L);
        assertThat(reads.maxMicros()).isBetween(990_000L, 1_010_000L);
    }

    @Test
    void writesAnHourOnlyIfThereWereRequestsInIt() {
        clock.set(START.plus(Duration.ofMinutes(59)));
        meters.completed(new EndedRequest());
        sampler.tick();
        assertThat(kept.hours).isEmpty();
        clock.set(START.plus(Duration.ofHours(1)));
        sampler.tick();
        assertThat(kept.hours).hasSize(1);
        assertThat(kept.hours.getFirst().traffic().requests()).isEqualTo(1);
        assertThat(kept.forgetBefore).isEqualTo(clock.instant().minus(Duration.ofDays(365)));
        for (int hour = 2; hour < 30; hour++) {
            clock.set(START.plus(Duration.ofHours(hour)));
            sampler.tick();
        }
        sampler.close();
        assertThat(kept.hours).hasSize(1);
    }

    @Test
    void keepsTheHourThatIsNotOverWhenItCloses() {
        meters.completed(new EndedRequest());
        sampler.close();
        assertThat(kept.hours).hasSize(1);
    }

    @Test
    void leavesTheDiskAloneWhileNothingIsAsked() {
        second();
        assertThat(disk.looks).isEqualTo(1);
        seconds(600);
        assertThat(disk.looks).isEqualTo(1);
        meters.completed(new EndedRequest());
        assertThat(second().disk().freeBytes()).isEqualTo(25);
        assertThat(disk.looks).isEqualTo(2);
        seconds(60);
        assertThat(disk.looks).isEqualTo(2);
        sampler.watched();
        second();
        assertThat(disk.looks).isEqualTo(3);
    }

    @Test
    void livesWithAClockThatIsSetBack() {
        meters.completed(new EndedRequest());
        clock.set(START.minus(Duration.ofDays(1)));
        MetricsDocument point = sampler.tick();
        assertThat(point.spanMillis()).isPositive();
        assertThat(point.traffic().requests()).isEqualTo(1);
        assertThat(second().spanMillis()).isEqualTo(1_000);
    }

    @Test
    void tellsFlushesOfTheJournal() {
        meters.flushed(2_000_000);
        meters.flushed(4_000_000);
        MetricsDocument.Disk measured = second().disk();
        assertThat(measured.flushes()).isEqualTo(2);
        assertThat(measured.flushMaxMicros()).isBetween(3_950L, 4_050L);
        assertThat(second().disk().flushes()).isZero();
    }
}
