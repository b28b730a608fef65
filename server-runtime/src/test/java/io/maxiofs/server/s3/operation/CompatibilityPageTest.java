package io.maxiofs.server.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.testing.BuiltOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/s3-compatibility.md} says of every operation what the table of handlers says. */
class CompatibilityPageTest {
    /** Tests run in the directory of their module. */
    private static final Path PAGE = Path.of("..", "docs", "s3-compatibility.md");

    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern ROW = Pattern.compile(
            "^\\| (?<operation>\\w+) \\| (?<state>built|NotImplemented) \\| ?(?<test>`\\w+`)? ?\\|.*\\|$");

    private record Row(String operation, boolean built, String test) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(m -> new Row(
                        m.group("operation"),
                        m.group("state").equals("built"),
                        m.group("test") == null ? "" : m.group("test").replace("`", "")))
                .toList();
    }

    private static Set<String> built() {
        return BuiltOperations.all().stream().map(S3Operation::wireName).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void namesEveryOperationOnce() throws IOException {
        assertThat(rows().stream().map(Row::operation))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(S3Operation.values())
                        .map(S3Operation::wireName)
                        .toList());
    }

    @Test
    void callsBuiltWhatHasAHandler() throws IOException {
        assertThat(rows().stream().filter(Row::built).map(Row::operation)).containsExactlyInAnyOrderElementsOf(built());
    }

    @Test
    void namesATestThatExistsForWhatIsBuilt() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(TESTS)) {
            tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        assertThat(rows().stream().filter(Row::built).filter(row -> !tests.contains(row.test())))
                .as("built, and its test does not exist")
                .isEmpty();
        assertThat(rows().stream().filter(row -> !row.built() && !row.test().isEmpty()))
                .as("not built, and a test is named")
                .isEmpty();
    }
}
