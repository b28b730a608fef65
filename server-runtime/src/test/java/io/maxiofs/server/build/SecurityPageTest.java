package io.maxiofs.server.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/security-tests.md} names a test for every class of attack, and every test it names exists. */
class SecurityPageTest {
    private static final Path PAGE = Path.of("..", "docs", "security-tests.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
    private static final Pattern CLASS = Pattern.compile("^\\| (\\d+) \\| .* \\| `.*` \\|$", Pattern.MULTILINE);
    private static final int LAST_CLASS = 20;

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("storage", "server-runtime")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return sources;
    }

    @Test
    void everyClassHasATest() throws IOException {
        assertThat(CLASS.matcher(Files.readString(PAGE))
                        .results()
                        .map((MatchResult row) -> Integer.valueOf(row.group(1))))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, LAST_CLASS).boxed().toList());
    }

    @Test
    void everyTestExists() throws IOException {
        Map<String, String> sources = sources();
        List<MatchResult> named = TEST.matcher(Files.readString(PAGE)).results().toList();
        assertThat(named).hasSizeGreaterThan(LAST_CLASS);
        for (MatchResult test : named) {
            assertThat(sources).containsKey(test.group(1));
            if (test.group(2) != null) {
                assertThat(sources.get(test.group(1))).contains("void " + test.group(2) + "(");
            }
        }
    }
}
