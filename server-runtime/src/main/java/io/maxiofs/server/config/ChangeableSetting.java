package io.maxiofs.server.config;

/**
 * A setting that can be changed while the server runs, unless it was fixed when it started. A change is in effect for
 * whatever begins after it.
 */
public record ChangeableSetting<T>(Category category, Setting<T> setting) {

    /** What a setting is about. */
    public enum Category {
        SECURITY,
        AUDIT,
        STORAGE,
        METRICS,
        LOGGING,
        SYSTEM,
        LIFECYCLE,
        EMAIL
    }

    /** Whether its value is encrypted where it is stored, and never shown. */
    public boolean isSecret() {
        return setting.type().form().kind() == SettingType.Kind.SECRET;
    }
}
