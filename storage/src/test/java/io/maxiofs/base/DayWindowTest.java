package io.maxiofs.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayWindowTest {
    @ParameterizedTest
    @CsvSource({
        "01:00-05:00, 00:59:59, false",
        "01:00-05:00, 01:00:00, true",
        "01:00-05:00, 04:59:59, true",
        "01:00-05:00, 05:00:00, false",
        "22:00-06:00, 23:00:00, true",
        "22:00-06:00, 05:59:00, true",
        "22:00-06:00, 12:00:00, false",
        "03:00-03:00, 12:00:00, true"
    })
    void mayReachOverMidnight(String window, String time, boolean inside) {
        Instant instant = Instant.parse("2026-03-01T" + time + "Z");
        assertThat(DayWindow.parse(window, ZoneId.of("UTC")).contains(instant)).isEqualTo(inside);
    }

    @Test
    void itsNextBeginningAndEndAreInTheFuture() {
        DayWindow window = DayWindow.parse("22:00-06:00", ZoneId.of("UTC"));
        Instant evening = Instant.parse("2026-03-01T22:00:00Z");
        assertThat(window.nextStart(evening)).isEqualTo(Instant.parse("2026-03-02T22:00:00Z"));
        assertThat(window.nextEnd(evening)).isEqualTo(Instant.parse("2026-03-02T06:00:00Z"));
        assertThat(window.nextStart(evening.minusSeconds(1))).isEqualTo(evening);
    }

    /** On the last Sunday of March 2026, clocks in Berlin went from 2:00 to 3:00. */
    @Test
    void followsLocalTimeWhenClocksAreChanged() {
        DayWindow window = DayWindow.parse("02:30-04:00", ZoneId.of("Europe/Berlin"));
        Instant before = Instant.parse("2026-03-28T22:00:00Z");
        assertThat(window.nextStart(before)).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(window.nextEnd(before)).isEqualTo(Instant.parse("2026-03-29T02:00:00Z"));
        assertThat(window.contains(Instant.parse("2026-03-29T01:30:00Z"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-2", "25:00-26:00", "01:00", "a-b"})
    void otherTextsAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DayWindow.parse(text, ZoneId.of("UTC")));
    }
}
