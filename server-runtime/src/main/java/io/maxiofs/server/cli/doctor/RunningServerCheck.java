package io.maxiofs.server.cli.doctor;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether a server runs on the data directory and answers; it has its ports then. */
final class RunningServerCheck {
    private static final String NAME = "server";

    private final Path directory;

    RunningServerCheck(Path directory) {
        this.directory = directory;
    }

    /** Empty if none runs; the first says whether it answers. */
    List<Finding> run() {
        Path file = directory.resolve(LocalAccess.FILE);
        Optional<byte[]> content;
        try {
            content = new PrivateFiles(new LocalDisk()).read(file);
            return content.isEmpty() ? List.of() : ask(AdminJson.lenient().read(content.get(), LocalAccess.class));
        } catch (IOException e) {
            return List.of(Finding.unknown(NAME, file + " cannot be read: " + e.getMessage()));
        }
    }

    private static List<Finding> ask(LocalAccess access) {
        try (AdminClient client = AdminClient.connect(access)) {
            ServerStatus status = client.status();
            return List.of(
                    Finding.ok(
                            NAME,
                            "runs as process " + status.pid() + ", S3 at " + status.s3() + ", admin at "
                                    + status.admin()),
                    RefusedClientsCheck.ask(client));
        } catch (AdminClientException e) {
            return List.of(Finding.warn(
                    NAME,
                    "was not stopped cleanly, or does not answer: " + e.getMessage(),
                    "If no server runs, start one: it recovers by itself"));
        }
    }
}
