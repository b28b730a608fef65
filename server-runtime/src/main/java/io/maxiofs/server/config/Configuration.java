package io.maxiofs.server.config;

import java.util.List;
import java.util.Map;

/** The effective value of every setting, and where it came from. Immutable. */
public final class Configuration {
    private final Map<String, Entry> entries;
    private final List<String> warnings;

    /**
     * @param entries one per setting of {@link SettingCatalogue#ALL}, by key
     * @param warnings remarks to log at start
     */
    Configuration(Map<String, Entry> entries, List<String> warnings) {
        this.entries = entries;
        this.warnings = List.copyOf(warnings);
    }

    /** A setting's text and its origin. */
    public record Entry(Setting<?> setting, String text, Source source) {
        /** The text, but for a secret. */
        public String shown() {
            boolean secret = setting.type().form().kind() == SettingType.Kind.SECRET;
            return secret && !text.isEmpty() ? "(secret)" : text;
        }

        @Override
        public String toString() {
            return "Entry[" + setting.key() + ", " + source + "]";
        }
    }

    /** Where a value came from, strongest first. */
    public enum Source {
        FLAG,
        ENVIRONMENT,
        FILE,
        DEFAULT
    }

    public <T> T get(Setting<T> setting) {
        return setting.type().parse(entry(setting.key()).text());
    }

    public Source source(Setting<?> setting) {
        return entry(setting.key()).source();
    }

    /** Every setting in the order of the catalogue. */
    public List<Entry> entries() {
        return SettingCatalogue.ALL.stream()
                .map(setting -> entry(setting.key()))
                .toList();
    }

    public List<String> warnings() {
        return warnings;
    }

    private Entry entry(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            throw new IllegalArgumentException("Not in the catalogue of settings: " + key);
        }
        return entry;
    }
}
