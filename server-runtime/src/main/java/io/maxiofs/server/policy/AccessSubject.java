package io.maxiofs.server.policy;

import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.VersionSelector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a permission is asked for.
 *
 * @param key null for the bucket itself
 * @param object the version it is about; null if the caller has not looked it up, which is then done if the answer depends
 *     on it
 * @param isNew whether it is about the object that a request writes, and not about what the key holds already
 * @param facts values of condition keys that are not what the request's own headers and parameters say
 */
public record AccessSubject(
        BucketName bucket,
        @Nullable ObjectKey key,
        VersionSelector version,
        @Nullable ObjectVersion object,
        boolean isNew,
        Map<ConditionKey, List<String>> facts) {

    public AccessSubject {
        facts = Map.copyOf(facts);
    }

    public static AccessSubject ofBucket(BucketName bucket) {
        return new AccessSubject(bucket, null, VersionSelector.CURRENT, null, false, Map.of());
    }

    public static AccessSubject ofKey(BucketName bucket, ObjectKey key, VersionSelector version) {
        return new AccessSubject(bucket, key, version, null, false, Map.of());
    }

    /** The object that a request is about to write. */
    public static AccessSubject ofNewObject(BucketName bucket, ObjectKey key) {
        return new AccessSubject(bucket, key, VersionSelector.CURRENT, null, true, Map.of());
    }

    /** The same with the tags the object is to get, as conditions see them. */
    public AccessSubject withTags(Tags tags) {
        AccessSubject tagged = this;
        for (Map.Entry<String, String> tag : tags.values().entrySet()) {
            tagged = tagged.with(ConditionKey.of("s3:RequestObjectTag/" + tag.getKey()), tag.getValue());
        }
        return tags.isEmpty()
                ? tagged
                : tagged.with(
                        ConditionKey.of("s3:RequestObjectTagKeys"),
                        tags.values().keySet().toArray(String[]::new));
    }

    /** A version that has been found. */
    public static AccessSubject ofObject(BucketName bucket, VersionSelector version, ObjectVersion object) {
        return new AccessSubject(bucket, object.key(), version, object, false, Map.of());
    }

    /** The same with other values for a condition key, such as those a form's fields give. */
    public AccessSubject with(ConditionKey conditionKey, String... values) {
        Map<ConditionKey, List<String>> more = new HashMap<>(facts);
        more.put(conditionKey, List.of(values));
        return new AccessSubject(bucket, key, version, object, isNew, more);
    }
}
