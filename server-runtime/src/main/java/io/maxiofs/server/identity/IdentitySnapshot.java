package io.maxiofs.server.identity;

import io.maxiofs.server.database.IdentityTables.AccessKeyRow;
import io.maxiofs.server.database.IdentityTables.UserRow;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All users and keys at one moment. Immutable but for the time of a key's last use, which survives from one to the next. */
final class IdentitySnapshot {
    private final Map<String, UserEntry> byName = new TreeMap<>();
    private final Map<Long, UserEntry> byId = new HashMap<>();
    private final Map<String, UserEntry> byCanonicalId = new HashMap<>();
    private final Map<String, UserEntry> byEmail = new HashMap<>();
    private final Map<String, KeyEntry> keys = new TreeMap<>();

    record UserEntry(UserRow row, User user) {}

    /**
     * A key and what a request needs of it.
     *
     * @param credential null unless key and user are active; expiry is judged on each use
     * @param lastUsed milliseconds since the epoch, 0 for never; shared by the successive snapshots
     */
    record KeyEntry(
            AccessKeyRow row,
            UserEntry user,
            SecretKey secret,
            long generation,
            CredentialSource.@Nullable Credential credential,
            AtomicLong lastUsed) {}

    IdentitySnapshot(List<UserEntry> users, List<KeyEntry> keyEntries) {
        for (UserEntry entry : users) {
            byName.put(fold(entry.user().name()), entry);
            byId.put(entry.row().id(), entry);
            byCanonicalId.put(entry.user().names().canonicalId(), entry);
            if (!entry.user().names().email().isEmpty()) {
                byEmail.put(fold(entry.user().names().email()), entry);
            }
        }
        for (KeyEntry entry : keyEntries) {
            keys.put(entry.row().id(), entry);
        }
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    List<UserEntry> users() {
        return List.copyOf(byName.values());
    }

    List<KeyEntry> keys() {
        return List.copyOf(keys.values());
    }

    @Nullable UserEntry byName(String name) {
        return byName.get(fold(name));
    }

    @Nullable UserEntry byId(long id) {
        return byId.get(id);
    }

    @Nullable UserEntry byCanonicalId(String id) {
        return byCanonicalId.get(id);
    }

    @Nullable UserEntry byEmail(String email) {
        return byEmail.get(fold(email));
    }

    @Nullable KeyEntry key(String id) {
        return keys.get(id);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }
}
