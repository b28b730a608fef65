package io.maxiofs.desktop.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WakeWatchTest {
    private static final Duration TICK = Duration.ofSeconds(5);

    private Instant wall = Instant.parse("2026-03-01T12:00:00Z");
    private long nanos = 17;
    private Set<String> addresses = Set.of("192.168.1.5");
    private final WakeWatch watch = new WakeWatch(() -> wall, () -> nanos, () -> addresses);

    @BeforeEach
    void lookOnce() {
        assertThat(watch.look()).isFalse();
    }

    private boolean afterWards(Duration wallTime, Duration time) {
        wall = wall.plus(wallTime);
        nanos += time.toNanos();
        return watch.look();
    }

    @Test
    void isQuietWhileTimePasses() {
        assertThat(afterWards(TICK, TICK)).isFalse();
        assertThat(afterWards(Duration.ofSeconds(29), Duration.ofSeconds(29)))
                .as("a busy machine")
                .isFalse();
        assertThat(afterWards(TICK.plusSeconds(2), TICK))
                .as("a clock kept right")
                .isFalse();
    }

    @Test
    void noticesASleepInWhichTheOtherClockStood() {
        assertThat(afterWards(Duration.ofHours(8), TICK)).isTrue();
        assertThat(afterWards(TICK, TICK)).as("once").isFalse();
    }

    @Test
    void noticesASleepInWhichBothClocksWentOn() {
        assertThat(afterWards(Duration.ofHours(8), Duration.ofHours(8))).isTrue();
        assertThat(afterWards(TICK, TICK)).isFalse();
    }

    @Test
    void noticesAClockThatIsSetBack() {
        assertThat(afterWards(Duration.ofHours(-1), TICK)).isTrue();
    }

    @Test
    void noticesOtherAddresses() {
        addresses = Set.of("10.0.0.7");
        assertThat(afterWards(TICK, TICK)).isTrue();
        assertThat(afterWards(TICK, TICK)).isFalse();
        addresses = Set.of();
        assertThat(afterWards(TICK, TICK)).isTrue();
    }
}
