package io.maxiofs.server.website;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a bucket is served.
 *
 * @param redirectAll where every visit goes; then nothing else is set. Null to serve the bucket.
 * @param indexSuffix name of the document of a folder; null with {@code redirectAll} only
 * @param errorKey key of the document that tells of errors; null for the server's own
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_WebsiteConfiguration.html">WebsiteConfiguration</a>
 */
public record WebsiteConfiguration(
        @Nullable RedirectAll redirectAll,
        @Nullable String indexSuffix,
        @Nullable String errorKey,
        List<RoutingRule> rules) {

    public WebsiteConfiguration {
        rules = List.copyOf(rules);
    }

    /** @param protocol {@code http} or {@code https}; null for the visit's own */
    public record RedirectAll(String host, @Nullable String protocol) {}

    /**
     * Sends some visits elsewhere.
     *
     * @param keyPrefix of the visits meant; null for all
     * @param errorCode status that the visit would be answered with; null to decide before looking
     */
    public record RoutingRule(
            @Nullable String keyPrefix, @Nullable Integer errorCode, Redirect redirect) {

        boolean matches(String key) {
            return keyPrefix == null || key.startsWith(keyPrefix);
        }

        /** The path, without its first slash, the visitor is sent to. */
        String target(String key) {
            if (redirect.replaceKey() != null) {
                return PathEncoding.ofRule(redirect.replaceKey());
            }
            if (redirect.replacePrefix() == null) {
                return PathEncoding.ofKey(key);
            }
            String rest = keyPrefix == null ? key : key.substring(keyPrefix.length());
            return PathEncoding.ofRule(redirect.replacePrefix()) + PathEncoding.ofKey(rest);
        }
    }

    /**
     * Where to; what is null stays as the visit has it.
     *
     * @param status of the answer; null for 301
     */
    public record Redirect(
            @Nullable String protocol,
            @Nullable String host,
            @Nullable String replacePrefix,
            @Nullable String replaceKey,
            @Nullable Integer status) {}
}
