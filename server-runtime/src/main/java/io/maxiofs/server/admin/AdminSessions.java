package io.maxiofs.server.admin;

import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.Live;
import io.maxiofs.server.database.SignInTables;
import io.maxiofs.server.database.SignInTables.SessionRow;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.SecondFactors;
import io.maxiofs.server.identity.SecretGenerator;
import io.maxiofs.server.identity.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in. A session is a row with the hash of its one good refresh token and so outlives the server; its short
 * access tokens are kept in memory, as hashes. A refresh token that was replaced and comes again ends its session: somebody
 * has a copy. A session ends with its time, its user's suspension or deletion, or a new password. Safe on any thread.
 */
final class AdminSessions {
    private static final int MAX_TOKENS = 10_000;
    private static final int MAX_CLIENT = 200;
    private static final String SEPARATOR = ".";

    private final IdentityService users;
    private final SignInTables tables;
    private final SecondFactors factors;
    private final SecretGenerator generator;
    private final InstantSource clock;
    private final byte[] localTokenHash;
    private final Live<Duration> tokenLifetime;
    private final Live<Duration> sessionLifetime;
    private final Live<Boolean> factorRequired;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    /** @param enrolled whether the user has a second factor */
    private record Token(String session, long user, Instant expires, boolean enrolled) {}

    /** What a client gets. */
    record Started(User user, String token, Instant expires, String refreshToken, Instant refreshExpires) {
        @Override
        public String toString() {
            return "Started[until " + expires + "]";
        }
    }

    /** Where a client is. */
    record Origin(String address, String client) {
        Origin {
            client = client.length() <= MAX_CLIENT ? client : client.substring(0, MAX_CLIENT);
        }
    }

    /**
     * A refresh token that is of no use.
     *
     * <p>Its message says to the audit why; the client is not told.
     */
    static final class RefusedException extends RuntimeException {
        private final transient Optional<User> user;

        RefusedException(String message, Optional<User> user) {
            super(message);
            this.user = user;
        }

        Optional<User> user() {
            return user;
        }
    }

    /** What sessions stand on. */
    record Parts(
            IdentityService users,
            SignInTables tables,
            SecondFactors factors,
            SecretGenerator generator,
            DynamicSettings settings) {}

    /** @param localToken of the file in the data directory */
    AdminSessions(Parts parts, InstantSource clock, String localToken) {
        this.users = parts.users();
        this.tables = parts.tables();
        this.factors = parts.factors();
        this.generator = parts.generator();
        this.clock = clock;
        this.localTokenHash = hash(localToken);
        this.tokenLifetime = parts.settings().live(ChangeableSettings.ACCESS_TOKEN_LIFETIME);
        this.sessionLifetime = parts.settings().live(ChangeableSettings.SESSION_LIFETIME);
        this.factorRequired = parts.settings().live(ChangeableSettings.TWO_FACTOR_FOR_ADMINS);
    }

    private AccountDirectory accounts() {
        return users.accounts();
    }

    Started start(User user, Origin origin) {
        long row = accounts().rowOf(user).orElseThrow(() -> new IllegalStateException("The user is gone"));
        Instant now = clock.instant();
        String id = generator.entityId("S");
        String secret = generator.token();
        Instant expires = now.plus(sessionLifetime.get());
        tables.insert(
                new SessionRow(
                        id,
                        row,
                        hash(secret),
                        origin.address(),
                        origin.client(),
                        now.toEpochMilli(),
                        now.toEpochMilli(),
                        expires.toEpochMilli()),
                now.toEpochMilli());
        return issue(user, row, id, secret, expires);
    }

    private Started issue(User user, long row, String id, String secret, Instant refreshExpires) {
        Instant now = clock.instant();
        tokens.values().removeIf(token -> !token.expires().isAfter(now));
        if (tokens.size() >= MAX_TOKENS) {
            throw new IllegalStateException("More than " + MAX_TOKENS + " tokens");
        }
        String token = generator.token();
        Instant expires = now.plus(tokenLifetime.get());
        tokens.put(key(token), new Token(id, row, expires, factors.isEnrolled(user)));
        return new Started(user, token, expires, id + SEPARATOR + secret, refreshExpires);
    }

    /**
     * New tokens for an old refresh token, which is of no use from then on. Access tokens that are out stay good for the
     * rest of their few minutes.
     *
     * @throws RefusedException if it is none, or was used before; the session has ended then
     */
    Started refresh(String refreshToken) {
        int separator = refreshToken.indexOf(SEPARATOR);
        SessionRow row = separator < 0
                ? null
                : tables.session(refreshToken.substring(0, separator)).orElse(null);
        if (row == null) {
            throw new RefusedException("no-such-session", Optional.empty());
        }
        Optional<User> user = accounts().byRow(row.userId());
        Instant now = clock.instant();
        if (row.expiresAt() <= now.toEpochMilli() || user.filter(User::isActive).isEmpty()) {
            throw new RefusedException("session-ended", user);
        }
        String secret = generator.token();
        Instant expires = now.plus(sessionLifetime.get());
        boolean good = MessageDigest.isEqual(row.refreshHash(), hash(refreshToken.substring(separator + 1)));
        if (!good || !tables.refresh(row, hash(secret), now.toEpochMilli(), expires.toEpochMilli())) {
            end(row.id());
            throw new RefusedException("used-before", user);
        }
        return issue(user.get(), row.userId(), row.id(), secret, expires);
    }

    /** Whose token it is; empty if nobody's. */
    Optional<Caller> find(String token) {
        if (MessageDigest.isEqual(hash(token), localTokenHash)) {
            return Optional.of(new Caller(Optional.empty(), token));
        }
        Token known = tokens.get(key(token));
        if (known == null || !known.expires().isAfter(clock.instant())) {
            return Optional.empty();
        }
        return accounts().byRow(known.user()).filter(User::isActive).map(user -> {
            boolean enrolmentNeeded = needsFactor(user) && !known.enrolled();
            return new Caller(Optional.of(user), token, known.session(), enrolmentNeeded);
        });
    }

    /** Whether the user may not be without a second factor. */
    boolean needsFactor(User user) {
        return factorRequired.get() && user.role() == User.Role.ADMIN;
    }

    /** Sessions of a user, the newest first. */
    List<SessionRow> of(User user) {
        return accounts()
                .rowOf(user)
                .map(row -> tables.sessionsOf(row, clock.millis()))
                .orElse(List.of());
    }

    /** Ends one session. */
    void end(String session) {
        tables.deleteSession(session);
        tokens.values().removeIf(token -> token.session().equals(session));
    }

    /**
     * Ends all sessions of a user.
     *
     * @param but id of one that stays; null for none
     */
    void endAll(User user, @Nullable String but) {
        accounts().rowOf(user).ifPresent(row -> {
            tables.deleteSessionsOf(row, but);
            tokens.values()
                    .removeIf(token -> token.user() == row && !token.session().equals(but));
        });
    }

    /** A second factor was confirmed: what was held back is allowed from now on. */
    void enrolled(User user) {
        accounts()
                .rowOf(user)
                .ifPresent(row -> tokens.replaceAll((key, token) ->
                        token.user() == row ? new Token(token.session(), row, token.expires(), true) : token));
    }

    private static String key(String token) {
        return HexFormat.of().formatHex(hash(token));
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
