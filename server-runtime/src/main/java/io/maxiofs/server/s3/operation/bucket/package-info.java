/**
 * Operations on the service and on buckets, one class per operation. Entry type: each handler; {@link
 * io.maxiofs.server.s3.operation.S3Operations} lists them. Handlers are shared by all requests; those that change
 * something wait for the change to be durable.
 */
@NullMarked
package io.maxiofs.server.s3.operation.bucket;

import org.jspecify.annotations.NullMarked;
