/**
 * Operations of a bucket's default encryption, one class per operation. Entry type: each handler; {@link
 * io.maxiofs.server.s3.operation.S3Operations} lists them. Handlers are shared by all requests and may block.
 */
@NullMarked
package io.maxiofs.server.s3.operation.encryption;

import org.jspecify.annotations.NullMarked;
