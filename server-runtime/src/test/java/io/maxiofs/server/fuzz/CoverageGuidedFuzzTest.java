package io.maxiofs.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer on each target, in a process of its own, for {@code maxiofs.fuzz.seconds} each; the profile {@code fuzz} brings
 * it. What it finds is written to the target's folder of kept inputs, where the usual build tries it from then on.
 */
class CoverageGuidedFuzzTest {
    private static final int SECONDS = Integer.getInteger("maxiofs.fuzz.seconds", 0);

    static Stream<String> names() {
        return new FuzzTargets().all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void findsNothing(String name) throws IOException, InterruptedException {
        assumeTrue(SECONDS > 0, "needs the profile fuzz");
        Path found =
                Files.createDirectories(FuzzTargetsTest.FOUND.resolve(name)).toAbsolutePath();
        try (TemporaryDirectory folder = new TemporaryDirectory()) {
            Path seeds = Files.createDirectories(folder.path().resolve("seeds"));
            List<String> examples = new FuzzTargets().named(name).examples();
            for (int i = 0; i < examples.size(); i++) {
                Files.writeString(seeds.resolve("example-" + i), examples.get(i));
            }
            Path printed = folder.path().resolve("printed");
            int exit = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+EnableDynamicAgentLoading",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-Xmx1g",
                            "-Dmaxiofs.fuzz.target=" + name,
                            "-cp",
                            System.getProperty("java.class.path"),
                            "com.code_intelligence.jazzer.Jazzer",
                            "--target_class=" + FuzzEntry.class.getName(),
                            "--instrumentation_includes=io.maxiofs.**",
                            // Ours only: hooks into libraries take longer to set than a short run lasts.
                            "--custom_hook_includes=io.maxiofs.**",
                            "--reproducer_path=" + folder.path(),
                            "-artifact_prefix=" + found + "/",
                            "-max_total_time=" + SECONDS,
                            "-rss_limit_mb=4096",
                            seeds.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start()
                    .waitFor();
            assertThat(exit).as(Files.readString(printed)).isZero();
            // A folder without inputs would only be in the way.
            try (Stream<Path> files = Files.list(found)) {
                if (files.findAny().isEmpty()) {
                    Files.delete(found);
                }
            }
        }
    }
}
