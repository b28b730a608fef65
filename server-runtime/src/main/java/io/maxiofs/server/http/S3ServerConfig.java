package io.maxiofs.server.http;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How the S3 port is opened.
 *
 * @param address port 0 for a free one
 * @param tls gives the certificate, again at {@link S3Server#reloadTls()}; null for plain HTTP
 * @param region what buckets say they are in, and what signatures are made for
 * @param hostNames names of the server itself, for requests of the form {@code bucket.host}; may be empty
 * @param signatureV2 whether requests may be signed with version 2
 * @param http2 whether HTTP/2 is offered
 */
public record S3ServerConfig(
        InetSocketAddress address,
        @Nullable Supplier<SSLContext> tls,
        String region,
        Set<String> hostNames,
        boolean signatureV2,
        HttpLimits limits,
        boolean http2) {

    /** Plain HTTP with default limits. */
    public static S3ServerConfig of(InetSocketAddress address, String region) {
        return new S3ServerConfig(address, null, region, Set.of(), false, HttpLimits.DEFAULT, false);
    }
}
