package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.storage.reference.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {
    private static final Duration LOCK = Duration.ofMinutes(15);
    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-01T12:00:00Z"));
    private final SignInThrottle throttle = new SignInThrottle(DynamicSettings.unchanged(), clock);

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

    private void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.attempt(name, address);
        }
    }
}
