package io.maxiofs.desktop.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server as a child process. Its standard input is its life line, its standard output tells how the start goes. */
final class ServerChild {
    private static final Logger LOG = LoggerFactory.getLogger(ServerChild.class);
    private static final Pattern STEP = Pattern.compile("STEP (\\S+)(?: (.*))?");
    private static final Pattern FAILED = Pattern.compile("FAILED (\\S+) (.*)");
    private static final Pattern READY = Pattern.compile("READY s3=\\S+ admin=\\S+ pid=\\d+");
    private static final long MAX_LOG_BYTES = 10 << 20;

    private final Process process;
    private final Listener listener;

    /** Told on a thread of the child's; {@link #ended} is last. */
    interface Listener {
        void step(String name, String text);

        /** @param before what it printed until then, but for steps */
        void ready(List<String> before);

        /** It will end now. */
        void failed(String reason, String message);

        void ended(int exitCode);
    }

    private ServerChild(Process process, Listener listener) {
        this.process = process;
        this.listener = listener;
    }

    /**
     * Starts it.
     *
     * @param log file its messages are added to; moved aside first when it has become long
     * @param stops whether it is to stop when this process is gone
     */
    static ServerChild start(ServerLaunch launch, boolean safeMode, Path log, boolean stops, Listener listener)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.move(log, log.resolveSibling("server.old.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = new ProcessBuilder(launch.command(safeMode));
        builder.environment().keySet().removeIf(name -> name.startsWith("MAXIOFS_"));
        builder.environment().putAll(launch.environment());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        ServerChild child = new ServerChild(builder.start(), listener);
        child.stopsWithUs(stops);
        Thread.ofVirtual().name("server-output").start(child::read);
        return child;
    }

    private void read() {
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                take(line, lines);
            }
        } catch (IOException e) {
            LOG.info("The server's output ended early", e);
        }
        try {
            listener.ended(process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(String line, List<String> lines) {
        Matcher step = STEP.matcher(line);
        Matcher failed = FAILED.matcher(line);
        if (step.matches()) {
            listener.step(step.group(1), step.group(2) == null ? "" : step.group(2));
        } else if (failed.matches()) {
            listener.failed(failed.group(1), failed.group(2));
        } else if (READY.matcher(line).matches()) {
            listener.ready(List.copyOf(lines));
            lines.clear();
        } else {
            lines.add(line);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Whether it stops when this process is gone. */
    void stopsWithUs(boolean stops) {
        try {
            // Not closed: the end of this stream is what tells the server that we are gone.
            @SuppressWarnings("resource")
            Writer line = process.outputWriter(StandardCharsets.US_ASCII);
            line.write(stops ? "follow\n" : "stay\n");
            line.flush();
        } catch (IOException e) {
            LOG.debug("The server has ended before it could be told", e);
        }
    }

    /** Asks it to stop in order. */
    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
    }
}
