package io.maxiofs.server.s3.operation.caller;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.policy.AccessControl;
import io.maxiofs.server.policy.IdentityPolicies;
import io.maxiofs.server.s3.error.ErrorDocument;
import io.maxiofs.server.s3.error.ErrorMapping;
import io.maxiofs.server.s3.error.ErrorSubject;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.OperationParts;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.s3.operation.S3Operations;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.ParsedRequest;
import io.maxiofs.server.s3.request.RequestBody;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.request.S3RequestParser;
import io.maxiofs.server.s3.request.VirtualHosts;
import io.maxiofs.server.service.NewBucketRules;
import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import io.maxiofs.storage.reference.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A client of the operations. */
public final class S3Caller {
    public static final Instant START = Instant.parse("2026-03-04T05:06:07.890Z");
    public static final String REGION = "eu-test-1";

    /** Bodies above this count as large. */
    public static final int QUICK_BODY_BYTES = 64 * 1024;

    private static final Principal ALICE = user("alice");

    private final SettableClock clock;
    private final InMemoryObjectStore store;
    private final S3OperationTable table;
    private final S3RequestParser parser = new S3RequestParser(new VirtualHosts(Set.of()));
    private final AccessControl authorizer;
    private final Principal principal;

    private final NewBucketRules rules;

    private S3Caller(SettableClock clock, InMemoryObjectStore store, NewBucketRules rules, Principal principal) {
        this.rules = rules;
        this.clock = clock;
        this.store = store;
        this.principal = principal;
        this.authorizer = new AccessControl(store, IdentityPolicies.NONE, REGION);
        this.table = S3OperationTable.of(S3Operations.handlers(new OperationParts(
                store,
                clock,
                new OperationSettings(REGION, QUICK_BODY_BYTES, new OperationSettings.Data(false, false, 86_400)),
                rules,
                authorizer,
                new NamedUsers())));
    }

    /** Alice, with a store of her own. */
    public static S3Caller start() {
        return start(NewBucketRules.DEFAULT);
    }

    /** The same where buckets start otherwise. */
    public static S3Caller start(NewBucketRules rules) {
        SettableClock clock = new SettableClock(START);
        return new S3Caller(clock, new InMemoryObjectStore(clock), rules, ALICE);
    }

    /** Somebody else, with the same store. */
    public S3Caller as(Principal other) {
        return new S3Caller(clock, store, rules, other);
    }

    public static Principal user(String name) {
        return new Principal(
                Principal.Kind.USER, name, "AK" + name, new Owner(name + "-id", name), "", name + "@example.com");
    }

    public SettableClock clock() {
        return clock;
    }

    public InMemoryObjectStore store() {
        return store;
    }

    public Reply get(String target, String... headers) {
        return call("GET", target, "", headers);
    }

    public Reply head(String target, String... headers) {
        return call("HEAD", target, "", headers);
    }

    public Reply put(String target, String body, String... headers) {
        return call("PUT", target, body, headers);
    }

    public Reply post(String target, String body, String... headers) {
        return call("POST", target, body, headers);
    }

    public Reply delete(String target, String... headers) {
        return call("DELETE", target, "", headers);
    }

    /** Turns a bucket's versioning on or off. */
    public void versioning(String bucket, String status) {
        Reply reply = put(
                "/" + bucket + "?versioning",
                "<VersioningConfiguration><Status>" + status + "</Status></VersioningConfiguration>");
        if (reply.status() != 200) {
            throw new AssertionError(reply);
        }
    }

    /**
     * @param target path and query as on the wire
     * @param headers names and values by turns
     */
    public Reply call(String method, String target, String body, String... headers) {
        return call(method, target, MemoryBody.of(body.getBytes(StandardCharsets.UTF_8)), headers);
    }

    public Reply call(String method, String target, RequestBody body, String... headers) {
        int question = target.indexOf('?');
        RequestHead head = new RequestHead(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                MapHeaders.of(headers),
                InetAddress.getLoopbackAddress(),
                false);
        ErrorSubject subject = ErrorSubject.UNKNOWN;
        try {
            ParsedRequest parsed = parser.parse(head);
            subject = parsed.subject();
            return render(handle(request(head, parsed, body)));
        } catch (RuntimeException e) {
            return render(method, ErrorMapping.of(e, subject, "request-id"));
        }
    }

    private S3Request request(RequestHead head, ParsedRequest parsed, RequestBody body) {
        return new S3Request(
                parsed.operation(),
                parsed.bucketName(),
                parsed.objectKey(),
                parsed.query(),
                head.headers(),
                body,
                new S3Request.Origin(
                        "request-id",
                        principal,
                        head.remoteAddress(),
                        clock.instant(),
                        head.rawPath(),
                        "localhost",
                        false));
    }

    private S3Response handle(S3Request request) {
        authorizer.authorize(request);
        return switch (table.handler(request.operation())) {
            case OperationHandler.Blocking blocking -> blocking.handle(request);
            case OperationHandler.NonBlocking nonBlocking ->
                nonBlocking.handle(request).toCompletableFuture().join();
        };
    }

    private static Reply render(S3Response response) {
        return switch (response.body()) {
            case S3Response.Empty empty -> reply(response, new byte[0]);
            case S3Response.Xml xml -> reply(response, xml.document());
            case S3Response.Bytes bytes -> reply(response, bytes.content());
            case S3Response.Stored stored -> reply(response, read(stored));
            case S3Response.Streamed streamed -> reply(response, made(streamed));
            // As the server answers it, if it does not take long.
            case S3Response.Slow slow ->
                render(CompletableFuture.completedStage(0)
                        .thenCompose(nothing -> slow.outcome())
                        .toCompletableFuture()
                        .join());
        };
    }

    private static Reply reply(S3Response response, byte[] body) {
        return new Reply(response.status(), lowerCase(response.headers()), body);
    }

    private static Reply render(String method, S3Exception error) {
        boolean bodyless = method.equals("HEAD") || error.code().status() == 304;
        byte[] document = bodyless ? new byte[0] : ErrorDocument.render(error, "/", "request-id", "host-id");
        return new Reply(error.code().status(), lowerCase(error.headers()), document);
    }

    private static Map<String, String> lowerCase(Map<String, String> headers) {
        Map<String, String> result = new TreeMap<>();
        headers.forEach((name, value) -> result.put(name.toLowerCase(Locale.ROOT), value));
        return result;
    }

    private static byte[] made(S3Response.Streamed streamed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            streamed.producer().writeTo(new S3Response.Sink() {
                @Override
                public void write(ByteBuffer piece) {
                    byte[] copy = new byte[piece.remaining()];
                    piece.get(copy);
                    bytes.writeBytes(copy);
                }

                @Override
                public void flush() {
                    // Everything is here already.
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] read(S3Response.Stored stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BodyReader reader = stored.reader()) {
            BodyReader.Slice slice = reader.next();
            while (slice != null) {
                if (!(slice instanceof BodyReader.Memory memory)) {
                    throw new AssertionError("The store in memory gave " + slice);
                }
                byte[] piece = new byte[memory.bytes().remaining()];
                memory.bytes().get(piece);
                bytes.writeBytes(piece);
                slice = reader.next();
            }
        }
        if (bytes.size() != stored.length()) {
            throw new AssertionError("Announced " + stored.length() + " bytes, gave " + bytes.size());
        }
        return bytes.toByteArray();
    }
}
