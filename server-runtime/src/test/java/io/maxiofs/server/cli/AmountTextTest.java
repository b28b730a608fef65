package io.maxiofs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "15, 15 s",
        "60, 1 min 0 s",
        "3599, 59 min 59 s",
        "3600, 1 h 0 min",
        "3661, 1 h 1 min",
        "86400, 1 d 0 h",
        "273600, 3 d 4 h"
    })
    void showsTheTwoLargestUnits(long seconds, String text) {
        assertThat(AmountText.duration(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void usesTheSingularForOneOnly() {
        assertThat(AmountText.count(0, "bucket")).isEqualTo("0 buckets");
        assertThat(AmountText.count(1, "bucket")).isEqualTo("1 bucket");
        assertThat(AmountText.count(2, "bucket")).isEqualTo("2 buckets");
    }
}
