package io.maxiofs.server.admin.api;

import java.time.Instant;

/** Signing in with a password. */
public final class SignIn {

    private SignIn() {}

    /** Who, and the proof. */
    public record Request(String user, String password) {
        @Override
        public String toString() {
            return "SignIn.Request[" + user + "]";
        }
    }

    /**
     * What to send with further requests.
     *
     * @param token for {@code Authorization: Bearer}
     */
    public record Response(String token, Instant expires) {
        @Override
        public String toString() {
            return "SignIn.Response[until " + expires + "]";
        }
    }

    /** Who is signed in. */
    public record Me(String user, String role) {}
}
