package io.maxiofs.storage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.base.TestSeed;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketNameTest {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final String ALPHABET = "aaz09..--1A_";

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a.b", "a-b", "a--b", "1.2.3", "1.2.3.4.5", "1234.2.3.4", "1.2.3.a", "0aa"})
    void acceptsNames(String name) {
        assertThat(new BucketName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Abc",
                "a_b",
                "a..b",
                "a.-b",
                "a-.b",
                "-ab",
                ".ab",
                "ab-",
                "ab.",
                "1.2.3.4",
                "192.168.100.200"
            })
    void refusesOthers(String name) {
        assertThatThrownBy(() -> new BucketName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void boundsTheLength() {
        assertThat(BucketName.isValid("a".repeat(63))).isTrue();
        assertThat(BucketName.isValid("a".repeat(64))).isFalse();
    }

    @Test
    void saysWhatTheRulesSayWrittenAsExpressions() {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder name = new StringBuilder();
            int length = random.nextInt(9);
            for (int j = 0; j < length; j++) {
                name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            String text = name.toString();
            boolean expected = SHAPE.matcher(text).matches()
                    && !text.contains("..")
                    && !text.contains(".-")
                    && !text.contains("-.")
                    && !IPV4.matcher(text).matches();
            assertThat(BucketName.isValid(text)).as("%s, seed %d", text, seed).isEqualTo(expected);
        }
    }
}
