package io.maxiofs.server.observe.trace;

import java.util.List;

/** Where what is known of clients is kept over restarts. Calls may block on the disk. */
public interface ClientStore {
    List<ClientUse> load();

    /** Replaces those of the same client and key; others stay. */
    void save(List<ClientUse> uses);
}
