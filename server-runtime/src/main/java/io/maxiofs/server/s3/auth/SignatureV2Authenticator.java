package io.maxiofs.server.s3.auth;

import io.maxiofs.server.identity.CredentialSource;
import io.maxiofs.server.identity.CredentialSource.Credential;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.ParsedRequest;
import io.maxiofs.server.s3.request.Payload;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Signature V2 in the header and in the query. Safe on any thread; does not block.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html">Signing and authenticating
 *     REST requests (Signature Version 2)</a>
 */
final class SignatureV2Authenticator {
    private static final String SCHEME = "AWS ";
    private static final String TOKEN = "x-amz-security-token";

    private final CredentialLookup credentials;
    private final InstantSource clock;

    SignatureV2Authenticator(CredentialSource credentials, InstantSource clock) {
        this.credentials = new CredentialLookup(credentials);
        this.clock = clock;
    }

    /** Whether a request is signed by version 2, and in no other way as well. */
    static boolean isUsedBy(RequestHeaders headers, QueryParameters query) {
        String authorization = headers.value("Authorization");
        boolean inQuery = query.has("Signature") || query.has("AWSAccessKeyId");
        boolean version4 =
                query.has("X-Amz-Algorithm") || query.has("X-Amz-Signature") || query.has("X-Amz-Credential");
        return !version4 && (authorization == null ? inQuery : !inQuery && authorization.startsWith(SCHEME));
    }

    /**
     * What a request says of its signature.
     *
     * @param date as it is signed: empty if x-amz-date stands for it, the time of expiry in a query
     */
    private record Claim(
            String accessKeyId,
            String signature,
            String date,
            boolean presigned,
            @Nullable String token) {}

    /** @throws S3Exception if the signature cannot be read or is not right */
    Authentication authenticate(RequestHead head, ParsedRequest request) {
        Claim claim = head.headers().has("Authorization")
                ? fromHeader(head.headers())
                : fromQuery(head.headers(), request.query());
        Credential credential = credentials.find(claim.accessKeyId(), claim.token());
        List<String> resources = CanonicalResource.candidates(head, request);
        String toSign = "";
        boolean valid = false;
        for (String resource : resources.reversed()) {
            toSign = stringToSign(head, request.query(), claim, resource);
            valid |= isValid(credential, toSign, claim.signature());
        }
        if (!valid) {
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                    .with("AWSAccessKeyId", claim.accessKeyId())
                    .with("StringToSign", toSign)
                    .with("SignatureProvided", claim.signature())
                    .with(
                            "StringToSignBytes",
                            HexFormat.ofDelimiter(" ").formatHex(toSign.getBytes(StandardCharsets.ISO_8859_1)));
        }
        credentials.used(credential);
        return new Authentication(credential.principal(), payload(head.headers()));
    }

    private static boolean isValid(Credential credential, String toSign, String signature) {
        byte[] expected = HmacSha1.sign(credential.secret().bytes(), toSign.getBytes(StandardCharsets.ISO_8859_1));
        return MessageDigest.isEqual(
                Base64.getEncoder().encode(expected), signature.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Claim fromHeader(RequestHeaders headers) {
        String authorization = String.valueOf(headers.value("Authorization"));
        int colon = authorization.lastIndexOf(':');
        if (headers.all("Authorization").size() > 1
                || colon <= SCHEME.length()
                || colon == authorization.length() - 1
                || authorization.indexOf(' ', SCHEME.length()) >= 0) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature")
                    .with("ArgumentName", "Authorization")
                    .with("ArgumentValue", authorization);
        }
        String amzDate = headers.value("x-amz-date");
        String date = headers.value("Date");
        checkTime(amzDate == null ? date : amzDate);
        return new Claim(
                authorization.substring(SCHEME.length(), colon),
                authorization.substring(colon + 1),
                amzDate != null || date == null ? "" : date,
                false,
                headers.value(TOKEN));
    }

    private void checkTime(@Nullable String text) {
        Instant time = Optional.ofNullable(text)
                .flatMap(AmzDate::parseHttpDate)
                .filter(parsed -> parsed.isAfter(Instant.EPOCH))
                .orElseThrow(() -> new S3Exception(
                        S3ErrorCode.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header"));
        Instant now = clock.instant();
        if (Duration.between(time, now).abs().compareTo(SignatureV4Authenticator.MAX_SKEW) > 0) {
            throw new S3Exception(S3ErrorCode.REQUEST_TIME_TOO_SKEWED)
                    .with("RequestTime", String.valueOf(text))
                    .with("ServerTime", now.toString())
                    .with("MaxAllowedSkewMilliseconds", Long.toString(SignatureV4Authenticator.MAX_SKEW.toMillis()));
        }
    }

    private Claim fromQuery(RequestHeaders headers, QueryParameters query) {
        String accessKeyId = query.value("AWSAccessKeyId");
        String signature = query.value("Signature");
        String expires = query.value("Expires");
        if (accessKeyId == null || signature == null || expires == null) {
            throw new S3Exception(
                    S3ErrorCode.ACCESS_DENIED,
                    "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
        }
        Instant until = expiry(expires);
        Instant now = clock.instant();
        if (now.isAfter(until)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request has expired")
                    .with("Expires", until.toString())
                    .with("ServerTime", now.toString());
        }
        String token = headers.value(TOKEN);
        return new Claim(accessKeyId, signature, expires, true, token == null ? query.value(TOKEN) : token);
    }

    private static Instant expiry(String text) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(text));
        } catch (NumberFormatException | DateTimeException e) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Invalid date (should be seconds since epoch): " + text);
        }
    }

    private static String stringToSign(RequestHead head, QueryParameters query, Claim claim, String resource) {
        StringBuilder toSign = new StringBuilder(256)
                .append(head.method())
                .append('\n')
                .append(signed("Content-MD5", head, query, claim))
                .append('\n')
                .append(signed("Content-Type", head, query, claim))
                .append('\n')
                .append(claim.date())
                .append('\n');
        AmzHeaders.addTo(toSign, head.headers(), claim.presigned() ? query : QueryParameters.NONE);
        return toSign.append(resource).toString();
    }

    /** Some clients move the headers they have signed into the query. */
    private static String signed(String name, RequestHead head, QueryParameters query, Claim claim) {
        String value = head.headers().value(name);
        if (value == null && claim.presigned()) {
            value = query.value(name.toLowerCase(Locale.ROOT));
        }
        return value == null ? "" : value;
    }

    /** This version vouches for no body; what else the request says of it is verified all the same. */
    private static Payload payload(RequestHeaders headers) {
        return SignatureV4Authenticator.unsignedPayload(headers);
    }
}
