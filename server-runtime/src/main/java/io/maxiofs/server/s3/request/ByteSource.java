package io.maxiofs.server.s3.request;

import java.nio.ByteBuffer;

/** The bytes of a body as they come from the connection, framing included. Used by one thread. */
@FunctionalInterface
public interface ByteSource {

    /**
     * Reads at least one byte. May block.
     *
     * @param destination has room for at least one byte
     * @return bytes read; -1 at the end
     * @throws io.maxiofs.server.s3.error.S3Exception RequestTimeout if the client stalls, IncompleteBody if it is gone
     */
    int read(ByteBuffer destination);
}
