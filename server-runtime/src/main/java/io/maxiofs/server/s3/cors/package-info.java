/**
 * Cross-origin resource sharing: which web pages of other hosts may use a bucket from a browser. Entry type: {@link
 * io.maxiofs.server.s3.cors.CorsPolicy}, asked for every preflight and for every request that names its origin. Rules come
 * from memory; safe on any thread, nothing blocks, nothing is on disk but the bucket's own document.
 */
@NullMarked
package io.maxiofs.server.s3.cors;

import org.jspecify.annotations.NullMarked;
