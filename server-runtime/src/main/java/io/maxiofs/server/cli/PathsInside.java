package io.maxiofs.server.cli;

import io.maxiofs.server.DataLayout;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.database.DatabaseException;
import io.maxiofs.server.database.ServerDatabase;
import io.maxiofs.server.database.SettingTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Settings that name a file inside a data directory, and would name nothing once the store is somewhere else. */
final class PathsInside {
    private final Path directory;

    /** @param directory without links */
    PathsInside(Path directory) {
        this.directory = directory;
    }

    /**
     * Settings with their values, as {@code key = value}.
     *
     * @throws IOException if the settings stored in the directory cannot be read
     */
    List<String> find(Configuration configuration) throws IOException {
        List<String> found = new ArrayList<>();
        for (Configuration.Entry entry : configuration.entries()) {
            if (!entry.setting().key().equals(ServerSettings.DATA.key())) {
                add(entry.setting().key(), entry.text(), found);
            }
        }
        // One that is given otherwise now hides the stored one, and need not for ever.
        stored().forEach((key, value) -> add(key, value, found));
        return found;
    }

    private void add(String key, String value, List<String> found) {
        if (isInside(value)) {
            found.add(key + " = " + value);
        }
    }

    private boolean isInside(String value) {
        try {
            Path path = Path.of(value);
            return path.isAbsolute()
                    && (path.normalize().startsWith(directory)
                            || (Files.exists(path) && path.toRealPath().startsWith(directory)));
        } catch (InvalidPathException | IOException e) {
            // Most settings are no paths, and what cannot be followed does not lead there.
            return false;
        }
    }

    /** Read from a copy, because opening a database changes it. */
    private Map<String, String> stored() throws IOException {
        Path database = new DataLayout(directory).database();
        if (!Files.exists(database)) {
            return Map.of();
        }
        Path scratch = Files.createTempDirectory("maxiofs-settings");
        try {
            String name = String.valueOf(database.getFileName());
            Path copy = scratch.resolve(name);
            Files.copy(database, copy);
            Path log = database.resolveSibling(name + "-wal");
            if (Files.exists(log)) {
                Files.copy(log, scratch.resolve(name + "-wal"));
            }
            try (ServerDatabase opened = ServerDatabase.open(copy)) {
                return new SettingTables(opened).load();
            } catch (DatabaseException e) {
                throw new IOException("The settings in " + database + " cannot be read: " + e.getMessage(), e);
            }
        } finally {
            remove(scratch);
        }
    }

    private static void remove(Path scratch) throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(scratch);
    }
}
