package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is it safe, is it reachable: what the first screen shows.
 *
 * @param instance id of the data directory's store; the same wherever the directory is mounted. Empty for a store without one.
 * @param addresses of the S3 port, the best first
 * @param clients the last seen, at most 50
 * @param alerts those that fire
 */
public record ServerOverview(
        String instance,
        ServerStatus server,
        State state,
        List<Address> addresses,
        Space space,
        List<ClientDocument> clients,
        List<AlertDocument> alerts,
        HealthDocument.Scrub scrub) {

    public ServerOverview {
        addresses = List.copyOf(addresses);
        clients = List.copyOf(clients);
        alerts = List.copyOf(alerts);
    }

    /**
     * What the server can do now.
     *
     * @param name {@code running}, {@code degraded}, {@code read_only}, {@code drive_missing} or {@code stopping}. Before
     *     {@code READY} a server has no admin port; its standard output tells its steps then.
     * @param reason for people; empty while running
     * @param remedy for people; empty while running
     * @param inFlight requests being served, which a stop waits for
     */
    public record State(String name, Instant since, String reason, String remedy, int inFlight) {}

    /**
     * A way to reach the S3 port.
     *
     * @param url for clients
     * @param interfaceName of the network interface, such as {@code eth0}; {@code lo} for this machine
     * @param scope {@code machine}, {@code network} or {@code internet}: from where it can be reached, going by the address
     * @param listening whether the server has a socket open there; if not, {@code hint} says how to open one
     * @param hint for people; empty if nothing is to be said
     */
    public record Address(String url, String interfaceName, String scope, boolean listening, String hint) {}

    /**
     * The disk, in bytes. What is neither ours nor free belongs to others.
     *
     * @param current versions that are current, without encoding overhead
     * @param older versions that are not current
     * @param uploads parts of unfinished uploads
     * @param free what may still be written, the floor below included
     * @param floor of free space below which nothing is stored
     * @param reserve held for deletes on a full disk
     * @param total null with {@code free} null if the disk cannot be asked
     */
    public record Space(
            long current,
            long older,
            long uploads,
            @Nullable Long free,
            long floor,
            long reserve,
            @Nullable Long total) {}
}
