package io.maxiofs.server.observe.alert;

import static io.maxiofs.server.observe.alert.AlertRule.CERTIFICATE_EXPIRES_NOW;
import static io.maxiofs.server.observe.alert.AlertRule.CERTIFICATE_EXPIRES_SOON;
import static io.maxiofs.server.observe.alert.AlertRule.CLIENT_SILENT;
import static io.maxiofs.server.observe.alert.AlertRule.CLOCK_JUMP;
import static io.maxiofs.server.observe.alert.AlertRule.COMPACTION_FAILING;
import static io.maxiofs.server.observe.alert.AlertRule.DISK_SPACE_CRITICAL;
import static io.maxiofs.server.observe.alert.AlertRule.DISK_SPACE_WARNING;
import static io.maxiofs.server.observe.alert.AlertRule.DRIVE_MISSING;
import static io.maxiofs.server.observe.alert.AlertRule.FLUSH_SLOW;
import static io.maxiofs.server.observe.alert.AlertRule.INDEX_FAILING;
import static io.maxiofs.server.observe.alert.AlertRule.MEMORY_SHORT;
import static io.maxiofs.server.observe.alert.AlertRule.OVERLOADED;
import static io.maxiofs.server.observe.alert.AlertRule.READS_SLOW;
import static io.maxiofs.server.observe.alert.AlertRule.READ_ONLY;
import static io.maxiofs.server.observe.alert.AlertRule.SCRUB_FINDING;
import static io.maxiofs.server.observe.alert.AlertRule.SCRUB_OVERDUE;
import static io.maxiofs.server.observe.alert.AlertRule.SERVER_ERRORS;
import static io.maxiofs.server.observe.alert.AlertRule.SIGN_IN_FAILURES;
import static io.maxiofs.server.observe.alert.AlertRule.WEBHOOK_FAILING;
import static io.maxiofs.server.observe.alert.AlertRule.WRITES_SLOW;

import io.maxiofs.server.observe.trace.ClientUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges what is known at one moment. Has no memory. */
final class AlertConditions {
    private static final double PERCENT = 100.0;
    private static final double SECONDS_PER_DAY = 86_400.0;
    private static final int NANOS_PER_MICRO = 1_000;

    private final AlertInputs now;
    private final AlertLimits limits;
    private final Instant time;
    private final List<Reading> readings = new ArrayList<>();

    private AlertConditions(AlertInputs now, AlertLimits limits, Instant time) {
        this.now = now;
        this.limits = limits;
        this.time = time;
    }

    /** What every rule says of everything it is about. */
    static List<Reading> judge(AlertInputs now, AlertLimits limits, Instant time) {
        AlertConditions conditions = new AlertConditions(now, limits, time);
        conditions.disk();
        conditions.store();
        conditions.certificate();
        conditions.others();
        conditions.clients();
        conditions.load();
        return conditions.readings;
    }

    private void number(AlertRule rule, boolean bad, double value, double limit, String sentence) {
        readings.add(new Reading(rule, "", bad, value, limit, bad ? sentence : ""));
    }

    private void number(AlertRule rule, boolean bad, long value, long limit, String sentence) {
        number(rule, bad, (double) value, (double) limit, sentence);
    }

    private void text(AlertRule rule, String subject, @Nullable String problem) {
        readings.add(new Reading(rule, subject, problem != null, null, null, problem == null ? "" : problem));
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private void disk() {
        Double free = now.freePercent();
        if (free == null) {
            return;
        }
        boolean critical = free < limits.criticalFreePercent();
        String sentence = "Only " + rounded(free) + " % of the disk is free.";
        number(DISK_SPACE_CRITICAL, critical, free, limits.criticalFreePercent(), sentence);
        // One of the two is enough.
        number(
                DISK_SPACE_WARNING,
                free < limits.warningFreePercent() && !critical,
                free,
                limits.warningFreePercent(),
                sentence);
    }

    private void store() {
        AlertInputs.Store store = now.store();
        text(DRIVE_MISSING, "", store.driveMissing());
        text(READ_ONLY, "", store.readOnly());
        text(INDEX_FAILING, "", store.indexFailure());
        text(COMPACTION_FAILING, "", store.compactionError());
        long faults = store.scrubFaults();
        number(SCRUB_FINDING, faults > 0, faults, 1, "The last scrub found " + faults + " faults.");
        Instant last = store.lastScrub();
        if (!limits.scrubInterval().isZero() && last != null) {
            Duration age = Duration.between(last, time);
            Duration limit = limits.scrubInterval().multipliedBy(2);
            number(
                    SCRUB_OVERDUE,
                    age.compareTo(limit) > 0,
                    age.toDays(),
                    limit.toDays(),
                    "The last complete scrub was " + age.toDays() + " days ago.");
        }
    }

    private void certificate() {
        Instant ends = now.certificateEnds();
        if (ends == null) {
            return;
        }
        Duration left = Duration.between(time, ends);
        double days = left.toSeconds() / SECONDS_PER_DAY;
        boolean critical = left.compareTo(AlertLimits.CERTIFICATE_CRITICAL) < 0;
        boolean soon = left.compareTo(AlertLimits.CERTIFICATE_WARNING) < 0;
        String sentence = left.isNegative()
                ? "The certificate has expired, on " + ends + "."
                : "The certificate expires in " + left.toDays() + " days, on " + ends + ".";
        number(CERTIFICATE_EXPIRES_NOW, critical, days, (double) AlertLimits.CERTIFICATE_CRITICAL.toDays(), sentence);
        number(
                CERTIFICATE_EXPIRES_SOON,
                soon && !critical,
                days,
                (double) AlertLimits.CERTIFICATE_WARNING.toDays(),
                sentence);
    }

    private void others() {
        for (AlertInputs.Webhook webhook : now.webhooks()) {
            boolean failing = !webhook.error().isEmpty();
            text(
                    WEBHOOK_FAILING,
                    webhook.name(),
                    failing ? "The webhook " + webhook.name() + " fails: " + webhook.error() : null);
        }
        long failures = now.signInFailures();
        number(
                SIGN_IN_FAILURES,
                failures >= limits.signInFailures(),
                failures,
                limits.signInFailures(),
                failures + " attempts to sign in failed within ten minutes.");
        long jump = now.clockJumpSeconds();
        number(
                CLOCK_JUMP,
                Math.abs(jump) >= AlertLimits.CLOCK_JUMP_SECONDS,
                jump,
                AlertLimits.CLOCK_JUMP_SECONDS,
                "The clock was moved " + (jump < 0 ? "back" : "forward") + " by " + Math.abs(jump) + " seconds.");
    }

    private void clients() {
        for (ClientUse use : now.clients()) {
            ClientUse.Seen seen = use.seen();
            if (seen.writeDays() < AlertLimits.REGULAR_DAYS) {
                continue;
            }
            Duration rest = Duration.between(Instant.ofEpochMilli(seen.lastWrite()), time);
            boolean silent = rest.compareTo(limits.silentClient()) > 0 && rest.compareTo(AlertLimits.FORGOTTEN) < 0;
            readings.add(new Reading(
                    CLIENT_SILENT,
                    use.client() + " " + use.accessKey(),
                    silent,
                    rest.toSeconds() / SECONDS_PER_DAY,
                    limits.silentClient().toSeconds() / SECONDS_PER_DAY,
                    silent
                            ? use.client() + " with the key " + use.accessKey() + " has stored nothing for "
                                    + rest.toDays() + " days."
                            : ""));
        }
    }

    private void load() {
        AlertInputs.Recent recent = now.recent();
        double share = recent.requests() == 0 ? 0 : PERCENT * recent.serverErrors() / recent.requests();
        number(
                SERVER_ERRORS,
                recent.requests() >= AlertLimits.FEWEST_REQUESTS && share > limits.serverErrorPercent(),
                share,
                limits.serverErrorPercent(),
                rounded(share) + " % of the requests of the last five minutes failed by the server's doing.");
        slow(FLUSH_SLOW, recent.flushMicros(), limits.flush(), "One in a hundred flushes of the journal took ");
        slow(READS_SLOW, recent.readMicros(), AlertLimits.SLOW, "One in a hundred small reads took ");
        slow(WRITES_SLOW, recent.writeMicros(), AlertLimits.SLOW, "One in a hundred small uploads took ");
        number(
                OVERLOADED,
                recent.waiting() > 0,
                recent.waiting(),
                0,
                recent.waiting() + " requests wait to be served.");
        number(
                MEMORY_SHORT,
                recent.heapPercent() > AlertLimits.HEAP_PERCENT,
                recent.heapPercent(),
                AlertLimits.HEAP_PERCENT,
                rounded(recent.heapPercent()) + " % of the heap is in use.");
    }

    private void slow(AlertRule rule, long micros, Duration limit, String sentence) {
        double limitMicros = limit.toNanos() / (double) NANOS_PER_MICRO;
        number(rule, micros > limitMicros, (double) micros, limitMicros, sentence + micros / 1_000 + " ms or longer.");
    }
}
