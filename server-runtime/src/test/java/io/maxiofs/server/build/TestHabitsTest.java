package io.maxiofs.server.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes a test fail on a machine that is slow, or that stands still for a while, has no place in any module's tests. */
class TestHabitsTest {

    /**
     * Something not to be done.
     *
     * @param code a line that does it
     * @param instead what to do
     * @param example the pattern finds it; in two parts, or it would find itself
     */
    private record Habit(Pattern code, String instead, String example) {}

    private static final List<Habit> HABITS = List.of(
            new Habit(
                    Pattern.compile("\\bsleep" + "\\("),
                    "wait for a condition, with a deadline of a minute",
                    "Thread.sle" + "ep(10);"),
            new Habit(
                    Pattern.compile("\\bdelayedExecutor" + "\\("),
                    "let it happen after what it has to follow, however long that takes",
                    "CompletableFuture.delayedEx" + "ecutor(1, SECONDS)"),
            new Habit(
                    Pattern.compile("(PATIENCE|DEADLINE)\\w* = Duration\\.of(Millis\\(|Seconds\\([0-2]?\\d\\))"),
                    "a minute: nothing waits that long when all is well",
                    "DEADLINE = Duration.of" + "Seconds(20);"),
            new Habit(
                    Pattern.compile("\\.(get|await|waitFor|poll|join)\\([0-2]?\\d, (TimeUnit\\.)?(MILLI)?SECONDS\\)"),
                    "a minute: nothing waits that long when all is well",
                    "stopped.ge" + "t(10, TimeUnit.SECONDS)"),
            new Habit(
                    Pattern.compile("\\bSECONDS\\.toNanos" + "\\([0-2]?\\d\\)"),
                    "a minute: nothing waits that long when all is well",
                    "System.nanoTime() + TimeUnit.SECONDS.toNa" + "nos(20)"),
            new Habit(
                    Pattern.compile("(?i)seed\\w* = [^;]*(nanoTime|currentTimeMillis|new Random" + "\\(\\))"),
                    "TestSeed.get(), which is the same in every build and can be told another",
                    "long seed = System.nano" + "Time();"),
            new Habit(
                    Pattern.compile("robot\\(\\)\\.(press|type|clickOn|doubleClickOn|moveTo)" + "\\("),
                    "click(…) and press(…) of DesktopTest, which wait until it would reach what is meant",
                    "robot().clic" + "kOn(\"Undo\")"));

    @Test
    void noTestRestsOnHowLongSomethingTakes() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        assertThat(root).as("tests run in their module's folder").isNotNull();
        List<Path> folders;
        try (Stream<Path> modules = Files.list(root)) {
            folders = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        assertThat(folders).as("modules beside each other").hasSizeGreaterThanOrEqualTo(3);
        assertThat(folders.stream().flatMap(TestHabitsTest::findings)).isEmpty();
    }

    @Test
    void findsWhatIsNotToBeDone() {
        assertThat(HABITS)
                .allSatisfy(habit ->
                        assertThat(habit.code().matcher(habit.example()).find()).isTrue());
    }

    private static Stream<String> findings(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .flatMap(TestHabitsTest::findingsIn)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> findingsIn(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines
                    .flatMap(line -> HABITS.stream()
                            .filter(habit -> habit.code().matcher(line).find())
                            .map(habit -> file.getFileName() + ": " + line.strip() + " — " + habit.instead()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
