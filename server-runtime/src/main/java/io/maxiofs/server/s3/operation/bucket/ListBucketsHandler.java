package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.Owner;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the buckets the caller may see, by name.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets</a>
 */
public final class ListBucketsHandler implements OperationHandler.Blocking {
    /** Highest {@code max-buckets}, and the page size without it. */
    private static final int MAX_BUCKETS = 10_000;

    private final BucketCatalog buckets;
    private final AccessCheck access;
    private final String region;

    public ListBucketsHandler(BucketCatalog buckets, AccessCheck access, String region) {
        this.buckets = buckets;
        this.access = access;
        this.region = region;
    }

    @Override
    public S3Response handle(S3Request request) {
        int maxBuckets = maxBuckets(request.query().value("max-buckets"));
        String prefix = request.query().value("prefix");
        String after = after(request.query().value("continuation-token"));
        List<Bucket> found = buckets.list().stream()
                .filter(bucket -> prefix == null || bucket.name().value().startsWith(prefix))
                .filter(bucket -> after == null || bucket.name().value().compareTo(after) > 0)
                .filter(bucket -> isHere(request.query().value("bucket-region")))
                .filter(bucket -> access.isListed(request, bucket))
                .limit(maxBuckets + 1L)
                .toList();
        List<Bucket> page = found.subList(0, Math.min(found.size(), maxBuckets));
        String token = found.size() > maxBuckets ? token(page.getLast()) : null;
        return S3Response.ofXml(document(request.principal().owner(), page, prefix, token));
    }

    private boolean isHere(@Nullable String wanted) {
        return wanted == null || wanted.equals(region);
    }

    private byte[] document(Owner owner, List<Bucket> page, @Nullable String prefix, @Nullable String token) {
        XmlWriter xml = XmlWriter.document("ListAllMyBucketsResult");
        xml.start("Owner")
                .element("ID", owner.canonicalId())
                .element("DisplayName", owner.displayName())
                .end();
        xml.start("Buckets");
        for (Bucket bucket : page) {
            xml.start("Bucket")
                    .element("Name", bucket.name().value())
                    .element("CreationDate", bucket.created().truncatedTo(ChronoUnit.SECONDS))
                    .element("BucketRegion", region)
                    .end();
        }
        xml.end();
        return xml.optional("Prefix", prefix)
                .optional("ContinuationToken", token)
                .toBytes();
    }

    private static int maxBuckets(@Nullable String text) {
        if (text == null) {
            return MAX_BUCKETS;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MAX_BUCKETS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw invalid("max-buckets", text, "Argument max-buckets must be an integer between 1 and " + MAX_BUCKETS);
    }

    private static String token(Bucket last) {
        return Base64.getUrlEncoder().encodeToString(last.name().value().getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String after(@Nullable String token) {
        if (token == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("continuation-token", token, "The continuation token provided is incorrect");
        }
    }

    private static S3Exception invalid(String name, String value, String message) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }
}
