package io.maxiofs.desktop.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The program that moves the storage, as a child process. It stops when this process is gone, and can go on later. Methods
 * block, but for {@link #stop}, which may be called on any thread.
 */
public final class MoveProgram {
    private static final Pattern MOVE = Pattern.compile("MOVE (\\S+) (\\d+) (\\d+) (\\d+) (\\d+)");
    private static final Pattern MOVED = Pattern.compile("MOVED (\\S+)");
    private static final Pattern FAILED = Pattern.compile("FAILED (\\S+) (.*)");

    private final ServerLaunch launch;
    private final Path log;
    private @Nullable Process process;
    private boolean stopped;

    /** How far it is. */
    public record Progress(String step, long bytes, long totalBytes, long files, long totalFiles) {}

    /**
     * How it ended.
     *
     * @param done whether it did what it was told
     * @param store identity of the store that was moved; empty if none was
     * @param message why not, in the program's words; else what it said
     */
    public record Outcome(boolean done, String store, String message) {}

    /**
     * Once per call of it.
     *
     * @param launch how the server of the directory is started
     * @param log gets what it says beside its progress
     */
    public MoveProgram(ServerLaunch launch, Path log) {
        this.launch = launch;
        this.log = log;
    }

    /** Moves, or goes on with an unfinished move. */
    public Outcome move(Path to, Consumer<Progress> listener) throws IOException, InterruptedException {
        return run(launch.dataDirectory(), to, List.of("--stop-on-stdin-eof"), listener);
    }

    /** Says whether it can be done, and in a document how large it is; also while the server runs. */
    public Outcome check(Path to) throws IOException, InterruptedException {
        return run(launch.dataDirectory(), to, List.of("--check", "--json"), progress -> {});
    }

    /** Gives an unfinished move up. */
    public Outcome giveUp(Path to, Consumer<Progress> listener) throws IOException, InterruptedException {
        return run(launch.dataDirectory(), to, List.of("--cancel"), listener);
    }

    /** Deletes the copy the store was moved from. */
    public Outcome deleteOld(Path old) throws IOException, InterruptedException {
        return run(old, launch.dataDirectory(), List.of("--delete-source"), progress -> {});
    }

    private Outcome run(Path from, Path to, List<String> options, Consumer<Progress> listener)
            throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(launch.moveCommand(from, to, options));
        builder.environment().keySet().removeIf(name -> name.startsWith("MAXIOFS_"));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process started = begin(builder);
        if (started == null) {
            return new Outcome(false, "", "The move was stopped before it began");
        }
        String store = "";
        String failed = "";
        StringBuilder said = new StringBuilder();
        try (BufferedReader out = started.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher progress = MOVE.matcher(line);
                Matcher moved = MOVED.matcher(line);
                Matcher failure = FAILED.matcher(line);
                if (progress.matches()) {
                    listener.accept(progress(progress));
                } else if (moved.matches()) {
                    store = moved.group(1);
                } else if (failure.matches()) {
                    failed = failure.group(2);
                } else {
                    said.append(said.isEmpty() ? "" : "\n").append(line);
                }
            }
        }
        int code = started.waitFor();
        if (code == 0) {
            return new Outcome(true, store, said.toString());
        }
        return new Outcome(false, "", failed.isEmpty() ? "The program ended with " + code + ". See " + log : failed);
    }

    private static Progress progress(Matcher line) {
        return new Progress(
                line.group(1),
                Long.parseLong(line.group(2)),
                Long.parseLong(line.group(3)),
                Long.parseLong(line.group(4)),
                Long.parseLong(line.group(5)));
    }

    /** Null if it was stopped before. */
    private synchronized @Nullable Process begin(ProcessBuilder builder) throws IOException {
        if (stopped) {
            return null;
        }
        Process started = builder.start();
        process = started;
        return started;
    }

    /** Lets it stop between two pieces of a file. It may come too late: {@link Outcome} says. */
    public synchronized void stop() {
        stopped = true;
        Process current = process;
        if (current != null) {
            try {
                current.outputWriter(StandardCharsets.US_ASCII).close();
            } catch (IOException e) {
                // Its standard input is gone, which is what it listens for; or it has ended.
                current.destroy();
            }
        }
    }
}
