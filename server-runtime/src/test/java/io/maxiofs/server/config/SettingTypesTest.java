package io.maxiofs.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTypesTest {

    @ParameterizedTest
    @CsvSource({"0,0,0", "4096,4096,4KiB", "4KiB,4096,4KiB", "4 kib,4096,4KiB", "1MiB,1048576,1MiB", "1000,1000,1000"})
    void readsAndWritesBytes(String text, long bytes, String canonical) {
        SettingType<Long> type = SettingTypes.bytes(0, 1L << 40);
        assertThat(type.parse(text)).isEqualTo(bytes);
        assertThat(type.format(bytes)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5MiB", "1MB", "1 apple", "2TiB", "99999999999999999999"})
    void refusesWhatAreNoBytes(String text) {
        assertThatThrownBy(() -> SettingTypes.bytes(0, 1L << 40).parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 1TiB");
    }

    @ParameterizedTest
    @CsvSource({"50ms,50,50ms", "2s,2000,2s", "90s,90000,90s", "2m,120000,2m", "24h,86400000,1d"})
    void readsAndWritesTimes(String text, long millis, String canonical) {
        SettingType<Duration> type = SettingTypes.duration(Duration.ofMillis(1), Duration.ofDays(2));
        assertThat(type.parse(text)).isEqualTo(Duration.ofMillis(millis));
        assertThat(type.format(Duration.ofMillis(millis))).isEqualTo(canonical);
    }

    @Test
    void timeNeedsUnit() {
        assertThatThrownBy(() -> SettingTypes.duration(Duration.ofMillis(1), Duration.ofDays(2))
                        .parse("50"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9900,127.0.0.1,9900", "localhost:0,localhost,0", "[::1]:80,::1,80"})
    void readsAddresses(String text, String host, int port) {
        assertThat(ListenAddress.parse(text))
                .isEqualTo(new ListenAddress(host, port))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9900", ":9900", "host", "host:", "host:x", "host:65536", "host:-1", "::1:80"})
    void refusesWhatAreNoAddresses(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everySettingHasCanonicalDefaultAndHelp() {
        for (Setting<?> setting : SettingCatalogue.ALL) {
            assertCanonical(setting);
            assertThat(setting.help()).as(setting.key()).endsWith(".");
            assertThat(setting.key()).matches("[a-z0-9]+(\\.[a-z0-9-]+)+");
        }
    }

    private static <T> void assertCanonical(Setting<T> setting) {
        assertThat(setting.type().format(setting.defaultValue()))
                .as(setting.key())
                .isEqualTo(setting.defaultText());
    }
}
