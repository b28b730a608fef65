package io.maxiofs.server.testing;

import io.maxiofs.server.Main;
import io.maxiofs.server.identity.FirstAdministrator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server in a JVM of its own, started as a person would start it. Killing it leaves the data directory, which the
 * caller owns.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("READY s3=(\\S+) admin=(\\S+) pid=(\\d+)");
    private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final List<String> outputBeforeReady;
    private final URI s3;
    private final URI admin;

    private ServerProcess(Process process, Path log, List<String> output, URI s3, URI admin) {
        this.process = process;
        this.log = log;
        this.outputBeforeReady = List.copyOf(output);
        this.s3 = s3;
        this.admin = admin;
    }

    /** Starts with the administrator of {@link TestServer}, on free ports, and waits until it is ready. */
    public static ServerProcess start(Path dataDirectory, String... moreArguments) {
        return start(
                dataDirectory,
                Map.of(
                        FirstAdministrator.PASSWORD_VARIABLE,
                        TestServer.ADMIN_PASSWORD,
                        FirstAdministrator.ACCESS_KEY_VARIABLE,
                        TestServer.ACCESS_KEY,
                        FirstAdministrator.SECRET_KEY_VARIABLE,
                        TestServer.SECRET_KEY),
                moreArguments);
    }

    /**
     * Starts and waits until it is ready.
     *
     * @throws IllegalStateException with the log if it ends before
     */
    public static ServerProcess start(Path dataDirectory, Map<String, String> environment, String... moreArguments) {
        try {
            Path log = Files.createTempFile("maxiofs-server-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command(dataDirectory, moreArguments));
            builder.environment().keySet().removeIf(name -> name.startsWith("MAXIOFS_"));
            builder.environment().putAll(environment);
            builder.redirectError(log.toFile());
            return awaitReady(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A JVM with the class path of this one, made to start quickly: what tests start lives for seconds, so that compiling
     * well, collecting on several threads and verifying what the compiler has just made would take longer than they give.
     */
    public static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-XX:+PerfDisableSharedMem",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"));
    }

    private static List<String> command(Path dataDirectory, String... moreArguments) {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of(
                Main.class.getName(), "server", "--data", dataDirectory.toString(), "--admin-listen", "127.0.0.1:0"));
        List<String> more = List.of(moreArguments);
        if (!more.contains("--listen")) {
            command.addAll(List.of("--listen", "127.0.0.1:0"));
        }
        command.addAll(more);
        return command;
    }

    /** Not closed before the process ends: it must be able to write. */
    @SuppressWarnings("resource")
    private static ServerProcess awaitReady(Process process, Path log) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return new ServerProcess(process, log, lines, URI.create(ready.group(1)), URI.create(ready.group(2)));
            }
            lines.add(line);
        }
        String told = Files.readString(log);
        Files.delete(log);
        throw new IllegalStateException("The server ended before it was ready: " + lines + "\n" + told);
    }

    public URI endpoint() {
        return s3;
    }

    public URI admin() {
        return admin;
    }

    public long pid() {
        return process.pid();
    }

    /** What it printed on standard output before READY. */
    public List<String> outputBeforeReady() {
        return outputBeforeReady;
    }

    /** What it has logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends its standard input. */
    public void closeInput() {
        try {
            process.outputWriter().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}: no hook runs, nothing is flushed. */
    public void kill9() {
        process.destroyForcibly();
        awaitExit();
    }

    /** As {@code kill}: an orderly stop; returns the exit code. */
    public int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** Waits this long, or until it has ended; returns whether it still runs. */
    public boolean livesFor(Duration time) {
        try {
            return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Waits until it has ended; returns the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(EXIT_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server has not ended within " + EXIT_TIMEOUT + "\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Kills what still runs; the data directory stays. */
    @Override
    public void close() {
        kill9();
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
