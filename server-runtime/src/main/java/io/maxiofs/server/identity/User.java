package io.maxiofs.server.identity;

import io.maxiofs.storage.model.Owner;
import java.time.Instant;

/**
 * A person or program that may use the server.
 *
 * @param tenant id of the tenant; empty for the global one
 * @param canSignIn whether there is a password
 */
public record User(Names names, Role role, Status status, String tenant, boolean canSignIn, Instant created) {

    /**
     * What a user is called.
     *
     * @param name unique without regard to case
     * @param canonicalId unique; what S3 shows as the owner's id
     * @param displayName what S3 shows beside it; may be empty
     * @param email unique; empty if unknown
     */
    public record Names(String name, String canonicalId, String displayName, String email) {}

    /** What a user may do outside S3's own permissions. */
    public enum Role {
        ADMIN,
        USER
    }

    /** Whether a user's keys and password work. */
    public enum Status {
        ACTIVE,
        SUSPENDED
    }

    public String name() {
        return names.name();
    }

    public Owner owner() {
        return new Owner(names.canonicalId(), names.displayName());
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
