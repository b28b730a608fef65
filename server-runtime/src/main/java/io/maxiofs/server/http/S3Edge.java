package io.maxiofs.server.http;

import io.maxiofs.server.event.accesslog.AccessLog;
import io.maxiofs.server.s3.cors.CorsPolicy;
import io.maxiofs.server.share.SharePages;
import io.maxiofs.server.website.Websites;
import org.jspecify.annotations.Nullable;

/**
 * What the S3 port does around the operations of S3.
 *
 * @param cors answers preflights, and adds to the answers of requests that name their origin
 * @param websites null if none are served
 * @param accessLog told of requests of the buckets that want it
 * @param turnstile asked before an operation begins
 * @param shares serves links; null if none are served
 */
public record S3Edge(
        CorsPolicy cors,
        @Nullable Websites websites,
        AccessLog accessLog,
        Turnstile turnstile,
        @Nullable SharePages shares) {
    /** Nothing. */
    public static final S3Edge NONE = new S3Edge(CorsPolicy.NONE, null, AccessLog.NONE);

    /** Where every operation is taken. */
    public S3Edge(CorsPolicy cors, @Nullable Websites websites, AccessLog accessLog) {
        this(cors, websites, accessLog, Turnstile.OPEN, null);
    }

    /** The same with a turnstile. */
    public S3Edge behind(Turnstile next) {
        return new S3Edge(cors, websites, accessLog, next, shares);
    }

    /** The same with links. */
    public S3Edge with(SharePages pages) {
        return new S3Edge(cors, websites, accessLog, turnstile, pages);
    }

    /** The bucket whose website is called; null for a request of S3. */
    @Nullable String website(String host) {
        return websites == null ? null : websites.bucket(host);
    }

    /** What serves the visits that {@link #website} finds. */
    Websites requireWebsites() {
        if (websites == null) {
            throw new IllegalStateException("No websites are served");
        }
        return websites;
    }
}
