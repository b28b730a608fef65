package io.maxiofs.desktop.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private final RestartPolicy policy = new RestartPolicy(RestartPolicy.Limits.STANDARD);
    private final Instant begin = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void waitsLongerAndGivesUpAtTheFifthCrashWithinTenMinutes() {
        assertThat(policy.crashed(begin, Duration.ZERO)).contains(Duration.ofSeconds(1));
        assertThat(policy.crashed(begin.plusSeconds(10), Duration.ZERO)).contains(Duration.ofSeconds(2));
        assertThat(policy.crashed(begin.plusSeconds(20), Duration.ZERO)).contains(Duration.ofSeconds(5));
        assertThat(policy.crashed(begin.plusSeconds(30), Duration.ZERO)).contains(Duration.ofSeconds(15));
        assertThat(policy.crashed(begin.plusSeconds(599), Duration.ZERO)).isEmpty();
        assertThat(policy.count()).isEqualTo(5);

        policy.reset();
        assertThat(policy.crashed(begin.plusSeconds(600), Duration.ZERO)).contains(Duration.ofSeconds(1));
    }

    @Test
    void slowCrashesWaitAMinuteAndNeverGiveUp() {
        Instant time = begin;
        for (int i = 0; i < 10; i++) {
            time = time.plusSeconds(200);
            assertThat(policy.crashed(time, Duration.ofSeconds(190))).isPresent();
        }
        assertThat(policy.crashed(time.plusSeconds(200), Duration.ofSeconds(190)))
                .contains(Duration.ofSeconds(60));
    }

    @Test
    void serverThatLivedLongBeginsAnew() {
        assertThat(policy.crashed(begin, Duration.ZERO)).contains(Duration.ofSeconds(1));
        assertThat(policy.crashed(begin.plusSeconds(700), Duration.ofMinutes(10)))
                .contains(Duration.ofSeconds(1));
    }
}
