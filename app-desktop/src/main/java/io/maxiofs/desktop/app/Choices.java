package io.maxiofs.desktop.app;

import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.SavedFile;
import io.maxiofs.server.admin.api.AdminJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the person has chosen, kept in a file. It has no passwords and no keys.
 *
 * @param local the server of this computer; null if there is to be none
 * @param wizardDone whether the assistant was finished or skipped
 * @param keepServer whether the server carries on when the application ends
 * @param lastServer id of the server that was in front; null for that of this computer
 */
public record Choices(
        @Nullable LocalServer local,
        boolean wizardDone,
        boolean keepServer,
        Theme.Mode theme,
        @Nullable String lastServer) {

    /** Before anything was chosen. */
    public static final Choices NONE = new Choices(null, false, false, Theme.Mode.SYSTEM, null);

    /**
     * The server of this computer.
     *
     * @param settings static settings by key, see docs/settings.md
     * @param established whether it has been up once, so that its directory must hold a store
     * @param service whether the system's service runs it; null for not
     */
    public record LocalServer(
            String dataDirectory,
            Map<String, String> settings,
            boolean established,
            @Nullable Boolean service) {
        public LocalServer {
            settings = Map.copyOf(settings);
        }

        public LocalServer asEstablished() {
            return new LocalServer(dataDirectory, settings, true, service);
        }

        public LocalServer in(String directory) {
            return new LocalServer(directory, settings, established, service);
        }

        public boolean runsAsService() {
            return Boolean.TRUE.equals(service);
        }

        public LocalServer withService(boolean on) {
            return new LocalServer(dataDirectory, settings, established, on);
        }

        public LocalServer withSetting(String key, String value) {
            Map<String, String> more = new TreeMap<>(settings);
            more.put(key, value);
            return new LocalServer(dataDirectory, more, established, service);
        }
    }

    public Choices withLocal(LocalServer server) {
        return new Choices(server, wizardDone, keepServer, theme, lastServer);
    }

    public Choices withWizardDone() {
        return new Choices(local, true, keepServer, theme, lastServer);
    }

    public Choices withKeepServer(boolean keep) {
        return new Choices(local, wizardDone, keep, theme, lastServer);
    }

    public Choices withTheme(Theme.Mode mode) {
        return new Choices(local, wizardDone, keepServer, mode, lastServer);
    }

    public Choices withLastServer(@Nullable String id) {
        return new Choices(local, wizardDone, keepServer, theme, id);
    }

    /** @throws IOException if the file is there and cannot be read; it is left as it is */
    public static Choices load(Path file) throws IOException {
        try {
            return AdminJson.lenient().read(Files.readAllBytes(file), Choices.class);
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    /** Writes the file; blocks. */
    public void save(Path file) throws IOException {
        SavedFile.write(file, written());
    }

    /** As it is kept. */
    byte[] written() {
        return AdminJson.strict().write(this);
    }
}
