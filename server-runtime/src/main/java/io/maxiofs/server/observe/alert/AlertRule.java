package io.maxiofs.server.observe.alert;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is watched for. The limits that have a setting come from there. */
public enum AlertRule {
    DISK_SPACE_WARNING(
            Severity.WARNING,
            30,
            60,
            "percent",
            "The disk fills up",
            "Free space of the disk of the data directory is below the limit.",
            "Delete what is not needed, shorten what lifecycle rules keep, or move to a larger disk.",
            "storage.disk.warning-percent"),
    DISK_SPACE_CRITICAL(
            Severity.CRITICAL,
            10,
            60,
            "percent",
            "The disk is nearly full",
            "Free space of the disk of the data directory is so low that uploads will soon be refused.",
            "Make room now: uploads are refused when the space that is kept free is reached. Deletes go on.",
            "storage.disk.critical-percent"),
    DRIVE_MISSING(
            Severity.CRITICAL,
            0,
            0,
            "",
            "The drive is not there",
            "The data directory is gone or is another store's.",
            "Connect the drive again. The server goes on by itself, and nothing is written to the place where it was.",
            null),
    READ_ONLY(
            Severity.CRITICAL,
            5,
            5,
            "",
            "Nothing can be stored",
            "The server reads but takes no changes.",
            "See the reason: the disk is full, failed, or somebody set the server to reading only.",
            null),
    SCRUB_FINDING(
            Severity.CRITICAL,
            0,
            0,
            "count",
            "Stored data is damaged",
            "A scrub found something that is not as it was stored.",
            "See on the health page what is damaged, and repair it from a good copy or the original. Check the drive.",
            null),
    SCRUB_OVERDUE(
            Severity.WARNING,
            0,
            0,
            "days",
            "The last scrub is long ago",
            "Everything stored should be read and verified regularly, and was not for twice the interval.",
            "Start a scrub, or widen its window.",
            "storage.scrub.interval-days"),
    CERTIFICATE_EXPIRES_SOON(
            Severity.WARNING,
            0,
            0,
            "days",
            "The certificate expires soon",
            "Clients will refuse the server when its certificate has expired.",
            "Renew the certificate and load it; with a local authority that happens by itself.",
            null),
    CERTIFICATE_EXPIRES_NOW(
            Severity.CRITICAL,
            0,
            0,
            "days",
            "The certificate is about to expire",
            "Clients will refuse the server when its certificate has expired.",
            "Renew the certificate today and load it.",
            null),
    WEBHOOK_FAILING(
            Severity.WARNING,
            300,
            0,
            "",
            "A webhook does not take its events",
            "A target of notifications has refused or missed its events for five minutes.",
            "Look at the target's own log, and test it.",
            null),
    CLIENT_SILENT(
            Severity.WARNING,
            0,
            0,
            "days",
            "A backup does not come any more",
            "A program that used to store something regularly has not for a while.",
            "Look at the program's own log on its machine. Mute this if it is meant to rest.",
            "alerts.silent-client-days"),
    FLUSH_SLOW(
            Severity.WARNING,
            300,
            120,
            "micros",
            "The disk is slow to make writes durable",
            "Flushing the journal took long for five minutes, so that every upload waits.",
            "See what else uses the disk, and its health.",
            "alerts.flush-millis"),
    SERVER_ERRORS(
            Severity.CRITICAL,
            60,
            120,
            "percent",
            "Requests fail",
            "More than the limit of the requests of the last five minutes failed by the server's doing.",
            "The trace shows which, and the log why.",
            "alerts.server-error-percent"),
    READS_SLOW(
            Severity.WARNING,
            300,
            120,
            "micros",
            "Reading is slow",
            "One in a hundred small reads took longer than the limit for five minutes.",
            "See what else uses the disk, and whether a scrub runs outside its window.",
            null),
    WRITES_SLOW(
            Severity.WARNING,
            300,
            120,
            "micros",
            "Storing is slow",
            "One in a hundred small uploads took longer than the limit for five minutes.",
            "See what else uses the disk; a flush of the journal is part of every upload.",
            null),
    OVERLOADED(
            Severity.WARNING,
            60,
            120,
            "count",
            "Requests wait to be served",
            "More requests arrive than are served at a time, and wait.",
            "Let clients do less at once, or raise http.max-concurrent-requests.",
            null),
    SIGN_IN_FAILURES(
            Severity.WARNING,
            0,
            0,
            "count",
            "Somebody tries passwords",
            "Many attempts to sign in have failed within ten minutes.",
            "See the audit for the addresses. Accounts lock themselves; do not open the admin port to the internet.",
            "alerts.sign-in-failures"),
    CLOCK_JUMP(
            Severity.INFO,
            0,
            0,
            "seconds",
            "The clock was moved",
            "The server's clock went on by more or less than the time that passed: it was set, or the machine slept.",
            "If the machine did not sleep, see that its clock is kept right; signatures and locks depend on it.",
            null),
    MEMORY_SHORT(
            Severity.WARNING,
            300,
            120,
            "percent",
            "Memory runs short",
            "The server's heap was nearly full for five minutes.",
            "Give the process more memory (-Xmx), or let clients do less at once.",
            null),
    INDEX_FAILING(
            Severity.WARNING,
            60,
            0,
            "",
            "The index cannot be written",
            "The index stays behind the journal; nothing is lost, but the next start has more to read.",
            "Look at the disk and the log.",
            null),
    COMPACTION_FAILING(
            Severity.WARNING,
            60,
            0,
            "",
            "Space is not given back",
            "Compaction failed, so that what is deleted keeps its space.",
            "Look at the disk and the log.",
            null);

    private final Severity severity;
    private final Duration fire;
    private final Duration resolve;
    private final String unit;
    private final String title;
    private final String description;
    private final String remedy;
    private final @Nullable String setting;

    AlertRule(
            Severity severity,
            int fireSeconds,
            int resolveSeconds,
            String unit,
            String title,
            String description,
            String remedy,
            @Nullable String setting) {
        this.severity = severity;
        this.fire = Duration.ofSeconds(fireSeconds);
        this.resolve = Duration.ofSeconds(resolveSeconds);
        this.unit = unit;
        this.title = title;
        this.description = description;
        this.remedy = remedy;
        this.setting = setting;
    }

    /** How bad it is, from harmless to bad. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As in documents. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Severity severity() {
        return severity;
    }

    /** How long something must last before it is told. */
    Duration fireAfter() {
        return fire;
    }

    /** How long it must be over before that is told. */
    Duration resolveAfter() {
        return resolve;
    }

    public String unit() {
        return unit;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public String remedy() {
        return remedy;
    }

    /** Key of the setting of its limit; null if that is fixed. */
    public @Nullable String setting() {
        return setting;
    }
}
