package io.maxiofs.server.config;

import io.maxiofs.server.config.Configuration.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that can be changed while the server runs. A change is stored before it is in effect, and in effect before
 * its caller hears of it. What was given at the start by flag, environment or file stays as it is. Safe on any thread;
 * reading a value costs a volatile read.
 */
public final class DynamicSettings {
    private static final Logger LOG = LoggerFactory.getLogger(DynamicSettings.class);

    private final Configuration configuration;
    private final Store store;
    private final Map<String, Live<?>> live = new LinkedHashMap<>();

    /** Keeps what was changed. */
    public interface Store {
        /** Values by key. */
        Map<String, String> load();

        /**
         * Stores all or nothing; durable when it returns.
         *
         * @param changes by key; null takes a change back
         */
        void save(Map<String, @Nullable String> changes);
    }

    /** A change that is not allowed. */
    public static final class RefusedException extends RuntimeException {
        private final boolean unknown;

        RefusedException(String message, boolean unknown) {
            super(message);
            this.unknown = unknown;
        }

        /** Whether there is no such setting. */
        public boolean isUnknown() {
            return unknown;
        }
    }

    /**
     * A setting and how it stands.
     *
     * @param changed whether somebody changed it while a server ran
     * @param source where it comes from if nobody did
     */
    public record Standing(ChangeableSetting<?> setting, String text, boolean changed, Source source) {
        /** Whether it was given at the start. */
        public boolean isLocked() {
            return source != Source.DEFAULT;
        }
    }

    /** Reads what was changed. A stored value that is not allowed any more is passed over, with a warning. */
    public DynamicSettings(Configuration configuration, Store store) {
        this.configuration = configuration;
        this.store = store;
        for (ChangeableSetting<?> setting : ChangeableSettings.ALL) {
            live.put(setting.setting().key(), liveOf(setting.setting(), configuration));
        }
        store.load().forEach((key, text) -> {
            Live<?> known = live.get(key);
            if (known == null || isLocked(key)) {
                LOG.warn("The stored change of the setting {} has no effect", key);
                return;
            }
            try {
                known.set(text);
            } catch (IllegalArgumentException e) {
                LOG.warn("The stored value of the setting {} is not used: {}", key, e.getMessage());
            }
        });
    }

    private static <T> Live<T> liveOf(Setting<T> setting, Configuration configuration) {
        return new Live<>(setting, configuration.get(setting));
    }

    /** Those of a server that nobody has changed, which forgets changes when it ends. */
    public static DynamicSettings unchanged() {
        return new DynamicSettings(ConfigurationLoader.load(Map.of(), Map.of(), null), new Store() {
            @Override
            public Map<String, String> load() {
                return Map.of();
            }

            @Override
            public void save(Map<String, @Nullable String> changes) {
                LOG.debug("{} changes are kept in memory only", changes.size());
            }
        });
    }

    /** The present value of a setting. */
    public <T> T get(Setting<T> setting) {
        return live(setting).get();
    }

    /**
     * Where the present value is read and changes are told.
     *
     * @throws IllegalArgumentException if the setting is none of those that can be changed
     */
    @SuppressWarnings("unchecked") // Made in the constructor from the setting of this key, of which there is one.
    public <T> Live<T> live(Setting<T> setting) {
        return (Live<T>) known(setting.key());
    }

    private Live<?> known(String key) {
        Live<?> found = live.get(key);
        if (found == null) {
            throw new RefusedException("There is no setting " + key + " that can be changed", true);
        }
        return found;
    }

    /** All, in the order of the catalogue. */
    public List<Standing> all() {
        return ChangeableSettings.ALL.stream().map(this::standing).toList();
    }

    private Standing standing(ChangeableSetting<?> setting) {
        Live<?> found = known(setting.setting().key());
        return new Standing(setting, found.text(), found.isChanged(), configuration.source(setting.setting()));
    }

    /**
     * Changes settings, all or none.
     *
     * @param changes texts by key; null takes a change back
     * @return the keys whose value is another now
     * @throws RefusedException if one is unknown, locked or out of range; nothing is changed then
     */
    public synchronized List<String> change(Map<String, @Nullable String> changes) {
        Map<String, @Nullable String> canonical = new LinkedHashMap<>();
        changes.forEach((key, text) -> canonical.put(key, checked(key, text)));
        checkTogether(canonical);
        store.save(canonical);
        List<String> different = new ArrayList<>();
        canonical.forEach((key, text) -> {
            Live<?> setting = known(key);
            String before = setting.text();
            if (text == null) {
                setting.reset();
            } else {
                setting.set(text);
            }
            if (!before.equals(setting.text())) {
                different.add(key);
            }
        });
        different.forEach(key -> known(key).tell());
        return different;
    }

    private @Nullable String checked(String key, @Nullable String text) {
        Live<?> setting = known(key);
        if (isLocked(key)) {
            throw new RefusedException("The setting " + key + " was given when the server was started", false);
        }
        try {
            return text == null ? null : setting.canonical(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(key + ": " + e.getMessage(), false);
        }
    }

    private void checkTogether(Map<String, @Nullable String> changes) {
        int warning = Integer.parseInt(next(ChangeableSettings.DISK_WARNING_PERCENT, changes));
        int critical = Integer.parseInt(next(ChangeableSettings.DISK_CRITICAL_PERCENT, changes));
        if (warning > critical) {
            throw new RefusedException("The disk's warning (" + warning + " %) comes after its alarm", false);
        }
    }

    private String next(Setting<?> setting, Map<String, @Nullable String> changes) {
        if (!changes.containsKey(setting.key())) {
            return known(setting.key()).text();
        }
        return Objects.requireNonNullElse(changes.get(setting.key()), setting.defaultText());
    }

    private boolean isLocked(String key) {
        return configuration.source(known(key).setting()) != Source.DEFAULT;
    }
}
