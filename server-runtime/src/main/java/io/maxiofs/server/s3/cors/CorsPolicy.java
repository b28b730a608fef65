package io.maxiofs.server.s3.cors;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.service.ParsedDocuments;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers browsers that ask on behalf of pages from elsewhere. Immutable but for its cache; safe on any thread, does not
 * block.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Elements of a CORS
 *     configuration</a>
 */
public final class CorsPolicy {
    /** For a server without buckets: every preflight is refused. */
    public static final CorsPolicy NONE = new CorsPolicy(name -> Optional.empty());

    private static final String ORIGIN = "Origin";
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";
    private static final String VARY = ORIGIN + ", " + REQUEST_HEADERS + ", " + REQUEST_METHOD;
    private static final String NOT_ALLOWED = "CORSResponse: This CORS request is not allowed. This is usually because"
            + " the evalution of Origin, request method / Access-Control-Request-Method or"
            + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";

    private final Function<BucketName, Optional<Bucket>> buckets;
    private final ParsedDocuments<List<CorsRule>> documents =
            new ParsedDocuments<>(BucketSetting.CORS, CorsDocument::parse);

    /** @param buckets finds a bucket in memory */
    public CorsPolicy(Function<BucketName, Optional<Bucket>> buckets) {
        this.buckets = buckets;
    }

    /**
     * What the answer to a request carries beside its own headers; empty for a request that does not name its origin, for
     * a bucket without rules and where no rule allows the request. The request itself is served all the same.
     *
     * @param bucketName as it was sent; null on the service's own resource
     */
    public Map<String, String> actual(@Nullable String bucketName, String method, RequestHeaders headers) {
        String origin = headers.value(ORIGIN);
        if (origin == null) {
            return Map.of();
        }
        List<CorsRule> rules = find(bucketName).flatMap(documents::of).orElse(List.of());
        if (rules.isEmpty()) {
            return Map.of();
        }
        // AWS lets the header decide where it is present, although browsers send it with preflights only.
        String asked = headers.get(REQUEST_METHOD).orElse(method);
        return allowed(rules, origin, asked, headers).orElse(Map.of());
    }

    /**
     * Answers {@code OPTIONS}, which is never signed.
     *
     * @param bucketName as it was sent; null on the service's own resource
     * @throws S3Exception BadRequest if the request is no preflight, AccessForbidden if no rule allows what it asks
     */
    public S3Response preflight(@Nullable String bucketName, boolean isObject, RequestHeaders headers) {
        String origin = headers.value(ORIGIN);
        if (origin == null || origin.isEmpty()) {
            throw new S3Exception(S3ErrorCode.BAD_REQUEST, "Insufficient information. Origin request header needed.");
        }
        String method = headers.value(REQUEST_METHOD);
        Bucket bucket =
                find(bucketName).orElseThrow(() -> forbidden("CORSResponse: Bucket not found", method, "BUCKET"));
        Optional<List<CorsRule>> rules = documents.of(bucket);
        if (rules.isEmpty()) {
            throw forbidden("CORSResponse: CORS is not enabled for this bucket.", method, "BUCKET");
        }
        if (method == null || method.isEmpty()) {
            throw new S3Exception(S3ErrorCode.BAD_REQUEST, "Invalid Access-Control-Request-Method: null");
        }
        return new S3Response(
                200,
                allowed(rules.get(), origin, method, headers)
                        .orElseThrow(() -> forbidden(NOT_ALLOWED, method, isObject ? "OBJECT" : "BUCKET")),
                new S3Response.Empty());
    }

    private Optional<Bucket> find(@Nullable String name) {
        return name == null || !BucketName.isValid(name) ? Optional.empty() : buckets.apply(new BucketName(name));
    }

    private static Optional<Map<String, String>> allowed(
            List<CorsRule> rules, String origin, String method, RequestHeaders headers) {
        List<String> requested = requestedHeaders(headers.value(REQUEST_HEADERS));
        for (CorsRule rule : rules) {
            if (rule.allows(origin, method, requested)) {
                return Optional.of(answer(rule, origin, requested));
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> answer(CorsRule rule, String origin, List<String> requested) {
        Map<String, String> answer = new LinkedHashMap<>();
        boolean anyOrigin = rule.isForAnyOrigin();
        answer.put("Access-Control-Allow-Origin", anyOrigin ? "*" : origin);
        answer.put("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
        if (!requested.isEmpty()) {
            answer.put("Access-Control-Allow-Headers", String.join(", ", requested));
        }
        if (!rule.exposed().isEmpty()) {
            answer.put("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
        }
        if (rule.maxAgeSeconds() != null) {
            answer.put("Access-Control-Max-Age", rule.maxAgeSeconds().toString());
        }
        if (!anyOrigin) {
            answer.put("Access-Control-Allow-Credentials", "true");
        }
        answer.put("Vary", VARY);
        return answer;
    }

    /** In lower case, as they are answered. The length of a request's head bounds their number. */
    private static List<String> requestedHeaders(@Nullable String value) {
        if (value == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String name : value.split(",", -1)) {
            String stripped = name.strip();
            if (!stripped.isEmpty()) {
                names.add(stripped.toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static S3Exception forbidden(String message, @Nullable String method, String resourceType) {
        return new S3Exception(S3ErrorCode.ACCESS_FORBIDDEN, message)
                .with("Method", method == null || method.isEmpty() ? "OPTIONS" : method)
                .with("ResourceType", resourceType);
    }
}
