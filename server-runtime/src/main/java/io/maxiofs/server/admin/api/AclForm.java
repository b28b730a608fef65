package io.maxiofs.server.admin.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The access control list of a bucket or an object, as a form beside S3's own document.
 *
 * @param owner canonical id of the owner of what the list is of
 * @param ownerName may be empty
 * @param ownership who owns what is stored in the bucket: {@code BucketOwnerEnforced}, {@code BucketOwnerPreferred} or
 *     {@code ObjectWriter}
 * @param enabled whether lists count: not while the bucket's owner is enforced
 * @param document as S3 answers it
 */
public record AclForm(
        String owner, String ownerName, String ownership, boolean enabled, List<Grant> grants, String document) {

    /** Somebody with a user here, whom a grant names. */
    public static final String USER = "user";

    /** Anybody, with credentials or without. */
    public static final String EVERYONE = "everyone";

    /** Anybody whose request is signed. */
    public static final String SIGNED_IN = "signed-in";

    /** Who writes access logs. */
    public static final String LOG_DELIVERY = "log-delivery";

    /** What can be granted, as S3 names it. */
    public static final List<String> PERMISSIONS = List.of("READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL");

    /** What ownership can be, as S3 names it. */
    public static final List<String> OWNERSHIPS =
            List.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");

    /**
     * One permission of one grantee.
     *
     * @param kind {@value #USER}, {@value #EVERYONE}, {@value #SIGNED_IN} or {@value #LOG_DELIVERY}
     * @param grantee of a user the canonical id; when it is set, the user's name or e-mail address does as well; otherwise
     *     empty
     * @param name what the user is called now; not looked at when it is set
     * @param permission one of {@link #PERMISSIONS}
     */
    public record Grant(
            String kind, @Nullable String grantee, @Nullable String name, String permission) {}

    /** The list to set, instead of the one there is. */
    public record Change(List<Grant> grants) {}

    /** @param ownership one of {@link #OWNERSHIPS} */
    public record Ownership(String ownership) {}
}
