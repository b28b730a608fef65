package io.maxiofs.desktop.supervisor;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.EventStream;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerOverview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server that answers tells of itself. Safe on any thread; what asks the server blocks. */
final class ServerWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);

    private final LocalAccess access;
    private final AdminClient client;
    private final EventStream states;

    private ServerWatch(LocalAccess access, AdminClient client, EventStream states) {
        this.access = access;
        this.client = client;
        this.states = states;
    }

    /** What the server's file for programs of the same user says; empty if no server has left one. */
    static Optional<LocalAccess> access(Path dataDirectory) {
        try {
            byte[] content = Files.readAllBytes(dataDirectory.resolve(LocalAccess.FILE));
            return Optional.of(AdminJson.lenient().read(content, LocalAccess.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.info("The file of a running server cannot be read", e);
            return Optional.empty();
        }
    }

    /** The server of that directory, if its process is alive and answers. */
    static Optional<LocalAccess> running(Path dataDirectory) {
        Optional<LocalAccess> found = access(dataDirectory);
        if (found.flatMap(access -> ProcessHandle.of(access.pid()))
                .filter(ProcessHandle::isAlive)
                .isEmpty()) {
            return Optional.empty();
        }
        try (AdminClient client = AdminClient.connect(found.get())) {
            String serves = client.status().storage().dataDirectory();
            return Path.of(serves).equals(dataDirectory) ? found : Optional.empty();
        } catch (AdminClientException e) {
            LOG.info("A server's file is there, but it does not answer", e);
            return Optional.empty();
        }
    }

    /** Begins to follow; {@code changed} is called on a thread of the stream. */
    static ServerWatch follow(LocalAccess access, Consumer<ServerOverview.State> changed) {
        AdminClient client = AdminClient.connect(access);
        EventStream states = client.events(Set.of(ServerEvent.Kind.STATE), new EventStream.Listener() {
            @Override
            public void event(ServerEvent event) {
                if (event instanceof ServerEvent.StateChanged(ServerOverview.State state)) {
                    changed.accept(state);
                }
            }

            @Override
            public void state(EventStream.State state, String reason) {
                LOG.debug("Following the server: {} {}", state, reason);
            }
        });
        return new ServerWatch(access, client, states);
    }

    LocalAccess access() {
        return access;
    }

    /** Asks it to stop. */
    void shutdown() {
        client.shutdown();
    }

    /** Requests being served; empty if it does not say. */
    OptionalInt inFlight() {
        try {
            return OptionalInt.of(client.health().overview().state().inFlight());
        } catch (AdminClientException e) {
            LOG.debug("The server does not say what it waits for", e);
            return OptionalInt.empty();
        }
    }

    @Override
    public void close() {
        states.close();
        client.close();
    }
}
