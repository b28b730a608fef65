package io.maxiofs.desktop.model;

import io.maxiofs.desktop.transfer.TransferLimits;
import io.maxiofs.server.admin.api.AdminJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How much the person lets this application move at once, kept over restarts. Calls block for a small file. */
final class TransferLimitsFile {
    private static final String NAME = "transfer-limits.json";

    private final Path file;

    TransferLimitsFile(Path settings) {
        this.file = settings.resolve(NAME);
    }

    /**
     * What was chosen; the defaults if nothing was.
     *
     * @throws IOException if the file is there and cannot be read or says what is out of bounds; it is left as it is
     */
    TransferLimits load() throws IOException {
        try {
            return AdminJson.lenient().read(Files.readAllBytes(file), TransferLimits.class);
        } catch (NoSuchFileException e) {
            return TransferLimits.DEFAULT;
        }
    }

    void save(TransferLimits limits) throws IOException {
        SavedFile.write(file, AdminJson.strict().write(limits));
    }
}
