package io.maxiofs.server.admin.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names an object, or one of its versions.
 *
 * @param version {@code null} (the word) for the null version; null for the current one
 */
public record ObjectRef(String key, @Nullable String version) {
    public static ObjectRef current(String key) {
        return new ObjectRef(key, null);
    }

    /**
     * Objects to delete: without a version as {@code DELETE} does, with one that version for good.
     *
     * @param objects at most 1,000
     * @param bypassGovernance lifts governance retention for who has the permission
     */
    public record Deletion(List<ObjectRef> objects, boolean bypassGovernance) {}

    /**
     * What became of each of several things asked for.
     *
     * @param done in the order asked for
     * @param failed with the reason of each
     */
    public record Outcome(List<ObjectRef> done, List<Failure> failed) {}

    /**
     * Why something was not done.
     *
     * @param code S3's
     */
    public record Failure(String key, @Nullable String version, String code, String message) {}
}
