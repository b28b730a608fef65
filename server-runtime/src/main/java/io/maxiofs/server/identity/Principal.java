package io.maxiofs.server.identity;

import io.maxiofs.storage.model.Owner;

/**
 * Who makes a request.
 *
 * @param userName empty for the anonymous principal
 * @param accessKeyId the key that signed the request; empty for the anonymous principal
 * @param owner canonical id and display name that what they create will carry
 * @param tenant empty for the global tenant
 */
public record Principal(Kind kind, String userName, String accessKeyId, Owner owner, String tenant, String email) {
    /** Canonical id that S3 gives to requests without credentials. */
    private static final String ANONYMOUS_ID = "65a011a29cdf8ec533ec3d1ccaae921c";

    public static final Principal ANONYMOUS =
            new Principal(Kind.ANONYMOUS, "", "", new Owner(ANONYMOUS_ID, ""), "", "");

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
