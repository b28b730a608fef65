package io.maxiofs.server.observe.trace;

import io.maxiofs.server.admin.api.FailureReason;
import io.maxiofs.server.admin.api.Reason;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.observe.RefusedConnection;
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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why a request failed and what helps. Made for failed requests only. */
final class FailureExplanation {
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final int MAX_CHARS = 500;
    private static final int OK_BELOW = 400;

    private FailureExplanation() {}

    /**
     * Why.
     *
     * @param text for people, in English
     * @param reason the same by its key
     */
    record Said(String text, Reason reason) {
        static Said of(FailureReason key, String text, @Nullable Object... arguments) {
            return new Said(
                    shortened(text),
                    new Reason(
                            key.text(),
                            Arrays.stream(arguments)
                                    .map(argument -> shortened(String.valueOf(argument)))
                                    .toList()));
        }

        private static String shortened(String text) {
            return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
        }

        /** Characters it holds. */
        int length() {
            return text.length()
                    + reason.arguments().stream().mapToInt(String::length).sum();
        }
    }

    /** Null if the request did not fail. */
    static @Nullable Said of(CompletedRequest request) {
        if (request instanceof RefusedConnection refused) {
            return RefusalExplanation.of(refused);
        }
        S3Exception failure = request.failure();
        if (failure == null) {
            return request.status() == 0
                    ? Said.of(FailureReason.CONNECTION_ENDED, "The connection ended before the answer was sent.")
                    : null;
        }
        return failure.code().status() < OK_BELOW ? null : explain(request, failure);
    }

    private static Said explain(CompletedRequest request, S3Exception failure) {
        return switch (failure.code()) {
            case SIGNATURE_DOES_NOT_MATCH ->
                Said.of(
                        FailureReason.SIGNATURE,
                        "The signature does not match: the secret key is wrong, or something between client and server"
                                + " (a proxy) changed the request.");
            case INVALID_ACCESS_KEY_ID -> {
                String key = named(failure.fields().get("AWSAccessKeyId"));
                yield Said.of(
                        FailureReason.UNKNOWN_KEY,
                        "There is no usable access key " + key
                                + " on this server: it was mistyped, deleted, disabled or has expired.",
                        key);
            }
            case REQUEST_TIME_TOO_SKEWED -> clock(failure);
            case ACCESS_DENIED -> denied(request, failure);
            case NO_SUCH_BUCKET -> missingBucket(request, failure);
            case AUTHORIZATION_HEADER_MALFORMED, AUTHORIZATION_QUERY_PARAMETERS_ERROR ->
                Said.of(
                        FailureReason.CREDENTIALS,
                        "The credentials are not written as this server expects: " + failure.message(),
                        failure.message());
            case QUOTA_EXCEEDED ->
                Said.of(
                        FailureReason.QUOTA,
                        "The quota of bucket " + named(request.bucket()) + " or of its tenant would be exceeded.",
                        named(request.bucket()));
            case INVALID_URI -> address(failure);
            default -> plain(failure);
        };
    }

    private static Said address(S3Exception failure) {
        String host = failure.fields().get("HostName");
        if (host == null) {
            return Said.of(FailureReason.MALFORMED_TARGET, RefusalExplanation.MALFORMED_TARGET, "");
        }
        return Said.of(
                FailureReason.ADDRESSING,
                "The client put the bucket in front of the address: " + host + " stands for nothing. It has to put the"
                        + " bucket into the path (path-style addressing), or call the server by a name.",
                host);
    }

    /** Those that say nothing of the request. */
    private static Said plain(S3Exception failure) {
        return switch (failure.code()) {
            case INSUFFICIENT_CAPACITY ->
                Said.of(
                        FailureReason.DISK_FULL,
                        "The disk of the server is full up to the space that is kept free. Deleting goes on working.");
            case SLOW_DOWN ->
                Said.of(
                        FailureReason.SLOW_DOWN,
                        "The server was asked for more than it can do at once; the client should try again.");
            case SERVICE_UNAVAILABLE ->
                Said.of(
                        FailureReason.UNAVAILABLE,
                        "The server could not serve this: it was stopping, set to read-only, or its drive was not"
                                + " there.");
            case INTERNAL_ERROR ->
                Said.of(FailureReason.INTERNAL, "The server failed; its log says why under this request's id.");
            case NO_SUCH_KEY -> Said.of(FailureReason.NO_KEY, "There is no object of that key.");
            case BAD_DIGEST, X_AMZ_CONTENT_SHA256_MISMATCH, X_AMZ_CONTENT_CHECKSUM_MISMATCH ->
                Said.of(
                        FailureReason.CHECKSUM,
                        "What arrived is not what the client meant to send: the checksum differs. Nothing was stored.");
            case INCOMPLETE_BODY, REQUEST_TIMEOUT ->
                Said.of(FailureReason.CUT_SHORT, "The client stopped sending before the body was complete.");
            default -> other(failure);
        };
    }

    /** In the words of S3, which has them in English only. */
    private static Said other(S3Exception failure) {
        return Said.of(FailureReason.OTHER, failure.message(), failure.message());
    }

    private static String named(@Nullable String name) {
        return name == null ? "(none)" : name;
    }

    private static Said clock(S3Exception failure) {
        Duration ahead = ahead(failure);
        if (ahead == null) {
            return Said.of(
                    FailureReason.CLOCK_UNKNOWN, "The clocks of client and server differ by more than 15 minutes.");
        }
        String amount = amount(ahead.abs());
        return Said.of(
                ahead.isNegative() ? FailureReason.CLOCK_BEHIND : FailureReason.CLOCK_AHEAD,
                "The clock of the client is " + amount + (ahead.isNegative() ? " behind" : " ahead")
                        + " of the server's. Set the clock of one of them right.",
                ahead.abs().toMinutes());
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

    private static Said denied(CompletedRequest request, S3Exception failure) {
        if (failure.message().contains("expired")) {
            String end = named(failure.fields().get("Expires"));
            return Said.of(FailureReason.LINK_EXPIRED, "The link has expired, at " + end + ".", end);
        }
        Principal principal = request.principal();
        boolean unexplained = failure.message().equals(failure.code().defaultMessage());
        String claimed = ClaimedKey.of(request);
        if (principal == null && claimed != null) {
            // Refused before the key was believed, or by the policies right behind; the text knows which.
            return unexplained ? mayNot(claimed, null, request) : other(failure);
        }
        if (principal == null || principal.isAnonymous()) {
            return Said.of(
                    FailureReason.NOT_SIGNED,
                    "The request is not signed, and " + subject(request) + " is not public.",
                    resource(request));
        }
        return unexplained ? mayNot(principal.accessKeyId(), principal.userName(), request) : other(failure);
    }

    /** @param user null if it is not known */
    private static Said mayNot(String key, @Nullable String user, CompletedRequest request) {
        S3Operation operation = request.operation();
        S3Action action = operation == null ? null : Permissions.of(operation).action();
        String what = action == null ? "do this" : "do " + action.wireName();
        return Said.of(
                user == null ? FailureReason.KEY_MAY_NOT : FailureReason.USER_MAY_NOT,
                "The key " + key + (user == null ? "" : " of " + user) + " may not " + what + " on " + subject(request)
                        + ": no statement allows it, or one denies it.",
                key,
                user == null ? "" : user,
                action == null ? request.head().method() : action.wireName(),
                resource(request));
    }

    private static String subject(CompletedRequest request) {
        String bucket = request.bucket();
        if (bucket == null) {
            return "the list of buckets";
        }
        return request.key() == null ? "bucket " + bucket : "objects of bucket " + bucket;
    }

    /** The subject as policies write it. */
    private static String resource(CompletedRequest request) {
        String bucket = request.bucket();
        if (bucket == null) {
            return "*";
        }
        return "arn:aws:s3:::" + bucket + (request.key() == null ? "" : "/*");
    }

    private static Said missingBucket(CompletedRequest request, S3Exception failure) {
        boolean plain = failure.message().equals(failure.code().defaultMessage());
        String bucket = named(request.bucket());
        return Said.of(
                FailureReason.NO_BUCKET,
                "There is no bucket " + bucket + "." + (plain ? "" : " " + failure.message()),
                bucket);
    }
}
