package io.maxiofs.server.s3.auth;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.QueryParameters;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads signatures out of queries, and their lifetime.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Using query parameters</a>
 */
final class PresignedQuery {
    /** Longest life of a presigned request. */
    static final long MAX_EXPIRES_SECONDS = Duration.ofDays(7).toSeconds();

    private PresignedQuery() {}

    /** @throws S3Exception AuthorizationQueryParametersError if anything is missing or not as it should be */
    static RequestSignature read(QueryParameters query) {
        String algorithm = required(query, "X-Amz-Algorithm");
        String credential = required(query, "X-Amz-Credential");
        String date = required(query, "X-Amz-Date");
        required(query, "X-Amz-Expires");
        String signedHeaders = required(query, "X-Amz-SignedHeaders");
        String signature = required(query, "X-Amz-Signature");
        if (!algorithm.equals(SignatureReader.ALGORITHM)) {
            throw error("X-Amz-Algorithm only supports \"" + SignatureReader.ALGORITHM + "\"");
        }
        CredentialScope scope = CredentialScope.parse(credential)
                .orElseThrow(() -> error("Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; "
                        + "expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
        Instant time = AmzDate.parse(date)
                .orElseThrow(() -> error("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
        if (!date.startsWith(scope.date())) {
            throw error("Invalid credential date \"" + scope.date() + "\". This date is not the same as X-Amz-Date: \""
                    + date.substring(0, 8) + "\".");
        }
        expiresSeconds(query);
        if (!SignatureReader.isSignature(signature)) {
            throw error("X-Amz-Signature must be 64 hexadecimal digits.");
        }
        return new RequestSignature(scope, SignatureReader.headerNames(signedHeaders), signature, date, time, true);
    }

    /** Life of the request from its time on. */
    static long expiresSeconds(QueryParameters query) {
        String expires = query.value("X-Amz-Expires");
        long seconds;
        try {
            seconds = Long.parseLong(expires == null ? "" : expires);
        } catch (NumberFormatException e) {
            throw error("X-Amz-Expires should be a number");
        }
        if (seconds < 1) {
            throw error("X-Amz-Expires must be greater than zero");
        }
        if (seconds > MAX_EXPIRES_SECONDS) {
            throw error("X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be "
                    + "less than " + MAX_EXPIRES_SECONDS + " seconds");
        }
        return seconds;
    }

    private static String required(QueryParameters query, String name) {
        String value = query.value(name);
        if (value == null || value.isEmpty()) {
            throw error("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, "
                    + "X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
        return value;
    }

    static S3Exception error(String message) {
        return new S3Exception(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR, message);
    }
}
