/**
 * Operations on objects, one class per operation. Entry type: each handler; {@link
 * io.maxiofs.server.s3.operation.S3Operations} lists them. Handlers are shared by all requests. Those that can answer
 * from memory, or whose body is small and in memory already, run on the connection's I/O thread and do not block it.
 */
@NullMarked
package io.maxiofs.server.s3.operation.object;

import org.jspecify.annotations.NullMarked;
