package io.maxiofs.storage.digest;

import java.nio.ByteBuffer;

/** Where the bytes of a body go while they are hashed, usually a file. Called by one thread at a time, in order. */
@FunctionalInterface
public interface BodySink {
    /** Consumes all of {@code bytes}; must not keep the buffer. A failure ends the body. */
    void write(ByteBuffer bytes);
}
