package io.maxiofs.server.cli.doctor;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.FailureReason;
import io.maxiofs.server.admin.api.Reason;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.admin.api.TraceQuery;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who could not connect to a running server lately, and why: what its trace still knows. */
final class RefusedClientsCheck {
    private static final String NAME = "clients";
    private static final int LOOKED_AT = 500;
    private static final int SAID = 5;

    /** What is wrong with how a client is set up, and not with what it asks for. */
    private static final Set<String> SET_UP = EnumSet.of(
                    FailureReason.HTTPS_PORT,
                    FailureReason.HTTP_PORT,
                    FailureReason.UNKNOWN_AUTHORITY,
                    FailureReason.WRONG_NAME,
                    FailureReason.CERTIFICATE_REFUSED,
                    FailureReason.CERTIFICATE_EXPIRED,
                    FailureReason.TLS_VERSION,
                    FailureReason.TLS_CIPHERS,
                    FailureReason.TLS_ENDED,
                    FailureReason.TLS_FAILED,
                    FailureReason.HTTP2_ONLY,
                    FailureReason.NOT_HTTP,
                    FailureReason.ADDRESSING,
                    FailureReason.SIGNATURE,
                    FailureReason.UNKNOWN_KEY,
                    FailureReason.CLOCK_AHEAD,
                    FailureReason.CLOCK_BEHIND,
                    FailureReason.CLOCK_UNKNOWN)
            .stream()
            .map(FailureReason::text)
            .collect(Collectors.toUnmodifiableSet());

    private RefusedClientsCheck() {}

    /** @throws io.maxiofs.server.admin.api.AdminClientException if the server does not answer */
    static Finding ask(AdminClient client) {
        TraceQuery failed = new TraceQuery(null, "failed", null, null, null, null, null);
        return judge(client.trace().list(failed, LOOKED_AT, null).items());
    }

    /** @param failed the newest first */
    static Finding judge(List<TraceEntry> failed) {
        Map<String, TraceEntry> newest = new LinkedHashMap<>();
        for (TraceEntry entry : failed) {
            Reason reason = entry.result().reason();
            if (reason != null && SET_UP.contains(reason.key())) {
                newest.putIfAbsent(
                        entry.sender().address() + " " + entry.result().explanation(), entry);
            }
        }
        if (newest.isEmpty()) {
            return Finding.ok(NAME, "none failed to connect lately");
        }
        String said = newest.values().stream()
                .limit(SAID)
                .map(entry -> entry.sender().address() + " at " + entry.time() + ": "
                        + entry.result().explanation())
                .collect(Collectors.joining(" "));
        int more = newest.size() - SAID;
        return Finding.warn(
                NAME,
                said + (more > 0 ? " And " + more + " more." : ""),
                "The sentences say what helps; the Connect screen of the desktop writes the steps for each program");
    }
}
