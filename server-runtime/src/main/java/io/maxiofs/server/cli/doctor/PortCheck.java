package io.maxiofs.server.cli.doctor;

import io.maxiofs.server.config.ListenAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether a port is free. */
final class PortCheck implements Check {
    private final String name;
    private final ListenAddress address;
    private final boolean serverRuns;

    /** @param serverRuns whether the port may be in use by the very server that is looked at */
    PortCheck(String name, ListenAddress address, boolean serverRuns) {
        this.name = name;
        this.address = address;
        this.serverRuns = serverRuns;
    }

    @Override
    public Finding run() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
            return Finding.ok(name, address + " is free");
        } catch (IOException e) {
            return serverRuns
                    ? Finding.ok(name, address + " is in use; a server runs on this data directory")
                    : Finding.fail(
                            name,
                            address + " cannot be opened: " + e.getMessage(),
                            "Stop the program that uses it, or choose another with --listen and --admin-listen");
        }
    }
}
