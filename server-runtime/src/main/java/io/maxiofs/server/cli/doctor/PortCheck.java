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

    PortCheck(String name, ListenAddress address) {
        this.name = name;
        this.address = address;
    }

    @Override
    public Finding run() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
            return Finding.ok(name, address + " is free");
        } catch (IOException e) {
            return Finding.fail(
                    name,
                    address + " cannot be opened: " + e.getMessage(),
                    "Stop the program that uses it, or choose another with --listen and --admin-listen");
        }
    }
}
