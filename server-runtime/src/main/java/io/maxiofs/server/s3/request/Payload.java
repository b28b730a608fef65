package io.maxiofs.server.s3.request;

/** How a request vouches for its body, from {@code x-amz-content-sha256}. */
public sealed interface Payload {
    /** Value for a body that is not signed. */
    String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    String SIGNED_CHUNKS_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    String UNSIGNED_CHUNKS_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    /** Whether the body is wrapped in {@code aws-chunked}. */
    default boolean isChunked() {
        return false;
    }

    /** Whether trailers may follow the last chunk. */
    default boolean hasTrailer() {
        return false;
    }

    /** The body as it is, not vouched for. */
    record Unsigned() implements Payload {}

    /**
     * The body as it is, with its hash.
     *
     * @param sha256 32 bytes
     */
    record Literal(byte[] sha256) implements Payload {}

    /** Chunks that carry a signature each. */
    record SignedChunks(ChunkVerifier verifier, boolean hasTrailer) implements Payload {
        @Override
        public boolean isChunked() {
            return true;
        }
    }

    /** Chunks without signatures, with trailers. */
    record UnsignedChunks() implements Payload {
        @Override
        public boolean isChunked() {
            return true;
        }

        @Override
        public boolean hasTrailer() {
            return true;
        }
    }
}
