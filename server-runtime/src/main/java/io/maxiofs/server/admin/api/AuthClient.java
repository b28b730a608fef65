package io.maxiofs.server.admin.api;

import io.maxiofs.server.admin.api.SignIn.Me;
import io.maxiofs.server.admin.api.SignIn.Preferences;
import io.maxiofs.server.admin.api.SignIn.Tokens;
import io.maxiofs.server.admin.api.TwoFactorDocument.BackupCodes;
import io.maxiofs.server.admin.api.TwoFactorDocument.Enrolment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signing in, and what a person keeps for themselves. Safe on any thread; calls block and throw
 * {@link AdminClientException}.
 */
public final class AuthClient {
    private static final String AUTH = "/api/v1/auth";
    private static final String SESSIONS = AUTH + "/sessions";
    private static final String TWO_FACTOR = AUTH + "/two-factor";
    private static final String USERS = "/api/v1/users/";

    private final AdminTransport transport;

    AuthClient(AdminTransport transport) {
        this.transport = transport;
    }

    /** The first step; see the state of the answer. */
    public SignIn.Response signIn(String user, String password) {
        return transport.read(
                transport.send("POST", AUTH + "/login", new SignIn.Request(user, password)), SignIn.Response.class);
    }

    /**
     * The second step.
     *
     * @param code six digits of the authenticator, or a backup code
     */
    public SignIn.Response secondFactor(String challenge, String code) {
        return transport.read(
                transport.send("POST", AUTH + "/login/second-factor", new SignIn.SecondFactor(challenge, code)),
                SignIn.Response.class);
    }

    /** New tokens for a refresh token, which is of no use from then on. */
    public Tokens refresh(String refreshToken) {
        return transport.read(
                transport.send("POST", AUTH + "/refresh", new SignIn.Refresh(refreshToken)), Tokens.class);
    }

    /** Ends the session. */
    public void signOut() {
        transport.send("POST", AUTH + "/logout");
    }

    public Me me() {
        return transport.read(transport.send("GET", AUTH + "/me"), Me.class);
    }

    /** One's own sessions, the newest first. */
    public List<SessionDocument> sessions() {
        return transport.readItems(transport.send("GET", SESSIONS), SessionDocument.class);
    }

    public void revokeSession(String id) {
        transport.send("DELETE", SESSIONS + "/" + AdminTransport.encode(id));
    }

    /** Ends all one's sessions but the one that asks. */
    public void revokeOtherSessions() {
        transport.send("DELETE", SESSIONS);
    }

    public void changePassword(String oldPassword, String newPassword) {
        transport.send("POST", AUTH + "/password", new SignIn.PasswordChange(oldPassword, newPassword));
    }

    public TwoFactorDocument twoFactor() {
        return transport.read(transport.send("GET", TWO_FACTOR), TwoFactorDocument.class);
    }

    /** Makes a secret to enrol; one that was begun before is forgotten. */
    public Enrolment beginTwoFactor(String password) {
        return transport.read(
                transport.send("POST", TWO_FACTOR, new TwoFactorDocument.Begin(password)), Enrolment.class);
    }

    /** From now on signing in needs a code. */
    public BackupCodes confirmTwoFactor(String code) {
        return transport.read(
                transport.send("POST", TWO_FACTOR + "/confirm", new TwoFactorDocument.Confirm(code)),
                BackupCodes.class);
    }

    /** Ten new backup codes; the old ones are of no use from then on. */
    public BackupCodes newBackupCodes(String password, String code) {
        return transport.read(
                transport.send("POST", TWO_FACTOR + "/backup-codes", new TwoFactorDocument.Proof(password, code)),
                BackupCodes.class);
    }

    /** From now on the password is enough; refused where it may not be. */
    public void disableTwoFactor(String password, String code) {
        transport.send("POST", TWO_FACTOR + "/disable", new TwoFactorDocument.Proof(password, code));
    }

    public Map<String, @Nullable String> preferences() {
        return transport
                .read(transport.send("GET", AUTH + "/preferences"), Preferences.class)
                .values();
    }

    /** Sets those that are given, removes those that are given as null, and answers all. */
    public Map<String, @Nullable String> changePreferences(Map<String, @Nullable String> values) {
        return transport
                .read(transport.send("PATCH", AUTH + "/preferences", new Preferences(values)), Preferences.class)
                .values();
    }

    /** For administrators: takes the second factor of somebody who has lost it, and ends their sessions. */
    public void disableTwoFactorOf(String user) {
        transport.send("DELETE", USERS + AdminTransport.encode(user) + "/two-factor");
    }

    /** For administrators: lets somebody try again who has failed too often. */
    public void unlock(String user) {
        transport.send("DELETE", USERS + AdminTransport.encode(user) + "/lock");
    }

    /** For administrators. */
    public List<SessionDocument> sessionsOf(String user) {
        return transport.readItems(
                transport.send("GET", USERS + AdminTransport.encode(user) + "/sessions"), SessionDocument.class);
    }

    /** For administrators: ends all sessions of somebody. */
    public void endSessionsOf(String user) {
        transport.send("DELETE", USERS + AdminTransport.encode(user) + "/sessions");
    }
}
