package io.maxiofs.server.config;

import java.time.Duration;
import java.util.List;

/** What {@link ServerSettings} are, for identities that others vouch for. */
public final class FederationSettings {
    public static final Setting<Integer> MAX_CONCURRENT = new Setting<>(
            "federation.max-concurrent",
            SettingTypes.integer(1, 1_000, "requests"),
            "32",
            "Sign-ins for which another server is asked, at a time; further ones are told to come back.");
    public static final Setting<Boolean> OIDC_PRIVATE = new Setting<>(
            "federation.oidc.allow-private-addresses",
            SettingTypes.bool(),
            "false",
            "Whether providers of OpenID Connect may be on this machine or in a private network.");
    public static final Setting<Duration> OIDC_TIMEOUT = new Setting<>(
            "federation.oidc.timeout",
            SettingTypes.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            "5s",
            "How long a provider may take for one of its documents, from the connection to the last byte.");
    public static final Setting<Long> OIDC_DOCUMENT_BYTES = new Setting<>(
            "federation.oidc.max-document-bytes",
            SettingTypes.bytes(4 << 10, 4 << 20),
            "256KiB",
            "Longest document that is taken from a provider.");
    public static final Setting<Duration> OIDC_KEYS_MAX_AGE = new Setting<>(
            "federation.oidc.keys-max-age",
            SettingTypes.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
            "1h",
            "How long a provider's keys are used without being fetched again.");
    public static final Setting<Duration> OIDC_REFRESH_INTERVAL = new Setting<>(
            "federation.oidc.refresh-interval",
            SettingTypes.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "30s",
            "The shortest time between two attempts to fetch a provider's keys.");
    public static final Setting<Duration> OIDC_SKEW = new Setting<>(
            "federation.oidc.clock-skew",
            SettingTypes.duration(Duration.ZERO, Duration.ofMinutes(5)),
            "1m",
            "How far a provider's clock may be off.");

    /** All of them in the order they are documented. */
    public static final List<Setting<?>> ALL = List.of(
            MAX_CONCURRENT,
            OIDC_PRIVATE,
            OIDC_TIMEOUT,
            OIDC_DOCUMENT_BYTES,
            OIDC_KEYS_MAX_AGE,
            OIDC_REFRESH_INTERVAL,
            OIDC_SKEW);

    private FederationSettings() {}
}
