package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.FileReplacement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file in which scrubbing keeps its {@link ScrubPosition}; replaced as a whole. */
public final class ScrubFile {
    private static final Logger LOG = LoggerFactory.getLogger(ScrubFile.class);
    private static final int MAX_BYTES = 1 << 20;

    private final FileReplacement files;
    private final Path path;

    /** @param path in a directory that exists */
    public ScrubFile(Disk disk, Path path) {
        this.files = new FileReplacement(disk);
        this.path = path;
    }

    Optional<ScrubPosition> read() throws IOException {
        Optional<byte[]> content = files.read(path, MAX_BYTES);
        Optional<ScrubPosition> position = content.flatMap(ScrubPosition::decode);
        if (content.isPresent() && position.isEmpty()) {
            LOG.warn("{} is not understood; scrubbing begins anew", path);
        }
        return position;
    }

    void write(ScrubPosition position) throws IOException {
        files.replace(path, position.encode());
    }

    /**
     * What is known of earlier runs.
     *
     * @param completed when the last complete scrub ended; null if there never was one
     * @param faults that were found and not all repaired
     */
    public record Kept(@Nullable Instant completed, long faults) {}

    public Kept kept() throws IOException {
        return read().map(position -> new Kept(position.completed(), position.faults()))
                .orElse(new Kept(null, 0));
    }

    /** All that was found has been repaired. Not while a scrub runs. */
    public void forgetFaults() throws IOException {
        Optional<ScrubPosition> position = read();
        if (position.isPresent()) {
            write(position.get().withoutFaults());
        }
    }

    /** Whether the last scrub ended early and can be gone on with. */
    public boolean isUnfinished() throws IOException {
        return read().filter(position -> position.phase() != ScrubPhase.DONE).isPresent();
    }
}
