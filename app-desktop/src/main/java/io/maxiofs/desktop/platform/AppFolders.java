package io.maxiofs.desktop.platform;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the application keeps what.
 *
 * @param config what the person chose, servers, transfers under way
 * @param state logs, crash reports: what may be thrown away
 * @param data where a server's data goes unless the person chooses another place
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
public record AppFolders(Path config, Path state, Path data) {

    /** Of the current user on this system. */
    public static AppFolders ofThisSystem() {
        return of(OperatingSystem.current(), System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /** All inside one folder, for a copy that is carried around and for tests. */
    public static AppFolders inside(Path folder) {
        return new AppFolders(folder.resolve("config"), folder.resolve("state"), folder.resolve("data"));
    }

    static AppFolders of(OperatingSystem system, Map<String, String> environment, Path home) {
        return switch (system) {
            case MAC -> {
                Path support = home.resolve("Library").resolve("Application Support");
                yield new AppFolders(
                        support.resolve("MaxIOFS Desktop"),
                        home.resolve("Library").resolve("Logs").resolve("MaxIOFS"),
                        support.resolve("MaxIOFS"));
            }
            case WINDOWS -> {
                Path local = absolute(
                        environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"));
                Path roaming = absolute(
                        environment.get("APPDATA"), home.resolve("AppData").resolve("Roaming"));
                yield new AppFolders(
                        roaming.resolve("MaxIOFS Desktop"), local.resolve("MaxIOFS Desktop"), local.resolve("MaxIOFS"));
            }
            case LINUX ->
                new AppFolders(
                        absolute(environment.get("XDG_CONFIG_HOME"), home.resolve(".config"))
                                .resolve("maxiofs"),
                        absolute(
                                        environment.get("XDG_STATE_HOME"),
                                        home.resolve(".local").resolve("state"))
                                .resolve("maxiofs"),
                        absolute(
                                        environment.get("XDG_DATA_HOME"),
                                        home.resolve(".local").resolve("share"))
                                .resolve("maxiofs"));
        };
    }

    /** The specification wants relative values ignored. */
    private static Path absolute(@Nullable String value, Path fallback) {
        return value == null || value.isBlank() || !Path.of(value).isAbsolute() ? fallback : Path.of(value);
    }
}
