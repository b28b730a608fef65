package io.maxiofs.server.cli.doctor;

import io.maxiofs.server.config.ListenAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Locale;

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
            return Finding.fail(name, address + " cannot be opened: " + e.getMessage(), remedy(e));
        }
    }

    private static String remedy(IOException failure) {
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (failure instanceof UnknownHostException) {
            return "Write an address or a name of this computer before the port";
        }
        if (said.contains("cannot assign") || said.contains("can't assign")) {
            return "This computer does not have that address: choose one it has, or 0.0.0.0 for all";
        }
        if (said.contains("permission denied")) {
            return "Ports below 1024 need special rights: choose one above with --listen and --admin-listen";
        }
        return "Stop the program that uses it, or choose another with --listen and --admin-listen";
    }
}
