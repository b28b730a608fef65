package io.maxiofs.server;

import io.maxiofs.server.admin.api.ServerOverview.Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All addresses of this machine, and whether the S3 port listens there. */
final class ServerAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(ServerAddresses.class);
    private static final String MACHINE = "machine";
    private static final String NETWORK = "network";
    private static final String INTERNET = "internet";

    private final String configuredHost;

    /** @param configuredHost as in the setting */
    ServerAddresses(String configuredHost) {
        this.configuredHost = configuredHost;
    }

    /**
     * The best first: those others can use, then this machine's own, then those where nothing listens.
     *
     * @param s3 address of the port as this machine calls it
     */
    List<Address> list(URI s3) {
        List<Address> found = new ArrayList<>();
        try {
            InetAddress bound = InetAddress.getByName(configuredHost);
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (each.isUp()) {
                    for (InetAddress address : Collections.list(each.getInetAddresses())) {
                        found.add(document(s3, each.getName(), address, bound));
                    }
                }
            }
        } catch (SocketException | UnknownHostException e) {
            LOG.warn("The addresses of this machine cannot be listed", e);
        }
        found.sort(Comparator.comparing((Address address) -> !address.listening())
                .thenComparing(address -> address.scope().equals(MACHINE))
                .thenComparing(address -> address.url().contains("[")));
        return found;
    }

    private static Address document(URI s3, String name, InetAddress address, InetAddress bound) {
        boolean listening = bound.isAnyLocalAddress() || bound.equals(address);
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        String host = address instanceof Inet6Address ? "[" + plain + "]" : plain;
        return new Address(
                s3.getScheme() + "://" + host + ":" + s3.getPort(),
                name,
                scope(address),
                listening,
                listening ? hint(address) : "Set server.listen to 0.0.0.0:" + s3.getPort() + " to be reached here");
    }

    private static String scope(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return MACHINE;
        }
        boolean uniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isSiteLocalAddress() || address.isLinkLocalAddress() || uniqueLocal ? NETWORK : INTERNET;
    }

    private static String hint(InetAddress address) {
        return switch (scope(address)) {
            case MACHINE -> "Only programs on this machine reach this";
            case INTERNET -> "This address may be reached from the internet; see that a firewall is in front of it";
            default -> address.isLinkLocalAddress() ? "Only machines on the same cable or network reach this" : "";
        };
    }
}
