/**
 * Operations of a bucket's lifecycle rules, one class per operation. Entry type: each handler; {@link
 * io.maxiofs.server.s3.operation.S3Operations} lists them. Handlers are shared by all requests and may block.
 */
@NullMarked
package io.maxiofs.server.s3.operation.lifecycle;

import org.jspecify.annotations.NullMarked;
