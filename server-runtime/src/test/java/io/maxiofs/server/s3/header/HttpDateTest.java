package io.maxiofs.server.s3.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.TestSeed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final Instant MOMENT = Instant.parse("1994-11-06T08:49:37Z");

    @Test
    void writesThePreferredFormWithTwoDigitDays() {
        assertThat(HttpDate.format(MOMENT.plusMillis(999))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "1994-11-06T08:49:37Z",
                "1994-11-06T09:49:37+01:00"
            })
    void readsEveryForm(String text) {
        assertThat(HttpDate.parse(text)).contains(MOMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "Sun, 06 Nov 1994", "0", "Sun, 31 Feb 2024 00:00:00 GMT"})
    void findsNoDateInAnythingElse(String text) {
        assertThat(HttpDate.parse(text)).isEmpty();
    }

    @Test
    void answersFromTheCacheWhatItWouldFormat() {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        DateTimeFormatter rfc1123 = DateTimeFormatter.ofPattern(
                        "EEE, dd MMM uuuu HH:mm:ss 'GMT'", java.util.Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        for (int i = 0; i < 5000; i++) {
            // Few distinct seconds, many of which share a slot.
            Instant time = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(8) * 1024L + random.nextInt(3));
            assertThat(HttpDate.format(time)).as("seed %d", seed).isEqualTo(rfc1123.format(time));
        }
    }
}
