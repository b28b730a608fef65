package io.maxiofs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.database.FailureTables;
import io.maxiofs.server.database.ServerDatabase;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.storage.reference.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {
    private static final Duration LOCK = Duration.ofMinutes(15);
    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-01T12:00:00Z"));
    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final ServerDatabase database = ServerDatabase.open(directory.path().resolve("maxiofs.db"));
    private final FailureTables tables = new FailureTables(database);
    private SignInThrottle throttle = started();

    @AfterEach
    void close() {
        database.close();
        directory.close();
    }

    private SignInThrottle started() {
        return new SignInThrottle(DynamicSettings.unchanged(), tables, clock);
    }

    @Test
    void lockOfNameEndsAfterItsTime() {
        fail("ann", "10.0.0.1", 5);
        assertThat(throttle.lockedFor("ANN", "10.0.0.2")).isEqualTo(LOCK);
        clock.advance(LOCK.minusSeconds(1));
        assertThat(throttle.lockedFor("ann", "10.0.0.2")).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(throttle.lockedFor("ann", "10.0.0.2")).isZero();
    }

    @Test
    void successForgetsFailuresOfTheNameButNotOfTheAddress() {
        fail("ann", "10.0.0.1", 5 - 1);
        throttle.succeeded("ann");
        fail("ann", "10.0.0.1", 5 - 1);
        assertThat(throttle.lockedFor("ann", "10.0.0.1")).isZero();

        for (int i = 0; i < 20; i++) {
            fail("guess-" + i, "10.0.0.9", 1);
            throttle.succeeded("ann");
        }
        assertThat(throttle.lockedFor("somebody-else", "10.0.0.9")).isPositive();
        assertThat(throttle.lockedFor("somebody-else", "10.0.0.8")).isZero();
    }

    @Test
    void locksOutliveARestart() {
        fail("ann", "10.0.0.1", 5);
        fail("bob", "10.0.0.2", 4);
        fail("cem", "10.0.0.3", 5);
        throttle.flush();
        throttle.succeeded("cem");
        throttle.flush();
        clock.advance(Duration.ofMinutes(5));
        throttle = started();
        assertThat(throttle.lockedFor("ann", "10.0.0.8")).isEqualTo(Duration.ofMinutes(10));
        assertThat(throttle.lockedFor("bob", "10.0.0.8")).isZero();
        assertThat(throttle.lockedFor("cem", "10.0.0.8")).as("unlocked").isZero();
        fail("bob", "10.0.0.2", 1);
        assertThat(throttle.lockedFor("bob", "10.0.0.8")).as("goes on counting").isPositive();
        clock.advance(LOCK);
        fail("dan", "10.0.0.4", 1);
        throttle.flush();
        assertThat(tables.load(0)).as("what is over is removed").hasSize(2);
    }

    @Test
    void aClockThatWasWrongLocksNobodyOutForLonger() {
        fail("ann", "10.0.0.1", 5);
        throttle.flush();
        clock.advance(Duration.ofDays(-3));
        assertThat(started().lockedFor("ann", "10.0.0.2")).isEqualTo(LOCK);
    }

    @Test
    void keepsNeitherNamesNorAddresses() {
        fail("a password in the wrong field", "10.0.0.1", 5);
        throttle.flush();
        assertThat(tables.load(0).keySet()).hasSize(2).allMatch(subject -> subject.matches("[0-9a-f]{64}"));
    }

    private void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.attempt(name, address);
        }
    }
}
