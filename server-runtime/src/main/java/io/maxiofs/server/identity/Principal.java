package io.maxiofs.server.identity;

import io.maxiofs.storage.model.Owner;

/**
 * Who makes a request.
 *
 * @param userName empty for the anonymous principal and for the local program
 * @param accessKeyId the key that signed the request; empty for the anonymous principal and for who is signed in
 * @param owner canonical id and display name that what they create will carry
 * @param tenant empty for the global tenant
 */
public record Principal(Kind kind, String userName, String accessKeyId, Owner owner, String tenant, String email) {
    /** Canonical id that S3 gives to requests without credentials. */
    private static final String ANONYMOUS_ID = "65a011a29cdf8ec533ec3d1ccaae921c";

    public static final Principal ANONYMOUS =
            new Principal(Kind.ANONYMOUS, "", "", new Owner(ANONYMOUS_ID, ""), "", "");

    /** Somebody who is signed in, and so has no access key: all their user may. */
    public static Principal signedIn(User user) {
        return new Principal(
                user.isAdmin() ? Kind.ADMIN : Kind.USER,
                user.name(),
                "",
                user.owner(),
                user.tenant(),
                user.names().email());
    }

    /**
     * Somebody who may everything and is no user, such as a program of the person who runs the server.
     *
     * @param owner of what is created
     * @param tenant of what is created
     */
    public static Principal administrator(Owner owner, String tenant) {
        return new Principal(Kind.ADMIN, "", "", owner, tenant, "");
    }

    /** Standing of a principal. */
    public enum Kind {
        ANONYMOUS,
        USER,
        ADMIN
    }

    public boolean isAnonymous() {
        return kind == Kind.ANONYMOUS;
    }

    public boolean isAdmin() {
        return kind == Kind.ADMIN;
    }
}
