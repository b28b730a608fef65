package io.maxiofs.desktop.supervisor;

import io.maxiofs.desktop.platform.PortOwners;
import io.maxiofs.desktop.platform.SystemService;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a supervisor works with.
 *
 * @param folder for the server's log and crash reports; not the data directory
 * @param service runs the server where that is chosen
 */
public record SupervisorParts(
        Path folder, PortOwners portOwners, SystemService service, InstantSource clock, RestartPolicy.Limits limits) {

    public static SupervisorParts standard(Path folder) {
        return new SupervisorParts(
                folder,
                PortOwners.ofThisSystem(),
                SystemService.ofThisSystem(),
                InstantSource.system(),
                RestartPolicy.Limits.STANDARD);
    }

    Path log() {
        return folder.resolve("server.log");
    }
}
