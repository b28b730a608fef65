package io.maxiofs.server.policy.acl;

import java.util.Optional;

/**
 * What a grant gives. The names are AWS's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions">Permissions</a>
 */
public enum AclPermission {
    FULL_CONTROL,
    READ,
    WRITE,
    READ_ACP,
    WRITE_ACP;

    public static Optional<AclPermission> ofWireName(String name) {
        for (AclPermission permission : values()) {
            if (permission.name().equals(name)) {
                return Optional.of(permission);
            }
        }
        return Optional.empty();
    }

    /** Whether who has this has {@code wanted}. */
    boolean includes(AclPermission wanted) {
        return this == FULL_CONTROL || this == wanted;
    }
}
