package io.maxiofs.server.identity;

import io.maxiofs.server.database.DatabaseException.Duplicate;
import io.maxiofs.server.database.IdentityTables;
import io.maxiofs.server.database.IdentityTables.AccessKeyRow;
import io.maxiofs.server.database.IdentityTables.Rows;
import io.maxiofs.server.database.IdentityTables.UserRow;
import io.maxiofs.server.identity.IdentityException.Reason;
import io.maxiofs.server.identity.IdentitySnapshot.KeyEntry;
import io.maxiofs.server.identity.IdentitySnapshot.UserEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Users and their access keys. Reads are answered from a snapshot in memory; a change is in the database before it is in
 * the snapshot, and in the snapshot before its caller hears of it. Safe on any thread.
 */
public final class IdentityService implements CredentialSource, UserDirectory {
    private final IdentityTables tables;
    private final MasterKey masterKey;
    private final PasswordHasher hasher;
    private final SecretGenerator generator;
    private final InstantSource clock;
    private final AtomicLong generations = new AtomicLong();

    /** Compared with when there is no such user, so that the answer takes as long. Made when first needed. */
    private volatile @Nullable String hashOfNobody;

    private volatile IdentitySnapshot snapshot = new IdentitySnapshot(List.of(), List.of());

    /** Reads all users and keys. */
    public IdentityService(
            IdentityTables tables,
            MasterKey masterKey,
            PasswordHasher hasher,
            SecretGenerator generator,
            InstantSource clock) {
        this.tables = tables;
        this.masterKey = masterKey;
        this.hasher = hasher;
        this.generator = generator;
        this.clock = clock;
        reload();
    }

    // ---- answers from memory

    @Override
    public Optional<Credential> find(String accessKeyId) {
        KeyEntry entry = snapshot.key(accessKeyId);
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
        KeyEntry entry = snapshot.key(credential.principal().accessKeyId());
        if (entry != null) {
            entry.lastUsed().setOpaque(clock.millis());
        }
    }

    @Override
    public Optional<User> byName(String name) {
        return user(snapshot.byName(name));
    }

    @Override
    public Optional<User> byCanonicalId(String canonicalId) {
        return user(snapshot.byCanonicalId(canonicalId));
    }

    @Override
    public Optional<User> byEmail(String email) {
        return user(snapshot.byEmail(email));
    }

    private static Optional<User> user(@Nullable UserEntry entry) {
        return Optional.ofNullable(entry).map(UserEntry::user);
    }

    /** By name. */
    public List<User> users() {
        return snapshot.users().stream().map(UserEntry::user).toList();
    }

    /** By id. */
    public List<AccessKey> keys() {
        return snapshot.keys().stream().map(IdentityService::toKey).toList();
    }

    public boolean isEmpty() {
        return snapshot.isEmpty();
    }

    /** The active user of this name if the password is theirs. Takes a while, and as long for a name nobody has. */
    public Optional<User> authenticate(String name, String password) {
        UserEntry entry = snapshot.byName(name);
        String hash = entry == null ? null : entry.row().passwordHash();
        boolean matches = hasher.matches(password, hash == null ? hashOfNobody() : hash);
        return entry != null && hash != null && matches && entry.user().isActive()
                ? Optional.of(entry.user())
                : Optional.empty();
    }

    private String hashOfNobody() {
        String hash = hashOfNobody;
        if (hash == null) {
            hash = hasher.hash(generator.password());
            hashOfNobody = hash;
        }
        return hash;
    }

    // ---- users

    /**
     * What a user starts as.
     *
     * @param canonicalId empty for a random one
     * @param password null for a user who cannot sign in
     */
    public record NewUser(
            String name,
            String canonicalId,
            String displayName,
            String email,
            User.Role role,
            @Nullable String password) {
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
     */
    public record NewKey(
            String id, @Nullable SecretKey secret, @Nullable Instant expires) {
        public static final NewKey RANDOM = new NewKey("", null, null);
    }

    /** Creates a user without keys. */
    public synchronized User createUser(NewUser user) {
        store(user, List.of());
        return required(user.name()).user();
    }

    /** Creates a user together with a first key: both or neither. */
    public synchronized AccessKey.Issued createUser(NewUser user, NewKey key) {
        SecretKey secret = secretOf(key);
        AccessKeyRow row = newRow(0, key, secret);
        store(user, List.of(row));
        return issued(row.id(), secret);
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
        refuseTaken(user);
        IdentityTables.Names names = new IdentityTables.Names(
                user.name(),
                user.canonicalId().isEmpty() ? generator.canonicalId() : user.canonicalId(),
                user.displayName().isEmpty() ? user.name() : user.displayName(),
                user.email());
        UserRow row = new UserRow(
                0,
                names,
                nameOf(user.role()),
                nameOf(User.Status.ACTIVE),
                "",
                user.password() == null ? null : hasher.hash(user.password()),
                clock.millis());
        changing("A name, canonical id, e-mail address or access key is taken already", () -> tables.insert(row, keys));
    }

    private void refuseTaken(NewUser user) {
        IdentitySnapshot now = snapshot;
        if (now.byName(user.name()) != null) {
            throw new IdentityException(Reason.EXISTS, "There is a user " + user.name() + " already");
        }
        if (now.byCanonicalId(user.canonicalId()) != null) {
            throw new IdentityException(Reason.EXISTS, "Another user has this canonical id");
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
    public synchronized User updateUser(String name, UserChange change) {
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
        if (change.role() == User.Role.USER || change.status() == User.Status.SUSPENDED) {
            refuseToLoseLastAdministrator(entry);
        }
        UserRow row = new UserRow(
                old.id(),
                new IdentityTables.Names(
                        old.names().name(),
                        old.names().canonicalId(),
                        orElse(change.displayName(), old.names().displayName()),
                        orElse(change.email(), old.names().email())),
                change.role() == null ? old.role() : nameOf(change.role()),
                change.status() == null ? old.status() : nameOf(change.status()),
                old.tenant(),
                change.password() == null ? old.passwordHash() : hasher.hash(change.password()),
                old.createdAt());
        changing("Another user has this e-mail address", () -> tables.update(row));
        return required(name).user();
    }

    private static String orElse(@Nullable String value, String fallback) {
        return value == null ? fallback : value;
    }

    /** Removes a user and their keys. What they own in S3 keeps their canonical id. */
    public synchronized void deleteUser(String name) {
        UserEntry entry = required(name);
        refuseToLoseLastAdministrator(entry);
        changing("", () -> tables.deleteUser(entry.row().id()));
    }

    private void refuseToLoseLastAdministrator(UserEntry entry) {
        boolean another = snapshot.users().stream()
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
        UserEntry entry = snapshot.byName(name);
        if (entry == null) {
            throw new IdentityException(Reason.NOT_FOUND, "There is no user " + name);
        }
        return entry;
    }

    // ---- keys

    public synchronized AccessKey.Issued createKey(String userName, NewKey key) {
        UserEntry user = required(userName);
        SecretKey secret = secretOf(key);
        AccessKeyRow row = newRow(user.row().id(), key, secret);
        changing("There is an access key " + row.id() + " already", () -> tables.insert(row));
        return issued(row.id(), secret);
    }

    private SecretKey secretOf(NewKey key) {
        SecretKey given = key.secret();
        return given == null ? generator.secretKey() : given;
    }

    private AccessKeyRow newRow(long userId, NewKey key, SecretKey secret) {
        String id = key.id().isEmpty() ? generator.accessKeyId() : key.id();
        IdentityRules.checkKey(id, new String(secret.bytes(), StandardCharsets.UTF_8));
        if (snapshot.key(id) != null) {
            throw new IdentityException(Reason.EXISTS, "There is an access key " + id + " already");
        }
        Instant expires = key.expires();
        return new AccessKeyRow(
                id,
                userId,
                masterKey.seal(id, secret),
                nameOf(AccessKey.Status.ACTIVE),
                expires == null ? null : expires.toEpochMilli(),
                clock.millis(),
                null);
    }

    /** Enables or disables a key; effective for requests that come after. */
    public synchronized AccessKey setKeyStatus(String id, AccessKey.Status status) {
        return toKey(updateKey(
                id,
                row -> new AccessKeyRow(
                        row.id(),
                        row.userId(),
                        row.secret(),
                        nameOf(status),
                        row.expiresAt(),
                        row.createdAt(),
                        row.lastUsedAt())));
    }

    private KeyEntry updateKey(String id, UnaryOperator<AccessKeyRow> change) {
        AccessKeyRow row = change.apply(requiredKey(id).row());
        changing("", () -> tables.update(row));
        return requiredKey(id);
    }

    public synchronized void deleteKey(String id) {
        requiredKey(id);
        changing("", () -> tables.deleteKey(id));
    }

    private KeyEntry requiredKey(String id) {
        KeyEntry entry = snapshot.key(id);
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
                lastUsed == 0 ? null : Instant.ofEpochMilli(lastUsed));
    }

    /** Writes the times of last use that have changed since they were written; nothing if none has. */
    public synchronized void flushLastUsed() {
        List<Map.Entry<String, Long>> changed = new ArrayList<>();
        for (KeyEntry entry : snapshot.keys()) {
            long lastUsed = entry.lastUsed().getOpaque();
            Long written = entry.row().lastUsedAt();
            if (lastUsed != 0 && (written == null || written < lastUsed)) {
                changed.add(Map.entry(entry.row().id(), lastUsed));
            }
        }
        if (!changed.isEmpty()) {
            tables.markUsed(changed);
            reload();
        }
    }

    // ---- snapshot

    private void changing(String messageIfTaken, Runnable change) {
        try {
            change.run();
        } catch (Duplicate e) {
            throw new IdentityException(Reason.EXISTS, messageIfTaken, e);
        }
        reload();
    }

    private void reload() {
        Rows rows = tables.load();
        IdentitySnapshot old = snapshot;
        List<UserEntry> users = rows.users().stream()
                .map(row -> new UserEntry(row, toUser(row)))
                .toList();
        IdentitySnapshot usersOnly = new IdentitySnapshot(users, List.of());
        List<KeyEntry> keys = new ArrayList<>();
        for (AccessKeyRow row : rows.keys()) {
            UserEntry user = usersOnly.byId(row.userId());
            if (user == null) {
                throw new IllegalStateException("Access key " + row.id() + " belongs to nobody");
            }
            keys.add(toEntry(row, user, old.key(row.id())));
        }
        snapshot = new IdentitySnapshot(users, keys);
    }

    /** A key of the same id made anew has another sealed secret, and so gets another generation. */
    private KeyEntry toEntry(AccessKeyRow row, UserEntry user, @Nullable KeyEntry old) {
        boolean same = old != null && Arrays.equals(old.row().secret(), row.secret());
        SecretKey secret = old != null && same ? old.secret() : masterKey.open(row.id(), row.secret());
        long generation = old != null && same ? old.generation() : generations.incrementAndGet();
        Long lastUsedAt = row.lastUsedAt();
        AtomicLong lastUsed =
                old != null && same ? old.lastUsed() : new AtomicLong(lastUsedAt == null ? 0 : lastUsedAt);
        boolean active = row.status().equals(nameOf(AccessKey.Status.ACTIVE))
                && user.user().isActive();
        Credential credential = active ? new Credential(toPrincipal(user.user(), row.id()), secret, generation) : null;
        return new KeyEntry(row, user, secret, generation, credential, lastUsed);
    }

    private static Principal toPrincipal(User user, String accessKeyId) {
        return new Principal(
                user.isAdmin() ? Principal.Kind.ADMIN : Principal.Kind.USER,
                user.name(),
                accessKeyId,
                user.owner(),
                user.tenant(),
                user.names().email());
    }

    private static User toUser(UserRow row) {
        return new User(
                new User.Names(
                        row.names().name(),
                        row.names().canonicalId(),
                        row.names().displayName(),
                        row.names().email()),
                User.Role.valueOf(row.role().toUpperCase(Locale.ROOT)),
                User.Status.valueOf(row.status().toUpperCase(Locale.ROOT)),
                row.tenant(),
                row.passwordHash() != null,
                Instant.ofEpochMilli(row.createdAt()));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
