package io.maxiofs.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleDayTest {

    @ParameterizedTest
    @CsvSource({
        "86400, 2026-01-15T10:30:00Z, 3, 2026-01-19T00:00:00Z",
        "86400, 2026-01-15T00:00:00Z, 1, 2026-01-16T00:00:00Z",
        "86400, 2026-01-15T00:00:00.001Z, 1, 2026-01-17T00:00:00Z",
        "86400, 2026-12-31T23:59:59Z, 365, 2028-01-01T00:00:00Z",
        "10, 2026-01-15T10:30:03Z, 1, 2026-01-15T10:30:20Z",
        "10, 2026-01-15T10:30:00Z, 5, 2026-01-15T10:30:50Z",
        "1, 2026-01-15T10:30:00.5Z, 2, 2026-01-15T10:30:03Z"
    })
    void isDueAtTheNextMidnight(int seconds, Instant since, int days, Instant due) {
        assertThat(new LifecycleDay(seconds).due(since, days)).isEqualTo(due);
    }

    @Test
    void looksOftenEnoughForShortDays() {
        assertThat(new LifecycleDay(1).interval().toMillis()).isEqualTo(1000);
        assertThat(new LifecycleDay(10).interval().toMillis()).isEqualTo(1000);
        assertThat(new LifecycleDay(60).interval().toMillis()).isEqualTo(1000);
        assertThat(new LifecycleDay(86_400).isReal()).isTrue();
    }
}
