package io.maxiofs.server.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The names and addresses a client on this machine or its network may call the server by. */
final class HostNames {
    private static final Logger LOG = LoggerFactory.getLogger(HostNames.class);
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private HostNames() {}

    static boolean isAddress(String name) {
        return ADDRESS.matcher(name).matches();
    }

    /** The name of this machine, its addresses and the names given, in the notation certificates use. */
    static Set<String> withThoseOfThisMachine(Collection<String> given, Collection<String> addresses) {
        Set<String> names = new TreeSet<>(Set.of("localhost", "127.0.0.1", canonical("::1")));
        names.addAll(addresses);
        given.stream().map(HostNames::canonical).forEach(names::add);
        try {
            String host = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            if (!host.isEmpty()) {
                names.add(canonical(host));
            }
        } catch (IOException e) {
            LOG.warn("The name of this machine cannot be found; the certificate may lack it", e);
        }
        return names;
    }

    /** Those others may call this machine by, now, in the notation certificates use. */
    static Set<String> addresses() {
        Set<String> addresses = new TreeSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress() && !address.isAnyLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .map(HostNames::canonical)
                    .forEach(addresses::add);
        } catch (IOException e) {
            LOG.warn("The addresses of this machine cannot be listed; the certificate may lack some", e);
        }
        return addresses;
    }

    /** Java reads IPv6 addresses out of certificates without any shortening. */
    static String canonical(String name) {
        // The zone of an address, as in fd00::2%eth0, is this machine's own affair.
        int zone = name.indexOf('%');
        String bare = zone < 0 ? name : name.substring(0, zone);
        return isAddress(bare) ? InetAddress.ofLiteral(bare).getHostAddress() : name.toLowerCase(Locale.ROOT);
    }
}
