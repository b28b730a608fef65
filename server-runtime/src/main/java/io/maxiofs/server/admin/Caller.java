package io.maxiofs.server.admin;

import io.maxiofs.server.identity.User;
import java.util.Optional;

/**
 * Who calls the admin API.
 *
 * @param user empty for a program that holds the local token; such a one is an administrator without a name
 * @param token as sent, to end the session
 * @param session id of the session; empty for the local token
 * @param enrolmentNeeded whether nothing is allowed but to enrol a second factor
 */
record Caller(Optional<User> user, String token, String session, boolean enrolmentNeeded) {

    Caller(Optional<User> user, String token) {
        this(user, token, "", false);
    }

    /** Whether the caller administers the whole server, and may change it. */
    boolean isAdmin() {
        return user.map(User::isAdmin).orElse(true);
    }

    /** Whether the caller sees the whole server. */
    boolean seesAll() {
        return user.map(known ->
                        known.isAdmin() || (known.isReader() && known.tenant().isEmpty()))
                .orElse(true);
    }

    /** Whether the caller sees what an administrator sees, of the server or of a tenant. */
    boolean seesTenant() {
        return user.map(known -> known.role() != User.Role.USER).orElse(true);
    }

    /** Whether the caller may change anything beside what is theirs alone. */
    boolean mayChange() {
        return user.map(known -> !known.isReader()).orElse(true);
    }

    /** Id of the tenant outside which nothing exists for the caller; empty if there is no such bound. */
    Optional<String> tenantScope() {
        return seesAll() ? Optional.empty() : user.map(User::tenant);
    }

    /** As signed in: {@code admin}, {@code tenant-admin}, {@code user} or {@code read-only}. */
    String role() {
        return user.map(Caller::roleOf).orElse("admin");
    }

    /** As {@link #role}, of a user. */
    static String roleOf(User user) {
        return switch (user.role()) {
            case ADMIN -> user.tenant().isEmpty() ? "admin" : "tenant-admin";
            case USER -> "user";
            case READ_ONLY -> "read-only";
        };
    }

    @Override
    public String toString() {
        return "Caller[" + user.map(User::name).orElse("local") + "]";
    }
}
