package io.maxiofs.desktop.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Has the system itself run a server: it starts when the person signs in, goes on without the window, and is started again
 * when it crashes. Needs no rights but the person's. Methods block.
 */
public interface SystemService {

    /**
     * Installs it with this command, in place of the one before, and starts it. Does nothing to one that runs.
     *
     * @param log gets what the server says, where the system can do that
     * @throws IOException if the system refuses; with its words
     */
    void start(List<String> command, Path log) throws IOException;

    /**
     * Stops it and takes it away; does nothing if it is not there.
     *
     * @throws IOException if the system refuses; with its words
     */
    void remove() throws IOException;

    static SystemService ofThisSystem() {
        Path home = Path.of(System.getProperty("user.home", "."));
        SystemCommands commands = SystemCommands.ofThisSystem();
        return switch (OperatingSystem.current()) {
            case LINUX -> new SystemdUnit(SystemdUnit.folder(System.getenv(), home), commands);
            case MAC -> new LaunchdAgent(home.resolve("Library").resolve("LaunchAgents"), commands);
            case WINDOWS -> new WindowsTask(WindowsTask.user(System.getenv()), commands);
        };
    }
}
