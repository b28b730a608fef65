package io.maxiofs.server.http;

import io.maxiofs.server.event.accesslog.AccessLogEntry;
import io.maxiofs.server.event.accesslog.OperationNames;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.s3.request.S3Operation;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.SSLSessionInfo;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.time.Instant;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Makes entries of access logs of exchanges that have ended. */
final class AccessLogEntries {
    private AccessLogEntries() {}

    /**
     * What the exchange itself does not know.
     *
     * @param principal null if the request was refused before it was known who asks
     * @param website whether a website was visited
     * @param receivedBytes of the body
     */
    record Facts(
            RequestHead head,
            @Nullable Principal principal,
            @Nullable S3Operation operation,
            boolean website,
            @Nullable String key,
            @Nullable S3ErrorCode error,
            long receivedBytes) {}

    static AccessLogEntry of(
            HttpServerExchange exchange,
            Facts facts,
            String bucket,
            Instant time,
            String requestId,
            String hostId,
            long nanos) {
        RequestHead head = facts.head();
        return new AccessLogEntry(
                bucket,
                time,
                caller(exchange, facts),
                asked(exchange, facts),
                new AccessLogEntry.Answer(
                        requestId,
                        hostId,
                        exchange.isResponseStarted() ? exchange.getStatusCode() : 0,
                        facts.error() == null ? null : facts.error().wireName(),
                        head.method().equals("HEAD") ? 0 : exchange.getResponseBytesSent(),
                        objectBytes(exchange, facts),
                        nanos / 1_000_000));
    }

    /** One of the keys that a request deleted together. */
    static AccessLogEntry ofKey(AccessLogEntry request, S3Response.DeletedKey deletion) {
        AccessLogEntry.Answer answer = request.answer();
        return new AccessLogEntry(
                request.bucket(),
                request.time(),
                request.caller(),
                new AccessLogEntry.Asked(
                        "BATCH.DELETE.OBJECT",
                        deletion.key(),
                        "",
                        deletion.versionId(),
                        request.asked().hostHeader(),
                        null,
                        null),
                new AccessLogEntry.Answer(
                        answer.requestId(), answer.hostId(), deletion.status(), deletion.errorCode(), 0, -1, -1));
    }

    private static AccessLogEntry.Caller caller(HttpServerExchange exchange, Facts facts) {
        Principal principal = facts.principal() == null ? Principal.ANONYMOUS : facts.principal();
        boolean known = !principal.isAnonymous();
        boolean inHeader = facts.head().headers().has("Authorization");
        SSLSessionInfo tls = exchange.getConnection().getSslSessionInfo();
        SSLSession session = tls == null ? null : tls.getSSLSession();
        boolean versionTwo = inHeader
                ? String.valueOf(facts.head().headers().value("Authorization")).startsWith("AWS ")
                : facts.head().rawQuery().contains("AWSAccessKeyId=");
        return new AccessLogEntry.Caller(
                facts.head().remoteAddress().getHostAddress(),
                known ? principal.owner().canonicalId() : null,
                known ? (inHeader ? "AuthHeader" : "QueryString") : null,
                known ? (versionTwo ? "SigV2" : "SigV4") : null,
                session == null ? null : session.getProtocol(),
                tls == null ? null : tls.getCipherSuite());
    }

    private static AccessLogEntry.Asked asked(HttpServerExchange exchange, Facts facts) {
        RequestHead head = facts.head();
        RequestHeaders headers = head.headers();
        boolean object = facts.key() != null;
        String target = head.rawQuery().isEmpty() ? head.rawPath() : head.rawPath() + "?" + withoutSignature(head);
        return new AccessLogEntry.Asked(
                facts.website()
                        ? "WEBSITE." + head.method() + ".OBJECT"
                        : OperationNames.of(facts.operation(), head.method(), object),
                facts.key(),
                head.method() + " " + target + " " + exchange.getProtocol(),
                exchange.getResponseHeaders().getFirst("x-amz-version-id"),
                head.host(),
                headers.value("Referer"),
                headers.value("User-Agent"));
    }

    /** A link in a log could be used by whoever reads the log. */
    private static String withoutSignature(RequestHead head) {
        String query = head.rawQuery();
        StringBuilder kept = new StringBuilder(query.length());
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            boolean secret = name.equalsIgnoreCase("X-Amz-Signature")
                    || name.equalsIgnoreCase("Signature")
                    || name.equalsIgnoreCase("X-Amz-Security-Token");
            kept.append(kept.isEmpty() ? "" : "&").append(secret ? name + "=-" : parameter);
        }
        return kept.toString();
    }

    private static long objectBytes(HttpServerExchange exchange, Facts facts) {
        if (facts.key() == null || facts.error() != null || facts.operation() == null) {
            return -1;
        }
        HeaderMap headers = exchange.getResponseHeaders();
        return switch (facts.operation()) {
            case PUT_OBJECT, UPLOAD_PART -> facts.receivedBytes();
            case GET_OBJECT, HEAD_OBJECT -> {
                String range = headers.getFirst(Headers.CONTENT_RANGE);
                String length = range == null
                        ? headers.getFirst(Headers.CONTENT_LENGTH)
                        : range.substring(range.indexOf('/') + 1);
                yield number(length);
            }
            default -> -1;
        };
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
