package io.maxiofs.server.event.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which addresses a server may be sent to by somebody who configures it. Those of this machine and of private networks can
 * lead to services that trust whoever reaches them.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4 special-purpose addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6 special-purpose addresses</a>
 */
public final class AddressRules {
    /** Network, length of its prefix. */
    private static final int[][] REFUSED_V4 = {
        {0, 0, 0, 0, 8},
        {10, 0, 0, 0, 8},
        {100, 64, 0, 0, 10},
        {127, 0, 0, 0, 8},
        {169, 254, 0, 0, 16},
        {172, 16, 0, 0, 12},
        {192, 0, 0, 0, 24},
        {192, 0, 2, 0, 24},
        {192, 88, 99, 0, 24},
        {192, 168, 0, 0, 16},
        {198, 18, 0, 0, 15},
        {198, 51, 100, 0, 24},
        {203, 0, 113, 0, 24},
        {224, 0, 0, 0, 3}
    };

    private AddressRules() {}

    /** Whether an address is one of the public network. */
    public static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address v4 -> isPublicV4(v4.getAddress());
            case Inet6Address v6 -> isPublicV6(v6.getAddress());
            default -> false;
        };
    }

    private static boolean isPublicV4(byte[] address) {
        int value = toInt(address, 0);
        for (int[] network : REFUSED_V4) {
            int base = (network[0] << 24) | (network[1] << 16) | (network[2] << 8) | network[3];
            int mask = -1 << (32 - network[4]);
            if ((value & mask) == (base & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Only global unicast; forms that carry an IPv4 address are judged by that one. */
    private static boolean isPublicV6(byte[] address) {
        int first = toInt(address, 0);
        if (first == 0x0064FF9B) {
            return toInt(address, 4) == 0 && toInt(address, 8) == 0 && isPublicV4(tail(address));
        }
        boolean mapped = first == 0 && toInt(address, 4) == 0 && toInt(address, 8) == 0xFFFF;
        if (mapped) {
            return isPublicV4(tail(address));
        }
        boolean global = (first & 0xE0000000) == 0x20000000;
        boolean documentation = first == 0x20010DB8;
        boolean protocols = (first & 0xFFFFFE00) == 0x20010000;
        boolean sixToFour = (first & 0xFFFF0000) == 0x20020000;
        return global && !documentation && !protocols && !sixToFour;
    }

    private static byte[] tail(byte[] address) {
        return new byte[] {address[12], address[13], address[14], address[15]};
    }

    private static int toInt(byte[] address, int at) {
        return ((address[at] & 0xFF) << 24)
                | ((address[at + 1] & 0xFF) << 16)
                | ((address[at + 2] & 0xFF) << 8)
                | (address[at + 3] & 0xFF);
    }

    /** Finds the addresses of a name. */
    @FunctionalInterface
    public interface Resolver {
        /** The system's. */
        Resolver SYSTEM = InetAddress::getAllByName;

        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}
