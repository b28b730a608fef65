package io.maxiofs.storage.crypto;

import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of named keys and its copy beside it, replaced one after the other, so that one of them is always whole. */
final class KmsKeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KmsKeyFile.class);
    private static final KmsKeyFormat.Content NONE = new KmsKeyFormat.Content(0, List.of());

    private final Disk disk;
    private final FileReplacement replacement;
    private final Path path;
    private final Path copy;

    /** @param masterKeys file of the master keys; this one stands beside it */
    KmsKeyFile(Disk disk, Path masterKeys) {
        this.disk = disk;
        this.replacement = new FileReplacement(disk);
        this.path = masterKeys.toAbsolutePath().resolveSibling("kms.keys");
        this.copy = path.resolveSibling("kms.keys.copy");
    }

    /**
     * Reads the newer whole copy; nothing if there is neither.
     *
     * @throws KeyFileException if there are copies and none can be read
     */
    KmsKeyFormat.Content read() throws IOException {
        KmsKeyFormat.@Nullable Content newest = null;
        StringBuilder reasons = new StringBuilder();
        for (Path candidate : List.of(path, copy)) {
            if (disk.exists(candidate)) {
                KmsKeyFormat.@Nullable Content read = read(candidate, reasons);
                if (read != null && (newest == null || read.generation() > newest.generation())) {
                    newest = read;
                }
            }
        }
        if (newest == null && !reasons.isEmpty()) {
            throw new KeyFileException("No copy of the file of named keys can be used." + reasons);
        }
        if (!reasons.isEmpty()) {
            LOG.warn("One copy of the file of named keys is damaged; the other is used.{}", reasons);
        }
        return newest == null ? NONE : newest;
    }

    private KmsKeyFormat.@Nullable Content read(Path candidate, StringBuilder reasons) throws IOException {
        byte[] bytes = replacement.read(candidate, KeyFileFormat.MAX_BYTES).orElse(new byte[0]);
        try {
            return KmsKeyFormat.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (KeyFileFormat.FormatException e) {
            reasons.append(' ')
                    .append(candidate)
                    .append(": ")
                    .append(e.getMessage())
                    .append('.');
            return null;
        }
    }

    void write(KmsKeyFormat.Content content) throws IOException {
        byte[] text = KmsKeyFormat.write(content).getBytes(StandardCharsets.UTF_8);
        replacement.replaceSecret(path, text);
        replacement.replaceSecret(copy, text);
    }
}
