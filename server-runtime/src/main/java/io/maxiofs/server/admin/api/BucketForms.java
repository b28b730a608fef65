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

    /** @param rules none takes the setting away */
    public record Lifecycle(List<LifecycleRule> rules) {}

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

    /** @param rules none takes the setting away */
    public record Notifications(List<NotificationRule> rules) {}

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
}
