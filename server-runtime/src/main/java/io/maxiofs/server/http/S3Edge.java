package io.maxiofs.server.http;

import io.maxiofs.server.s3.cors.CorsPolicy;

/**
 * What the S3 port does around the operations of S3.
 *
 * @param cors answers preflights, and adds to the answers of requests that name their origin
 */
public record S3Edge(CorsPolicy cors) {
    /** Nothing. */
    public static final S3Edge NONE = new S3Edge(CorsPolicy.NONE);
}
