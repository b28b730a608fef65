package io.maxiofs.server.admin.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a bucket as forms beside S3's own documents ({@link BucketSettingDocument}). The server makes the one of the
 * other, and checks both with the same code.
 */
public final class BucketForms {

    private BucketForms() {}

    /**
     * The rules of a bucket. Those that come back as they were stay as they are in S3's document, to the letter.
     *
     * @param rules none takes the setting away
     * @param documentOnly ids of those that hold something which this form cannot say: they are kept as long as they come
     *     back unchanged, and changed in the document only; not looked at when it is sent
     */
    public record Lifecycle(List<LifecycleRule> rules, List<String> documentOnly) {
        public Lifecycle {
            documentOnly = documentOnly == null ? List.of() : List.copyOf(documentOnly);
        }

        public Lifecycle(List<LifecycleRule> rules) {
            this(rules, List.of());
        }
    }

    /**
     * What happens to objects by themselves. Days are at least 1; null is what does not happen.
     *
     * @param id null for one the server makes
     * @param expireAfterDays deletes current versions
     * @param olderVersions destroys older versions
     * @param removeLoneMarkers removes delete markers under which nothing is left
     * @param abortUploadsAfterDays gives up unfinished uploads
     * @param expireAtDate a midnight UTC, ISO 8601; not together with days
     */
    public record LifecycleRule(
            @Nullable String id,
            boolean enabled,
            Filter filter,
            @Nullable Integer expireAfterDays,
            @Nullable OlderVersions olderVersions,
            boolean removeLoneMarkers,
            @Nullable Integer abortUploadsAfterDays,
            @Nullable String expireAtDate) {}

    /**
     * @param days since a version was replaced
     * @param keep newest older versions that are spared; null for none
     */
    public record OlderVersions(int days, @Nullable Integer keep) {}

    /**
     * Which objects. All of what is given must fit.
     *
     * @param prefix may be empty
     * @param largerThan bytes; null if not asked
     * @param smallerThan bytes; null if not asked
     */
    public record Filter(
            String prefix,
            Map<String, String> tags,
            @Nullable Long largerThan,
            @Nullable Long smallerThan) {}

    /** @param rules none takes the setting away */
    public record Cors(List<CorsRule> rules) {}

    /**
     * What pages of other hosts may do from a browser.
     *
     * @param id null if it has none
     * @param origins and {@code headers}: each with at most one {@code *}
     * @param maxAgeSeconds null if not said
     */
    public record CorsRule(
            @Nullable String id,
            List<String> methods,
            List<String> origins,
            List<String> headers,
            List<String> exposed,
            @Nullable Integer maxAgeSeconds) {}

    /**
     * What a bucket tells. Rules that come back as they were stay as they are in S3's document, to the letter; one whose
     * webhook is the same keeps the sort and the ARN it has there.
     *
     * @param rules none takes the setting away
     * @param documentOnly ids of those that hold something which this form cannot say: they are kept as long as they come
     *     back unchanged, and changed in the document only; not looked at when it is sent
     */
    public record Notifications(List<NotificationRule> rules, List<String> documentOnly) {
        public Notifications {
            documentOnly = documentOnly == null ? List.of() : List.copyOf(documentOnly);
        }

        public Notifications(List<NotificationRule> rules) {
            this(rules, List.of());
        }
    }

    /**
     * What a bucket tells, and whom.
     *
     * @param id null for one the server makes
     * @param webhook name of one of the server's webhooks
     * @param events such as {@code s3:ObjectCreated:*}
     * @param prefix and {@code suffix} of keys; may be empty
     */
    public record NotificationRule(
            @Nullable String id, String webhook, List<String> events, String prefix, String suffix) {}

    /** The four switches against public access. */
    public record PublicAccessBlock(
            boolean blockPublicAcls,
            boolean ignorePublicAcls,
            boolean blockPublicPolicy,
            boolean restrictPublicBuckets) {}

    /**
     * A bucket as a website: either everything is sent elsewhere, or it is served. Neither takes the setting away.
     *
     * @param index name of the document of a folder; null with {@code redirectAll}, and for no website
     * @param error key of the document that tells of errors; null for the server's own
     * @param redirectAll where every visit goes; null to serve the bucket
     * @param rules in the order they are looked at; none with {@code redirectAll}
     */
    public record Website(
            @Nullable String index,
            @Nullable String error,
            @Nullable RedirectAll redirectAll,
            List<RoutingRule> rules) {
        public Website {
            rules = rules == null ? List.of() : List.copyOf(rules);
        }
    }

    /** @param protocol {@code http} or {@code https}; null for the visit's own */
    public record RedirectAll(String host, @Nullable String protocol) {}

    /**
     * Sends some visits elsewhere. What is null stays as the visit has it.
     *
     * @param keyPrefix of the visits meant; null for all
     * @param errorCode status the visit would be answered with; null to decide before looking
     * @param replaceKey not together with {@code replacePrefix}
     * @param status of the answer; null for 301
     */
    public record RoutingRule(
            @Nullable String keyPrefix,
            @Nullable Integer errorCode,
            @Nullable String protocol,
            @Nullable String host,
            @Nullable String replacePrefix,
            @Nullable String replaceKey,
            @Nullable Integer status) {}

    /**
     * Where the access log of a bucket goes.
     *
     * @param target bucket; null for no log
     * @param prefix of the keys of log objects; may be empty
     * @param keyFormat {@code usual}; {@code simple}, which says the same by name; {@code partitioned-by-delivery} or {@code
     *     partitioned-by-event}: behind owner, region, bucket and day
     * @param grants how many grants on log objects the document has; they stay as they are, and the number is not looked at
     *     when it is sent
     */
    public record Logging(@Nullable String target, String prefix, String keyFormat, int grants) {}

    /** @param requesterPays whether others than the owner must say that they know they pay */
    public record RequestPayment(boolean requesterPays) {}

    /**
     * How new objects are encrypted that say nothing themselves. Whether keys of clients are refused stays as the document
     * has it.
     *
     * @param algorithm {@code none}: as the server's setting says; {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}
     * @param kmsKey name of the key with the latter two; null for the server's own
     * @param bucketKey what is told of it; it changes nothing here
     */
    public record Encryption(String algorithm, @Nullable String kmsKey, boolean bucketKey) {}
}
