package io.maxiofs.server.s3.auth;

import io.maxiofs.server.s3.request.ChunkVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.SecretKey;

/** Signatures of a body's chunks, each covering the one before it; the first covers the request's own. */
final class ChunkSignatureChain implements ChunkVerifier {
    private static final String CHUNK_ALGORITHM = "AWS4-HMAC-SHA256-PAYLOAD";
    private static final String TRAILER_ALGORITHM = "AWS4-HMAC-SHA256-TRAILER";
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final SignerPool signers;
    private final SecretKey key;
    private final RequestSignature request;
    private String previous;

    ChunkSignatureChain(SignerPool signers, SecretKey key, RequestSignature request) {
        this.signers = signers;
        this.key = key;
        this.request = request;
        this.previous = request.signature();
    }

    @Override
    public boolean verifyChunk(byte[] sha256, String signature) {
        return verify(CHUNK_ALGORITHM, EMPTY_SHA256 + '\n', sha256, signature);
    }

    @Override
    public boolean verifyTrailers(byte[] sha256, String signature) {
        return verify(TRAILER_ALGORITHM, "", sha256, signature);
    }

    private boolean verify(String algorithm, String middle, byte[] sha256, String signature) {
        byte[] expected = signers.use(signer -> {
            ByteAccumulator toSign = signer.stringToSign();
            toSign.add(algorithm).add('\n').add(request.timestamp()).add('\n');
            request.scope()
                    .addTo(toSign)
                    .add('\n')
                    .add(previous)
                    .add('\n')
                    .add(middle)
                    .addHex(sha256);
            return signer.hmac(key, toSign);
        });
        String expectedHex = HexFormat.of().formatHex(expected);
        previous = expectedHex;
        return MessageDigest.isEqual(
                expectedHex.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.ISO_8859_1));
    }
}
