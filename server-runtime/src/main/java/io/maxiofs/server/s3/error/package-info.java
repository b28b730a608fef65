/**
 * Errors as S3 tells them. Entry type: {@link io.maxiofs.server.s3.error.S3Exception}, which any code below the wire
 * may throw and only the renderer catches.
 */
@NullMarked
package io.maxiofs.server.s3.error;

import org.jspecify.annotations.NullMarked;
