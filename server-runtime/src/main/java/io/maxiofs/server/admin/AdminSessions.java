package io.maxiofs.server.admin;

import io.maxiofs.server.identity.SecretGenerator;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.identity.UserDirectory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who holds which token. Only hashes of tokens are kept, so looking one up compares nothing of the token itself. A
 * session ends with its time, its user's suspension or deletion, a new password, or the server. Safe on any thread.
 */
final class AdminSessions {
    static final Duration LIFETIME = Duration.ofHours(1);
    private static final int MAX_SESSIONS = 10_000;

    private final UserDirectory users;
    private final SecretGenerator generator;
    private final InstantSource clock;
    private final byte[] localTokenHash;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    private record Session(String userName, Instant expires) {}

    record Started(String token, Instant expires) {
        @Override
        public String toString() {
            return "Started[until " + expires + "]";
        }
    }

    /** @param localToken of the file in the data directory */
    AdminSessions(UserDirectory users, SecretGenerator generator, InstantSource clock, String localToken) {
        this.users = users;
        this.generator = generator;
        this.clock = clock;
        this.localTokenHash = hash(localToken);
    }

    Started start(User user) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> !session.expires().isAfter(now));
        if (sessions.size() >= MAX_SESSIONS) {
            throw new IllegalStateException("More than " + MAX_SESSIONS + " sessions");
        }
        String token = generator.token();
        Session session = new Session(user.name(), now.plus(LIFETIME));
        sessions.put(key(token), session);
        return new Started(token, session.expires());
    }

    /** Whose token it is; empty if nobody's. */
    Optional<Caller> find(String token) {
        if (MessageDigest.isEqual(hash(token), localTokenHash)) {
            return Optional.of(new Caller(Optional.empty(), token));
        }
        Session session = sessions.get(key(token));
        if (session == null || !session.expires().isAfter(clock.instant())) {
            return Optional.empty();
        }
        return users.byName(session.userName())
                .filter(User::isActive)
                .map(user -> new Caller(Optional.of(user), token));
    }

    void end(String token) {
        sessions.remove(key(token));
    }

    /** Ends all sessions of a user. */
    void endAll(String userName) {
        sessions.values().removeIf(session -> session.userName().equalsIgnoreCase(userName));
    }

    private static String key(String token) {
        return HexFormat.of().formatHex(hash(token));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
