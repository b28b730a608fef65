package io.maxiofs.server.s3.header;

import io.maxiofs.server.lifecycle.LifecycleDay;
import io.maxiofs.server.lifecycle.LifecycleDocument;
import io.maxiofs.server.lifecycle.LifecycleRules;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.service.DocumentCache;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ObjectVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Tells when a current version expires. Costs nothing in buckets without lifecycle rules.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject, x-amz-expiration</a>
 */
public final class ExpirationHeader {
    private static final String NAME = "x-amz-expiration";

    private final LifecycleDay day;
    private final DocumentCache<LifecycleRules> documents = new DocumentCache<>(LifecycleDocument::kept);

    public ExpirationHeader(LifecycleDay day) {
        this.day = day;
    }

    /** Adds the header if a rule expires {@code version}, which is its key's current one. */
    public void answer(Bucket bucket, ObjectVersion version, Map<String, String> headers) {
        String text = bucket.settings().get(BucketSetting.LIFECYCLE);
        if (text == null) {
            return;
        }
        LifecycleRules rules;
        try {
            rules = documents.of(text);
        } catch (MalformedXmlException | S3Exception e) {
            // Rules that are not understood expire nothing, and the worker says so.
            return;
        }
        rules.expiry(version, day)
                .ifPresent(expiry -> headers.put(
                        NAME,
                        "expiry-date=\"" + HttpDate.format(expiry.at()) + "\", rule-id=\"" + encoded(expiry.ruleId())
                                + '"'));
    }

    private static String encoded(String ruleId) {
        return URLEncoder.encode(ruleId, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
