package io.maxiofs.server.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A provider of OpenID Connect whose word an account takes. Immutable.
 *
 * @param id another one for a provider of the same URL that is made later
 * @param account canonical id of the user whose account it is in
 * @param url what its tokens name as issuer, without {@code https://}
 * @param clientIds audiences its tokens may be for
 * @param thumbprints SHA-1 of certificates it may show though no public authority signed them; 40 hexadecimal digits each,
 *     in lower case
 */
public record OidcProvider(
        String id,
        String account,
        String url,
        Instant created,
        List<String> clientIds,
        List<String> thumbprints,
        Map<String, String> tags) {

    /** What URLs of providers begin with, and {@link #url} does not. */
    public static final String SCHEME = "https://";

    public OidcProvider {
        clientIds = List.copyOf(clientIds);
        thumbprints = List.copyOf(thumbprints);
        tags = Map.copyOf(tags);
    }

    /** What its tokens name as issuer. */
    public String issuer() {
        return SCHEME + url;
    }

    public OidcProvider withClientIds(List<String> changed) {
        return new OidcProvider(id, account, url, created, changed, thumbprints, tags);
    }

    public OidcProvider withThumbprints(List<String> changed) {
        return new OidcProvider(id, account, url, created, clientIds, changed, tags);
    }
}
