package io.maxiofs.server.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An address or a range of them in CIDR notation, of IPv4 or IPv6.
 *
 * @param address 4 or 16 bytes
 * @param prefixBits how many of its bits count
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632">RFC 4632</a>
 */
record AddressRange(byte[] address, int prefixBits) {
    private static final int BYTE = 8;
    private static final int IPV4_BYTES = 4;
    private static final int MAX_LENGTH = 64;

    /** Ranges wider than these are the whole internet as far as AWS is concerned. */
    private static final int PUBLIC_IPV4_BITS = 8;

    private static final int PUBLIC_IPV6_BITS = 32;

    /** @return null if the text is neither an address nor a range; names are never looked up */
    static @Nullable AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = bytes(address);
        if (bytes == null) {
            return null;
        }
        if (slash < 0) {
            return new AddressRange(bytes, bytes.length * BYTE);
        }
        String prefix = text.substring(slash + 1);
        if (prefix.isEmpty() || prefix.length() > 3 || !prefix.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int bits = Integer.parseInt(prefix);
        return bits > bytes.length * BYTE ? null : new AddressRange(bytes, bits);
    }

    private static byte @Nullable [] bytes(String text) {
        boolean literal = text.indexOf(':') >= 0 ? text.indexOf('%') < 0 : isDotted(text);
        if (!literal || text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            // A literal of either family is never looked up.
            return text.indexOf(':') >= 0
                    ? InetAddress.getByName('[' + text + ']').getAddress()
                    : InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static boolean isDotted(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != IPV4_BYTES) {
            return false;
        }
        for (String part : parts) {
            boolean digits =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of {@code other} is in here. */
    boolean contains(AddressRange other) {
        if (other.address.length != address.length || other.prefixBits < prefixBits) {
            return false;
        }
        int whole = prefixBits / BYTE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != other.address[i]) {
                return false;
            }
        }
        int rest = prefixBits % BYTE;
        int mask = 0xff << (BYTE - rest);
        return rest == 0 || (address[whole] & mask & 0xff) == (other.address[whole] & mask & 0xff);
    }

    /** Whether so many addresses are meant that it restricts nothing. */
    boolean isPublic() {
        return prefixBits < (address.length == IPV4_BYTES ? PUBLIC_IPV4_BITS : PUBLIC_IPV6_BITS);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRange that
                && that.prefixBits == prefixBits
                && Arrays.equals(that.address, address);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(address) * 31 + prefixBits;
    }

    @Override
    public String toString() {
        return Arrays.toString(address) + '/' + prefixBits;
    }
}
