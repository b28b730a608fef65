package io.maxiofs.server.observe.trace;

import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.observe.metrics.OperationClass;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place of the trace, filled again and again. What it takes of a request are references to texts that exist anyway, so that
 * recording allocates next to nothing. Guarded by its own lock, which nobody holds for long.
 */
final class TraceSlot {
    private static final int MAX_AGENT_CHARS = 256;
    private static final long NANOS_PER_MICRO = 1_000;

    /** What a slot without texts weighs, bytes. */
    private static final int WEIGHT = 200;

    private long sequence = -1;
    private long receivedMillis;
    private String id = "";
    private String method = "";
    private String target = "";
    private @Nullable S3Operation operation;
    private OperationClass operationClass = OperationClass.OTHER;
    private @Nullable String bucket;
    private @Nullable String key;
    private int status;
    private @Nullable String error;
    private FailureExplanation.@Nullable Said explanation;
    private long bytesIn;
    private long bytesOut;
    private final long[] nanos = new long[4];
    private @Nullable InetAddress address;
    private @Nullable String userAgent;
    private String client = ClientFamilies.OTHER;
    private @Nullable String accessKey;
    private @Nullable String user;
    private @Nullable String tenant;
    private @Nullable String tls;
    private String http = "";
    private int weight;

    /** A copy of a slot. */
    record Content(
            long sequence, TraceEntry entry, @Nullable String tenant) {}

    /** What of a request is not in it. */
    record Found(
            OperationClass operationClass,
            @Nullable String userAgent,
            String client,
            @Nullable String accessKey,
            FailureExplanation.@Nullable Said explanation) {}

    /**
     * Takes a request in.
     *
     * @return by how many bytes the trace has grown
     */
    synchronized int fill(long number, CompletedRequest request, Found found) {
        int before = weight;
        RequestHead head = request.head();
        sequence = number;
        receivedMillis = request.receivedMillis();
        id = request.requestId();
        method = head.method();
        target = PublicTarget.of(head.rawPath(), head.rawQuery());
        operation = request.operation();
        operationClass = found.operationClass();
        bucket = shortened(request.bucket());
        key = shortened(request.key());
        status = request.status();
        S3Exception failure = request.failure();
        error = failure == null ? null : failure.code().wireName();
        explanation = found.explanation();
        bytesIn = request.bytesIn();
        bytesOut = request.bytesOut();
        nanos[0] = request.durationNanos();
        nanos[1] = request.authNanos();
        nanos[2] = request.queueNanos();
        nanos[3] = request.storeNanos();
        fillSender(request, head, found);
        weight = weigh();
        return weight - before;
    }

    private void fillSender(CompletedRequest request, RequestHead head, Found found) {
        address = head.remoteAddress();
        String agent = found.userAgent();
        userAgent = agent == null || agent.length() <= MAX_AGENT_CHARS ? agent : agent.substring(0, MAX_AGENT_CHARS);
        client = found.client();
        accessKey = found.accessKey();
        Principal principal = request.principal();
        if (principal == null || principal.isAnonymous()) {
            user = null;
            tenant = null;
        } else {
            user = principal.userName();
            tenant = principal.tenant();
        }
        tls = request.tlsVersion();
        http = request.httpVersion();
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null ? null : PublicTarget.shortened(text);
    }

    private int weigh() {
        int explained = explanation == null ? 0 : explanation.length();
        return WEIGHT + 2 * (target.length() + length(bucket) + length(key) + explained + length(userAgent));
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** Forgets a request that is older than a number; gives back what it weighed. */
    synchronized int clearBefore(long number) {
        if (sequence < 0 || sequence >= number) {
            return 0;
        }
        int freed = weight;
        sequence = -1;
        weight = 0;
        target = "";
        key = null;
        explanation = null;
        userAgent = null;
        return freed;
    }

    /** Null if there is nothing in it. */
    synchronized @Nullable Content content() {
        if (sequence < 0) {
            return null;
        }
        TraceEntry entry = new TraceEntry(
                id,
                Instant.ofEpochMilli(receivedMillis),
                new TraceEntry.Asked(
                        operation == null ? null : operation.wireName(),
                        operationClass.text(),
                        method,
                        target,
                        bucket,
                        key),
                new TraceEntry.Result(
                        status,
                        error,
                        explanation == null ? null : explanation.text(),
                        explanation == null ? null : explanation.reason(),
                        bytesIn,
                        bytesOut),
                timing(),
                new TraceEntry.Sender(
                        address == null ? "" : address.getHostAddress(),
                        userAgent,
                        client,
                        accessKey,
                        user,
                        tls,
                        http));
        return new Content(sequence, entry, tenant);
    }

    private TraceEntry.Timing timing() {
        long total = nanos[0] / NANOS_PER_MICRO;
        long auth = nanos[1] / NANOS_PER_MICRO;
        long queue = nanos[2] / NANOS_PER_MICRO;
        long store = nanos[3] / NANOS_PER_MICRO;
        return new TraceEntry.Timing(total, auth, queue, store, total - auth - queue - store);
    }
}
