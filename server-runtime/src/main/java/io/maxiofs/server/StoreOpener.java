package io.maxiofs.server;

import io.maxiofs.server.config.Configuration;
import io.maxiofs.storage.api.ChangeStream;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.TenantLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Opens the object store of a data directory. */
@FunctionalInterface
public interface StoreOpener {

    /**
     * Recovers and opens.
     *
     * @param tenants what tenants may have at most
     * @throws IOException if the directory cannot be used, in words for whoever started the server
     */
    Opened open(Path dataDirectory, Configuration configuration, InstantSource clock, TenantLimits tenants)
            throws IOException;

    /**
     * A store and what closes it.
     *
     * @param changes for those who follow what happens in it; null for a store that cannot be followed
     * @param local the store itself if it is one in a data directory, for those who look after it; else null
     */
    record Opened(
            ObjectStore store,
            AutoCloseable closer,
            @Nullable ChangeStream changes,
            @Nullable LocalObjectStore local) {

        /** A store that cannot be followed. */
        public Opened(ObjectStore store, AutoCloseable closer) {
            this(store, closer, null, null);
        }
    }
}
