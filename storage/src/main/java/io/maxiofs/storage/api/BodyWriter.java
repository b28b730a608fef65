package io.maxiofs.storage.api;

import java.nio.ByteBuffer;

/**
 * Takes one body on its way in. Used by one thread at a time. Memory is bounded whatever the body's size: small bodies
 * stay in memory until their record is written, larger ones stream to disk.
 */
public interface BodyWriter extends AutoCloseable {

    /**
     * Consumes all of {@code bytes}, which the caller may use again afterwards. May block on the disk or on the threads
     * that hash.
     *
     * @throws StorageFullException at the floor of free space
     * @throws StorageUnavailableException if the disk fails
     */
    void write(ByteBuffer bytes);

    /** Bytes taken so far. */
    long size();

    /**
     * Ends the body. What does not travel inside its record is durable when this returns. The body must then be given
     * to the store or closed.
     */
    StagedBody finish();

    /** Discards the body unless {@link #finish()} handed it out. Never throws. */
    @Override
    void close();
}
