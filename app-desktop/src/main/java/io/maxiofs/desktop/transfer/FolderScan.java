package io.maxiofs.desktop.transfer;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns files and folders a person chose into uploads, while they are being found. Links are not followed: they may lead
 * anywhere, and round in circles.
 */
public final class FolderScan {
    private static final int BATCH = 500;

    /** What was found, and what could not be read. */
    public record Result(int files, long bytes, List<Path> unreadable) {}

    private final TransferEngine engine;
    private final String bucket;
    private final String prefix;
    private final boolean overwrite;
    private final List<TransferTask> found = new ArrayList<>();
    private final List<Path> unreadable = new ArrayList<>();
    private int files;
    private long bytes;

    /** @param prefix in front of every key; empty or ending with a slash */
    public FolderScan(TransferEngine engine, String bucket, String prefix, boolean overwrite) {
        this.engine = engine;
        this.bucket = bucket;
        this.prefix = prefix;
        this.overwrite = overwrite;
    }

    /**
     * Adds everything. Blocks while it looks, and while the queue is full.
     *
     * @throws InterruptedException if interrupted; what was added until then stays
     */
    public Result add(List<Path> chosen) throws InterruptedException {
        for (Path path : chosen) {
            Path absolute = path.toAbsolutePath().normalize();
            try {
                Files.walkFileTree(absolute, new Visitor(absolute));
            } catch (IOException e) {
                unreadable.add(absolute);
            }
        }
        flush();
        return new Result(files, bytes, List.copyOf(unreadable));
    }

    private void flush() throws InterruptedException {
        if (!found.isEmpty()) {
            engine.add(found);
            found.clear();
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path chosen;

        Visitor(Path chosen) {
            this.chosen = chosen;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                files++;
                bytes += attributes.size();
                found.add(new TransferTask.Upload(
                        file,
                        attributes.size(),
                        attributes.lastModifiedTime().toMillis(),
                        bucket,
                        key(file),
                        overwrite));
            }
            if (found.size() >= BATCH) {
                try {
                    flush();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return FileVisitResult.TERMINATE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            unreadable.add(file);
            return FileVisitResult.CONTINUE;
        }

        private String key(Path file) {
            Path parent = chosen.getParent();
            Path relative = parent == null ? chosen.relativize(file) : parent.relativize(file);
            StringBuilder key = new StringBuilder(prefix);
            for (Path part : relative) {
                if (key.length() > prefix.length()) {
                    key.append('/');
                }
                key.append(part);
            }
            return key.toString();
        }
    }
}
