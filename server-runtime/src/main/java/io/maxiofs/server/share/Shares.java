package io.maxiofs.server.share;

import io.maxiofs.server.database.ShareTables;
import io.maxiofs.server.database.ShareTables.ShareRow;
import io.maxiofs.server.identity.PasswordHasher;
import io.maxiofs.server.identity.SecretGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes, finds and ends links. Safe on any thread; changes block until they are durable. */
public final class Shares {
    private final ShareTables tables;
    private final PasswordHasher hasher;
    private final SecretGenerator generator;
    private final InstantSource clock;
    private final ShareLimits limits;

    public Shares(
            ShareTables tables,
            PasswordHasher hasher,
            SecretGenerator generator,
            InstantSource clock,
            ShareLimits limits) {
        this.limits = limits;
        this.tables = tables;
        this.hasher = hasher;
        this.generator = generator;
        this.clock = clock;
    }

    /** How a link stands. */
    public enum State {
        ACTIVE,
        EXPIRED,
        USED_UP,
        REVOKED
    }

    /** There are as many links as there may be. */
    public static final class TooManySharesException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySharesException(int links) {
            super("There are " + links + " links already; delete some that have ended", null, false, false);
        }
    }

    /**
     * What a link is to be.
     *
     * @param creator name of a user; empty for the local administrator
     * @param password null for none
     * @param maxDownloads null for any number
     * @param expires null for never
     */
    public record Wish(
            String creator,
            ShareTables.Subject subject,
            @Nullable String password,
            @Nullable Long maxDownloads,
            @Nullable Instant expires) {
        @Override
        public String toString() {
            return "Wish[" + subject + "]";
        }
    }

    /** A link just made: the only moment its secret is known. */
    public record Issued(ShareRow share, String token) {
        @Override
        public String toString() {
            return "Issued[" + share.id() + "]";
        }
    }

    ShareLimits limits() {
        return limits;
    }

    /** @throws TooManySharesException if there may not be another */
    public Issued create(Wish wish) {
        if (tables.count() >= limits.links()) {
            throw new TooManySharesException(limits.links());
        }
        String token = generator.token();
        String password = wish.password();
        Instant expires = wish.expires();
        ShareRow row = new ShareRow(
                generator.entityId("SHARE"),
                hash(token),
                wish.creator(),
                wish.subject(),
                new ShareTables.Terms(
                        password == null ? null : hasher.hash(password),
                        wish.maxDownloads(),
                        expires == null ? null : expires.toEpochMilli()),
                new ShareTables.Use(clock.millis(), null, 0, null));
        tables.insert(row);
        return new Issued(row, token);
    }

    public Optional<ShareRow> find(String id) {
        return tables.find(id);
    }

    public List<ShareRow> list(ShareTables.Question question) {
        return tables.list(question);
    }

    public void revoke(String id) {
        tables.revoke(id, clock.millis());
    }

    public void delete(String id) {
        tables.delete(id);
    }

    public State state(ShareRow share) {
        if (share.use().revokedAt() != null) {
            return State.REVOKED;
        }
        Long expires = share.terms().expiresAt();
        if (expires != null && expires <= clock.millis()) {
            return State.EXPIRED;
        }
        Long most = share.terms().maxDownloads();
        return most != null && share.use().downloads() >= most ? State.USED_UP : State.ACTIVE;
    }

    /** The link of this secret, if it works now. */
    Optional<ShareRow> open(String token) {
        return tables.byToken(hash(token)).filter(share -> state(share) == State.ACTIVE);
    }

    boolean isPassword(ShareRow share, String given) {
        String hash = share.terms().passwordHash();
        return hash == null || hasher.matches(given, hash);
    }

    /** Notes a download; whether it may begin. */
    boolean claim(ShareRow share) {
        return tables.claim(share.id(), clock.millis());
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
