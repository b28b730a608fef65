package io.maxiofs.server.observe.trace;

import io.maxiofs.server.observe.RefusedConnection;
import io.maxiofs.server.observe.trace.FailureExplanation.Said;
import java.util.Objects;

/** Says in a sentence why a connection did not become a request, and what helps. */
final class RefusalExplanation {
    static final String MALFORMED_TARGET =
            "The address of the request has a % that encodes nothing, or what cannot stand in an address; a % is written"
                    + " %25.";

    private RefusalExplanation() {}

    static Said of(RefusedConnection refused) {
        String detail = Objects.requireNonNullElse(refused.detail(), "");
        return Said.of(refused.reason(), text(refused, detail), detail);
    }

    private static String text(RefusedConnection refused, String detail) {
        return switch (refused.reason()) {
            case HTTPS_PORT ->
                "The client spoke http, but this port speaks https: give it the address with https:// in front.";
            case HTTP_PORT ->
                "The client spoke https, but this port speaks http: give it the address with http:// in front, or"
                        + " switch TLS on in the server.";
            case UNKNOWN_AUTHORITY ->
                "The client does not know the authority that signed this server's certificate: give it the"
                        + " authority's certificate.";
            case WRONG_NAME ->
                "The client called this server " + detail + ", and its certificate does not have that name: use one it"
                        + " has, or add this one to tls.names.";
            case CERTIFICATE_REFUSED ->
                "The client refused this server's certificate: it does not know the authority, or the name or address"
                        + " it called is not in the certificate.";
            case CERTIFICATE_EXPIRED ->
                "To the client this server's certificate has expired or is not valid yet: compare the clocks, and look"
                        + " at the dates of the certificate.";
            case TLS_VERSION ->
                "The client knows only versions of TLS that are too old; this server speaks 1.2 and 1.3. The client"
                        + " has to be updated.";
            case TLS_CIPHERS ->
                "Client and server have no cipher of TLS in common. The client has to be updated, or its list of"
                        + " ciphers made longer.";
            case TLS_ENDED ->
                "The connection ended in the middle of the TLS handshake without a reason. Most clients that do so do"
                        + " not trust the certificate.";
            case HTTP2_ONLY ->
                "The client speaks only HTTP/2, and the server has it switched off (http.http2) or has no TLS.";
            case MALFORMED_TARGET -> MALFORMED_TARGET;
            case MALFORMED_HEAD ->
                "The head of the request is not HTTP as the server understands it, or has more or longer headers than it"
                        + " takes.";
            case NOT_HTTP -> "What the client sent is neither HTTP nor TLS.";
            default -> "No secure connection came about: " + detail;
        };
    }
}
