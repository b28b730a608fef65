/**
 * What S3's headers say: request headers to values, a stored version to response headers. Entry types: {@link
 * io.maxiofs.server.s3.header.ObjectHeaders} for what comes with an object, {@link
 * io.maxiofs.server.s3.header.ChecksumRules} for integrity values, {@link
 * io.maxiofs.server.s3.header.VersionHeaders} for answers. Nothing here blocks or keeps state beyond caches of formatted
 * dates; safe on any thread.
 */
@NullMarked
package io.maxiofs.server.s3.header;

import org.jspecify.annotations.NullMarked;
