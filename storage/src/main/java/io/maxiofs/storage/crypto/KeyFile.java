package io.maxiofs.storage.crypto;

import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key file and its copy beside it. The file is replaced first and the copy after it, so that one of them is whole at
 * every moment.
 */
final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final String COPY_SUFFIX = ".copy";

    private final Disk disk;
    private final FileReplacement replacement;
    private final Path path;
    private final Path copy;

    KeyFile(Disk disk, Path path) {
        this.disk = disk;
        this.replacement = new FileReplacement(disk);
        this.path = path.toAbsolutePath();
        this.copy = this.path.resolveSibling(this.path.getFileName() + COPY_SUFFIX);
    }

    boolean exists() {
        return disk.exists(path) || disk.exists(copy);
    }

    /** Reads the copy with more keys: they are only ever added. A copy that is missing, damaged or behind is mended. */
    List<MasterKey> read() throws IOException {
        if (!exists()) {
            throw new KeyFileException("There is no key file at " + path);
        }
        StringBuilder reasons = new StringBuilder();
        List<MasterKey> best = List.of();
        int bestCopies = 0;
        for (Path candidate : List.of(path, copy)) {
            try {
                List<MasterKey> keys = KeyFileFormat.read(text(candidate));
                if (keys.size() > best.size()) {
                    best = keys;
                    bestCopies = 0;
                }
                if (keys.size() == best.size()) {
                    bestCopies++;
                }
            } catch (KeyFileFormat.FormatException e) {
                reasons.append(' ')
                        .append(candidate)
                        .append(": ")
                        .append(e.getMessage())
                        .append('.');
            }
        }
        if (best.isEmpty()) {
            throw new KeyFileException("No copy of the key file can be used." + reasons);
        }
        if (bestCopies < 2) {
            LOG.warn("One copy of the key file was lost, damaged or out of date and is written anew.{}", reasons);
            mend(best);
        }
        return best;
    }

    /** One copy is enough to work with; the next change of the keys tries again. */
    private void mend(List<MasterKey> keys) {
        try {
            write(keys);
        } catch (IOException e) {
            LOG.warn("The key file could not be mended", e);
        }
    }

    /** Makes the directory of the file, whose own parent exists. */
    void makeDirectory() throws IOException {
        Path parent = Objects.requireNonNull(path.getParent());
        if (!disk.exists(parent)) {
            disk.createDirectory(parent);
            disk.forceDirectory(Objects.requireNonNull(parent.getParent()));
        }
    }

    void write(List<MasterKey> keys) throws IOException {
        byte[] text = KeyFileFormat.write(
                        List.of("Master keys of a MaxIOFS store. Without this file nothing encrypted can be read."),
                        keys)
                .getBytes(StandardCharsets.UTF_8);
        replacement.replaceSecret(path, text);
        replacement.replaceSecret(copy, text);
    }

    private String text(Path candidate) throws IOException {
        byte[] content = replacement.read(candidate, KeyFileFormat.MAX_BYTES).orElse(new byte[0]);
        return new String(content, StandardCharsets.UTF_8);
    }
}
