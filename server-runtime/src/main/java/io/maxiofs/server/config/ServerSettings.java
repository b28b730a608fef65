package io.maxiofs.server.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The settings that are fixed when the server starts. {@code docs/settings.md} is made from them. */
public final class ServerSettings {
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern DNS_NAME = Pattern.compile("(?i)[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    public static final Setting<String> DATA = new Setting<>(
            "server.data", SettingTypes.path(), "", "The data directory. Empty: the platform's folder for user data.");
    public static final Setting<ListenAddress> LISTEN =
            new Setting<>("server.listen", SettingTypes.listenAddress(), "127.0.0.1:9900", "Where S3 is served.");
    public static final Setting<ListenAddress> ADMIN_LISTEN = new Setting<>(
            "server.admin-listen",
            SettingTypes.listenAddress(),
            "127.0.0.1:9901",
            "Where the admin API is served. Other than loopback only with TLS.");
    public static final Setting<Duration> STOP_DEADLINE = new Setting<>(
            "server.stop-deadline",
            SettingTypes.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
            "30s",
            "How long requests may take to finish when the server stops.");
    public static final Setting<Boolean> SAFE_MODE = new Setting<>(
            "server.safe-mode",
            SettingTypes.bool(),
            "false",
            "Whether nothing is done in the background: no lifecycle rules, notifications, scrubs or compaction.");
    public static final Setting<LogLevel> LOG_LEVEL =
            new Setting<>("log.level", SettingTypes.choice(LogLevel.class), "info", "What is logged.");

    public static final Setting<String> S3_REGION = new Setting<>(
            "s3.region",
            SettingTypes.text(REGION, "a region's name: lower case letters, digits, hyphens"),
            "us-east-1",
            "The region the server says it is. Signatures for it and for us-east-1 are accepted.");
    public static final Setting<List<String>> S3_HOST_SUFFIXES = new Setting<>(
            "s3.host-suffixes",
            SettingTypes.list(DNS_NAME, "host names with commas between them"),
            "",
            "Names under which buckets are addressed as BUCKET.NAME (virtual-host style).");
    public static final Setting<String> S3_WEBSITE_HOST_SUFFIX = new Setting<>(
            "s3.website.host-suffix",
            SettingTypes.text(Pattern.compile("|" + DNS_NAME.pattern()), "a host name, or nothing"),
            "",
            "Name under which buckets with a website are served as BUCKET.NAME to everybody. Empty: no websites.");
    public static final Setting<Duration> ACCESS_LOG_INTERVAL = new Setting<>(
            "s3.access-log.interval",
            SettingTypes.duration(Duration.ofMillis(100), Duration.ofDays(1)),
            "5m",
            "The longest an entry of a bucket's access log waits until it is delivered.");
    public static final Setting<Long> ACCESS_LOG_OBJECT_BYTES = new Setting<>(
            "s3.access-log.object-bytes",
            SettingTypes.bytes(4 << 10, 64 << 20),
            "4MiB",
            "Size at which a log object is delivered before its time.");
    public static final Setting<Integer> ACCESS_LOG_QUEUE = new Setting<>(
            "s3.access-log.queue",
            SettingTypes.integer(100, 1_000_000, "entries"),
            "50000",
            "Entries of access logs that may wait to be collected; further ones are dropped and counted in the log.");
    public static final Setting<Integer> TRACE_REQUESTS = new Setting<>(
            "trace.requests",
            SettingTypes.integer(0, 100_000, "requests"),
            "2000",
            "Recent requests that are remembered with who made them and how they ended. 0: none.");
    public static final Setting<Long> TRACE_BYTES = new Setting<>(
            "trace.max-bytes",
            SettingTypes.bytes(64 << 10, 1L << 30),
            "4MiB",
            "Memory for the texts of those requests; the oldest are forgotten first.");
    public static final Setting<Boolean> NOTIFICATION_PRIVATE = new Setting<>(
            "notification.allow-private-addresses",
            SettingTypes.bool(),
            "false",
            "Whether webhooks may be on this machine or in a private network.");
    public static final Setting<Duration> NOTIFICATION_TIMEOUT = new Setting<>(
            "notification.timeout",
            SettingTypes.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            "10s",
            "How long a webhook may take to be reached, and to answer.");
    public static final Setting<Duration> NOTIFICATION_RETRY_MAX = new Setting<>(
            "notification.retry-max",
            SettingTypes.duration(Duration.ofMillis(10), Duration.ofHours(1)),
            "5m",
            "The longest wait before a webhook is asked again to take an event.");
    public static final Setting<Duration> NOTIFICATION_MAX_AGE = new Setting<>(
            "notification.max-age",
            SettingTypes.duration(Duration.ofSeconds(1), Duration.ofDays(14)),
            "1d",
            "How long a webhook is asked to take an event before it is put aside.");
    public static final Setting<Integer> NOTIFICATION_REFUSALS = new Setting<>(
            "notification.max-refusals",
            SettingTypes.integer(1, 100, "answers"),
            "5",
            "Answers of the kind 4xx after which an event is put aside.");
    public static final Setting<Boolean> S3_ACL_ENABLED = new Setting<>(
            "s3.acl.enabled",
            SettingTypes.bool(),
            "false",
            "Whether new buckets use ACLs (ObjectWriter) instead of BucketOwnerEnforced.");
    public static final Setting<Boolean> S3_PUBLIC_ACCESS_BLOCK = new Setting<>(
            "s3.public-access-block.default",
            SettingTypes.bool(),
            "true",
            "Whether public access to new buckets is blocked until somebody allows it.");
    public static final Setting<Boolean> S3_SSE_C_REQUIRE_TLS = new Setting<>(
            "s3.sse-c.require-tls",
            SettingTypes.bool(),
            "true",
            "Whether requests that carry an encryption key of the client are refused without TLS.");
    public static final Setting<Boolean> S3_SIGNATURE_V2 = new Setting<>(
            "s3.signature-v2.enabled",
            SettingTypes.bool(),
            "false",
            "Whether requests may be signed with version 2. Form policies always may.");
    public static final Setting<Integer> LIFECYCLE_DAY = new Setting<>(
            "lifecycle.day-seconds",
            SettingTypes.integer(1, 86_400, "seconds"),
            "86400",
            "How long a day of a lifecycle rule lasts. Less than 86400 is for tests.");
    public static final Setting<Integer> LIFECYCLE_MAX_CHANGES = new Setting<>(
            "lifecycle.max-changes-per-second",
            SettingTypes.integer(1, 1_000_000, "changes"),
            "1000",
            "How fast lifecycle rules remove objects, so that clients do not notice.");

    public static final Setting<Switch> STORAGE_ENCRYPTION = new Setting<>(
            "storage.encryption",
            SettingTypes.choice(Switch.class),
            "off",
            "Whether new objects are encrypted at rest if neither request nor bucket says so.");
    public static final Setting<Durability> STORAGE_DURABILITY = new Setting<>(
            "storage.durability",
            SettingTypes.choice(Durability.class),
            "safe",
            "safe: a confirmed write is on the disk. fast: it is on the disk within storage.fast-flush-interval; a power"
                    + " cut loses what came after.");
    public static final Setting<Duration> STORAGE_FAST_FLUSH_INTERVAL = new Setting<>(
            "storage.fast-flush-interval",
            SettingTypes.duration(Duration.ofMillis(1), Duration.ofSeconds(60)),
            "100ms",
            "The longest time between two flushes in fast mode.");
    public static final Setting<String> STORAGE_FREE_SPACE_FLOOR = new Setting<>(
            "storage.free-space-floor",
            FreeSpaceFloor.type(),
            "auto",
            "Free space below which nothing more is stored. auto: 1 % of the disk, 2 GiB at least.");
    public static final Setting<Long> STORAGE_INLINE_THRESHOLD = new Setting<>(
            "storage.inline-threshold",
            SettingTypes.bytes(0, 1 << 20),
            "128KiB",
            "Bodies up to this size are stored in the journal itself.");

    public static final Setting<Long> STORAGE_CHANGES_MAX_HELD_BYTES = new Setting<>(
            "storage.changes.max-held-bytes",
            SettingTypes.bytes(0, 1L << 50),
            "4GiB",
            "Journal kept at most for those who follow the changes (notifications, replication) and have not read it"
                    + " yet. Who is further behind is told so and compares everything.");

    public static final Setting<Long> STORAGE_RESERVE = new Setting<>(
            "storage.reserve",
            SettingTypes.bytes(0, 64L << 30),
            "128MiB",
            "Space held by a file of zeros, and given to deletes and compaction when the disk is full.");
    public static final Setting<Integer> STORAGE_COMPACTION_LIVE_BELOW_PERCENT = new Setting<>(
            "storage.compaction.live-below-percent",
            SettingTypes.integer(1, 99, "percent"),
            "50",
            "Segments of the journal with a smaller share of what is still needed are written anew and given back.");
    public static final Setting<Long> STORAGE_COMPACTION_BYTES_PER_SECOND = new Setting<>(
            "storage.compaction.bytes-per-second",
            SettingTypes.bytes(1L << 20, 100L << 30),
            "64MiB",
            "Most bytes read for compaction in a second.");
    public static final Setting<String> STORAGE_COMPACTION_QUIET_HOURS = new Setting<>(
            "storage.compaction.quiet-hours",
            SettingTypes.dayWindow(),
            "",
            "Hours of the day, in local time, without compaction, unless space is short.");
    public static final Setting<Integer> STORAGE_SCRUB_INTERVAL_DAYS = new Setting<>(
            "storage.scrub.interval-days",
            SettingTypes.integer(0, 3650, "days"),
            "30",
            "Days from the end of one scrub, which reads and verifies everything, to the next. 0: only on demand.");
    public static final Setting<String> STORAGE_SCRUB_WINDOW = new Setting<>(
            "storage.scrub.window",
            SettingTypes.dayWindow(),
            "01:00-05:00",
            "Hours of the day, in local time, in which a scrub runs; it goes on in the next ones. Empty: at any time.");
    public static final Setting<Long> STORAGE_SCRUB_BYTES_PER_SECOND = new Setting<>(
            "storage.scrub.bytes-per-second",
            SettingTypes.bytes(1L << 20, 100L << 30),
            "32MiB",
            "Most bytes read for a scrub in a second.");

    public static final Setting<TlsMode> TLS_MODE = new Setting<>(
            "tls.mode",
            SettingTypes.choice(TlsMode.class),
            "off",
            "off: plain HTTP. files: certificate and key of your own. local-ca: an authority made at the first start.");
    public static final Setting<String> TLS_CERTIFICATE =
            new Setting<>("tls.certificate", SettingTypes.path(), "", "PEM file with the certificate and its chain.");
    public static final Setting<String> TLS_KEY =
            new Setting<>("tls.key", SettingTypes.path(), "", "PEM file with the private key (PKCS#8, not encrypted).");
    public static final Setting<List<String>> TLS_NAMES = new Setting<>(
            "tls.names",
            SettingTypes.list(
                    Pattern.compile("[A-Za-z0-9.:*-]{1,253}"), "names and addresses with commas between them"),
            "",
            "Further host names and addresses for the certificate of local-ca.");
    public static final Setting<Boolean> HTTP2 = new Setting<>(
            "http.http2", SettingTypes.bool(), "false", "Whether HTTP/2 is offered over TLS on the S3 port.");
    public static final Setting<Integer> HTTP_MAX_CONNECTIONS = new Setting<>(
            "http.max-connections",
            SettingTypes.integer(1, 1_000_000, "connections"),
            "10000",
            "Open at a time on the S3 port; further ones wait to be accepted.");
    public static final Setting<Long> HTTP_MAX_HEADER_BYTES = new Setting<>(
            "http.max-header-bytes",
            SettingTypes.bytes(8 << 10, 1 << 20),
            "64KiB",
            "Longest head of a request, its first line included.");
    public static final Setting<Integer> HTTP_MAX_HEADERS = new Setting<>(
            "http.max-headers", SettingTypes.integer(50, 10_000, "headers"), "200", "Most headers of a request.");
    public static final Setting<Integer> HTTP_MAX_CONCURRENT = new Setting<>(
            "http.max-concurrent-requests",
            SettingTypes.integer(1, 100_000, "requests"),
            "1000",
            "Served at a time; further ones wait.");
    public static final Setting<Integer> HTTP_MAX_WAITING = new Setting<>(
            "http.max-waiting-requests",
            SettingTypes.integer(0, 1_000_000, "requests"),
            "5000",
            "Waiting to be served; further ones are told to slow down.");
    public static final Setting<Long> HTTP_MAX_BUFFERED_BYTES = new Setting<>(
            "http.max-buffered-bytes",
            SettingTypes.bytes(1 << 20, 64L << 30),
            "64MiB",
            "Small bodies held in memory at a time, all requests together.");
    public static final Setting<Long> HTTP_MAX_DOCUMENT_BYTES = new Setting<>(
            "http.max-document-bytes",
            SettingTypes.bytes(64 << 10, 64 << 20),
            "8MiB",
            "Longest body that is a document (XML, JSON), not an object.");
    public static final Setting<Long> HTTP_MAX_QUICK_BYTES = new Setting<>(
            "http.max-quick-bytes",
            SettingTypes.bytes(0, 1 << 20),
            "128KiB",
            "Bodies up to this size are received into memory and served without a thread of their own.");
    public static final Setting<Duration> HTTP_IDLE_TIMEOUT = new Setting<>(
            "http.idle-timeout",
            SettingTypes.duration(Duration.ofMillis(100), Duration.ofHours(1)),
            "75s",
            "How long a connection may stay open without a request.");
    public static final Setting<Duration> HTTP_HEADER_TIMEOUT = new Setting<>(
            "http.header-timeout",
            SettingTypes.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
            "30s",
            "How long the head of a request may take to arrive.");
    public static final Setting<Duration> HTTP_PROGRESS_TIMEOUT = new Setting<>(
            "http.progress-timeout",
            SettingTypes.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
            "30s",
            "A client that moves less than 1 KiB in this time is cut.");
    public static final Setting<Duration> HTTP_WAIT_TIMEOUT = new Setting<>(
            "http.wait-timeout",
            SettingTypes.duration(Duration.ofMillis(1), Duration.ofMinutes(10)),
            "10s",
            "How long a request waits to be served before it is told to slow down.");

    /** All of them in the order they are documented. */
    public static final List<Setting<?>> ALL = List.of(
            DATA,
            LISTEN,
            ADMIN_LISTEN,
            STOP_DEADLINE,
            SAFE_MODE,
            LOG_LEVEL,
            S3_REGION,
            S3_HOST_SUFFIXES,
            S3_WEBSITE_HOST_SUFFIX,
            ACCESS_LOG_INTERVAL,
            ACCESS_LOG_OBJECT_BYTES,
            ACCESS_LOG_QUEUE,
            TRACE_REQUESTS,
            TRACE_BYTES,
            NOTIFICATION_PRIVATE,
            NOTIFICATION_TIMEOUT,
            NOTIFICATION_RETRY_MAX,
            NOTIFICATION_MAX_AGE,
            NOTIFICATION_REFUSALS,
            S3_ACL_ENABLED,
            S3_PUBLIC_ACCESS_BLOCK,
            S3_SSE_C_REQUIRE_TLS,
            S3_SIGNATURE_V2,
            LIFECYCLE_DAY,
            LIFECYCLE_MAX_CHANGES,
            STORAGE_ENCRYPTION,
            STORAGE_DURABILITY,
            STORAGE_FAST_FLUSH_INTERVAL,
            STORAGE_FREE_SPACE_FLOOR,
            STORAGE_INLINE_THRESHOLD,
            STORAGE_CHANGES_MAX_HELD_BYTES,
            STORAGE_RESERVE,
            STORAGE_COMPACTION_LIVE_BELOW_PERCENT,
            STORAGE_COMPACTION_BYTES_PER_SECOND,
            STORAGE_COMPACTION_QUIET_HOURS,
            STORAGE_SCRUB_INTERVAL_DAYS,
            STORAGE_SCRUB_WINDOW,
            STORAGE_SCRUB_BYTES_PER_SECOND,
            HTTP2,
            HTTP_MAX_CONNECTIONS,
            HTTP_MAX_HEADER_BYTES,
            HTTP_MAX_HEADERS,
            HTTP_MAX_CONCURRENT,
            HTTP_MAX_WAITING,
            HTTP_MAX_BUFFERED_BYTES,
            HTTP_MAX_DOCUMENT_BYTES,
            HTTP_MAX_QUICK_BYTES,
            HTTP_IDLE_TIMEOUT,
            HTTP_HEADER_TIMEOUT,
            HTTP_PROGRESS_TIMEOUT,
            HTTP_WAIT_TIMEOUT,
            TLS_MODE,
            TLS_CERTIFICATE,
            TLS_KEY,
            TLS_NAMES);

    private ServerSettings() {}

    /** What is logged. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** On or off. */
    public enum Switch {
        ON,
        OFF
    }

    /** When a write is confirmed. */
    public enum Durability {
        SAFE,
        FAST
    }

    /** Where the server's certificate comes from. */
    public enum TlsMode {
        OFF,
        FILES,
        LOCAL_CA
    }
}
