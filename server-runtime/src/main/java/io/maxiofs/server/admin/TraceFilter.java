package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.admin.api.TraceQuery;
import io.maxiofs.server.http.JsonHandler.Request;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which requests of the trace somebody asked for. */
final class TraceFilter {
    private static final Pattern STATUS = Pattern.compile("[2-5]xx|failed|\\d{1,3}");
    private static final String FAILED = "failed";
    private static final int ERRORS = 400;

    private final TraceQuery query;
    private final @Nullable String text;

    private TraceFilter(TraceQuery query) {
        this.query = query;
        String wanted = query.text();
        this.text = wanted == null ? null : wanted.toLowerCase(Locale.ROOT);
    }

    static TraceFilter of(Request request) {
        String status = request.parameter("status").orElse(null);
        if (status != null && !STATUS.matcher(status).matches()) {
            throw Questions.invalid("status", "2xx, 3xx, 4xx, 5xx, failed or a number");
        }
        return new TraceFilter(new TraceQuery(
                request.parameter("operation").orElse(null),
                status,
                request.parameter("bucket").orElse(null),
                request.parameter("key").orElse(null),
                Questions.instant(request, "since"),
                Questions.instant(request, "until"),
                request.parameter("text").orElse(null)));
    }

    boolean fits(TraceEntry entry) {
        return fitsOperation(entry.asked())
                && fitsStatus(entry.result().status())
                && (query.bucket() == null
                        || query.bucket().equals(entry.asked().bucket()))
                && (query.accessKey() == null
                        || query.accessKey().equals(entry.sender().accessKey()))
                && (query.since() == null || !entry.time().isBefore(query.since()))
                && (query.until() == null || !entry.time().isAfter(query.until()))
                && fitsText(entry);
    }

    private boolean fitsOperation(TraceEntry.Asked asked) {
        String wanted = query.operation();
        return wanted == null
                || wanted.equalsIgnoreCase(asked.operation())
                || wanted.equalsIgnoreCase(asked.operationClass());
    }

    private boolean fitsStatus(int status) {
        String wanted = query.status();
        if (wanted == null) {
            return true;
        }
        if (wanted.equals(FAILED)) {
            return status == 0 || status >= ERRORS;
        }
        return wanted.endsWith("xx")
                ? status / 100 == wanted.charAt(0) - '0'
                : String.valueOf(status).equals(wanted);
    }

    private boolean fitsText(TraceEntry entry) {
        String wanted = text;
        if (wanted == null) {
            return true;
        }
        return Stream.of(
                        entry.id(),
                        entry.asked().key(),
                        entry.asked().target(),
                        entry.result().error(),
                        entry.result().explanation(),
                        entry.sender().userAgent(),
                        entry.sender().address())
                .anyMatch(part -> part != null && part.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
