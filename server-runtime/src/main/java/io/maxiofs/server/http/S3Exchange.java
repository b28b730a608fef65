package io.maxiofs.server.http;

import io.maxiofs.server.event.accesslog.AccessLog;
import io.maxiofs.server.event.accesslog.AccessLogEntry;
import io.maxiofs.server.http.Admission.Admitted;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.ErrorMapping;
import io.maxiofs.server.s3.error.ErrorSubject;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.iam.QueryError;
import io.maxiofs.server.s3.request.BodyFraming;
import io.maxiofs.server.s3.request.ParsedRequest;
import io.maxiofs.server.s3.request.Payload;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.RequestBody;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.request.S3RequestParser;
import io.maxiofs.server.share.SharePages;
import io.maxiofs.server.website.Websites;
import io.maxiofs.storage.api.MemoryOnly;
import io.maxiofs.storage.model.ObjectKey;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way through the server: head, admission, body, handler. Touched by one thread at a time: first the
 * I/O thread, then perhaps a virtual thread.
 */
final class S3Exchange implements ExchangeCompletionListener {
    private static final Logger LOG = LoggerFactory.getLogger(S3Exchange.class);
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final ServerContext context;
    private final HttpServerExchange exchange;
    private final String requestId;
    private final RequestHead head;
    private final ConnectionSource source;
    private final ResponseWriter writer;
    private final RequestNotes notes;
    private boolean website;
    private boolean ended;
    private boolean entered;
    private long bufferedBytes;
    private long quickBytes;

    S3Exchange(ServerContext context, HttpServerExchange exchange) {
        this.context = context;
        this.exchange = exchange;
        this.requestId = context.ids().newId();
        this.head = RequestHeads.of(exchange);
        this.notes = new RequestNotes(
                exchange, requestId, context.clock().instant().toEpochMilli(), ShareVisit.withoutSecret(head));
        HttpLimits limits = context.machinery().limits();
        this.source = new ConnectionSource(exchange, limits.times());
        this.writer =
                new ResponseWriter(exchange, limits, requestId, context.ids().hostId(), context.clock());
    }

    /** Begins on the I/O thread. */
    void run() {
        context.machinery().inFlight().begin();
        exchange.addExchangeCompleteListener(this);
        exchange.putAttachment(UnreadBody.ANSWERED, this::ended);
        try {
            serve();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void serve() {
        if (context.machinery().inFlight().isDraining()) {
            exchange.setPersistent(false);
            throw new S3Exception(S3ErrorCode.SERVICE_UNAVAILABLE, "The server is stopping.")
                    .withHeader("Retry-After", "5");
        }
        RequestHeads.check(exchange, head);
        String site = context.edge().website(head.host());
        if (head.method().equals("OPTIONS")) {
            preflight(site);
            return;
        }
        SharePages shares = context.edge().shares();
        if (shares != null && site == null && ShareVisit.isOne(head, context.parser())) {
            open(shares);
            return;
        }
        allowOrigin(site);
        if (site != null) {
            visit(site);
            return;
        }
        ParsedRequest parsed = context.parser().parse(head);
        notes.routed(parsed.operation(), parsed.subject());
        context.edge().turnstile().pass(parsed.operation());
        if (parsed.operation() == S3Operation.QUERY_PROTOCOL) {
            onVirtualThread(() -> serveQuery(parsed));
            return;
        }
        OperationHandler handler = context.operations().handler(parsed.operation());
        // Whether somebody may touch an object can depend on the object, and its row may be on a disk.
        MemoryOnly.run(() -> admit(parsed))
                .ifPresentOrElse(
                        admitted -> serveAdmitted(admitted, handler),
                        () -> onVirtualThread(() -> serveUnhurried(parsed, handler)));
    }

    private Admitted admit(ParsedRequest parsed) {
        Admitted admitted = context.admission()
                .admit(
                        head,
                        parsed,
                        arrival(),
                        framing -> framing.stream(source, context.machinery().buffers()),
                        notes::known);
        notes.admitted(admitted.request().principal());
        return admitted;
    }

    /** On the I/O thread. */
    private void serveAdmitted(Admitted admitted, OperationHandler handler) {
        if (admitted.framing().isEmpty() && HttpContinue.requiresContinueResponse(exchange)) {
            // Nothing is left to be sent, but clients differ in whether they know; see ClientQuirks.
            Continue.send(exchange, () -> serveReady(admitted, handler), this::fail);
        } else {
            serveReady(admitted, handler);
        }
    }

    private void serveReady(Admitted admitted, OperationHandler handler) {
        if (handler instanceof OperationHandler.NonBlocking quick && isSmall(admitted.framing())) {
            receive(admitted, quick);
        } else {
            S3Request ready = ready(admitted);
            onVirtualThread(() -> serveBlocking(ready, handler));
        }
    }

    /** The same from the beginning, on a virtual thread. */
    private void serveUnhurried(ParsedRequest parsed, OperationHandler handler) {
        try {
            serveBlocking(ready(admit(parsed)), handler);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private S3Request ready(Admitted admitted) {
        return admitted.framing().isEmpty()
                ? withBody(admitted.request(), admitted.framing().decode(NO_BYTES.duplicate()))
                : admitted.request();
    }

    /** Asked by browsers without credentials, and answered before anything is authenticated. */
    private void preflight(@Nullable String site) {
        S3RequestParser.Address address = address(site);
        S3Response response =
                context.edge().cors().preflight(address.bucketName(), address.objectKey() != null, head.headers());
        UnreadBody.settle(exchange, source.received());
        writer.writeQuick(response);
    }

    /** Lets the page a browser asks for read the answer, an error too. */
    private void allowOrigin(@Nullable String site) {
        if (head.headers().has("Origin")) {
            String bucket = address(site).bucketName();
            writer.alsoSend(context.edge().cors().actual(bucket, head.method(), head.headers()));
        }
    }

    private S3RequestParser.Address address(@Nullable String site) {
        return site == null ? context.parser().address(head) : S3RequestParser.addressIn(site, head);
    }

    /** Serves a website: an anonymous request that takes no body. */
    private void visit(String site) {
        Websites websites = context.edge().requireWebsites();
        S3Operation read = Websites.operation(head.method());
        if (read == null) {
            S3Response refusal = Websites.refuse(head.method(), requestId);
            UnreadBody.settle(exchange, source.received());
            writer.writeQuick(refusal);
            return;
        }
        website = true;
        ObjectKey key = address(site).objectKey();
        notes.routed(read, new ErrorSubject(site, key == null ? null : key.value(), null, null));
        RequestBody nothing =
                BodyFraming.of(head.headers(), read, new Payload.Unsigned(), 0).decode(NO_BYTES.duplicate());
        S3Request request = new S3Request(read, site, key, QueryParameters.NONE, head.headers(), nothing, arrival());
        onVirtualThread(() -> serveBlocking(request, (OperationHandler.Blocking) websites::serve));
    }

    /** Serves a link; of the form with its password no more is read than it may have. */
    private void open(SharePages shares) {
        notes.routed(S3Operation.GET_OBJECT, ErrorSubject.UNKNOWN);
        context.edge().turnstile().pass(S3Operation.GET_OBJECT);
        S3Request request = ShareVisit.request(
                head, framing -> framing.stream(source, context.machinery().buffers()), arrival());
        String token = ShareVisit.token(head);
        onVirtualThread(() ->
                serveBlocking(request, (OperationHandler.Blocking) visit -> shares.serve(head.method(), token, visit)));
    }

    /** Principal and body stand in for those that admission finds. */
    private S3Request.Origin arrival() {
        return new S3Request.Origin(
                requestId,
                Principal.ANONYMOUS,
                head.remoteAddress(),
                context.clock().instant(),
                head.rawPath(),
                head.host(),
                head.secure(),
                notes.tlsVersion());
    }

    private boolean isSmall(BodyFraming framing) {
        long length = framing.rawLength();
        if (length == 0) {
            return true;
        }
        HttpLimits.Requests limits = context.machinery().limits().requests();
        if (length < 0 || length > limits.maxQuickBytes() || HttpContinue.requiresContinueResponse(exchange)) {
            return false;
        }
        if (!context.machinery().gate().tryBuffer(length)) {
            return false;
        }
        bufferedBytes = length;
        return true;
    }

    private void receive(Admitted admitted, OperationHandler.NonBlocking handler) {
        int length = (int) admitted.framing().rawLength();
        if (length == 0) {
            serveQuick(admitted, handler, NO_BYTES.duplicate());
            return;
        }
        QuickBody.receive(
                exchange,
                context.machinery().limits().times(),
                length,
                body -> {
                    try {
                        serveQuick(admitted, handler, body);
                    } catch (RuntimeException | Error e) {
                        fail(e);
                    }
                },
                this::fail);
    }

    private void serveQuick(Admitted admitted, OperationHandler.NonBlocking handler, ByteBuffer raw) {
        quickBytes = raw.remaining();
        S3Request request = withBody(admitted.request(), admitted.framing().decode(raw));
        if (!context.machinery().gate().tryEnter()) {
            onVirtualThread(() -> serveBlocking(request, handler));
            return;
        }
        entered = true;
        if (!handler.isQuick(request)) {
            onVirtualThread(() -> serveBlocking(request, handler));
            return;
        }
        notes.served();
        if (!handler.isReadOnly()) {
            follow(handler.handle(request));
            return;
        }
        // The index may have to read from a disk, for which no thread of many connections waits.
        MemoryOnly.run(() -> handler.handle(request))
                .ifPresentOrElse(this::follow, () -> onVirtualThread(() -> serveBlocking(request, handler)));
    }

    private void follow(CompletionStage<S3Response> outcome) {
        outcome.whenComplete((response, failure) -> onIoThread(() -> answer(response, failure)));
    }

    private void answer(@Nullable S3Response response, @Nullable Throwable failure) {
        notes.answered();
        if (response == null) {
            fail(failure == null ? new IllegalStateException("A handler answered nothing") : failure);
            return;
        }
        if (writer.needsThread(response)) {
            onVirtualThread(() -> writeBlocking(response));
            return;
        }
        try {
            UnreadBody.settle(exchange, source.received());
            writer.writeQuick(response);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** On a virtual thread. */
    private void serveBlocking(S3Request request, OperationHandler handler) {
        try {
            if (!entered) {
                context.machinery().gate().enter();
                entered = true;
            }
            reserveBuffer(request);
            notes.served();
            S3Response response = switch (handler) {
                case OperationHandler.Blocking blocking -> blocking.handle(request);
                case OperationHandler.NonBlocking other ->
                    other.handle(request).toCompletableFuture().join();
            };
            notes.answered(response);
            writeBlocking(response);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** A body that streams passes through a buffer, however long it takes. */
    private void reserveBuffer(S3Request request) {
        if (bufferedBytes > 0 || request.body().buffered().isPresent()) {
            return;
        }
        int bytes = context.machinery().buffers().bufferBytes();
        if (!context.machinery().gate().tryBuffer(bytes)) {
            throw ErrorMapping.slowDown();
        }
        bufferedBytes = bytes;
    }

    /** What is asked by a form of parameters is signed with the form, so that comes first. On a virtual thread. */
    private void serveQuery(ParsedRequest parsed) {
        try {
            context.machinery().gate().enter();
            entered = true;
            if (!context.machinery().gate().tryBuffer(Admission.MAX_QUERY_BYTES)) {
                throw ErrorMapping.slowDown();
            }
            bufferedBytes = Admission.MAX_QUERY_BYTES;
            byte[] body = Admission.queryFraming(head, parsed).stream(
                            source, context.machinery().buffers())
                    .readAll(Admission.MAX_QUERY_BYTES);
            S3Request request = context.admission().admitQuery(head, parsed, arrival(), body, notes::known);
            notes.admitted(request.principal());
            serveBlocking(request, context.operations().handler(parsed.operation()));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void writeBlocking(S3Response response) {
        try {
            UnreadBody.settle(exchange, source.received());
            writer.writeBlocking(response, this::errorResponse);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private S3Request withBody(S3Request request, RequestBody body) {
        return new S3Request(
                request.operation(),
                request.bucketName(),
                request.objectKey(),
                request.query(),
                request.headers(),
                body,
                request.origin());
    }

    /** Answers with an error, or cuts the connection if an answer has begun. */
    private void fail(Throwable failure) {
        if (exchange.isResponseStarted()) {
            LOG.warn("Request {} failed after its answer had begun; its connection is cut", requestId, failure);
            writer.cut();
            return;
        }
        try {
            S3Response response = errorResponse(failure);
            UnreadBody.settle(exchange, source.received());
            writer.writeQuick(response);
        } catch (RuntimeException | Error e) {
            LOG.error("Request {} could not be answered", requestId, e);
            writer.cut();
        }
    }

    private S3Response errorResponse(Throwable failure) {
        S3Exception mapped = context.parser().explain(ErrorMapping.of(failure, notes.subject(), requestId), head);
        notes.failed(mapped);
        if (notes.operation() == S3Operation.QUERY_PROTOCOL) {
            return QueryError.of(mapped, requestId);
        }
        return writer.errorResponse(mapped, head.rawPath());
    }

    private void onVirtualThread(Runnable task) {
        context.machinery().virtualThreads().execute(task);
    }

    /**
     * Back to the connection's own thread. Whoever completes an operation may do so while that thread is still on its way
     * out of the call that began it, and an exchange must not be touched by two.
     */
    private void onIoThread(Runnable task) {
        if (exchange.isInIoThread()) {
            task.run();
        } else {
            exchange.getIoThread().execute(task);
        }
    }

    /** Bytes of the body that came in, on whichever way. */
    private long received() {
        return source.received() + quickBytes;
    }

    /** For buckets that want it; costs others a look into memory. */
    private void logAccess() {
        String bucket = notes.bucket();
        AccessLog log = context.edge().accessLog();
        if (bucket != null && log.isWanted(bucket)) {
            AccessLogEntries.Facts facts = new AccessLogEntries.Facts(
                    notes.head(),
                    notes.principal(),
                    notes.operation(),
                    website,
                    notes.key(),
                    notes.error(),
                    received());
            AccessLogEntry entry = AccessLogEntries.of(
                    exchange,
                    facts,
                    bucket,
                    context.clock().instant(),
                    requestId,
                    context.ids().hostId(),
                    notes.durationNanos());
            log.add(entry);
            notes.deletions().forEach(deletion -> log.add(AccessLogEntries.ofKey(entry, deletion)));
        }
    }

    /** Once it is answered: a client that goes on sending what nobody wants must not keep the place of another. */
    private void ended() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            if (entered) {
                context.machinery().gate().leave();
            }
            if (bufferedBytes > 0) {
                context.machinery().gate().releaseBuffer(bufferedBytes);
            }
            context.machinery().inFlight().end();
            notes.ended(received());
            context.observer().completed(notes);
            logAccess();
        } catch (RuntimeException e) {
            LOG.error("Request {} could not be observed", requestId, e);
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange completed, NextListener next) {
        try {
            ended();
        } finally {
            next.proceed();
        }
    }
}
