package io.maxiofs.desktop.supervisor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file per crash with the end of the server's log, which has no secrets; the last few are kept. */
final class CrashReports {
    private static final Logger LOG = LoggerFactory.getLogger(CrashReports.class);
    private static final int LOG_BYTES = 64 << 10;
    private static final int KEPT = 10;

    private final Path folder;

    CrashReports(Path folder) {
        this.folder = folder;
    }

    /** Null if it cannot be written, which must not keep a server from being started again. */
    @Nullable Path write(Instant time, String what, Path log) {
        String name = "crash-" + time.toString().replace(':', '-') + ".txt";
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            Files.writeString(file, what + "\n\nThe end of the log:\n" + end(log), StandardCharsets.UTF_8);
            prune();
            return file;
        } catch (IOException e) {
            LOG.warn("The crash report cannot be written", e);
            return null;
        }
    }

    private static String end(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "(there is none)";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            byte[] bytes = new byte[(int) Math.min(length, LOG_BYTES)];
            file.seek(length - bytes.length);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private void prune() throws IOException {
        List<Path> reports;
        try (Stream<Path> files = Files.list(folder)) {
            reports = files.filter(f -> f.getFileName().toString().startsWith("crash-"))
                    .sorted()
                    .toList();
        }
        for (Path old : reports.subList(0, Math.max(0, reports.size() - KEPT))) {
            Files.delete(old);
        }
    }
}
