package io.maxiofs.server;

import io.maxiofs.server.config.ChangeableSetting;
import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.database.SettingTables;
import io.maxiofs.server.identity.MasterKey;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changed settings in the database; those that are secrets encrypted. */
final class StoredSettings implements DynamicSettings.Store {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSettings.class);

    private final SettingTables tables;
    private final MasterKey masterKey;
    private final InstantSource clock;
    private final Set<String> secrets = ChangeableSettings.ALL.stream()
            .filter(ChangeableSetting::isSecret)
            .map(setting -> setting.setting().key())
            .collect(Collectors.toUnmodifiableSet());

    StoredSettings(SettingTables tables, MasterKey masterKey, InstantSource clock) {
        this.tables = tables;
        this.masterKey = masterKey;
        this.clock = clock;
    }

    @Override
    public Map<String, String> load() {
        Map<String, String> values = new LinkedHashMap<>();
        tables.load().forEach((key, stored) -> {
            try {
                values.put(key, secrets.contains(key) ? open(key, stored) : stored);
            } catch (IllegalArgumentException | IllegalStateException e) {
                LOG.warn("The stored secret {} cannot be opened and counts as not set; set it again", key, e);
            }
        });
        return values;
    }

    @Override
    public void save(Map<String, @Nullable String> changes) {
        Map<String, @Nullable String> stored = new LinkedHashMap<>();
        changes.forEach(
                (key, value) -> stored.put(key, value != null && secrets.contains(key) ? seal(key, value) : value));
        tables.save(stored, clock.millis());
    }

    private String seal(String key, String value) {
        return Base64.getEncoder().encodeToString(masterKey.sealText("setting/" + key, value));
    }

    private String open(String key, String stored) {
        return masterKey.openText("setting/" + key, Base64.getDecoder().decode(stored));
    }
}
