package io.maxiofs.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program of the machine, run with an environment of its own. */
final class ClientProgram {
    private static final long TIMEOUT_MINUTES = 30;
    private static final String CI = "CI";

    private final String name;
    private final Map<String, String> environment;
    private final Path home;

    private ClientProgram(String name, Map<String, String> environment, Path home) {
        this.name = name;
        this.environment = environment;
        this.home = home;
    }

    /**
     * Skips the test, saying so, unless the program is installed; in CI a missing program is a failure.
     *
     * @param home folder for whatever the program keeps
     */
    static ClientProgram require(String name, Map<String, String> environment, Path home) {
        boolean installed = isInstalled(name);
        if (System.getenv(CI) != null) {
            assertThat(installed).as(name + " must be installed in CI").isTrue();
        }
        if (!installed) {
            System.out.println("Skipped: " + name + " is not installed on this machine");
        }
        assumeTrue(installed, name + " is not installed");
        return new ClientProgram(name, environment, home);
    }

    /** @param name of a program on the path, or where it is */
    static boolean isInstalled(String name) {
        if (name.startsWith(File.separator)) {
            return Files.isExecutable(Path.of(name));
        }
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** What a run left behind. */
    record Outcome(int exitCode, String output) {}

    /** Runs to the end; fails unless the exit code is 0. Returns what was printed. */
    String run(String... arguments) {
        Outcome outcome = attempt(arguments);
        assertThat(outcome.exitCode())
                .as("%s %s printed:%n%s", name, List.of(arguments), outcome.output())
                .isZero();
        return outcome.output();
    }

    /** Runs to the end, however that is. */
    Outcome attempt(String... arguments) {
        try {
            Path output = Files.createTempFile(home, "client", ".out");
            Process process = start(output, arguments);
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " hangs:\n" + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Starts and returns at once. */
    Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(name);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What the machine has set up for its own cloud must not reach the server under test.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
        builder.environment().putAll(environment);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectOutput(output.toFile());
        return builder.start();
    }
}
