package io.maxiofs.server.identity;

import io.maxiofs.server.database.IdentityTables;
import io.maxiofs.server.database.IdentityTables.AccessKeyRow;
import io.maxiofs.server.database.IdentityTables.Extent;
import io.maxiofs.server.database.IdentityTables.UserRow;
import io.maxiofs.server.identity.IdentityException.Reason;
import io.maxiofs.server.identity.IdentitySnapshot.KeyEntry;
import io.maxiofs.server.identity.IdentitySnapshot.UserEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Users and their access keys. Reads are answered from a snapshot in memory; a change is in the database before it is in
 * the snapshot, and in the snapshot before its caller hears of it. Safe on any thread.
 */
public final class IdentityService implements CredentialSource, UserDirectory {
    private final IdentityState state;
    private final PasswordHasher hasher;
    private final PasswordCheck passwords;
    private final SecretGenerator generator;
    private final InstantSource clock;
    private final TenantService tenants;
    private final AccountDirectory accounts;
    private final SessionService sessions;

    /** Reads everything. */
    public IdentityService(
            IdentityStorage tables,
            MasterKey masterKey,
            PasswordHasher hasher,
            SecretGenerator generator,
            InstantSource clock) {
        this.state = new IdentityState(tables, masterKey);
        this.hasher = hasher;
        this.passwords = new PasswordCheck(hasher, generator);
        this.generator = generator;
        this.clock = clock;
        this.tenants = new TenantService(state, generator, clock);
        this.accounts = new AccountDirectory(state, generator);
        this.sessions = new SessionService(state, generator, clock);
    }

    public TenantService tenants() {
        return tenants;
    }

    public AccountDirectory accounts() {
        return accounts;
    }

    public SessionService sessions() {
        return sessions;
    }

    @Override
    public Optional<Credential> find(String accessKeyId) {
        KeyEntry entry = state.snapshot().key(accessKeyId);
        if (entry == null || entry.credential() == null) {
            return Optional.empty();
        }
        long now = clock.millis();
        Long expiresAt = entry.row().expiresAt();
        if (expiresAt != null && expiresAt <= now) {
            return Optional.empty();
        }
        return Optional.of(entry.credential());
    }

    @Override
    public void noteUse(Credential credential) {
        KeyEntry entry = state.snapshot().key(credential.principal().accessKeyId());
        if (entry != null) {
            entry.lastUsed().setOpaque(clock.millis());
        }
    }

    @Override
    public Optional<Credential> find(String accessKeyId, @Nullable String sessionToken) {
        return sessionToken == null ? find(accessKeyId) : Optional.of(sessions.find(accessKeyId, sessionToken));
    }

    @Override
    public Optional<User> byName(String name) {
        return user(state.snapshot().byName(name));
    }

    @Override
    public Optional<User> byCanonicalId(String canonicalId) {
        return user(state.snapshot().byCanonicalId(canonicalId));
    }

    @Override
    public Optional<User> byEmail(String email) {
        return user(state.snapshot().byEmail(email));
    }

    private static Optional<User> user(@Nullable UserEntry entry) {
        return Optional.ofNullable(entry).map(UserEntry::user);
    }

    /** By name. */
    public List<User> users() {
        return state.snapshot().users().stream().map(UserEntry::user).toList();
    }

    /** By id. */
    public List<AccessKey> keys() {
        return state.snapshot().keys().stream().map(IdentityService::toKey).toList();
    }

    public boolean isEmpty() {
        return state.snapshot().isEmpty();
    }

    /** The active user of this name if the password is theirs. Takes a while, and as long for a name nobody has. */
    public Optional<User> authenticate(String name, String password) {
        UserEntry entry = state.snapshot().byName(name);
        boolean matches =
                passwords.matches(password, entry == null ? null : entry.row().passwordHash());
        return entry != null && matches && entry.user().isActive() ? Optional.of(entry.user()) : Optional.empty();
    }

    /**
     * What a user starts as.
     *
     * @param canonicalId empty for a random one
     * @param password null for a user who cannot sign in
     * @param tenant id of an existing one, for good; empty for the global one
     */
    public record NewUser(
            String name,
            String canonicalId,
            String displayName,
            String email,
            User.Role role,
            @Nullable String password,
            String tenant) {
        /** Of the global tenant. */
        public NewUser(
                String name,
                String canonicalId,
                String displayName,
                String email,
                User.Role role,
                @Nullable String password) {
            this(name, canonicalId, displayName, email, role, password, "");
        }

        @Override
        public String toString() {
            return "NewUser[" + name + "]";
        }
    }

    /**
     * What a key starts as.
     *
     * @param id empty for a random one
     * @param secret null for a random one
     * @param expires null for never
     * @param policy narrows the key, and has been checked by the caller; null for none
     */
    public record NewKey(
            String id,
            @Nullable SecretKey secret,
            @Nullable Instant expires,
            @Nullable String policy) {
        public static final NewKey RANDOM = new NewKey("", null, null);

        /** Not narrower than its user. */
        public NewKey(String id, @Nullable SecretKey secret, @Nullable Instant expires) {
            this(id, secret, expires, null);
        }
    }

    /** Creates a user without keys. */
    public User createUser(NewUser user) {
        synchronized (state) {
            store(user, List.of());
            return required(user.name()).user();
        }
    }

    /** Creates a user together with a first key: both or neither. */
    public AccessKey.Issued createUser(NewUser user, NewKey key) {
        synchronized (state) {
            SecretKey secret = secretOf(key);
            AccessKeyRow row = newRow(0, key, secret, null);
            store(user, List.of(row));
            return issued(row.id(), secret);
        }
    }

    private void store(NewUser user, List<AccessKeyRow> keys) {
        IdentityRules.checkName(user.name());
        if (!user.canonicalId().isEmpty()) {
            IdentityRules.checkCanonicalId(user.canonicalId());
        }
        IdentityRules.checkDisplayName(user.displayName());
        IdentityRules.checkEmail(user.email());
        if (user.password() != null) {
            IdentityRules.checkPassword(user.name(), user.password());
        }
        TenantService.requireKnown(state.snapshot(), user.tenant());
        if (!keys.isEmpty()) {
            TenantService.requireRoomForKey(state.snapshot(), user.tenant());
        }
        refuseTaken(user);
        IdentityTables.Names names = new IdentityTables.Names(
                user.name(),
                user.canonicalId().isEmpty() ? generator.canonicalId() : user.canonicalId(),
                user.displayName().isEmpty() ? user.name() : user.displayName(),
                user.email());
        UserRow row = new UserRow(
                0,
                names,
                IdentityState.nameOf(user.role()),
                IdentityState.nameOf(User.Status.ACTIVE),
                user.tenant(),
                user.password() == null ? null : hasher.hash(user.password()),
                clock.millis());
        state.changing(
                "A name, canonical id, e-mail address or access key is taken already",
                () -> state.users().insert(row, keys));
    }

    private void refuseTaken(NewUser user) {
        IdentitySnapshot now = state.snapshot();
        if (now.byName(user.name()) != null) {
            throw new IdentityException(Reason.EXISTS, "There is a user " + user.name() + " already");
        }
        if (now.byCanonicalId(user.canonicalId()) != null) {
            throw new IdentityException(Reason.EXISTS, "Another user has this canonical id");
        }
        if (!user.canonicalId().isEmpty() && now.byAccountNumber(Accounts.number(user.canonicalId())) != null) {
            throw new IdentityException(Reason.EXISTS, "Another user's account has the number of this canonical id");
        }
        if (now.byEmail(user.email()) != null) {
            throw new IdentityException(Reason.EXISTS, "Another user has this e-mail address");
        }
    }

    /** What of a user can be changed; null leaves it as it is. */
    public record UserChange(
            @Nullable String displayName,
            @Nullable String email,
            User.@Nullable Role role,
            User.@Nullable Status status,
            @Nullable String password) {
        @Override
        public String toString() {
            return "UserChange[hidden]";
        }
    }

    /** Changes a user; effective for requests that come after. */
    public User updateUser(String name, UserChange change) {
        synchronized (state) {
            UserEntry entry = required(name);
            UserRow old = entry.row();
            if (change.displayName() != null) {
                IdentityRules.checkDisplayName(change.displayName());
            }
            if (change.email() != null) {
                IdentityRules.checkEmail(change.email());
            }
            if (change.password() != null) {
                IdentityRules.checkPassword(name, change.password());
            }
            if ((change.role() != null && change.role() != User.Role.ADMIN)
                    || change.status() == User.Status.SUSPENDED) {
                refuseToLoseLastAdministrator(entry);
            }
            UserRow row = new UserRow(
                    old.id(),
                    new IdentityTables.Names(
                            old.names().name(),
                            old.names().canonicalId(),
                            orElse(change.displayName(), old.names().displayName()),
                            orElse(change.email(), old.names().email())),
                    change.role() == null ? old.role() : IdentityState.nameOf(change.role()),
                    change.status() == null ? old.status() : IdentityState.nameOf(change.status()),
                    old.tenant(),
                    change.password() == null ? old.passwordHash() : hasher.hash(change.password()),
                    old.createdAt());
            state.changing(
                    "Another user has this e-mail address", () -> state.users().update(row));
            if (change.password() != null) {
                sessions.endSignedIn(old.id());
            }
            return required(name).user();
        }
    }

    private static String orElse(@Nullable String value, String fallback) {
        return value == null ? fallback : value;
    }

    /** Removes a user with keys and account. What they own in S3 keeps their canonical id; who gets that again starts anew. */
    public void deleteUser(String name) {
        synchronized (state) {
            UserEntry entry = required(name);
            refuseToLoseLastAdministrator(entry);
            state.changing("", () -> {
                accounts.forget(entry.user().names().canonicalId());
                state.users().deleteUser(entry.row().id());
            });
        }
    }

    private void refuseToLoseLastAdministrator(UserEntry entry) {
        boolean another = state.snapshot().users().stream()
                .map(UserEntry::user)
                .anyMatch(user -> user.isAdmin()
                        && user.isActive()
                        && !user.name().equals(entry.user().name()));
        if (entry.user().isAdmin() && entry.user().isActive() && !another) {
            throw new IdentityException(
                    Reason.LAST_ADMINISTRATOR, entry.user().name() + " is the last active administrator");
        }
    }

    private UserEntry required(String name) {
        UserEntry entry = state.snapshot().byName(name);
        if (entry == null) {
            throw new IdentityException(Reason.NOT_FOUND, "There is no user " + name);
        }
        return entry;
    }

    public AccessKey.Issued createKey(String userName, NewKey key) {
        synchronized (state) {
            return createKey(required(userName), key, null);
        }
    }

    /** Creates a key of a user inside an account, with a random secret. */
    public AccessKey.Issued createKey(IamEntity owner) {
        synchronized (state) {
            UserEntry account = state.snapshot().byCanonicalId(owner.account());
            if (account == null || state.snapshot().entity(owner.id()) == null) {
                throw new IdentityException(Reason.NOT_FOUND, "There is no user " + owner.name());
            }
            return createKey(account, NewKey.RANDOM, owner.id());
        }
    }

    private AccessKey.Issued createKey(UserEntry user, NewKey key, @Nullable String entityId) {
        TenantService.requireRoomForKey(state.snapshot(), user.user().tenant());
        SecretKey secret = secretOf(key);
        AccessKeyRow row = newRow(user.row().id(), key, secret, entityId);
        state.changing(
                "There is an access key " + row.id() + " already",
                () -> state.users().insert(row));
        return issued(row.id(), secret);
    }

    private SecretKey secretOf(NewKey key) {
        SecretKey given = key.secret();
        return given == null ? generator.secretKey() : given;
    }

    private AccessKeyRow newRow(long userId, NewKey key, SecretKey secret, @Nullable String entityId) {
        String id = key.id().isEmpty() ? generator.accessKeyId() : key.id();
        IdentityRules.checkKey(id, new String(secret.bytes(), StandardCharsets.UTF_8));
        if (state.snapshot().key(id) != null) {
            throw new IdentityException(Reason.EXISTS, "There is an access key " + id + " already");
        }
        Instant expires = key.expires();
        return new AccessKeyRow(
                id,
                userId,
                state.masterKey().seal(id, secret),
                IdentityState.nameOf(AccessKey.Status.ACTIVE),
                expires == null ? null : expires.toEpochMilli(),
                clock.millis(),
                null,
                new Extent(key.policy(), entityId));
    }

    /** Enables or disables a key; effective for requests that come after. */
    public AccessKey setKeyStatus(String id, AccessKey.Status status) {
        synchronized (state) {
            return toKey(
                    updateKey(id, row -> changed(row, IdentityState.nameOf(status), row.expiresAt(), row.extent())));
        }
    }

    /** Sets when a key ends; null for never. Effective for requests that come after. */
    public AccessKey setKeyExpiry(String id, @Nullable Instant expires) {
        synchronized (state) {
            Long at = expires == null ? null : expires.toEpochMilli();
            return toKey(updateKey(id, row -> changed(row, row.status(), at, row.extent())));
        }
    }

    /**
     * Sets what a key is narrowed to; null for all its user may. Effective for requests that come after.
     *
     * @param policy has been checked by the caller
     */
    public AccessKey setKeyPolicy(String id, @Nullable String policy) {
        synchronized (state) {
            return toKey(updateKey(
                    id,
                    row -> changed(
                            row,
                            row.status(),
                            row.expiresAt(),
                            new Extent(policy, row.extent().entity()))));
        }
    }

    private static AccessKeyRow changed(AccessKeyRow row, String status, @Nullable Long expiresAt, Extent extent) {
        return new AccessKeyRow(
                row.id(), row.userId(), row.secret(), status, expiresAt, row.createdAt(), row.lastUsedAt(), extent);
    }

    /** The key of this id, whether it works or not. */
    public Optional<AccessKey> key(String id) {
        return Optional.ofNullable(state.snapshot().key(id)).map(IdentityService::toKey);
    }

    private KeyEntry updateKey(String id, UnaryOperator<AccessKeyRow> change) {
        AccessKeyRow row = change.apply(requiredKey(id).row());
        state.changing("", () -> state.users().update(row));
        return requiredKey(id);
    }

    public void deleteKey(String id) {
        synchronized (state) {
            requiredKey(id);
            state.changing("", () -> state.users().deleteKey(id));
        }
    }

    private KeyEntry requiredKey(String id) {
        KeyEntry entry = state.snapshot().key(id);
        if (entry == null) {
            throw new IdentityException(Reason.NOT_FOUND, "There is no access key " + id);
        }
        return entry;
    }

    private AccessKey.Issued issued(String id, SecretKey secret) {
        return new AccessKey.Issued(toKey(requiredKey(id)), secret);
    }

    private static AccessKey toKey(KeyEntry entry) {
        AccessKeyRow row = entry.row();
        Long expiresAt = row.expiresAt();
        long lastUsed = entry.lastUsed().getOpaque();
        return new AccessKey(
                row.id(),
                entry.user().user().name(),
                AccessKey.Status.valueOf(row.status().toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(row.createdAt()),
                expiresAt == null ? null : Instant.ofEpochMilli(expiresAt),
                lastUsed == 0 ? null : Instant.ofEpochMilli(lastUsed),
                row.extent().policy(),
                entry.entity() == null ? null : entry.entity().name());
    }

    /** Writes the times of last use that have changed since they were written; nothing if none has. */
    public void flushLastUsed() {
        synchronized (state) {
            List<Map.Entry<String, Long>> changed = new ArrayList<>();
            for (KeyEntry entry : state.snapshot().keys()) {
                long lastUsed = entry.lastUsed().getOpaque();
                Long written = entry.row().lastUsedAt();
                if (lastUsed != 0 && (written == null || written < lastUsed)) {
                    changed.add(Map.entry(entry.row().id(), lastUsed));
                }
            }
            if (!changed.isEmpty()) {
                state.users().markUsed(changed);
                state.reload();
            }
        }
    }
}
