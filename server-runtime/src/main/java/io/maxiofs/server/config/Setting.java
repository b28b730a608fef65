package io.maxiofs.server.config;

import java.util.Locale;

/**
 * One static setting.
 *
 * @param key dotted lower case name, as in a configuration file
 * @param type how a value is written and what it may be
 * @param defaultText the default in the notation of {@code type}
 * @param help what it does, for people; one or two sentences
 */
public record Setting<T>(String key, SettingType<T> type, String defaultText, String help) {

    /** @throws IllegalArgumentException if the default is not a valid value */
    public Setting {
        type.parse(defaultText);
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
