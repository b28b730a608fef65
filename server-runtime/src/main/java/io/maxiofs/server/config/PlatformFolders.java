package io.maxiofs.server.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a program keeps its data on each system when nobody says otherwise. */
public final class PlatformFolders {

    private PlatformFolders() {}

    /**
     * The folder for the data of a server that belongs to the current user.
     *
     * @param osName as in the system property {@code os.name}
     * @param home the user's home directory
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
     */
    public static Path data(String osName, Map<String, String> environment, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("MaxIOFS");
        }
        if (os.startsWith("windows")) {
            return fromVariable(
                            environment.get("LOCALAPPDATA"),
                            home.resolve("AppData").resolve("Local"))
                    .resolve("MaxIOFS");
        }
        return fromVariable(
                        environment.get("XDG_DATA_HOME"), home.resolve(".local").resolve("share"))
                .resolve("maxiofs");
    }

    /** The folder on this system. */
    public static Path data() {
        return data(System.getProperty("os.name", ""), System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /** The specification wants relative values ignored. */
    private static Path fromVariable(@Nullable String value, Path fallback) {
        return value == null || value.isBlank() || !Path.of(value).isAbsolute() ? fallback : Path.of(value);
    }
}
