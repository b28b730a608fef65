package io.maxiofs.server.config;

import io.maxiofs.server.config.ChangeableSetting.Category;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The settings that can be changed while the server runs: through {@link DynamicSettings}. */
public final class ChangeableSettings {
    private static final Pattern ONE_LINE = Pattern.compile("\\P{Cntrl}{0,253}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{0,253}");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,<>]{1,64}@[^\\s@,<>]{1,189}");
    private static final String MAX_OBJECT = "5TiB";

    public static final Setting<Duration> ACCESS_TOKEN_LIFETIME = new Setting<>(
            "security.session.access-token",
            SettingTypes.duration(Duration.ofMinutes(1), Duration.ofHours(1)),
            "15m",
            "How long a token of the admin API is good for. The client gets the next one by itself.");
    public static final Setting<Duration> SESSION_LIFETIME = new Setting<>(
            "security.session.idle-end",
            SettingTypes.duration(Duration.ofMinutes(10), Duration.ofDays(90)),
            "14d",
            "How long a session stays open without being used; each use moves its end on.");
    public static final Setting<Integer> LOCKOUT_FAILURES = new Setting<>(
            "security.lockout.failures",
            SettingTypes.integer(1, 100, "failures"),
            "5",
            "Failures to sign in after which an account is locked.");
    public static final Setting<Integer> LOCKOUT_ADDRESS_FAILURES = new Setting<>(
            "security.lockout.address-failures",
            SettingTypes.integer(1, 10_000, "failures"),
            "20",
            "Failures to sign in after which an address is locked; several people may sit behind one.");
    public static final Setting<Duration> LOCKOUT_DURATION = new Setting<>(
            "security.lockout.duration",
            SettingTypes.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
            "15m",
            "How long a lock lasts after the last failure.");
    public static final Setting<Integer> PASSWORD_MIN_LENGTH = new Setting<>(
            "security.password.min-length",
            SettingTypes.integer(8, 128, "characters"),
            "8",
            "Shortest password that can be set.");
    public static final Setting<Integer> PASSWORD_CLASSES = new Setting<>(
            "security.password.character-classes",
            SettingTypes.integer(1, 4, "classes"),
            "1",
            "Of small letters, capital letters, digits and others, how many a password to set must have.");
    public static final Setting<Boolean> TWO_FACTOR_FOR_ADMINS = new Setting<>(
            "security.two-factor.required-for-admins",
            SettingTypes.bool(),
            "false",
            "Whether administrators can do nothing but enrol a second factor until they have one.");
    public static final Setting<Integer> MUTATIONS_PER_MINUTE = new Setting<>(
            "security.rate.changes-per-minute",
            SettingTypes.integer(10, 1_000_000, "changes"),
            "600",
            "Changes one caller may make through the admin API in a minute; further ones are told to wait.");

    public static final Setting<Integer> AUDIT_RETENTION_DAYS = new Setting<>(
            "audit.retention-days",
            SettingTypes.integer(1, 3_650, "days"),
            "90",
            "How long entries of the audit stay.");
    public static final Setting<Boolean> AUDIT_OBJECT_READS = new Setting<>(
            "audit.object-reads", SettingTypes.bool(), "false", "Whether reading and listing objects is audited.");
    public static final Setting<Boolean> AUDIT_OBJECT_WRITES = new Setting<>(
            "audit.object-writes", SettingTypes.bool(), "false", "Whether storing and deleting objects is audited.");

    public static final Setting<Boolean> NEW_BUCKET_VERSIONING = new Setting<>(
            "storage.new-buckets.versioning",
            SettingTypes.bool(),
            "false",
            "Whether buckets that are made keep versions, though their maker does not ask for it.");
    public static final Setting<Integer> NEW_BUCKET_LOCK_DAYS = new Setting<>(
            "storage.new-buckets.lock-days",
            SettingTypes.integer(0, 36_500, "days"),
            "0",
            "Days for which objects in buckets that are made with object lock are kept (governance) though nobody"
                    + " asks for it. 0: none.");
    public static final Setting<Long> MAX_OBJECT_SIZE = new Setting<>(
            "storage.max-object-size",
            SettingTypes.bytes(1, 5L << 40),
            MAX_OBJECT,
            "Largest object that can be stored, in one piece or in parts.");
    public static final Setting<Integer> DISK_WARNING_PERCENT = new Setting<>(
            "storage.disk.warning-percent",
            SettingTypes.integer(1, 99, "percent"),
            "85",
            "How full the disk is when a warning is given.");
    public static final Setting<Integer> DISK_CRITICAL_PERCENT = new Setting<>(
            "storage.disk.critical-percent",
            SettingTypes.integer(2, 100, "percent"),
            "95",
            "How full the disk is when an alarm is given. Not below the warning.");

    public static final Setting<String> METRICS_TOKEN = new Setting<>(
            "metrics.token",
            SettingTypes.secret(),
            "",
            "Token that /metrics asks for. Empty: only programs on this machine may read it, without one.");
    public static final Setting<Integer> ALERT_SILENT_DAYS = new Setting<>(
            "alerts.silent-client-days",
            SettingTypes.integer(1, 60, "days"),
            "3",
            "How long a program that stored something on several days may rest before somebody is told.");
    public static final Setting<Integer> ALERT_FLUSH_MILLIS = new Setting<>(
            "alerts.flush-millis",
            SettingTypes.integer(10, 60_000, "milliseconds"),
            "500",
            "What one in a hundred flushes of the journal may take before somebody is told.");
    public static final Setting<Integer> ALERT_ERROR_PERCENT = new Setting<>(
            "alerts.server-error-percent",
            SettingTypes.integer(1, 100, "percent"),
            "5",
            "Share of requests that may fail by the server's doing before somebody is told.");
    public static final Setting<Integer> ALERT_SIGN_IN_FAILURES = new Setting<>(
            "alerts.sign-in-failures",
            SettingTypes.integer(1, 100_000, "failures"),
            "20",
            "Failures to sign in within ten minutes after which somebody is told.");
    public static final Setting<String> ALERT_WEBHOOK = new Setting<>(
            "alerts.webhook",
            SettingTypes.text(Pattern.compile("|[a-z0-9][a-z0-9-]{0,47}"), "the name of a webhook, or nothing"),
            "",
            "The webhook that is told of alerts. Empty: none.");

    public static final Setting<Boolean> MAINTENANCE = new Setting<>(
            "system.maintenance",
            SettingTypes.bool(),
            "false",
            "Whether the server only lets read: what would change data or buckets is told to come back later.");
    public static final Setting<Duration> MAINTENANCE_RETRY_AFTER = new Setting<>(
            "system.maintenance.retry-after",
            SettingTypes.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "1m",
            "When clients are told to come back during maintenance.");

    public static final Setting<String> SMTP_HOST = new Setting<>(
            "email.smtp.host",
            SettingTypes.text(HOST, "a host's name or address, or nothing"),
            "",
            "The server that takes e-mail of alerts. Empty: no e-mail is sent.");
    public static final Setting<Integer> SMTP_PORT = new Setting<>(
            "email.smtp.port", SettingTypes.integer(1, 65_535, "port"), "587", "The port of the server for e-mail.");
    public static final Setting<SmtpSecurity> SMTP_SECURITY = new Setting<>(
            "email.smtp.security",
            SettingTypes.choice(SmtpSecurity.class),
            "starttls",
            "none: in the clear. starttls: encrypted after the greeting, or not sent. tls: encrypted from the start.");
    public static final Setting<String> SMTP_USER = new Setting<>(
            "email.smtp.user", SettingTypes.text(ONE_LINE, "one line of text, or nothing"), "", "Who sends e-mail.");
    public static final Setting<String> SMTP_PASSWORD =
            new Setting<>("email.smtp.password", SettingTypes.secret(), "", "The password of who sends e-mail.");
    public static final Setting<String> EMAIL_FROM = new Setting<>(
            "email.from",
            SettingTypes.text(Pattern.compile("|" + ADDRESS.pattern()), "an e-mail address, or nothing"),
            "",
            "The sender of e-mail.");
    public static final Setting<List<String>> EMAIL_TO = new Setting<>(
            "email.to",
            SettingTypes.list(ADDRESS, "e-mail addresses with commas between them"),
            "",
            "Who gets e-mail of alerts.");
    public static final Setting<MailLanguage> EMAIL_LANGUAGE =
            new Setting<>("email.language", SettingTypes.choice(MailLanguage.class), "en", "The language of e-mail.");

    /** All of them in the order they are shown. */
    public static final List<ChangeableSetting<?>> ALL = List.of(
            new ChangeableSetting<>(Category.SECURITY, ACCESS_TOKEN_LIFETIME),
            new ChangeableSetting<>(Category.SECURITY, SESSION_LIFETIME),
            new ChangeableSetting<>(Category.SECURITY, LOCKOUT_FAILURES),
            new ChangeableSetting<>(Category.SECURITY, LOCKOUT_ADDRESS_FAILURES),
            new ChangeableSetting<>(Category.SECURITY, LOCKOUT_DURATION),
            new ChangeableSetting<>(Category.SECURITY, PASSWORD_MIN_LENGTH),
            new ChangeableSetting<>(Category.SECURITY, PASSWORD_CLASSES),
            new ChangeableSetting<>(Category.SECURITY, TWO_FACTOR_FOR_ADMINS),
            new ChangeableSetting<>(Category.SECURITY, MUTATIONS_PER_MINUTE),
            new ChangeableSetting<>(Category.AUDIT, AUDIT_RETENTION_DAYS),
            new ChangeableSetting<>(Category.AUDIT, AUDIT_OBJECT_READS),
            new ChangeableSetting<>(Category.AUDIT, AUDIT_OBJECT_WRITES),
            new ChangeableSetting<>(Category.STORAGE, NEW_BUCKET_VERSIONING),
            new ChangeableSetting<>(Category.STORAGE, NEW_BUCKET_LOCK_DAYS),
            new ChangeableSetting<>(Category.STORAGE, MAX_OBJECT_SIZE),
            new ChangeableSetting<>(Category.STORAGE, DISK_WARNING_PERCENT),
            new ChangeableSetting<>(Category.STORAGE, DISK_CRITICAL_PERCENT),
            new ChangeableSetting<>(Category.METRICS, METRICS_TOKEN),
            new ChangeableSetting<>(Category.METRICS, ALERT_SILENT_DAYS),
            new ChangeableSetting<>(Category.METRICS, ALERT_FLUSH_MILLIS),
            new ChangeableSetting<>(Category.METRICS, ALERT_ERROR_PERCENT),
            new ChangeableSetting<>(Category.METRICS, ALERT_SIGN_IN_FAILURES),
            new ChangeableSetting<>(Category.METRICS, ALERT_WEBHOOK),
            new ChangeableSetting<>(Category.LOGGING, ServerSettings.LOG_LEVEL),
            new ChangeableSetting<>(Category.SYSTEM, MAINTENANCE),
            new ChangeableSetting<>(Category.SYSTEM, MAINTENANCE_RETRY_AFTER),
            new ChangeableSetting<>(Category.LIFECYCLE, ServerSettings.LIFECYCLE_MAX_CHANGES),
            new ChangeableSetting<>(Category.EMAIL, SMTP_HOST),
            new ChangeableSetting<>(Category.EMAIL, SMTP_PORT),
            new ChangeableSetting<>(Category.EMAIL, SMTP_SECURITY),
            new ChangeableSetting<>(Category.EMAIL, SMTP_USER),
            new ChangeableSetting<>(Category.EMAIL, SMTP_PASSWORD),
            new ChangeableSetting<>(Category.EMAIL, EMAIL_FROM),
            new ChangeableSetting<>(Category.EMAIL, EMAIL_TO),
            new ChangeableSetting<>(Category.EMAIL, EMAIL_LANGUAGE));

    private ChangeableSettings() {}

    /** What e-mail is written in. */
    public enum MailLanguage {
        EN(Locale.US),
        DE(Locale.GERMANY);

        private final Locale locale;

        MailLanguage(Locale locale) {
            this.locale = locale;
        }

        /** For words, and for how numbers are written. */
        public Locale locale() {
            return locale;
        }
    }

    /** How e-mail travels. */
    public enum SmtpSecurity {
        NONE,
        STARTTLS,
        TLS
    }
}
