package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did or tried.
 *
 * @param id grows with time
 * @param action such as {@code bucket.create}, {@code auth.sign-in}
 * @param resource such as {@code bucket/photos}, {@code user/ann}; empty for none
 * @param result {@code success}, {@code refused} or {@code failed}
 * @param detail such as the problem's code, the access key, the S3 operation; never a secret
 */
public record AuditEntry(
        long id, Instant time, Actor actor, String action, String resource, String result, Map<String, String> detail) {

    /**
     * Who, and from where.
     *
     * @param name of the user; for S3 of the user the key is of; empty if nobody was known
     * @param kind {@code user}, {@code key}, {@code local}, {@code anonymous} or {@code system}
     * @param tenant id of the tenant; empty for the global one
     * @param address empty if it came over no connection
     * @param client what the program called itself, shortened; empty if it did not
     */
    public record Actor(String name, String kind, String tenant, String address, String client) {}

    /**
     * Which entries; null for any. All must fit.
     *
     * @param action the whole of one, or the part before a dot with a dot: {@code bucket.}
     * @param resource its beginning
     * @param from the first moment
     * @param to the first moment after
     * @param text somewhere in actor, action, resource, address or detail
     */
    public record Query(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String resource,
            @Nullable String result,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String text) {
        public static final Query ALL = new Query(null, null, null, null, null, null, null);
    }
}
