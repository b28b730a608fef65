package io.maxiofs.server.s3.request;

/**
 * Checks the chain of signatures over the chunks of one body. Each call advances the chain. Used by one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature calculations in multiple
 *     chunks</a>
 */
public interface ChunkVerifier {

    /**
     * Whether {@code signature} is right for the next chunk.
     *
     * @param sha256 of the chunk's bytes
     * @param signature 64 hexadecimal digits, as sent
     */
    boolean verifyChunk(byte[] sha256, String signature);

    /**
     * Whether {@code signature} is right for the trailers that follow the last chunk.
     *
     * @param sha256 of the trailers in canonical form
     */
    boolean verifyTrailers(byte[] sha256, String signature);
}
