package io.maxiofs.server.http;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHead;
import io.undertow.server.HttpServerExchange;

/** Takes a request's head out of its exchange. */
final class RequestHeads {
    private RequestHeads() {}

    static RequestHead of(HttpServerExchange exchange) {
        return new RequestHead(
                exchange.getRequestMethod().toString(),
                path(exchange),
                exchange.getQueryString(),
                new UndertowHeaders(exchange.getRequestHeaders()),
                exchange.getSourceAddress().getAddress(),
                exchange.getConnection().getSslSessionInfo() != null);
    }

    /**
     * Refuses what RFC 9112, section 3.2, wants refused.
     *
     * @throws S3Exception BadRequest
     */
    static void check(HttpServerExchange exchange, RequestHead head) {
        if (head.headers().all("Host").size() > 1) {
            throw new S3Exception(S3ErrorCode.BAD_REQUEST, "The Host header is given more than once.");
        }
        if (!head.rawPath().startsWith("/")) {
            exchange.setPersistent(false);
            throw new S3Exception(S3ErrorCode.INVALID_URI);
        }
    }

    /** Without scheme and authority, if the request line has them (RFC 9112, section 3.2.2). */
    private static String path(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return uri;
        }
        int authority = uri.indexOf("://");
        int path = authority < 0 ? -1 : uri.indexOf('/', authority + 3);
        return path < 0 ? "/" : uri.substring(path);
    }
}
