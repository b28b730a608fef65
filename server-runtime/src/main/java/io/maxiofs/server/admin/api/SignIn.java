package io.maxiofs.server.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signing in, with a password and perhaps a second factor. */
public final class SignIn {
    /** The tokens are there. */
    public static final String SIGNED_IN = "signed-in";

    /** The password was right; a code must follow. */
    public static final String SECOND_FACTOR_NEEDED = "second-factor-needed";

    /** The tokens are there, but let only enrol a second factor, which administrators here must have. */
    public static final String ENROLMENT_NEEDED = "enrolment-needed";

    private SignIn() {}

    /** Who, and the proof. */
    public record Request(String user, String password) {
        @Override
        public String toString() {
            return "SignIn.Request[" + user + "]";
        }
    }

    /**
     * What came of it.
     *
     * @param state {@code signed-in}, {@code second-factor-needed} or {@code enrolment-needed}
     * @param tokens null if a second factor is needed
     * @param challenge to send back with the code, for five minutes; null if none is needed
     */
    public record Response(
            String state, @Nullable Tokens tokens, @Nullable String challenge) {
        @Override
        public String toString() {
            return "SignIn.Response[" + state + "]";
        }
    }

    /**
     * The second step.
     *
     * @param code six digits of the authenticator, or a backup code
     */
    public record SecondFactor(String challenge, String code) {
        @Override
        public String toString() {
            return "SignIn.SecondFactor[hidden]";
        }
    }

    /**
     * What to send with further requests.
     *
     * @param token for {@code Authorization: Bearer}
     * @param expires of the token, in minutes from now
     * @param refreshToken good for one call of refresh, which gives the next one
     * @param refreshExpires of the refresh token; each refresh moves it on
     */
    public record Tokens(String token, Instant expires, String refreshToken, Instant refreshExpires) {
        @Override
        public String toString() {
            return "SignIn.Tokens[until " + expires + "]";
        }
    }

    /** Asks for new tokens. An old refresh token that comes again ends the whole session. */
    public record Refresh(String refreshToken) {
        @Override
        public String toString() {
            return "SignIn.Refresh[hidden]";
        }
    }

    /**
     * Who is signed in.
     *
     * @param user empty for a program that holds the local token
     * @param role {@code admin}, {@code tenant-admin}, {@code user} or {@code read-only}
     * @param tenant name of the tenant; empty for the global one
     * @param twoFactor whether a second factor is enrolled
     * @param enrolmentNeeded whether nothing but enrolling a second factor is allowed
     */
    public record Me(
            String user, String role, String tenant, String displayName, boolean twoFactor, boolean enrolmentNeeded) {}

    /** A new password of one's own. All other sessions end. */
    public record PasswordChange(String oldPassword, String newPassword) {
        @Override
        public String toString() {
            return "SignIn.PasswordChange[hidden]";
        }
    }

    /**
     * What a user wants to see how: theme, language, columns. The server keeps it and does not read it.
     *
     * @param values at most 100, names up to 64 characters, values up to 1,000; null in a change removes one
     */
    public record Preferences(
            @JsonInclude(content = JsonInclude.Include.ALWAYS)
            Map<String, @Nullable String> values) {}
}
