/**
 * Calls the operations in this process, without sockets and signatures: what a request means, from its path and headers
 * to the answer's. Entry type: {@link io.maxiofs.server.s3.operation.caller.S3Caller}. Each caller has a store of its own
 * in memory and is used by one thread.
 */
@NullMarked
package io.maxiofs.server.s3.operation.caller;

import org.jspecify.annotations.NullMarked;
