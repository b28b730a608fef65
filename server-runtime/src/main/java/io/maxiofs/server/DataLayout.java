package io.maxiofs.server;

import io.maxiofs.server.admin.api.LocalAccess;
import java.nio.file.Path;

/** Where the server keeps what is not the store's, inside the data directory. */
public record DataLayout(Path root) {

    /** Only the owner may open it. */
    public Path serverDirectory() {
        return root.resolve("server");
    }

    public Path database() {
        return serverDirectory().resolve("maxiofs.db");
    }

    /** Who did what. */
    public Path auditDatabase() {
        return serverDirectory().resolve("audit.db");
    }

    /** Opens the secrets of access keys. */
    public Path identityKey() {
        return serverDirectory().resolve("identity.key");
    }

    /** The targets of notifications, with their secrets. */
    public Path webhooks() {
        return serverDirectory().resolve("webhooks.json");
    }

    /** What targets of notifications did not take. */
    public Path deadLetters() {
        return serverDirectory().resolve("dead-letters");
    }

    /** How far lifecycle walks have come. */
    public Path lifecyclePlaces() {
        return serverDirectory().resolve("lifecycle.json");
    }

    /** See {@link LocalAccess}. */
    public Path localAccess() {
        return root.resolve(LocalAccess.FILE);
    }

    /** Certificates and keys the server made itself. */
    public Path tlsDirectory() {
        return serverDirectory().resolve("tls");
    }
}
