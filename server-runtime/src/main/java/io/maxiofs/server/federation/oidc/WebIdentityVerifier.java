package io.maxiofs.server.federation.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.FederationSettings;
import io.maxiofs.server.event.webhook.AddressRules.Resolver;
import io.maxiofs.server.federation.oidc.WebIdentityException.Reason;
import io.maxiofs.server.identity.OidcProvider;
import java.security.Key;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a token is one that a provider made for us and that holds now. Only signatures with public keys are looked at:
 * with a shared secret, whoever can verify could make tokens, too. Blocks while a provider is asked for its keys; safe on
 * any thread.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">ID Token validation</a>
 */
public final class WebIdentityVerifier {
    /** The longest token that is looked at, as at AWS. */
    public static final int MAX_TOKEN = 20_000;

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** What a claim is called that can be part of a condition's key without being mistaken for another one. */
    private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private static final int MIN_RSA_BITS = 2_048;
    private static final int MAX_KEYS_TRIED = 16;
    private static final int MAX_SUBJECT = 255;
    private static final int MAX_CLAIMS = 100;

    private final ProviderKeys keys;
    private final Duration skew;
    private final InstantSource clock;

    private WebIdentityVerifier(ProviderKeys keys, Duration skew, InstantSource clock) {
        this.keys = keys;
        this.skew = skew;
        this.clock = clock;
    }

    /** With the bounds of the settings. */
    public static WebIdentityVerifier of(Configuration configuration, InstantSource clock) {
        HttpsDocuments documents = new HttpsDocuments(
                new HttpsDocuments.Limits(
                        configuration.get(FederationSettings.OIDC_TIMEOUT),
                        Math.toIntExact(configuration.get(FederationSettings.OIDC_DOCUMENT_BYTES)),
                        configuration.get(FederationSettings.OIDC_PRIVATE)),
                Resolver.SYSTEM);
        ProviderKeys.Ages ages = new ProviderKeys.Ages(
                configuration.get(FederationSettings.OIDC_KEYS_MAX_AGE),
                configuration.get(FederationSettings.OIDC_REFRESH_INTERVAL));
        return new WebIdentityVerifier(
                new ProviderKeys(documents, ages, clock), configuration.get(FederationSettings.OIDC_SKEW), clock);
    }

    /** A token that has been read, and of which nothing is known to be true. */
    public static final class Claimed {
        private final SignedJWT token;
        private final JWTClaimsSet claims;

        private Claimed(SignedJWT token, JWTClaimsSet claims) {
            this.token = token;
            this.claims = claims;
        }

        /** Who is said to have made it; empty if it does not say. */
        public String issuer() {
            String issuer = claims.getIssuer();
            return issuer == null ? "" : issuer;
        }
    }

    /** @throws WebIdentityException if it is no token with a signature of a kind that is taken */
    public Claimed read(String token) {
        try {
            SignedJWT read = SignedJWT.parse(token);
            if (!ALGORITHMS.contains(read.getHeader().getAlgorithm())) {
                throw invalid("The token is signed with an algorithm that is not taken");
            }
            return new Claimed(read, read.getJWTClaimsSet());
        } catch (ParseException e) {
            throw invalid("The ID Token provided is not a valid JWT");
        }
    }

    /** @throws WebIdentityException if it is not what it says, not for one of the provider's client ids, or not of now */
    public WebIdentity verify(OidcProvider provider, Claimed claimed) {
        JWTClaimsSet claims = claimed.claims;
        if (!provider.issuer().equals(claims.getIssuer())) {
            throw invalid("The token is of another issuer");
        }
        verifySignature(provider, claimed.token);
        verifyTimes(claims);
        String subject = claims.getSubject();
        if (subject == null || subject.isEmpty() || subject.length() > MAX_SUBJECT) {
            throw invalid("The token names no subject of 1 to " + MAX_SUBJECT + " characters");
        }
        List<String> audiences = audiences(provider, claims);
        return new WebIdentity(provider.issuer(), subject, audiences.getFirst(), facts(claims, audiences));
    }

    private static WebIdentityException invalid(String message) {
        return new WebIdentityException(Reason.INVALID, message);
    }

    private void verifySignature(OidcProvider provider, SignedJWT token) {
        JWKSet known = keys.of(provider, token.getHeader().getKeyID());
        List<JWK> candidates = new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader())).select(known);
        for (JWK candidate : candidates.subList(0, Math.min(candidates.size(), MAX_KEYS_TRIED))) {
            if (isSignedBy(candidate, token)) {
                return;
            }
        }
        throw invalid(
                candidates.isEmpty()
                        ? "The provider has no such key as the token is signed with"
                        : "The token's signature is not the provider's");
    }

    private static boolean isSignedBy(JWK candidate, SignedJWT token) {
        try {
            Key key = publicKey(candidate);
            return key != null
                    && token.verify(new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), key));
        } catch (JOSEException e) {
            // A key that the algorithm cannot use signed nothing.
            return false;
        }
    }

    /** Null for a key that is too weak, or of a kind that needs a shared secret. */
    private static @Nullable Key publicKey(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa when rsa.size() >= MIN_RSA_BITS -> rsa.toRSAPublicKey();
            case ECKey curve -> curve.toECPublicKey();
            default -> null;
        };
    }

    private void verifyTimes(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            throw invalid("The token names no end (exp)");
        }
        if (!now.isBefore(expires.toInstant().plus(skew))) {
            throw new WebIdentityException(
                    Reason.EXPIRED,
                    "Token expired: current date/time " + now.getEpochSecond()
                            + " must be before the expiration date/time "
                            + expires.toInstant().getEpochSecond());
        }
        refuseFuture(claims.getNotBeforeTime(), "nbf", now);
        refuseFuture(claims.getIssueTime(), "iat", now);
    }

    private void refuseFuture(@Nullable Date time, String name, Instant now) {
        if (time != null && time.toInstant().isAfter(now.plus(skew))) {
            throw invalid("The token does not hold yet (" + name + ")");
        }
    }

    /**
     * For whom it is, of those that are registered. AWS takes whom it was made by ({@code azp}) in place of that; then any
     * other service that a client of ours shows its token to could show it here.
     */
    private static List<String> audiences(OidcProvider provider, JWTClaimsSet claims) {
        List<String> registered = claims.getAudience().stream()
                .filter(provider.clientIds()::contains)
                .distinct()
                .toList();
        if (registered.isEmpty()) {
            throw invalid("Incorrect token audience");
        }
        return registered;
    }

    private static Map<String, List<String>> facts(JWTClaimsSet claims, List<String> audiences) {
        if (claims.getClaims().size() > MAX_CLAIMS) {
            throw invalid("The token has more than " + MAX_CLAIMS + " claims");
        }
        Map<String, List<String>> facts = new HashMap<>();
        claims.getClaims().forEach((name, value) -> {
            List<String> texts = texts(value);
            if (CLAIM.matcher(name).matches() && !texts.isEmpty()) {
                facts.put(name, texts);
            }
        });
        facts.put("oaud", claims.getAudience());
        facts.put("aud", audiences);
        facts.put("sub", List.of(claims.getSubject()));
        return facts;
    }

    /** Empty for what has parts with names, which keys of conditions cannot reach. */
    private static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case String text -> List.of(text);
            case Number number -> List.of(number.toString());
            case Boolean truth -> List.of(truth.toString());
            case Date time -> List.of(Long.toString(time.toInstant().getEpochSecond()));
            case List<?> list
            when list.stream().allMatch(String.class::isInstance) ->
                list.stream().map(String.class::cast).toList();
            case null, default -> List.of();
        };
    }
}
