package io.maxiofs.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.TestSeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Examples, what was once found, and damaged forms of both, as many as {@code maxiofs.fuzz.rounds} says. Inputs that
 * broke something are kept as files in a folder named like the target, beside this class's resources.
 */
class FuzzTargetsTest {
    static final Path FOUND = Path.of("src", "test", "resources", "io", "maxiofs", "server", "fuzz");
    private static final int ROUNDS = Integer.getInteger("maxiofs.fuzz.rounds", 1_500);

    /** Looking for more is what the profiles are for. */
    private static final long SEED = TestSeed.get();

    private static final FuzzTargets TARGETS = new FuzzTargets();

    static Stream<String> names() {
        return TARGETS.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void survivesAnything(String name) {
        FuzzTargets.Target target = TARGETS.named(name);
        Random random = new Random(SEED);
        for (String example : target.examples()) {
            target.parser().accept(example.getBytes(StandardCharsets.UTF_8));
            assertThat(TARGETS.lastStatus()).as("%s: %s", name, example).isLessThan(400);
        }
        for (int i = 0; i < ROUNDS; i++) {
            byte[] input = Damage.of(target.examples().get(i % target.examples().size()), random);
            try {
                target.parser().accept(input);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        name + ", seed " + SEED + ", round " + i + ", input in Base64: "
                                + Base64.getEncoder().encodeToString(input),
                        e);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void survivesWhatWasOnceFound(String name) throws IOException {
        Path folder = FOUND.resolve(name);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    TARGETS.named(name).parser().accept(Files.readAllBytes(file));
                }
            }
        }
    }

    /** A folder whose name is no target's would never be read. */
    @Test
    void everyFolderIsATargets() throws IOException {
        try (Stream<Path> folders = Files.list(FOUND)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .isSubsetOf(TARGETS.all().keySet());
        }
    }
}
