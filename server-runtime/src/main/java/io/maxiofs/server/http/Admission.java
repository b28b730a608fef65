package io.maxiofs.server.http;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.policy.Authorizer;
import io.maxiofs.server.s3.auth.Authentication;
import io.maxiofs.server.s3.auth.SignatureV4Authenticator;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.form.MultipartForm;
import io.maxiofs.server.s3.request.BodyFraming;
import io.maxiofs.server.s3.request.DigestHeaders;
import io.maxiofs.server.s3.request.HoistedHeaders;
import io.maxiofs.server.s3.request.ParsedRequest;
import io.maxiofs.server.s3.request.Payload;
import io.maxiofs.server.s3.request.RequestBody;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.request.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one way into the server: every request, whatever it asks for and however its body is wrapped, is authenticated and
 * authorised here before anything else happens with it. Safe on any thread; does not block.
 */
final class Admission {
    /** Longest form of the query protocol: a policy of the greatest length with everything in it percent-encoded. */
    static final int MAX_QUERY_BYTES = 128 << 10;

    private final SignatureV4Authenticator authenticator;
    private final Authorizer authorizer;
    private final int maxDocumentBytes;

    Admission(SignatureV4Authenticator authenticator, Authorizer authorizer, int maxDocumentBytes) {
        this.authenticator = authenticator;
        this.authorizer = authorizer;
        this.maxDocumentBytes = maxDocumentBytes;
    }

    /** A request that may be served. Its body has not been touched. */
    record Admitted(S3Request request, BodyFraming framing) {}

    /**
     * @param arrival all of {@link S3Request.Origin} that is not known by signature
     * @param body makes the body of the request from its framing
     * @param known told who asks as soon as that is certain, and before it is decided whether they may
     * @throws io.maxiofs.server.s3.error.S3Exception if the request may not be served
     */
    Admitted admit(
            RequestHead head,
            ParsedRequest parsed,
            S3Request.Origin arrival,
            Function<BodyFraming, RequestBody> body,
            Consumer<Principal> known) {
        Authentication authentication = authenticator.authenticate(head, parsed);
        known.accept(authentication.principal());
        return admit(head, parsed, arrival, body, authentication);
    }

    /** How the body of a request of the query protocol arrives, before it is known who sends it. */
    static BodyFraming queryFraming(RequestHead head, ParsedRequest parsed) {
        return BodyFraming.of(head.headers(), parsed.operation(), new Payload.Unsigned(), MAX_QUERY_BYTES);
    }

    /**
     * Admits a request of the query protocol, whose signature is over a body that is sent without its hash.
     *
     * @param body as it arrived
     * @param known as of {@link #admit}
     * @throws io.maxiofs.server.s3.error.S3Exception if the request may not be served
     */
    S3Request admitQuery(
            RequestHead head, ParsedRequest parsed, S3Request.Origin arrival, byte[] body, Consumer<Principal> known) {
        MessageDigest digest = Sha256.newDigest();
        String hash = HexFormat.of().formatHex(digest.digest(body));
        Authentication authentication = authenticator.authenticate(head, parsed, hash);
        known.accept(authentication.principal());
        if (authentication.payload().isChunked()) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Actions are not sent in chunks.");
        }
        return admit(head, parsed, arrival, framing -> framing.decode(ByteBuffer.wrap(body)), authentication)
                .request();
    }

    private Admitted admit(
            RequestHead head,
            ParsedRequest parsed,
            S3Request.Origin arrival,
            Function<BodyFraming, RequestBody> body,
            Authentication authentication) {
        BodyFraming framing =
                BodyFraming.of(head.headers(), parsed.operation(), authentication.payload(), maxDocumentBytes);
        S3Request.Origin origin = arrival.by(authentication.principal());
        S3Request request = new S3Request(
                parsed.operation(),
                parsed.bucketName(),
                parsed.objectKey(),
                parsed.query(),
                HoistedHeaders.of(head.headers(), parsed.query()),
                body.apply(framing),
                origin);
        if (!vouchesInItsBody(request)) {
            authorizer.authorize(request);
        }
        DigestHeaders.check(request.headers(), parsed.operation());
        return new Admitted(request, framing);
    }

    /**
     * Whether who sends a request is said in the fields of its form. Its handler reads them and asks the same authorizer
     * for the object the form writes, before the first byte of that.
     */
    private static boolean vouchesInItsBody(S3Request request) {
        return request.operation() == S3Operation.POST_OBJECT && MultipartForm.isSentBy(request);
    }
}
