package io.maxiofs.server.event.webhook;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Somebody to be told.
 *
 * @param name as in ARNs: lower case letters, digits and {@code -}
 * @param url {@code http} or {@code https}
 * @param secret signs what is sent; empty for none
 */
public record WebhookTarget(String name, URI url, String secret) {
    /** What a target may be called. */
    public static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");

    private static final int MAX_URL = 2048;
    private static final int MAX_SECRET = 256;

    /** @throws IllegalArgumentException if the name or the address cannot be used */
    public WebhookTarget {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A name has 1 to 48 lower case letters, digits and hyphens");
        }
        String scheme = url.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            throw new IllegalArgumentException("The address must begin with http:// or https://");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("The address needs a host, and no user or fragment");
        }
        if (url.toASCIIString().length() > MAX_URL || secret.length() > MAX_SECRET) {
            throw new IllegalArgumentException("The address or the secret is too long");
        }
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    int port() {
        return url.getPort() >= 0 ? url.getPort() : isSecure() ? 443 : 80;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "WebhookTarget[" + name + ", " + url + "]";
    }
}
