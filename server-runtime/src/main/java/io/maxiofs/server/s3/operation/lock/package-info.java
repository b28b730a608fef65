/**
 * Operations of object lock, one class per operation. Entry type: each handler; {@link
 * io.maxiofs.server.s3.operation.S3Operations} lists them. Handlers are shared by all requests and may block. What they
 * change is decided once more by the store, which alone knows the order of changes.
 */
@NullMarked
package io.maxiofs.server.s3.operation.lock;

import org.jspecify.annotations.NullMarked;
