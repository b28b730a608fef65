package io.maxiofs.server.config;

import java.time.Duration;
import java.util.List;

/** What {@link ServerSettings} are, for how much there may be of jobs and of links to objects. */
public final class LimitSettings {
    public static final Setting<Integer> JOBS_RUNNING = new Setting<>(
            "jobs.running",
            SettingTypes.integer(1, 16, "jobs"),
            "2",
            "Jobs, such as emptying a bucket, that run at a time. Others wait for their turn.");
    public static final Setting<Integer> JOBS_UNFINISHED = new Setting<>(
            "jobs.unfinished",
            SettingTypes.integer(16, 10_000, "jobs"),
            "100",
            "Jobs that may run and wait; no further one is begun.");
    public static final Setting<Integer> JOBS_KEPT = new Setting<>(
            "jobs.kept",
            SettingTypes.integer(1, 10_000, "jobs"),
            "200",
            "Jobs that are over and still listed, with what they could not do. The oldest are forgotten first.");
    public static final Setting<Integer> SHARE_LINKS = new Setting<>(
            "shares.links",
            SettingTypes.integer(1, 1_000_000, "links"),
            "10000",
            "Links to objects there may be, ended ones included.");
    public static final Setting<Integer> SHARE_TRIES = new Setting<>(
            "shares.password-tries",
            SettingTypes.integer(1, 100, "passwords"),
            "5",
            "Wrong passwords for a link that one address may try within the time of shares.password-window.");
    public static final Setting<Integer> SHARE_TRIES_OF_LINK = new Setting<>(
            "shares.password-tries-of-link",
            SettingTypes.integer(1, 10_000, "passwords"),
            "100",
            "Wrong passwords for a link that all addresses together may try within that time.");
    public static final Setting<Duration> SHARE_WINDOW = new Setting<>(
            "shares.password-window",
            SettingTypes.duration(Duration.ofMinutes(1), Duration.ofDays(1)),
            "15m",
            "How long wrong passwords for a link are counted from the first one on.");

    /** All of them in the order they are documented. */
    public static final List<Setting<?>> ALL = List.of(
            JOBS_RUNNING, JOBS_UNFINISHED, JOBS_KEPT, SHARE_LINKS, SHARE_TRIES, SHARE_TRIES_OF_LINK, SHARE_WINDOW);

    private LimitSettings() {}
}
