package io.maxiofs.server.cli.doctor;

import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the data directory can be used, and only by its owner. */
final class DirectoryCheck implements Check {
    private static final String NAME = "data directory";

    private final Path directory;

    DirectoryCheck(Path directory) {
        this.directory = directory;
    }

    @Override
    public Finding run() {
        if (!Files.exists(directory)) {
            Path existing = nearestExisting(directory);
            return Files.isWritable(existing)
                    ? Finding.ok(NAME, directory + " does not exist yet and can be made")
                    : Finding.fail(
                            NAME,
                            directory + " does not exist and " + existing + " is not writable",
                            "Name another with --data, or have the directory made for this user");
        }
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            return Finding.fail(
                    NAME, directory + " is no directory this user may write to", "Name another with --data");
        }
        try {
            return PrivateFiles.isOpenToOthers(directory)
                    ? Finding.warn(
                            NAME,
                            directory + " can be opened by other users",
                            "chmod 700 '" + directory + "' (the server does so when it starts)")
                    : Finding.ok(NAME, directory.toString());
        } catch (IOException e) {
            return Finding.fail(NAME, directory + " cannot be looked at: " + e, "Name another with --data");
        }
    }

    static Path nearestExisting(Path path) {
        Path candidate = path.toAbsolutePath();
        while (!Files.isDirectory(candidate) && candidate.getParent() != null) {
            candidate = candidate.getParent();
        }
        return candidate;
    }
}
