/**
 * An S3 request as a value. Entry type: {@link io.maxiofs.server.s3.request.S3Request}. Behind the parser nobody looks
 * at a raw query string or a raw path again.
 */
@NullMarked
package io.maxiofs.server.s3.request;

import org.jspecify.annotations.NullMarked;
