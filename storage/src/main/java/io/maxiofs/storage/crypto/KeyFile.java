package io.maxiofs.storage.crypto;

import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The key file and its copy beside it. The file is replaced first and the copy after it, so that one of them is whole at
 * every moment; a damaged or missing file is answered from the copy.
 */
final class KeyFile {
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

    List<MasterKey> read() throws IOException {
        if (!exists()) {
            throw new KeyFileException("There is no key file at " + path);
        }
        StringBuilder reasons = new StringBuilder();
        for (Path candidate : List.of(path, copy)) {
            if (disk.exists(candidate)) {
                try {
                    return KeyFileFormat.read(text(candidate));
                } catch (KeyFileFormat.FormatException e) {
                    reasons.append(' ')
                            .append(candidate)
                            .append(": ")
                            .append(e.getMessage())
                            .append('.');
                }
            }
        }
        throw new KeyFileException("No copy of the key file can be used." + reasons);
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
