package io.maxiofs.desktop.model;

import io.maxiofs.server.admin.api.AdminJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The servers the person knows, kept in a file without any password. Used on the user interface thread. */
public final class Servers {
    private final SavedFile file;
    private final ObservableList<Server> known = FXCollections.observableArrayList();
    private final ObservableList<Server> view = FXCollections.unmodifiableObservableList(known);

    private Servers(SavedFile file) {
        this.file = file;
    }

    /**
     * Reads the file; without one there are no servers.
     *
     * @param kept takes changes to the same file
     * @throws IOException if it cannot be read, and is left as it is
     */
    public static Servers load(Path file, SavedFile kept) throws IOException {
        Servers servers = new Servers(kept);
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return servers;
        }
        for (Row row : AdminJson.lenient().read(content, Document.class).servers()) {
            servers.known.add(row.toServer());
        }
        return servers;
    }

    /** Observable, not to be changed. */
    public ObservableList<Server> all() {
        return view;
    }

    /** Adds it, or replaces the one of the same id. */
    public void put(Server server) {
        int index = indexOf(server.id());
        if (index < 0) {
            known.add(server);
        } else {
            known.set(index, server);
        }
        save();
    }

    public void remove(String id) {
        known.removeIf(server -> server.id().equals(id));
        save();
    }

    private int indexOf(String id) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private void save() {
        file.save(AdminJson.strict()
                .write(new Document(known.stream().map(Row::of).toList())));
    }

    private record Document(List<Row> servers) {}

    /** Either a directory or an address. */
    private record Row(
            String id,
            String name,
            @Nullable String dataDirectory,
            @Nullable String admin,
            @Nullable String user,
            @Nullable String certificate) {

        static Row of(Server server) {
            return switch (server) {
                case Server.Local local ->
                    new Row(local.id(), local.name(), local.dataDirectory().toString(), null, null, null);
                case Server.Remote remote ->
                    new Row(
                            remote.id(),
                            remote.name(),
                            null,
                            remote.admin().toString(),
                            remote.user(),
                            remote.certificate());
            };
        }

        Server toServer() throws IOException {
            if (dataDirectory != null) {
                return new Server.Local(id, name, Path.of(dataDirectory));
            }
            if (admin == null || user == null) {
                throw new IOException("The server " + id + " has neither a directory nor an address");
            }
            return new Server.Remote(id, name, URI.create(admin), user, certificate);
        }
    }
}
