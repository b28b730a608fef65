package io.maxiofs.server.observe.trace;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.policy.Permissions;
import io.maxiofs.server.policy.S3Action;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Operation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why a request failed and what helps. Made for failed requests only. */
final class FailureExplanation {
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final int MAX_CHARS = 500;
    private static final int OK_BELOW = 400;

    private FailureExplanation() {}

    /** Null if the request did not fail. */
    static @Nullable String of(CompletedRequest request) {
        S3Exception failure = request.failure();
        if (failure == null) {
            return request.status() == 0 ? "The connection ended before the answer was sent." : null;
        }
        if (failure.code().status() < OK_BELOW) {
            return null;
        }
        String text = explain(request, failure);
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    }

    private static String explain(CompletedRequest request, S3Exception failure) {
        return switch (failure.code()) {
            case SIGNATURE_DOES_NOT_MATCH ->
                "The signature does not match: the secret key is wrong, or something between client and server (a proxy)"
                        + " changed the request.";
            case INVALID_ACCESS_KEY_ID ->
                "There is no usable access key " + named(failure.fields().get("AWSAccessKeyId"))
                        + " on this server: it was mistyped, deleted, disabled or has expired.";
            case REQUEST_TIME_TOO_SKEWED -> clock(failure);
            case ACCESS_DENIED -> denied(request, failure);
            case NO_SUCH_BUCKET -> missingBucket(request, failure);
            case AUTHORIZATION_HEADER_MALFORMED, AUTHORIZATION_QUERY_PARAMETERS_ERROR ->
                "The credentials are not written as this server expects: " + failure.message();
            case QUOTA_EXCEEDED ->
                "The quota of bucket " + named(request.bucket()) + " or of its tenant would be exceeded.";
            case INSUFFICIENT_CAPACITY ->
                "The disk of the server is full up to the space that is kept free. Deleting goes on working.";
            case SLOW_DOWN -> "The server was asked for more than it can do at once; the client should try again.";
            case SERVICE_UNAVAILABLE ->
                "The server could not serve this: it was stopping, set to read-only, or its drive was not there.";
            case INTERNAL_ERROR -> "The server failed; its log says why under this request's id.";
            case NO_SUCH_KEY -> "There is no object of that key.";
            case INVALID_URI ->
                failure.message() + " A bucket cannot stand in front of an IP address: use path-style addressing.";
            case BAD_DIGEST, X_AMZ_CONTENT_SHA256_MISMATCH, X_AMZ_CONTENT_CHECKSUM_MISMATCH ->
                "What arrived is not what the client meant to send: the checksum differs. Nothing was stored.";
            case INCOMPLETE_BODY, REQUEST_TIMEOUT -> "The client stopped sending before the body was complete.";
            default -> failure.message();
        };
    }

    private static String named(@Nullable String name) {
        return name == null ? "(none)" : name;
    }

    private static String clock(S3Exception failure) {
        Duration ahead = ahead(failure);
        if (ahead == null) {
            return "The clocks of client and server differ by more than 15 minutes.";
        }
        String amount = amount(ahead.abs());
        return "The clock of the client is " + amount + (ahead.isNegative() ? " behind" : " ahead")
                + " of the server's. Set the clock of one of them right.";
    }

    private static @Nullable Duration ahead(S3Exception failure) {
        String request = failure.fields().get("RequestTime");
        String server = failure.fields().get("ServerTime");
        if (request == null || server == null) {
            return null;
        }
        try {
            Instant sent = LocalDateTime.parse(request, AMZ_DATE).toInstant(ZoneOffset.UTC);
            return Duration.between(Instant.parse(server), sent);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String amount(Duration duration) {
        if (duration.toDays() >= 2) {
            return duration.toDays() + " days";
        }
        return duration.toHours() >= 2 ? duration.toHours() + " hours" : duration.toMinutes() + " minutes";
    }

    private static String denied(CompletedRequest request, S3Exception failure) {
        if (failure.message().contains("expired")) {
            return "The link has expired, at " + named(failure.fields().get("Expires")) + ".";
        }
        S3Operation operation = request.operation();
        Principal principal = request.principal();
        if (principal == null && ClaimedKey.of(request) != null) {
            // Refused before the key was believed, or by the policies right behind; the text knows which.
            return failure.message().equals(failure.code().defaultMessage())
                    ? mayNot("The key " + ClaimedKey.of(request), operation, request)
                    : failure.message();
        }
        if (principal == null || principal.isAnonymous()) {
            return "The request is not signed, and " + subject(request) + " is not public.";
        }
        return failure.message().equals(failure.code().defaultMessage())
                ? mayNot("The key " + principal.accessKeyId() + " of " + principal.userName(), operation, request)
                : failure.message();
    }

    private static String mayNot(String who, @Nullable S3Operation operation, CompletedRequest request) {
        S3Action action = operation == null ? null : Permissions.of(operation).action();
        String what = action == null ? "do this" : "do " + action.wireName();
        return who + " may not " + what + " on " + subject(request) + ": no statement allows it, or one denies it.";
    }

    private static String subject(CompletedRequest request) {
        String bucket = request.bucket();
        if (bucket == null) {
            return "the list of buckets";
        }
        return request.key() == null ? "bucket " + bucket : "objects of bucket " + bucket;
    }

    private static String missingBucket(CompletedRequest request, S3Exception failure) {
        boolean plain = failure.message().equals(failure.code().defaultMessage());
        return "There is no bucket " + named(request.bucket()) + "." + (plain ? "" : " " + failure.message());
    }
}
