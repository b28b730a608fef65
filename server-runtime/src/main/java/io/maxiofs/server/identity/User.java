package io.maxiofs.server.identity;

import io.maxiofs.storage.model.Owner;
import java.time.Instant;

/**
 * A person or program that may use the server.
 *
 * @param canSignIn whether there is a password
 */
public record User(Names names, Role role, Status status, Membership membership, boolean canSignIn, Instant created) {

    /**
     * What a user is called.
     *
     * @param name unique without regard to case
     * @param canonicalId unique; what S3 shows as the owner's id
     * @param displayName what S3 shows beside it; may be empty
     * @param email unique; empty if unknown
     */
    public record Names(String name, String canonicalId, String displayName, String email) {}

    /** What a user may do outside S3's own permissions. An administrator of a tenant only inside it. */
    public enum Role {
        ADMIN,
        USER,
        /** Sees through the admin API what an administrator sees, and changes nothing. */
        READ_ONLY
    }

    /** Whether a user's keys and password work. */
    public enum Status {
        ACTIVE,
        SUSPENDED
    }

    /**
     * Where a user belongs, for good.
     *
     * @param tenant id of the tenant; empty for the global one
     * @param active whether the tenant is
     */
    public record Membership(String tenant, boolean active) {
        public static final Membership GLOBAL = new Membership("", true);
    }

    public String name() {
        return names.name();
    }

    public String tenant() {
        return membership.tenant();
    }

    public Owner owner() {
        return new Owner(names.canonicalId(), names.displayName());
    }

    /** Whether keys and password work: neither the user nor the tenant is suspended. */
    public boolean isActive() {
        return status == Status.ACTIVE && membership.active();
    }

    /** Whether the user administers the whole server. */
    public boolean isAdmin() {
        return role == Role.ADMIN && tenant().isEmpty();
    }

    /** Whether the user may look at what administrators see, and not change it. */
    public boolean isReader() {
        return role == Role.READ_ONLY;
    }

    /** Whether the user administers their tenant and no more. */
    public boolean isTenantAdmin() {
        return role == Role.ADMIN && !tenant().isEmpty();
    }
}
