package io.maxiofs.server.website;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells visits of websites from requests of S3, by the name the server is called by. Immutable. */
public final class WebsiteHosts {
    private final String suffix;

    /** @param suffix {@code BUCKET.SUFFIX} is the bucket's website */
    public WebsiteHosts(String suffix) {
        if (suffix.isEmpty()) {
            throw new IllegalArgumentException("A suffix is needed");
        }
        this.suffix = "." + suffix.toLowerCase(Locale.ROOT);
    }

    /**
     * The bucket whose website is meant; null for anything else.
     *
     * @param host value of the Host header, with or without port
     */
    public @Nullable String bucket(String host) {
        int colon = host.lastIndexOf(':');
        int end = colon < 0 || host.indexOf(']', colon) >= 0 ? host.length() : colon;
        if (end > 0 && host.charAt(end - 1) == '.') {
            end--;
        }
        int start = end - suffix.length();
        if (start <= 0 || !host.regionMatches(true, start, suffix, 0, suffix.length())) {
            return null;
        }
        return host.substring(0, start).toLowerCase(Locale.ROOT);
    }
}
