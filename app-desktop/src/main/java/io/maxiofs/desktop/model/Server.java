package io.maxiofs.desktop.model;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A server the person knows. */
public sealed interface Server {

    /** Stable, for files. */
    String id();

    /** As the person named it. */
    String name();

    /**
     * The child of this application on this computer.
     *
     * @param dataDirectory where it keeps everything
     */
    record Local(String id, String name, Path dataDirectory) implements Server {}

    /**
     * One elsewhere.
     *
     * @param admin address of its admin port
     * @param user who signs in
     * @param certificate PEM of the one certificate that may answer; null to go by the system's authorities, or without TLS
     */
    record Remote(
            String id,
            String name,
            URI admin,
            String user,
            @Nullable String certificate) implements Server {}
}
