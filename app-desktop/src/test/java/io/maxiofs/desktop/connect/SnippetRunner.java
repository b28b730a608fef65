package io.maxiofs.desktop.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Follows steps word for word, in a home folder of its own with one document in it. */
final class SnippetRunner {
    static final String CONTENT = "a letter to nobody\n";

    private static final long TIMEOUT_MINUTES = 10;

    private SnippetRunner() {}

    static void requireInstalled(String program) {
        boolean installed = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!installed) {
            System.out.println("Skipped: " + program + " is not installed on this machine");
        }
        assumeTrue(installed, program + " is not installed");
    }

    /** Follows all steps and returns what was printed. */
    static String follow(Tool tool, Connection connection, Map<String, String> environment)
            throws IOException, InterruptedException {
        try (TemporaryDirectory home = new TemporaryDirectory()) {
            Files.writeString(
                    Files.createDirectories(home.path().resolve("Documents")).resolve("letter.txt"), CONTENT);
            StringBuilder printed = new StringBuilder();
            for (Step step : Snippets.write(tool, connection, Shell.POSIX).steps()) {
                switch (step) {
                    case Step.File file -> write(home.path(), file);
                    case Step.Commands commands -> printed.append(type(home.path(), commands.text(), environment));
                    case Step.Form form -> throw new AssertionError("Nothing to run: " + form);
                }
            }
            return printed.toString();
        }
    }

    static void write(Path home, Step.File file) throws IOException {
        Path path = home.resolve(file.path().replaceFirst("^~/", ""));
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.text());
    }

    private static String type(Path home, String commands, Map<String, String> environment)
            throws IOException, InterruptedException {
        return run(home, environment, List.of("sh", "-e", "-c", commands));
    }

    static String run(Path home, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "printed", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // What the machine has set up for its own cloud must not reach the server under test.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("RCLONE_"));
        builder.environment().putAll(environment);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_CONFIG_HOME", home.resolve(".config").toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("It hangs:\n" + Files.readString(output, StandardCharsets.UTF_8));
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as("%s printed:%n%s", command, printed).isZero();
        return printed;
    }
}
