package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.NamedKeys;
import io.maxiofs.storage.model.NamedKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The named keys of the model; nothing is encrypted with them. */
final class InMemoryKeys implements NamedKeys {
    private final ConcurrentSkipListMap<String, NamedKey> keys = new ConcurrentSkipListMap<>();

    @Override
    public List<NamedKey> list() {
        return List.copyOf(keys.values());
    }

    @Override
    public Optional<NamedKey> find(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    @Override
    public NamedKey create(String name) {
        if (!NamedKeys.isValidName(name)) {
            throw new IllegalArgumentException("Invalid name of a key: " + name);
        }
        return keys.computeIfAbsent(name, n -> new NamedKey(n, 1, true, Instant.EPOCH));
    }

    @Override
    public Optional<NamedKey> rotate(String name) {
        return Optional.ofNullable(keys.computeIfPresent(
                name, (n, key) -> new NamedKey(n, key.version() + 1, key.enabled(), key.created())));
    }

    @Override
    public Optional<NamedKey> setEnabled(String name, boolean enabled) {
        return Optional.ofNullable(
                keys.computeIfPresent(name, (n, key) -> new NamedKey(n, key.version(), enabled, key.created())));
    }
}
