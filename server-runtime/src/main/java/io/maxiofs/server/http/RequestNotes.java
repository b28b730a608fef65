package io.maxiofs.server.http;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.s3.error.ErrorSubject;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.SSLSessionInfo;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What becomes known of a request on its way, for those who observe it at its end. Written by the thread that serves the
 * request, one at a time, and not any more after {@link #ended}.
 */
final class RequestNotes implements CompletedRequest {
    private final HttpServerExchange exchange;
    private final String requestId;
    private final long receivedMillis;
    private final RequestHead head;
    private final long startNanos = System.nanoTime();
    private ErrorSubject subject = ErrorSubject.UNKNOWN;
    private @Nullable S3Operation operation;
    private @Nullable S3Exception failure;
    private @Nullable Principal principal;
    private List<S3Response.DeletedKey> deletions = List.of();
    private long admittedNanos;
    private long servedNanos;
    private long answeredNanos;
    private long endNanos;
    private long bytesIn;
    private int status;

    /** @param receivedMillis since the epoch */
    RequestNotes(HttpServerExchange exchange, String requestId, long receivedMillis, RequestHead head) {
        this.exchange = exchange;
        this.requestId = requestId;
        this.receivedMillis = receivedMillis;
        this.head = head;
    }

    void routed(S3Operation found, ErrorSubject about) {
        operation = found;
        subject = about;
    }

    /** Who asks is known; whether they may is not. Somebody without a name stays unknown until they may. */
    void known(Principal who) {
        if (!who.isAnonymous()) {
            principal = who;
        }
    }

    /** Who asks may. */
    void admitted(Principal who) {
        principal = who;
        admittedNanos = System.nanoTime();
    }

    /** A handler begins. */
    void served() {
        servedNanos = System.nanoTime();
    }

    /** The answer is known. */
    void answered() {
        answeredNanos = System.nanoTime();
    }

    /** The same of a request that may have been about many keys. */
    void answered(S3Response response) {
        answered();
        if (response.body() instanceof S3Response.Xml xml) {
            deletions = xml.deletions();
        }
    }

    /** What became of each key, if there were many. */
    List<S3Response.DeletedKey> deletions() {
        return deletions;
    }

    void failed(S3Exception with) {
        failure = with;
    }

    void ended(long receivedBytes) {
        endNanos = System.nanoTime();
        bytesIn = receivedBytes;
        status = exchange.isResponseStarted() ? exchange.getStatusCode() : 0;
    }

    ErrorSubject subject() {
        return subject;
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public long receivedMillis() {
        return receivedMillis;
    }

    @Override
    public RequestHead head() {
        return head;
    }

    @Override
    public @Nullable S3Operation operation() {
        return operation;
    }

    @Override
    public @Nullable String bucket() {
        return subject.bucket();
    }

    @Override
    public @Nullable String key() {
        return subject.key();
    }

    @Override
    public @Nullable Principal principal() {
        return principal;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public @Nullable S3Exception failure() {
        return failure;
    }

    @Override
    public long bytesIn() {
        return bytesIn;
    }

    @Override
    public long bytesOut() {
        return exchange.getResponseBytesSent();
    }

    @Override
    public long durationNanos() {
        return endNanos - startNanos;
    }

    @Override
    public long authNanos() {
        return reached(admittedNanos, reached(servedNanos, answer())) - startNanos;
    }

    @Override
    public long queueNanos() {
        return admittedNanos == 0 ? 0 : reached(servedNanos, answer()) - admittedNanos;
    }

    @Override
    public long storeNanos() {
        return servedNanos == 0 ? 0 : answer() - servedNanos;
    }

    private long answer() {
        return reached(answeredNanos, endNanos);
    }

    /** What was not reached took no time of its own. */
    private static long reached(long nanos, long otherwise) {
        return nanos == 0 ? otherwise : nanos;
    }

    @Override
    public @Nullable String tlsVersion() {
        SSLSessionInfo tls = head.secure() ? exchange.getConnection().getSslSessionInfo() : null;
        SSLSession session = tls == null ? null : tls.getSSLSession();
        return session == null ? null : session.getProtocol();
    }

    @Override
    public String httpVersion() {
        return exchange.getProtocol().toString();
    }
}
