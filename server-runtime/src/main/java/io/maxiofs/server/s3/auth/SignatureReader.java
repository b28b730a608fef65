package io.maxiofs.server.s3.auth;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.RequestHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a request's signature and says what is wrong with its form. */
final class SignatureReader {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private SignatureReader() {}

    /**
     * Empty for a request without any credentials.
     *
     * @throws S3Exception if there is a signature that cannot be read, more than one, or one of another version
     */
    static Optional<RequestSignature> read(RequestHeaders headers, QueryParameters query) {
        String authorization = headers.value("Authorization");
        boolean inQuery = query.has("X-Amz-Algorithm") || query.has("X-Amz-Signature") || query.has("X-Amz-Credential");
        boolean versionTwo = query.has("Signature") || query.has("AWSAccessKeyId");
        if (authorization != null && (inQuery || versionTwo)) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query "
                                    + "string parameter or the Authorization header should be specified")
                    .with("ArgumentName", "Authorization")
                    .with("ArgumentValue", authorization);
        }
        if (versionTwo) {
            throw unsupportedVersion();
        }
        if (inQuery) {
            return Optional.of(PresignedQuery.read(query));
        }
        return authorization == null ? Optional.empty() : Optional.of(fromHeader(authorization, headers));
    }

    private static RequestSignature fromHeader(String authorization, RequestHeaders headers) {
        if (headers.all("Authorization").size() > 1) {
            throw malformed("The authorization header is given more than once.");
        }
        if (authorization.startsWith("AWS ")) {
            throw unsupportedVersion();
        }
        if (!authorization.startsWith(ALGORITHM + " ")) {
            if (authorization.startsWith("AWS4-")) {
                throw unsupportedVersion();
            }
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Unsupported Authorization Type")
                    .with("ArgumentName", "Authorization")
                    .with("ArgumentValue", authorization);
        }
        String credential = null;
        String signedHeaders = null;
        String signature = null;
        for (String part : authorization.substring(ALGORITHM.length() + 1).split(",", -1)) {
            String trimmed = part.strip();
            int equals = trimmed.indexOf('=');
            String value = trimmed.substring(equals + 1);
            switch (equals < 0 ? "" : trimmed.substring(0, equals)) {
                case "Credential" -> credential = value;
                case "SignedHeaders" -> signedHeaders = value;
                case "Signature" -> signature = value;
                default -> throw malformed("The authorization header is malformed.");
            }
        }
        if (credential == null || signedHeaders == null || signature == null) {
            throw malformed("The authorization header is malformed; the authorization header requires three components:"
                    + " Credential, SignedHeaders, and Signature.");
        }
        CredentialScope scope = CredentialScope.parse(credential)
                .orElseThrow(() -> malformed("The authorization header is malformed; the Credential is mal-formed;"
                        + " expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
        if (!isSignature(signature)) {
            throw malformed("The authorization header is malformed; the Signature is not 64 hexadecimal digits.");
        }
        Instant time = requestTime(headers);
        String amzDate = headers.value("x-amz-date");
        String timestamp = amzDate == null ? AmzDate.format(time) : amzDate;
        if (!timestamp.startsWith(scope.date())) {
            throw malformed("The authorization header is malformed; Invalid credential date \"" + scope.date()
                    + "\". This date is not the same as X-Amz-Date: \"" + timestamp.substring(0, 8) + "\".");
        }
        return new RequestSignature(scope, headerNames(signedHeaders), signature, timestamp, time, false);
    }

    private static Instant requestTime(RequestHeaders headers) {
        @Nullable String amzDate = headers.value("x-amz-date");
        @Nullable String date = headers.value("Date");
        Optional<Instant> time = Optional.empty();
        if (amzDate != null) {
            time = AmzDate.parse(amzDate);
        } else if (date != null) {
            time = AmzDate.parseHttpDate(date);
        }
        return time.orElseThrow(() -> new S3Exception(
                S3ErrorCode.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header"));
    }

    static List<String> headerNames(String signedHeaders) {
        return List.of(signedHeaders.toLowerCase(Locale.ROOT).split(";", -1));
    }

    static boolean isSignature(String text) {
        return HexDigits.isLowerCase(text);
    }

    private static S3Exception malformed(String message) {
        return new S3Exception(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, message);
    }

    private static S3Exception unsupportedVersion() {
        return new S3Exception(
                S3ErrorCode.INVALID_REQUEST,
                "The authorization mechanism you have provided is not supported. Please use " + ALGORITHM + ".");
    }
}
