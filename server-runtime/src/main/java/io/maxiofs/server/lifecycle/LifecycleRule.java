package io.maxiofs.server.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One rule. It has at least one of the actions.
 *
 * @param id 1 to 255 characters, unique among the rules of a bucket
 * @param expiration of current versions; null if there is none
 * @param noncurrent of versions that are not current any more; null if there is none
 * @param abortAfterDays days after which unfinished uploads are given up; null if they are not
 */
public record LifecycleRule(
        String id,
        boolean enabled,
        LifecycleFilter filter,
        @Nullable Expiration expiration,
        @Nullable Noncurrent noncurrent,
        @Nullable Integer abortAfterDays) {

    /**
     * Of current versions: after days, at a date, or only of delete markers behind which nothing is left.
     *
     * @param days at least 1; null if another is given
     * @param date a midnight UTC; null if another is given
     * @param deleteMarkers value of ExpiredObjectDeleteMarker; null if another is given
     */
    public record Expiration(
            @Nullable Integer days,
            @Nullable Instant date,
            @Nullable Boolean deleteMarkers) {}

    /**
     * Of versions that are not current.
     *
     * @param days since the version was replaced, at least 1
     * @param newerToKeep noncurrent versions that are spared, the newest ones, 1 to 100; null for none
     */
    public record Noncurrent(int days, @Nullable Integer newerToKeep) {}
}
