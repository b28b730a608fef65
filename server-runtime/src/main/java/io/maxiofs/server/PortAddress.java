package io.maxiofs.server;

import io.maxiofs.server.config.ListenAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Supplier;

/**
 * Where a port is to be opened.
 *
 * @param name for messages, such as {@code S3}
 */
record PortAddress(String name, InetSocketAddress address) {

    /** @throws StartException if the host is unknown */
    static PortAddress resolve(String name, ListenAddress configured) {
        try {
            return new PortAddress(
                    name, new InetSocketAddress(InetAddress.getByName(configured.host()), configured.port()));
        } catch (UnknownHostException e) {
            throw new StartException("Cannot listen on " + configured + ": the host name is unknown", e);
        }
    }

    boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /**
     * Opens the port.
     *
     * @throws StartException if another program has it, or it is not allowed
     */
    <T> T open(Supplier<T> opener) {
        try {
            return opener.get();
        } catch (RuntimeException e) {
            if (isBindFailure(e)) {
                throw new StartException(
                        StartException.Reason.PORT_IN_USE,
                        "Cannot open the " + name + " port on " + address.getHostString() + ":" + address.getPort()
                                + ": another program has it, or it is not allowed. Choose other ports with --listen and"
                                + " --admin-listen.",
                        e);
            }
            throw e;
        }
    }

    private static boolean isBindFailure(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    /** What a program on this machine calls it; a wildcard address cannot be called, so it gets the loopback one. */
    URI url(InetSocketAddress bound, boolean secure) {
        String host = address.getAddress().isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : address.getAddress().getHostAddress();
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create((secure ? "https" : "http") + "://" + literal + ":" + bound.getPort());
    }
}
