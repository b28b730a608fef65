package io.maxiofs.server.s3.operation;

/**
 * What the operations need to know of the server they run in.
 *
 * @param region the server's, as in signatures
 * @param quickBodyBytes bodies up to this size are taken in on the connection's I/O thread; at most the size up to which
 *     the store keeps a body in memory
 */
public record OperationSettings(String region, int quickBodyBytes) {
    /** Region of a server that was told none. */
    public static final String DEFAULT_REGION = "us-east-1";

    /** @throws IllegalArgumentException if the region is empty or the size negative */
    public OperationSettings {
        if (region.isEmpty() || quickBodyBytes < 0) {
            throw new IllegalArgumentException("Invalid settings of operations: " + region + ", " + quickBodyBytes);
        }
    }
}
