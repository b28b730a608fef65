package io.maxiofs.server.federation.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import io.maxiofs.server.federation.oidc.WebIdentityException.Reason;
import io.maxiofs.server.identity.OidcProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that providers sign with: fetched when they are needed, kept for a while, and fetched again early for a key that
 * is not known, but never more often than the interval says, so that tokens of strangers cost providers nothing. Safe on
 * any thread.
 */
final class ProviderKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderKeys.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int KEPT_PROVIDERS = 1_000;

    private final HttpsDocuments documents;
    private final Ages ages;
    private final InstantSource clock;
    private final Cache<Name, Entry> entries =
            Caffeine.newBuilder().maximumSize(KEPT_PROVIDERS).build();

    /**
     * How long things hold.
     *
     * @param max after which keys are fetched again before they are used
     * @param refresh shortest time between two attempts to fetch
     */
    record Ages(Duration max, Duration refresh) {}

    /** New thumbprints are worth an attempt at once. */
    private record Name(String id, List<String> thumbprints) {}

    private record Known(JWKSet keys, Instant fetched) {}

    private static final class Entry {
        private final ReentrantLock fetching = new ReentrantLock();
        private volatile @Nullable Known known;
        private @Nullable Instant attempted;
    }

    ProviderKeys(HttpsDocuments documents, Ages ages, InstantSource clock) {
        this.documents = documents;
        this.ages = ages;
        this.clock = clock;
    }

    /**
     * The keys of a provider, perhaps without the one that is asked for.
     *
     * @param keyId the one that is needed; null if it is not known which
     * @throws WebIdentityException if they cannot be had
     */
    JWKSet of(OidcProvider provider, @Nullable String keyId) {
        Entry entry = Objects.requireNonNull(
                entries.get(new Name(provider.id(), provider.thumbprints()), name -> new Entry()));
        Known known = entry.known;
        if (known != null && isFresh(known) && has(known, keyId)) {
            return known.keys();
        }
        // Two documents at most, and whoever waits for them.
        if (!lock(entry, documents.timeout().multipliedBy(2))) {
            throw notReached();
        }
        try {
            return refreshed(entry, provider, keyId);
        } finally {
            entry.fetching.unlock();
        }
    }

    private static boolean lock(Entry entry, Duration wait) {
        try {
            return entry.fetching.tryLock(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private JWKSet refreshed(Entry entry, OidcProvider provider, @Nullable String keyId) {
        Known known = entry.known;
        boolean usable = known != null && isFresh(known);
        if (known != null && usable && has(known, keyId)) {
            return known.keys();
        }
        Instant now = clock.instant();
        Instant attempted = entry.attempted;
        boolean early =
                attempted != null && Duration.between(attempted, now).abs().compareTo(ages.refresh()) < 0;
        if (!early) {
            entry.attempted = now;
            try {
                Known fetched = new Known(fetch(provider), now);
                entry.known = fetched;
                return fetched.keys();
            } catch (IOException e) {
                LOG.warn("The keys of the provider {} cannot be had: {}", provider.url(), e.toString());
            }
        }
        if (known == null || !usable) {
            throw notReached();
        }
        return known.keys();
    }

    private static WebIdentityException notReached() {
        return new WebIdentityException(
                Reason.PROVIDER_NOT_REACHED,
                "Couldn't retrieve verification key from your identity provider, please reference"
                        + " AssumeRoleWithWebIdentity documentation for requirements");
    }

    private boolean isFresh(Known known) {
        return Duration.between(known.fetched(), clock.instant()).abs().compareTo(ages.max()) < 0;
    }

    private static boolean has(Known known, @Nullable String keyId) {
        return keyId == null || known.keys().getKeyByKeyId(keyId) != null;
    }

    private JWKSet fetch(OidcProvider provider) throws IOException {
        try {
            SSLSocketFactory tls = ThumbprintTrust.sockets(provider.thumbprints(), clock);
            String issuer = provider.issuer();
            String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            JsonNode discovery = JSON.readTree(documents.get(new URI(base + DISCOVERY), tls));
            if (!discovery.path("issuer").asText().equals(issuer)) {
                throw new IOException("Its discovery document is of another issuer");
            }
            URI keys = new URI(discovery.path("jwks_uri").asText());
            return JWKSet.parse(new String(documents.get(keys, tls), StandardCharsets.UTF_8));
        } catch (URISyntaxException | ParseException | GeneralSecurityException e) {
            throw new IOException("Its documents cannot be used: " + e.getMessage(), e);
        }
    }
}
