package io.maxiofs.desktop.model;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where the application keeps what is its own, as the system wants it. */
public final class SettingsFolder {
    /** System property that names another folder. */
    public static final String PROPERTY = "maxiofs.desktop.settings";

    private SettingsFolder() {}

    /** Of whoever runs the application; it need not be there yet. */
    public static Path ofUser() {
        return of(System::getProperty, System.getenv());
    }

    static Path of(UnaryOperator<@Nullable String> properties, Map<String, String> environment) {
        String chosen = properties.apply(PROPERTY);
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        String home = properties.apply("user.home");
        Path user = Path.of(home == null ? "." : home);
        String name = properties.apply("os.name");
        String system = name == null ? "" : name.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            String roaming = environment.get("APPDATA");
            return (roaming == null ? user.resolve("AppData").resolve("Roaming") : Path.of(roaming)).resolve("MaxIOFS");
        }
        if (system.startsWith("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve("MaxIOFS");
        }
        String config = environment.get("XDG_CONFIG_HOME");
        return (config == null || config.isBlank() ? user.resolve(".config") : Path.of(config)).resolve("maxiofs");
    }
}
