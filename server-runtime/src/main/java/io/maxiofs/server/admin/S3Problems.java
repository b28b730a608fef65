package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.s3.error.S3Exception;
import java.util.Map;

/** Errors of S3 as problems: the admin API's own code where it has one for the case, S3's otherwise. */
final class S3Problems {
    private static final String RETRY_AFTER = "Retry-After";

    private S3Problems() {}

    static Problem of(S3Exception error) {
        String detail = error.message();
        return switch (error.code()) {
            case ACCESS_DENIED -> Problem.of(Problem.Code.FORBIDDEN, detail);
            case BUCKET_NOT_EMPTY -> Problem.of(Problem.Code.NOT_EMPTY, detail);
            case BUCKET_ALREADY_EXISTS, BUCKET_ALREADY_OWNED_BY_YOU -> Problem.of(Problem.Code.EXISTS, detail);
            case TOO_MANY_BUCKETS -> Problem.of(Problem.Code.LIMIT_REACHED, detail);
            case INVALID_BUCKET_NAME ->
                Problem.of(
                        Problem.Code.INVALID,
                        "Not a valid name of a bucket: " + error.fields().get("BucketName"));
            case INTERNAL_ERROR -> Problem.of(Problem.Code.INTERNAL, "See the server's log");
            case SERVICE_UNAVAILABLE, SLOW_DOWN -> Problem.of(Problem.Code.STORAGE_UNAVAILABLE, detail);
            default ->
                error.code().status() == Problem.Code.NOT_FOUND.status()
                        ? Problem.of(Problem.Code.NOT_FOUND, detail)
                        : Problem.ofS3(error.code().wireName(), error.code().status(), detail);
        };
    }

    /** Of S3's headers those that mean the same here. */
    static Map<String, String> headers(S3Exception error) {
        String after = error.headers().get(RETRY_AFTER);
        return after == null ? Map.of() : Map.of(RETRY_AFTER, after);
    }
}
