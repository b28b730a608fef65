package io.maxiofs.server.http;

import io.maxiofs.server.admin.api.FailureReason;
import io.maxiofs.server.observe.RefusedConnection;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.s3.error.ErrorDocument;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHead;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of connections that end before they are a request: an answer where one can be given, and a place in the trace.
 * Somebody who tries again and again must not push all requests out of the trace: of one address and reason one in ten seconds
 * is told, and of all together a bounded number. Safe on any thread.
 */
final class Refusals implements HandshakeWatch.Listener {
    /** Of one address and reason. */
    static final long QUIET_MILLIS = 10_000;

    /** Told at most in that time. */
    static final int MAX_TOLD = 50;

    /** Addresses and reasons that are told apart; the oldest are forgotten. */
    static final int MAX_SOURCES = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final String HTTP_2 = "PRI";

    private final RequestObserver observer;
    private final InstantSource clock;
    private final RequestIds ids;
    private final Map<Source, Seen> seen = new LinkedHashMap<>();
    private long windowStart = Long.MIN_VALUE;
    private int toldInWindow;

    private record Source(
            InetAddress address,
            FailureReason reason,
            @Nullable String detail) {}

    /** @param heldBack since then */
    private record Seen(long toldMillis, int heldBack) {}

    Refusals(RequestObserver observer, InstantSource clock, RequestIds ids) {
        this.observer = observer;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public byte[] plainText(InetAddress peer, String text) {
        RequestHead head = SentHead.of(text, peer, false);
        return refuse(
                head,
                head.method().isEmpty() ? FailureReason.NOT_HTTP : FailureReason.HTTPS_PORT,
                new S3Exception(
                        S3ErrorCode.INVALID_REQUEST, "This port speaks https: use https:// in place of http://."));
    }

    /** TLS on a port without. HTTP all the same: clients know from its first letters what they have met. */
    byte[] tls(InetAddress peer) {
        return refuse(
                SentHead.of("", peer, false),
                FailureReason.HTTP_PORT,
                new S3Exception(
                        S3ErrorCode.INVALID_REQUEST, "This port speaks http: use http:// in place of https://."));
    }

    /** What the parser of HTTP did not take. */
    byte[] malformed(InetAddress peer, String text, boolean secure) {
        RequestHead head = SentHead.of(text, peer, secure);
        if (head.method().equals(HTTP_2)) {
            return refuse(
                    head,
                    FailureReason.HTTP2_ONLY,
                    new S3Exception(S3ErrorCode.BAD_REQUEST, "This port does not speak HTTP/2 with this client."));
        }
        if (head.method().isEmpty()) {
            return refuse(
                    head, FailureReason.NOT_HTTP, new S3Exception(S3ErrorCode.BAD_REQUEST, "The request is not HTTP."));
        }
        if (isMalformed(head.rawPath()) || isMalformed(head.rawQuery())) {
            return refuse(head, FailureReason.MALFORMED_TARGET, new S3Exception(S3ErrorCode.INVALID_URI));
        }
        return refuse(
                head,
                FailureReason.MALFORMED_HEAD,
                new S3Exception(
                        S3ErrorCode.BAD_REQUEST,
                        "The head of the request is malformed, or has more or longer headers than are taken."));
    }

    /** A percent sign that encodes nothing, or what no address has. */
    private static boolean isMalformed(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c < ' ' || c == '%' && !isEncoded(part, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEncoded(String part, int percent) {
        final int hex = 16;
        return percent + 2 < part.length()
                && Character.digit(part.charAt(percent + 1), hex) >= 0
                && Character.digit(part.charAt(percent + 2), hex) >= 0;
    }

    @Override
    public void failed(InetAddress peer, FailureReason reason, @Nullable String detail) {
        tell(ids.newId(), SentHead.of("", peer, true), reason, detail, null);
    }

    private byte[] refuse(RequestHead head, FailureReason reason, S3Exception failure) {
        String id = ids.newId();
        tell(id, head, reason, null, failure);
        byte[] document = ErrorDocument.render(failure, head.rawPath(), id, ids.hostId());
        return answer(failure.code().status(), document, head.method().equals("HEAD"), id);
    }

    private byte[] answer(int status, byte[] document, boolean headOnly, String id) {
        String head = "HTTP/1.1 " + status + " Bad Request\r\n"
                + "Server: MaxIOFS\r\n"
                + "Content-Type: application/xml\r\n"
                + "Content-Length: " + document.length + "\r\n"
                + "x-amz-request-id: " + id + "\r\n"
                + "x-amz-id-2: " + ids.hostId() + "\r\n"
                + "Connection: close\r\n\r\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        if (!headOnly) {
            bytes.writeBytes(document);
        }
        return bytes.toByteArray();
    }

    private void tell(
            String id, RequestHead head, FailureReason reason, @Nullable String detail, @Nullable S3Exception failure) {
        long now = clock.millis();
        int heldBack = admit(new Source(head.remoteAddress(), reason, detail), now);
        if (heldBack < 0) {
            return;
        }
        if (heldBack > 0) {
            LOG.info(
                    "{} more connections of {} were refused: {}",
                    heldBack,
                    head.remoteAddress().getHostAddress(),
                    reason.text());
        }
        observer.refused(new RefusedConnection(id, now, head, reason, detail, failure));
    }

    /** How many were held back since the last one that was told; negative if this one is held back, too. */
    private synchronized int admit(Source source, long now) {
        Seen before = seen.get(source);
        boolean quiet = before != null && now >= before.toldMillis() && now - before.toldMillis() < QUIET_MILLIS;
        if (now < windowStart || now - windowStart >= QUIET_MILLIS) {
            windowStart = now;
            toldInWindow = 0;
        }
        if (quiet || toldInWindow >= MAX_TOLD) {
            if (before != null) {
                seen.put(source, new Seen(before.toldMillis(), before.heldBack() + 1));
            }
            return -1;
        }
        toldInWindow++;
        seen.remove(source);
        if (seen.size() >= MAX_SOURCES) {
            seen.remove(seen.keySet().iterator().next());
        }
        seen.put(source, new Seen(now, 0));
        return before == null ? 0 : before.heldBack();
    }
}
