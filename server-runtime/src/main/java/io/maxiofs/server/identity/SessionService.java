package io.maxiofs.server.identity;

import io.maxiofs.server.database.AccountTables.Life;
import io.maxiofs.server.database.AccountTables.Naming;
import io.maxiofs.server.database.AccountTables.SessionRow;
import io.maxiofs.server.database.FederationTables.FederatedRow;
import io.maxiofs.server.database.FederationTables.Word;
import io.maxiofs.server.database.SignedInTables.SignedInRow;
import io.maxiofs.server.identity.CredentialSource.Credential;
import io.maxiofs.server.identity.IdentityException.Reason;
import io.maxiofs.server.identity.IdentitySnapshot.KeyEntry;
import io.maxiofs.server.identity.IdentitySnapshot.UserEntry;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Temporary keys. One is written when it is made and never again; requests are answered from memory. A session ends with
 * its time, and before that with the access key it comes from, its user, its tenant or its role. Safe on any thread.
 */
public final class SessionService {
    /** Sessions that live at a time. */
    static final int MAX_SESSIONS = 100_000;

    /** How long an ended session is known as such, and not as one that never was. */
    static final Duration REMEMBERED = Duration.ofDays(1);

    private final IdentityState state;
    private final SecretGenerator generator;
    private final InstantSource clock;
    private final Map<String, Entry> sessions = new ConcurrentHashMap<>();

    SessionService(IdentityState state, SecretGenerator generator, InstantSource clock) {
        this.state = state;
        this.generator = generator;
        this.clock = clock;
        for (SessionRow row : state.accounts().sessions(clock.millis() - REMEMBERED.toMillis())) {
            sessions.put(row.id(), entry(row));
        }
        for (FederatedRow row : state.federation().keys(clock.millis() - REMEMBERED.toMillis())) {
            UserEntry account = state.snapshot().byId(row.userId());
            if (account != null) {
                sessions.put(row.id(), entry(row, account));
            }
        }
        for (SignedInRow row : state.signedIn().load(clock.millis() - REMEMBERED.toMillis())) {
            UserEntry user = state.snapshot().byId(row.userId());
            if (user != null) {
                sessions.put(row.id(), entry(row, user));
            }
        }
    }

    /**
     * A session.
     *
     * @param sourceKey the lasting key it comes from; empty if it comes from signing in or from somebody else's word
     * @param userName who signed in; null if it comes from a key
     * @param roleId null if it acts as whom it comes from
     * @param boundaries policies that narrow it, each on its own
     * @param federation null unless it rests on somebody else's word
     */
    public record Session(
            String accessKeyId,
            String sourceKey,
            @Nullable String userName,
            @Nullable String roleId,
            String name,
            List<String> boundaries,
            Instant expires,
            @Nullable Federation federation) {
        /** Of somebody whom this server knows itself. */
        public Session(
                String accessKeyId,
                String sourceKey,
                @Nullable String userName,
                @Nullable String roleId,
                String name,
                List<String> boundaries,
                Instant expires) {
            this(accessKeyId, sourceKey, userName, roleId, name, boundaries, expires, null);
        }
    }

    /**
     * Whose word a session rests on, and what it says.
     *
     * @param account canonical id of the user in whose account it acts
     * @param provider id of the provider of OpenID Connect; null for the directory
     * @param facts values of condition keys
     */
    public record Federation(String account, @Nullable String provider, Map<String, List<String>> facts) {
        public Federation {
            facts = Map.copyOf(facts);
        }
    }

    /** A session just made: the only moment its secret and token are shown. */
    public record Issued(Session session, SecretKey secret, SecretKey token) {}

    /** @param source number of the user, or generation of the lasting key: one of the same name made anew is another */
    private record Entry(Session session, SecretKey secret, SecretKey token, long generation, long source) {}

    /** What a session is proved by, before it is one. */
    private record Made(String id, SecretKey secret, SecretKey token) {
        byte[] sealedSecret(MasterKey key) {
            return key.seal(id, secret);
        }

        byte[] sealedToken(MasterKey key) {
            return key.seal(nameOfToken(id), token);
        }

        static String nameOfToken(String id) {
            return id + " token";
        }
    }

    /** @throws IdentityException with {@link Reason#LIMIT} if there are too many sessions */
    private Made make(Instant now) {
        forgetEnded(now);
        return new Made(generator.sessionKeyId(), generator.secretKey(), new SecretKey(generator.sessionToken()));
    }

    private Entry opened(Session session, byte[] secret, byte[] token, long source) {
        String id = session.accessKeyId();
        return new Entry(
                session,
                state.masterKey().open(id, secret),
                state.masterKey().open(Made.nameOfToken(id), token),
                state.newGeneration(),
                source);
    }

    private Entry entry(SessionRow row) {
        Session session = new Session(
                row.id(),
                row.sourceKey(),
                null,
                row.role(),
                row.naming().sessionName(),
                EntityDocuments.texts(row.naming().boundaries()),
                Instant.ofEpochMilli(row.life().expiresAt()));
        KeyEntry source = state.snapshot().key(row.sourceKey());
        return opened(session, row.secret(), row.token(), source == null ? -1 : source.generation());
    }

    /**
     * Makes a session.
     *
     * @param sourceKey a lasting key that works now
     * @throws IdentityException with {@link Reason#LIMIT} if there are too many
     */
    public Issued start(
            String sourceKey, @Nullable String roleId, String name, List<String> boundaries, Duration life) {
        Instant now = clock.instant();
        Made made = make(now);
        Instant expires = now.plus(life);
        Session session = new Session(made.id(), sourceKey, null, roleId, name, List.copyOf(boundaries), expires);
        synchronized (state) {
            KeyEntry source = state.snapshot().key(sourceKey);
            if (source == null) {
                throw new IdentityException(Reason.NOT_FOUND, "There is no access key " + sourceKey);
            }
            state.accounts()
                    .insert(new SessionRow(
                            made.id(),
                            sourceKey,
                            made.sealedSecret(state.masterKey()),
                            made.sealedToken(state.masterKey()),
                            roleId,
                            new Naming(name, EntityDocuments.texts(session.boundaries())),
                            new Life(now.toEpochMilli(), expires.toEpochMilli())));
            sessions.put(
                    made.id(),
                    new Entry(session, made.secret(), made.token(), state.newGeneration(), source.generation()));
        }
        return new Issued(session, made.secret(), made.token());
    }

    private void forgetEnded(Instant now) {
        sessions.values()
                .removeIf(entry -> entry.session().expires().plus(REMEMBERED).isBefore(now));
        if (sessions.size() >= MAX_SESSIONS) {
            throw new IdentityException(Reason.LIMIT, "There are " + MAX_SESSIONS + " sessions already");
        }
    }

    /**
     * Makes a session of somebody who signed in, with all their user may. It ends with their suspension, deletion or a new
     * password, too.
     *
     * @throws IdentityException with {@link Reason#LIMIT} if there are too many, {@link Reason#NOT_FOUND} if there is no such
     *     user
     */
    public Issued startSignedIn(String userName, Duration life) {
        Instant now = clock.instant();
        Made made = make(now);
        synchronized (state) {
            UserEntry user = state.snapshot().byName(userName);
            if (user == null) {
                throw new IdentityException(Reason.NOT_FOUND, "There is no user " + userName);
            }
            SignedInRow row = new SignedInRow(
                    made.id(),
                    user.row().id(),
                    made.sealedSecret(state.masterKey()),
                    made.sealedToken(state.masterKey()),
                    new Life(now.toEpochMilli(), now.plus(life).toEpochMilli()));
            state.signedIn().insert(row);
            Entry entry = entry(row, user);
            sessions.put(made.id(), entry);
            return new Issued(entry.session(), made.secret(), made.token());
        }
    }

    private Entry entry(SignedInRow row, UserEntry user) {
        Session session = new Session(
                row.id(),
                "",
                user.user().name(),
                null,
                "",
                List.of(),
                Instant.ofEpochMilli(row.life().expiresAt()));
        return opened(session, row.secret(), row.token(), row.userId());
    }

    /**
     * Makes a session of somebody whom another server knows. It ends with the account, the role and the provider, too.
     *
     * @param roleId null for a user of the directory
     * @throws IdentityException with {@link Reason#LIMIT} if there are too many, {@link Reason#NOT_FOUND} if account or
     *     provider are not there any more
     */
    public Issued startFederated(
            Federation federation, @Nullable String roleId, String name, List<String> boundaries, Duration life) {
        Instant now = clock.instant();
        Made made = make(now);
        synchronized (state) {
            IdentitySnapshot snapshot = state.snapshot();
            UserEntry account = snapshot.byCanonicalId(federation.account());
            String provider = federation.provider();
            if (account == null || (provider != null && snapshot.provider(provider) == null)) {
                throw new IdentityException(Reason.NOT_FOUND, "There is no such account or provider any more");
            }
            FederatedRow row = new FederatedRow(
                    made.id(),
                    account.row().id(),
                    made.sealedSecret(state.masterKey()),
                    made.sealedToken(state.masterKey()),
                    new Word(
                            provider,
                            roleId,
                            name,
                            EntityDocuments.texts(boundaries),
                            EntityDocuments.facts(federation.facts())),
                    new Life(now.toEpochMilli(), now.plus(life).toEpochMilli()));
            state.federation().insert(row);
            Entry entry = entry(row, account);
            sessions.put(made.id(), entry);
            return new Issued(entry.session(), made.secret(), made.token());
        }
    }

    private Entry entry(FederatedRow row, UserEntry account) {
        Word word = row.word();
        Session session = new Session(
                row.id(),
                "",
                null,
                word.role(),
                word.sessionName(),
                EntityDocuments.texts(word.boundaries()),
                Instant.ofEpochMilli(row.life().expiresAt()),
                new Federation(
                        account.user().names().canonicalId(), word.provider(), EntityDocuments.facts(word.facts())));
        return opened(session, row.secret(), row.token(), row.userId());
    }

    /** Ends what somebody got by signing in. The caller holds the state's monitor. */
    void endSignedIn(long userId) {
        state.signedIn().deleteOf(userId);
        sessions.values().removeIf(entry -> entry.session().userName() != null && entry.source() == userId);
    }

    /** The session of this temporary key, whether it still works or not. */
    public Optional<Session> byKey(String accessKeyId) {
        return Optional.ofNullable(sessions.get(accessKeyId)).map(Entry::session);
    }

    /**
     * The credential of a temporary key.
     *
     * @throws SessionTokenException if token and key are not of one session that works now
     */
    Credential find(String accessKeyId, String token) {
        Entry entry = sessions.get(accessKeyId);
        if (entry == null || !MessageDigest.isEqual(entry.token().bytes(), new SecretKey(token).bytes())) {
            throw new SessionTokenException(SessionTokenException.Reason.INVALID);
        }
        Session session = entry.session();
        long now = clock.millis();
        if (session.expires().toEpochMilli() <= now) {
            throw new SessionTokenException(SessionTokenException.Reason.EXPIRED);
        }
        Principal principal = principal(entry, now);
        if (principal == null) {
            throw new SessionTokenException(SessionTokenException.Reason.INVALID);
        }
        return new Credential(principal, entry.secret(), entry.generation());
    }

    /** Null if whom it stands for cannot act any more. */
    private @Nullable Principal principal(Entry entry, long now) {
        Session session = entry.session();
        IdentitySnapshot snapshot = state.snapshot();
        if (session.userName() != null) {
            UserEntry signedIn = snapshot.byId(entry.source());
            return signedIn == null || !signedIn.user().isActive()
                    ? null
                    : IdentityState.toPrincipal(signedIn.user(), null, session.accessKeyId());
        }
        if (session.federation() != null) {
            return principal(session, session.federation(), snapshot.byId(entry.source()));
        }
        KeyEntry source = snapshot.key(session.sourceKey());
        if (source == null || source.credential() == null || source.generation() != entry.source()) {
            return null;
        }
        Long expiresAt = source.row().expiresAt();
        if (expiresAt != null && expiresAt <= now) {
            return null;
        }
        if (session.roleId() == null) {
            return IdentityState.toPrincipal(source.user().user(), source.entity(), session.accessKeyId());
        }
        IamEntity role = snapshot.entity(session.roleId());
        UserEntry account = role == null ? null : snapshot.byCanonicalId(role.account());
        return role == null || account == null || !account.user().isActive() ? null : guest(account.user(), session);
    }

    private @Nullable Principal principal(Session session, Federation federation, @Nullable UserEntry account) {
        IdentitySnapshot snapshot = state.snapshot();
        String provider = federation.provider();
        String role = session.roleId();
        boolean rests = account != null
                && account.user().isActive()
                && (provider == null || snapshot.provider(provider) != null)
                && (role == null || snapshot.entity(role) != null);
        return account == null || !rests ? null : guest(account.user(), session);
    }

    /** Somebody who acts in an account and is none of its users. */
    private static Principal guest(User account, Session session) {
        return new Principal(Principal.Kind.USER, "", session.accessKeyId(), account.owner(), account.tenant(), "");
    }
}
