package io.maxiofs.server.observe.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.observe.alert.AlertInputs.Recent;
import io.maxiofs.server.observe.alert.AlertInputs.Store;
import io.maxiofs.server.observe.alert.AlertInputs.Webhook;
import io.maxiofs.server.observe.trace.ClientUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule begins and ends as it says, with made-up readings and a clock that is moved. */
class AlertEngineTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final AlertLimits LIMITS =
            new AlertLimits(15, 5, Duration.ofDays(3), Duration.ofMillis(500), 5, 20, Duration.ofDays(30));

    private final Kept kept = new Kept();
    private final List<AlertDocument> told = new ArrayList<>();
    private AlertEngine engine = engine();
    private Instant now = START;

    private static final class Kept implements AlertStore {
        private final Map<String, AlertDocument> alerts = new LinkedHashMap<>();
        private final List<Mute> mutes = new ArrayList<>();

        @Override
        public void save(AlertDocument alert) {
            alerts.put(alert.id(), alert);
        }

        @Override
        public List<AlertDocument> firing() {
            return alerts.values().stream()
                    .filter(alert -> alert.state().equals("firing"))
                    .toList();
        }

        @Override
        public List<AlertDocument> history(Instant before, int limit) {
            return List.copyOf(alerts.values());
        }

        @Override
        public List<Mute> mutes() {
            return List.copyOf(mutes);
        }

        @Override
        public void save(Mute mute) {
            mutes.removeIf(
                    old -> old.rule().equals(mute.rule()) && old.subject().equals(mute.subject()));
            if (!mute.until().equals(Instant.EPOCH)) {
                mutes.add(mute);
            }
        }
    }

    private AlertEngine engine() {
        return new AlertEngine(kept, UUID::randomUUID, told::add);
    }

    /** All is well, but for what a test changes. */
    private static final class Readings {
        private @Nullable Double free = 50.0;
        private Store store = Store.FINE;
        private @Nullable Instant certificate;
        private List<Webhook> webhooks = List.of(new Webhook("hook", ""));
        private List<ClientUse> clients = List.of();
        private Recent recent = Recent.NOTHING;
        private long signInFailures;
        private long clockJump;

        AlertInputs inputs() {
            return new AlertInputs(free, store, certificate, webhooks, clients, recent, signInFailures, clockJump);
        }
    }

    private static Store store(
            @Nullable String missing, @Nullable String readOnly, @Nullable String index, @Nullable String compaction) {
        return new Store(missing, readOnly, index, compaction, 0, null);
    }

    private static Recent recent(long flush, long read, long write, int waiting, double heap) {
        return new Recent(0, 0, flush, read, write, waiting, heap);
    }

    private static ClientUse regular(Instant lastWrite) {
        long last = lastWrite.toEpochMilli();
        return new ClientUse("restic", "AKIABOB", "10.0.0.2", new ClientUse.Seen(0, last, last, 5), 10, null);
    }

    /** What makes each rule fire. */
    private static AlertInputs bad(AlertRule rule) {
        Readings readings = new Readings();
        switch (rule) {
            case DISK_SPACE_WARNING -> readings.free = 14.9;
            case DISK_SPACE_CRITICAL -> readings.free = 4.9;
            case DRIVE_MISSING -> readings.store = store("gone", null, null, null);
            case READ_ONLY -> readings.store = store(null, "full", null, null);
            case INDEX_FAILING -> readings.store = store(null, null, "no", null);
            case COMPACTION_FAILING -> readings.store = store(null, null, null, "no");
            case SCRUB_FINDING -> readings.store = new Store(null, null, null, null, 2, START);
            case SCRUB_OVERDUE ->
                readings.store = new Store(null, null, null, null, 0, START.minus(Duration.ofDays(61)));
            case CERTIFICATE_EXPIRES_SOON -> readings.certificate = START.plus(Duration.ofDays(29));
            case CERTIFICATE_EXPIRES_NOW -> readings.certificate = START.plus(Duration.ofDays(6));
            case WEBHOOK_FAILING -> readings.webhooks = List.of(new Webhook("hook", "refused"));
            case CLIENT_SILENT -> readings.clients = List.of(regular(START.minus(Duration.ofDays(4))));
            case FLUSH_SLOW -> readings.recent = recent(500_001, 0, 0, 0, 0);
            case READS_SLOW -> readings.recent = recent(0, 1_000_001, 0, 0, 0);
            case WRITES_SLOW -> readings.recent = recent(0, 0, 1_000_001, 0, 0);
            case OVERLOADED -> readings.recent = recent(0, 0, 0, 1, 0);
            case MEMORY_SHORT -> readings.recent = recent(0, 0, 0, 0, 93);
            case SERVER_ERRORS -> readings.recent = new Recent(100, 6, 0, 0, 0, 0, 0);
            case SIGN_IN_FAILURES -> readings.signInFailures = 20;
            case CLOCK_JUMP -> readings.clockJump = -30;
        }
        return readings.inputs();
    }

    private void evaluate(AlertInputs inputs, Duration later) {
        now = now.plus(later);
        engine.evaluate(inputs, LIMITS, now);
    }

    @ParameterizedTest
    @EnumSource(AlertRule.class)
    void firesWhenItHasLastedAndResolvesWhenItIsOver(AlertRule rule) {
        AlertInputs good = new Readings().inputs();
        Duration fire = rule.fireAfter();
        Duration resolve = rule.resolveAfter();
        evaluate(good, Duration.ZERO);
        assertThat(told).isEmpty();
        evaluate(bad(rule), Duration.ofSeconds(1));
        if (!fire.isZero()) {
            assertThat(told).as("it has not lasted").isEmpty();
            evaluate(bad(rule), fire.minusSeconds(1));
            assertThat(told).as("it has not lasted").isEmpty();
            evaluate(bad(rule), Duration.ofSeconds(1));
        }
        assertThat(told).hasSize(1);
        AlertDocument begun = told.getFirst();
        assertThat(begun.rule()).isEqualTo(rule.text());
        assertThat(begun.state()).isEqualTo("firing");
        assertThat(begun.words().sentence()).isNotBlank();
        assertThat(begun.words().remedy()).isNotBlank();
        assertThat(begun.times().since()).isEqualTo(START.plusSeconds(1));
        assertThat(engine.firing()).hasSize(1);
        evaluate(bad(rule), Duration.ofSeconds(5));
        assertThat(told).as("told once").hasSize(1);

        evaluate(good, Duration.ofSeconds(5));
        if (!resolve.isZero()) {
            assertThat(told).as("it may come back").hasSize(1);
            evaluate(good, resolve);
        }
        assertThat(told).hasSize(2);
        AlertDocument ended = told.getLast();
        assertThat(ended.id()).isEqualTo(begun.id());
        assertThat(ended.state()).isEqualTo("resolved");
        assertThat(ended.times().resolved()).isEqualTo(now);
        assertThat(engine.firing()).isEmpty();
        assertThat(kept.alerts.values()).containsExactly(ended);
    }

    @ParameterizedTest
    @EnumSource(AlertRule.class)
    void saysNothingOfWhatIsJustWithinItsLimit(AlertRule rule) {
        Readings readings = new Readings();
        readings.free = 15.0;
        readings.certificate = START.plus(Duration.ofDays(31));
        readings.clients = List.of(
                regular(START.minus(Duration.ofDays(3)).plusSeconds(30)), regular(START.minus(Duration.ofDays(61))));
        readings.recent = new Recent(100, 5, 500_000, 1_000_000, 1_000_000, 0, 92);
        readings.signInFailures = 19;
        readings.clockJump = 29;
        readings.store = new Store(null, null, null, null, 0, START.minus(Duration.ofDays(60)));
        for (Reading reading : AlertConditions.judge(readings.inputs(), LIMITS, START)) {
            if (reading.rule() == rule) {
                assertThat(reading.bad()).as(rule.text()).isFalse();
            }
        }
    }

    @Test
    void aConditionThatFlapsIsNotTold() {
        for (int i = 0; i < 20; i++) {
            evaluate(bad(AlertRule.FLUSH_SLOW), Duration.ofMinutes(4));
            evaluate(new Readings().inputs(), Duration.ofSeconds(5));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void goesOnAfterARestartWithoutTellingAgain() {
        evaluate(bad(AlertRule.DRIVE_MISSING), Duration.ZERO);
        engine = engine();
        evaluate(bad(AlertRule.DRIVE_MISSING), Duration.ofHours(1));
        assertThat(told).hasSize(1);
        assertThat(engine.firing()).extracting(alert -> alert.times().since()).containsExactly(START);
        evaluate(new Readings().inputs(), Duration.ofSeconds(5));
        assertThat(told).hasSize(2);
    }

    @Test
    void endsWhatItIsAboutNoMore() {
        evaluate(bad(AlertRule.WEBHOOK_FAILING), Duration.ZERO);
        evaluate(bad(AlertRule.WEBHOOK_FAILING), Duration.ofMinutes(5));
        assertThat(engine.firing()).extracting(AlertDocument::subject).containsExactly("hook");
        Readings removed = new Readings();
        removed.webhooks = List.of();
        evaluate(removed.inputs(), Duration.ofSeconds(5));
        assertThat(engine.firing()).isEmpty();
    }

    @Test
    void showsTheMostSevereFirstAndWhatIsMuted() {
        Readings readings = new Readings();
        readings.signInFailures = 50;
        readings.store = store("gone", null, null, null);
        engine.mute(AlertRule.SIGN_IN_FAILURES, "", START.plusSeconds(60));
        evaluate(readings.inputs(), Duration.ZERO);
        assertThat(engine.firing())
                .extracting(AlertDocument::rule)
                .containsExactly("drive_missing", "sign_in_failures");
        assertThat(engine.firing().getLast().times().mutedUntil()).isEqualTo(START.plusSeconds(60));
        engine.mute(AlertRule.SIGN_IN_FAILURES, "", null);
        assertThat(engine.firing().getLast().times().mutedUntil()).isNull();
        assertThat(kept.mutes).isEmpty();
    }

    @Test
    void noticesAClockThatIsMoved() {
        long[] nanos = {0};
        ClockWatch watch = new ClockWatch(() -> nanos[0]);
        watch.look(START);
        nanos[0] += Duration.ofSeconds(1).toNanos();
        watch.look(START.plusSeconds(1));
        assertThat(watch.jumpSeconds()).isZero();
        nanos[0] += Duration.ofSeconds(1).toNanos();
        watch.look(START.plusSeconds(3_602));
        assertThat(watch.jumpSeconds()).isEqualTo(3_600);
        assertThat(watch.isSettling()).isTrue();
        nanos[0] += Duration.ofSeconds(61).toNanos();
        assertThat(watch.isSettling()).isFalse();
        nanos[0] += Duration.ofMinutes(10).toNanos();
        assertThat(watch.jumpSeconds()).isZero();
    }

    @Test
    void noticesASleepInWhichBothClocksWentOn() {
        long[] nanos = {0};
        ClockWatch watch = new ClockWatch(() -> nanos[0]);
        watch.look(START);
        assertThat(watch.isSettling()).isFalse();
        nanos[0] += Duration.ofHours(1).toNanos();
        watch.look(START.plusSeconds(3_600));
        assertThat(watch.isSettling()).isTrue();
        assertThat(watch.jumpSeconds()).as("the clock is right").isZero();
        nanos[0] += Duration.ofSeconds(61).toNanos();
        watch.look(START.plusSeconds(3_661));
        assertThat(watch.isSettling()).as("61 s without a look are a sleep too").isTrue();
        nanos[0] += Duration.ofSeconds(29).toNanos();
        watch.look(START.plusSeconds(3_690));
        nanos[0] += Duration.ofSeconds(29).toNanos();
        watch.look(START.plusSeconds(3_719));
        nanos[0] += Duration.ofSeconds(3).toNanos();
        assertThat(watch.isSettling()).isFalse();
    }

    @Test
    void everyRuleHasAReadingThatMakesItFire() {
        Map<AlertRule, Boolean> fires = new EnumMap<>(AlertRule.class);
        for (AlertRule rule : AlertRule.values()) {
            fires.put(
                    rule,
                    AlertConditions.judge(bad(rule), LIMITS, START).stream()
                            .anyMatch(reading -> reading.rule() == rule && reading.bad()));
        }
        assertThat(fires).doesNotContainValue(false).hasSize(AlertRule.values().length);
    }
}
