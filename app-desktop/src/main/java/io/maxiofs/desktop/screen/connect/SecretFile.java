package io.maxiofs.desktop.screen.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that have a secret in them. */
final class SecretFile {
    private SecretFile() {}

    /** Writes the text; nobody but the owner may read it from the first byte on, where the file system knows owners. */
    static Path write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
