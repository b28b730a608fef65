package io.maxiofs.server.cli;

import io.maxiofs.server.config.PlatformFolders;
import io.maxiofs.server.config.ServerSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which data directory a command means: the flag, the environment, or the platform's. */
public final class DataDirectory {

    private DataDirectory() {}

    public static Path choose(@Nullable Path flag, Map<String, String> environment) {
        if (flag != null) {
            return flag.toAbsolutePath().normalize();
        }
        String variable = environment.get(ServerSettings.DATA.environmentVariable());
        return variable == null || variable.isBlank()
                ? PlatformFolders.data()
                : Path.of(variable).toAbsolutePath().normalize();
    }
}
