package io.maxiofs.desktop.testing;

import io.maxiofs.desktop.platform.SystemService;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands in for the service manager of the system: runs the server as a process that nobody else holds. */
public final class PlayedService implements SystemService {
    private @Nullable Process process;
    private @Nullable String refusal;

    /** Refuses to start anything from now on; null for taking it again. */
    public synchronized void refuse(@Nullable String reason) {
        refusal = reason;
    }

    @Override
    public synchronized void start(List<String> command, Path log) throws IOException {
        if (refusal != null) {
            throw new IOException(refusal);
        }
        if (process != null && process.isAlive()) {
            return;
        }
        Files.createDirectories(log.toAbsolutePath().getParent());
        File none = new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(none)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("MAXIOFS_"));
        process = builder.start();
    }

    /** The process it runs; null if none. */
    public synchronized @Nullable Long pid() {
        return process == null || !process.isAlive() ? null : process.pid();
    }

    @Override
    public synchronized void remove() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
            process = null;
        }
    }
}
