package io.maxiofs.server.website;

import java.nio.charset.StandardCharsets;

/** Keys as paths of addresses (RFC 3986, section 3.3); slashes stay. */
final class PathEncoding {
    private static final String HEX = "0123456789ABCDEF";
    private static final String OF_PATHS = "-._~/!$&'()*+,;=:@";

    private PathEncoding() {}

    /** Of a key that came with a visit. */
    static String ofKey(String key) {
        return encode(key, OF_PATHS);
    }

    /** Of what a rule puts in a key's place, which may be or have a query or a fragment. */
    static String ofRule(String replacement) {
        return encode(replacement, OF_PATHS + "?#%");
    }

    /** A key as a path on the same host; never the name of another one, which two slashes would begin. */
    static String local(String key) {
        return key.startsWith("/") ? "/%2F" + ofKey(key.substring(1)) : "/" + ofKey(key);
    }

    private static String encode(String text, String kept) {
        StringBuilder path = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (plain || (b > 0 && kept.indexOf(b) >= 0)) {
                path.append((char) b);
            } else {
                path.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
            }
        }
        return path.toString();
    }
}
