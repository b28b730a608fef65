package io.maxiofs.desktop.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNamesTest {
    private static final Path ROOT = Path.of("chosen").toAbsolutePath();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "/etc/passwd",
                "a/../../b",
                "..",
                ".",
                "a//b",
                "//",
                "C:\\windows\\x",
                "a/./b",
                "\\\\host\\share",
                "...",
                "a/ ./..",
                "..\u0000/x",
                "~/x"
            })
    void neverLeavesTheChosenFolder(String key) {
        Path file = new SafeNames(ROOT).file(key);

        assertThat(file.normalize()).isEqualTo(file).startsWithRaw(ROOT).isNotEqualTo(ROOT);
    }

    @ParameterizedTest
    @CsvSource({
        "CON,_CON",
        "nul.txt,_nul.txt",
        "com1,_com1",
        "console,console",
        "a:b,a_b",
        "what?,what_",
        "trailing.,trailing_",
        "'blank ','blank_'",
        ".hidden,.hidden",
        "tab\there,tab_here"
    })
    void replacesWhatSomeSystemDoesNotAllow(String raw, String safe) {
        assertThat(SafeNames.segment(raw)).isEqualTo(safe);
    }

    @Test
    void keepsTheEndingOfALongName() {
        String name = SafeNames.segment("ä".repeat(600) + ".tar");

        assertThat(name).endsWith(".tar");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(SafeNames.MOST_BYTES);
    }

    @Test
    void keysThatDifferOnlyInCaseGetDifferentNames() {
        SafeNames names = new SafeNames(ROOT);

        assertThat(names.file("Read.me")).isEqualTo(ROOT.resolve("Read.me"));
        assertThat(names.file("read.ME")).isEqualTo(ROOT.resolve("read (2).ME"));
        assertThat(names.file("dir/x")).isEqualTo(ROOT.resolve("dir").resolve("x"));
        assertThat(names.file("DIR/x")).isEqualTo(ROOT.resolve("DIR (2)").resolve("x"));
        assertThat(names.file("dir/y")).isEqualTo(ROOT.resolve("dir").resolve("y"));
    }

    @Test
    void anObjectMayBeCalledAsAFolder() {
        SafeNames names = new SafeNames(ROOT);

        assertThat(names.file("a")).isEqualTo(ROOT.resolve("a"));
        assertThat(names.file("a/b")).isEqualTo(ROOT.resolve("a (2)").resolve("b"));
    }

    @Test
    void noTwoKeysEverGetOneName() {
        long seed = 20_261_120;
        Random random = new Random(seed);
        SafeNames names = new SafeNames(ROOT);
        Set<String> seen = new HashSet<>();
        String letters = "aA.:/ _\u0000ä";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder key = new StringBuilder();
            for (int c = 0; c < 1 + random.nextInt(6); c++) {
                key.append(letters.charAt(random.nextInt(letters.length())));
            }
            Path file = names.file(key.toString());

            assertThat(file).as("seed %d, key %s", seed, key).startsWithRaw(ROOT);
            assertThat(seen.add(file.toString().toLowerCase(Locale.ROOT)))
                    .as("seed %d, key %s, file %s", seed, key, file)
                    .isTrue();
        }
    }
}
