package io.maxiofs.server.config;

import java.util.Locale;

/**
 * One static setting.
 *
 * @param key dotted lower case name, as in a configuration file
 * @param type how a value is written and what it may be
 * @param defaultText the default in the notation of {@code type}
 * @param effect whether this version acts on it
 * @param help what it does, for people; one or two sentences
 */
public record Setting<T>(String key, SettingType<T> type, String defaultText, Effect effect, String help) {

    /** @throws IllegalArgumentException if the default is not a valid value */
    public Setting {
        type.parse(defaultText);
    }

    /** Whether a setting does something yet. */
    public enum Effect {
        ACTIVE,
        /** Accepted, so that configurations can be written now; the server says at start that it does nothing yet. */
        RESERVED
    }

    public static <T> Setting<T> active(String key, SettingType<T> type, String defaultText, String help) {
        return new Setting<>(key, type, defaultText, Effect.ACTIVE, help);
    }

    public static <T> Setting<T> reserved(String key, SettingType<T> type, String defaultText, String help) {
        return new Setting<>(key, type, defaultText, Effect.RESERVED, help);
    }

    public T defaultValue() {
        return type.parse(defaultText);
    }

    /** The environment variable that sets it, such as {@code MAXIOFS_S3_REGION}. */
    public String environmentVariable() {
        return ConfigurationLoader.ENVIRONMENT_PREFIX
                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
