package io.maxiofs.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Policies that commands take from files. */
final class PolicyFile {
    private PolicyFile() {}

    /** The document in a file, which the server will check. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The policy " + file + " cannot be read", e);
        }
    }
}
