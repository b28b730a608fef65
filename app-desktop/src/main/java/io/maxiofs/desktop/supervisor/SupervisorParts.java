package io.maxiofs.desktop.supervisor;

import io.maxiofs.desktop.platform.PortOwners;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a supervisor works with.
 *
 * @param folder for the server's log and crash reports; not the data directory
 */
public record SupervisorParts(Path folder, PortOwners portOwners, InstantSource clock, RestartPolicy.Limits limits) {

    public static SupervisorParts standard(Path folder) {
        return new SupervisorParts(
                folder, PortOwners.ofThisSystem(), InstantSource.system(), RestartPolicy.Limits.STANDARD);
    }

    Path log() {
        return folder.resolve("server.log");
    }
}
