package io.maxiofs.server.s3.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maxiofs.server.identity.CredentialSource;
import io.maxiofs.server.identity.CredentialSource.Credential;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.ParsedRequest;
import io.maxiofs.server.s3.request.Payload;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.s3.request.S3Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Signature V4 in the header and in the query, and version 2 where that is allowed. A request without credentials is the anonymous principal's; what
 * that one may do is for the authorizer to say. Safe on any thread; does not block.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">Authenticating
 *     requests</a>
 */
public final class SignatureV4Authenticator {
    /** How far a client's clock may be off. */
    static final Duration MAX_SKEW = Duration.ofMinutes(15);

    private static final int CACHED_KEYS = 10_000;
    static final String DEFAULT_REGION = "us-east-1";
    private static final String CONTENT_SHA256 = "x-amz-content-sha256";
    private static final Set<String> QUERY_SERVICES = Set.of("s3", "sts", "iam");
    private static final Payload UNSIGNED = new Payload.Unsigned();

    private final CredentialLookup credentials;
    private final Optional<SignatureV2Authenticator> versionTwo;
    private final String region;
    private final InstantSource clock;
    private final SignerPool signers = new SignerPool();
    private final Cache<DerivedKeyId, SecretKey> signingKeys =
            Caffeine.newBuilder().maximumSize(CACHED_KEYS).build();

    /** Whatever the derived key depends on. A changed secret has another generation, so its old keys are never used. */
    private record DerivedKeyId(CredentialScope scope, long generation) {}

    /** Takes no signatures of version 2. */
    public SignatureV4Authenticator(CredentialSource credentials, String region, InstantSource clock) {
        this(credentials, region, false, clock);
    }

    /**
     * @param region the server's own; requests signed for us-east-1 are accepted too
     * @param signatureV2 whether signatures of version 2 are taken, too
     */
    public SignatureV4Authenticator(
            CredentialSource credentials, String region, boolean signatureV2, InstantSource clock) {
        this.credentials = new CredentialLookup(credentials);
        this.versionTwo =
                signatureV2 ? Optional.of(new SignatureV2Authenticator(credentials, clock)) : Optional.empty();
        this.region = region;
        this.clock = clock;
    }

    /** @throws S3Exception if the request has a signature that is not right */
    public Authentication authenticate(RequestHead head, ParsedRequest request) {
        return authenticate(head, request, null);
    }

    /**
     * @param bodyHash hexadecimal SHA-256 of the body, for protocols that sign it without sending it in a header; null if
     *     the body has not been read
     * @throws S3Exception if the request has a signature that is not right
     */
    public Authentication authenticate(RequestHead head, ParsedRequest request, @Nullable String bodyHash) {
        if (versionTwo.isPresent() && SignatureV2Authenticator.isUsedBy(head.headers(), request.query())) {
            return versionTwo.get().authenticate(head, request);
        }
        Optional<RequestSignature> found = SignatureReader.read(head.headers(), request.query());
        if (found.isEmpty()) {
            return new Authentication(Principal.ANONYMOUS, unsignedPayload(head.headers()));
        }
        RequestSignature signature = found.get();
        checkScope(signature, request.operation());
        checkTime(signature, request);
        Credential credential =
                credentials.find(signature.scope().accessKeyId(), sessionToken(head.headers(), request));
        refuseUnsignedHeaders(head.headers(), signature);
        String payloadHash = payloadHash(head.headers(), request, signature, bodyHash);
        SecretKey key = signingKey(credential, signature.scope());
        verify(head, signature, payloadHash, key);
        credentials.used(credential);
        return new Authentication(credential.principal(), payload(payloadHash, signature, key));
    }

    private void checkScope(RequestSignature signature, S3Operation operation) {
        CredentialScope scope = signature.scope();
        boolean serviceKnown = operation == S3Operation.QUERY_PROTOCOL
                ? QUERY_SERVICES.contains(scope.service())
                : scope.service().equals("s3");
        if (!serviceKnown) {
            throw scopeError(
                    signature, "incorrect service \"" + scope.service() + "\". This endpoint belongs to \"s3\".");
        }
        if (!scope.region().equals(region) && !scope.region().equals(DEFAULT_REGION)) {
            throw scopeError(signature, "the region '" + scope.region() + "' is wrong; expecting '" + region + "'")
                    .with("Region", region);
        }
    }

    private static S3Exception scopeError(RequestSignature signature, String message) {
        return signature.presigned()
                ? PresignedQuery.error("Error parsing the X-Amz-Credential parameter; " + message)
                : new S3Exception(
                        S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED,
                        "The authorization header is malformed; " + message);
    }

    private void checkTime(RequestSignature signature, ParsedRequest request) {
        Instant now = clock.instant();
        if (!signature.presigned()) {
            if (Duration.between(signature.time(), now).abs().compareTo(MAX_SKEW) > 0) {
                throw new S3Exception(S3ErrorCode.REQUEST_TIME_TOO_SKEWED)
                        .with("RequestTime", signature.timestamp())
                        .with("ServerTime", now.toString())
                        .with("MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW.toMillis()));
            }
            return;
        }
        long expiresSeconds = PresignedQuery.expiresSeconds(request.query());
        Instant expires = signature.time().plusSeconds(expiresSeconds);
        if (signature.time().isAfter(now.plus(MAX_SKEW))) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request is not valid yet")
                    .with("X-Amz-Date", signature.timestamp())
                    .with("ServerTime", now.toString());
        }
        if (now.isAfter(expires)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request has expired")
                    .with("X-Amz-Expires", Long.toString(expiresSeconds))
                    .with("Expires", expires.toString())
                    .with("ServerTime", now.toString());
        }
    }

    private static @Nullable String sessionToken(RequestHeaders headers, ParsedRequest request) {
        String inHeader = headers.value("x-amz-security-token");
        return inHeader == null ? request.query().value("X-Amz-Security-Token") : inHeader;
    }

    private static void refuseUnsignedHeaders(RequestHeaders headers, RequestSignature signature) {
        if (!signature.signedHeaders().contains("host")) {
            throw unsigned("host");
        }
        for (String name : headers.startingWith("x-amz-").keySet()) {
            if (!signature.signedHeaders().contains(name)) {
                throw unsigned(name);
            }
        }
    }

    private static S3Exception unsigned(String header) {
        return new S3Exception(
                        S3ErrorCode.ACCESS_DENIED, "There were headers present in the request which were not signed")
                .with("HeadersNotSigned", header);
    }

    private static String payloadHash(
            RequestHeaders headers, ParsedRequest request, RequestSignature signature, @Nullable String bodyHash) {
        String hash = headers.value(CONTENT_SHA256);
        if (hash == null && signature.presigned()) {
            hash = request.query().value("X-Amz-Content-Sha256");
            return hash == null ? Payload.UNSIGNED_PAYLOAD : hash;
        }
        if (hash == null && bodyHash != null) {
            return bodyHash;
        }
        if (hash == null) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST, "Missing required header for this request: " + CONTENT_SHA256);
        }
        return hash;
    }

    private SecretKey signingKey(Credential credential, CredentialScope scope) {
        DerivedKeyId id = new DerivedKeyId(scope, credential.generation());
        SecretKey key = signingKeys.getIfPresent(id);
        if (key == null) {
            key = signers.use(signer -> signer.signingKey(credential.secret().bytes(), scope));
            signingKeys.put(id, key);
        }
        return key;
    }

    private void verify(RequestHead head, RequestSignature signature, String payloadHash, SecretKey key) {
        boolean encodedSlash = head.rawPath().indexOf('%') >= 0
                && head.rawPath().toLowerCase(Locale.ROOT).contains("%2f");
        boolean valid = isValid(head, signature, payloadHash, key, false)
                || (encodedSlash && isValid(head, signature, payloadHash, key, true));
        if (!valid) {
            throw mismatch(head, signature, payloadHash);
        }
    }

    private boolean isValid(
            RequestHead head, RequestSignature signature, String payloadHash, SecretKey key, boolean decodeSlashes) {
        byte[] expected = signers.use(
                signer -> signer.hmac(key, stringToSign(signer, head, signature, payloadHash, decodeSlashes)));
        return MessageDigest.isEqual(expected, HexFormat.of().parseHex(signature.signature()));
    }

    private static ByteAccumulator stringToSign(
            Signer signer, RequestHead head, RequestSignature signature, String payloadHash, boolean decodeSlashes) {
        ByteAccumulator canonical = signer.canonicalRequest();
        CanonicalRequest.write(canonical, head, signature, payloadHash, decodeSlashes);
        byte[] hash = signer.sha256(canonical);
        ByteAccumulator toSign = signer.stringToSign()
                .add(SignatureReader.ALGORITHM)
                .add('\n')
                .add(signature.timestamp())
                .add('\n');
        return signature.scope().addTo(toSign).add('\n').addHex(hash);
    }

    /** The same elements AWS sends: both strings are the client's own, and show where it went another way. */
    private S3Exception mismatch(RequestHead head, RequestSignature signature, String payloadHash) {
        return signers.use(signer -> {
            String toSign =
                    stringToSign(signer, head, signature, payloadHash, false).toString();
            ByteAccumulator canonical = signer.canonicalRequest();
            CanonicalRequest.write(canonical, head, signature, payloadHash, false);
            return new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                    .with("AWSAccessKeyId", signature.scope().accessKeyId())
                    .with("StringToSign", toSign)
                    .with("SignatureProvided", signature.signature())
                    .with("StringToSignBytes", hexDump(toSign))
                    .with("CanonicalRequest", canonical.toString())
                    .with("CanonicalRequestBytes", hexDump(canonical.toString()));
        });
    }

    private static String hexDump(String text) {
        return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Of a request whose signature, if it has one, does not cover the body. */
    static Payload unsignedPayload(RequestHeaders headers) {
        String hash = headers.value(CONTENT_SHA256);
        if (hash != null && (hash.equals(Payload.SIGNED_CHUNKS) || hash.equals(Payload.SIGNED_CHUNKS_TRAILER))) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Signed chunks need a signed request.");
        }
        return hash == null ? UNSIGNED : unchained(hash);
    }

    private Payload payload(String hash, RequestSignature signature, SecretKey key) {
        boolean signedChunks = hash.equals(Payload.SIGNED_CHUNKS) || hash.equals(Payload.SIGNED_CHUNKS_TRAILER);
        if (!signedChunks) {
            return unchained(hash);
        }
        if (signature.presigned()) {
            throw invalidHash(hash);
        }
        return new Payload.SignedChunks(
                new ChunkSignatureChain(signers, key, signature), hash.equals(Payload.SIGNED_CHUNKS_TRAILER));
    }

    private static Payload unchained(String hash) {
        if (hash.equals(Payload.UNSIGNED_PAYLOAD)) {
            return UNSIGNED;
        }
        if (hash.equals(Payload.UNSIGNED_CHUNKS_TRAILER)) {
            return new Payload.UnsignedChunks();
        }
        if (HexDigits.isAnyCase(hash)) {
            return new Payload.Literal(HexFormat.of().parseHex(hash));
        }
        throw invalidHash(hash);
    }

    private static S3Exception invalidHash(@Nullable String hash) {
        return new S3Exception(
                        S3ErrorCode.INVALID_ARGUMENT,
                        CONTENT_SHA256 + " must be " + Payload.UNSIGNED_PAYLOAD + ", "
                                + Payload.UNSIGNED_CHUNKS_TRAILER + ", " + Payload.SIGNED_CHUNKS + ", "
                                + Payload.SIGNED_CHUNKS_TRAILER + ", or a valid sha256 value.")
                .with("ArgumentName", CONTENT_SHA256)
                .with("ArgumentValue", String.valueOf(hash));
    }
}
