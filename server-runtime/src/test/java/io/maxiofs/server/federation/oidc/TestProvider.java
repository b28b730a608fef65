package io.maxiofs.server.federation.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.maxiofs.server.federation.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider of OpenID Connect on a free port of this machine, that signs what it is told to. */
public final class TestProvider implements AutoCloseable {
    public static final String AUDIENCE = "backup-tool";
    public static final String SUBJECT = "ann-7";

    /** More than any test has at a time. */
    private static final int MADE_KEYS = 6;

    private static final Deque<RSAKey> RSA_KEYS = new ArrayDeque<>();

    private final TestCertificate certificate;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile JWK key;
    private volatile Behaviour behaviour = Behaviour.HONEST;

    /** How it answers. */
    public enum Behaviour {
        HONEST,
        OTHER_ISSUER,
        REDIRECTS,
        TOO_LARGE,
        NEVER_ANSWERS,
        FAILS,
        NO_JSON,
        PLAIN_KEYS
    }

    public TestProvider() {
        this(TestCertificate.ofAddress("127.0.0.1"));
    }

    public TestProvider(TestCertificate certificate) {
        this.certificate = certificate;
        this.key = rsa("first");
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        switch (behaviour) {
            case NEVER_ANSWERS -> {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            case REDIRECTS -> {
                exchange.getResponseHeaders().set("Location", url("/elsewhere"));
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
            }
            case FAILS -> send(exchange, 500, "{}");
            case NO_JSON -> send(exchange, 200, "<html>");
            default -> send(exchange, 200, document(path));
        }
    }

    private String document(String path) {
        if (path.equals("/realm/.well-known/openid-configuration")) {
            String issuer = behaviour == Behaviour.OTHER_ISSUER ? "https://other.example.com" : issuer();
            String keys = behaviour == Behaviour.PLAIN_KEYS
                    ? "http://127.0.0.1:" + server.getAddress().getPort() + "/keys"
                    : url("/keys");
            return "{\"issuer\": \"" + issuer + "\", \"jwks_uri\": \"" + keys + "\"}";
        }
        String keys = new JWKSet(key.toPublicJWK()).toString();
        return behaviour == Behaviour.TOO_LARGE ? keys + " ".repeat(1 << 20) : keys;
    }

    /** Without a length beforehand, so in chunks. */
    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        try (exchange) {
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Another key than those of the last few calls: making one takes a quarter of a second, so few are made. */
    public static synchronized RSAKey rsa(String id) {
        try {
            if (RSA_KEYS.size() < MADE_KEYS) {
                RSA_KEYS.addLast(new RSAKeyGenerator(2048).generate());
            } else {
                RSA_KEYS.addLast(RSA_KEYS.removeFirst());
            }
            return new RSAKey.Builder(RSA_KEYS.getLast()).keyID(id).build();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ECKey curve(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String url(String path) {
        return "https://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What its tokens name as issuer. */
    public String issuer() {
        return url("/realm");
    }

    /** Begin of its keys of conditions. */
    public String name() {
        return issuer().substring("https://".length());
    }

    public String thumbprint() {
        return certificate.thumbprint();
    }

    public JWK key() {
        return key;
    }

    /** Signs with another key from now on, and publishes only that. */
    public void rotate(JWK next) {
        key = next;
    }

    public void behave(Behaviour next) {
        behaviour = next;
    }

    /** Paths that were asked for. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Claims of a token that is in order at a time. */
    public JWTClaimsSet.Builder claims(Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(SUBJECT)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
    }

    /** A token that is in order now. */
    public String token() {
        return sign(claims(Instant.now()).build());
    }

    public String sign(JWTClaimsSet claims) {
        return sign(claims, key);
    }

    public static String sign(JWTClaimsSet claims, JWK key) {
        JWSAlgorithm algorithm = key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
        return sign(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims, signer(key));
    }

    public static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JWSSigner signer(JWK key) {
        try {
            return key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
