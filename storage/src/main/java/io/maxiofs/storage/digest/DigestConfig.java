package io.maxiofs.storage.digest;

/**
 * How bodies are hashed on several cores.
 *
 * @param threads worker threads, 1 to 256
 * @param bufferBytes bytes handed to a worker at once, 4 KiB to 4 MiB
 * @param buffersPerBody buffers one body may fill ahead of its slowest worker, 2 to 64
 * @param maxBodies bodies hashed on several cores at a time, 0 to 4096; further ones are hashed by their own thread.
 *     Together with the two above it bounds the memory.
 * @param inlineBytes bytes of a body hashed by its own thread before workers are asked, from 0; also how often it is
 *     looked at whether they are worth it
 * @param worthBytesPerSecond bodies that come in slower are hashed by their own thread, so that slow clients do not
 *     take the places of fast ones, from 0
 */
public record DigestConfig(
        int threads, int bufferBytes, int buffersPerBody, int maxBodies, long inlineBytes, long worthBytesPerSecond) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public DigestConfig {
        requireRange("threads", threads, 1, 256);
        requireRange("bufferBytes", bufferBytes, 4 * 1024, 4 * 1024 * 1024);
        requireRange("buffersPerBody", buffersPerBody, 2, 64);
        requireRange("maxBodies", maxBodies, 0, 4096);
        requireRange("inlineBytes", inlineBytes, 0, Long.MAX_VALUE);
        requireRange("worthBytesPerSecond", worthBytesPerSecond, 0, Long.MAX_VALUE);
    }

    /**
     * One worker and two bodies per core, at least four; four buffers of 256 KiB each; the first 256 KiB inline, and so
     * is what comes in at less than 16 MiB/s. More bodies than that keep all cores busy without handing anything over.
     */
    public static DigestConfig defaults() {
        int cores = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 256);
        return new DigestConfig(cores, 256 * 1024, 4, Math.max(4, 2 * cores), 256 * 1024, 16L * 1024 * 1024);
    }

    private static void requireRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
