package io.maxiofs.server.s3.operation.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.maxiofs.server.federation.TestCertificate;
import io.maxiofs.server.federation.oidc.TestProvider;
import io.maxiofs.server.federation.oidc.TestProvider.Behaviour;
import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.reference.SettableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.iam.IamClient;

/** Tokens that must let nobody in, and providers that do what they should not. */
class WebIdentityAttackTest {
    private static final String ALLOW_S3 = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
            + " \"Action\": \"s3:*\", \"Resource\": \"*\"}]}";

    private final SettableClock clock = new SettableClock(Instant.now());
    private TestProvider provider;
    private TestServer server;
    private String role;

    @BeforeEach
    void start() {
        provider = new TestProvider();
        serve(Map.of());
    }

    private void serve(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("federation.oidc.allow-private-addresses", "true", "federation.oidc.timeout", "1m"));
        settings.putAll(more);
        server = TestServer.startInMemory(settings, clock);
        role = trust(provider, provider.thumbprint());
    }

    private String trust(TestProvider one, String... thumbprints) {
        try (IamClient iam = FederationClients.iam(server, TestServer.ACCESS_KEY, TestServer.SECRET_KEY)) {
            String arn = iam.createOpenIDConnectProvider(b -> b.url(one.issuer())
                            .clientIDList(TestProvider.AUDIENCE)
                            .thumbprintList(thumbprints))
                    .openIDConnectProviderArn();
            String name = "role-" + URI.create(one.issuer()).getPort();
            String made = iam.createRole(b -> b.roleName(name)
                            .assumeRolePolicyDocument(
                                    "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                                            + " \"Principal\": {\"Federated\": \"" + arn + "\"}, \"Action\":"
                                            + " \"sts:AssumeRoleWithWebIdentity\"}]}"))
                    .role()
                    .arn();
            iam.putRolePolicy(b -> b.roleName(name).policyName("p").policyDocument(ALLOW_S3));
            return made;
        }
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    private JWTClaimsSet.Builder claims() {
        return provider.claims(clock.instant());
    }

    private RawConnection.Response assume(String roleArn, String token) {
        return new QueryClient(server.endpoint(), "", "", null)
                .unsigned(
                        "AssumeRoleWithWebIdentity",
                        "RoleArn",
                        roleArn,
                        "RoleSessionName",
                        "visit",
                        "WebIdentityToken",
                        token);
    }

    private void taken(String token) {
        RawConnection.Response response = assume(role, token);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(response.element("AccessKeyId")).startsWith("ASIA");
    }

    private void refused(String token, String code) {
        RawConnection.Response response = assume(role, token);
        assertThat(response.code()).as(response.text()).isEqualTo(code);
        assertThat(response.text()).doesNotContain("SecretAccessKey");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void unsignedTokensAreRefused() {
        taken(provider.sign(claims().build()));
        refused(new PlainJWT(claims().build()).serialize(), "InvalidIdentityToken");
        for (String algorithm : List.of("none", "None", "NONE", "")) {
            String head = encoded("{\"alg\":\"" + algorithm + "\",\"kid\":\"first\"}");
            refused(head + "." + encoded(claims().build().toString()) + ".", "InvalidIdentityToken");
            refused(head + "." + encoded(claims().build().toString()) + ".AAAA", "InvalidIdentityToken");
        }
        String good = provider.sign(claims().build());
        refused(good.substring(0, good.lastIndexOf('.') + 1), "InvalidIdentityToken");
    }

    @Test
    void aPublicKeyIsNoSharedSecret() throws JOSEException {
        byte[] secret = ((RSAKey) provider.key()).toRSAPublicKey().getEncoded();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build();
        refused(TestProvider.sign(header, claims().build(), new MACSigner(secret)), "InvalidIdentityToken");
        assertThat(provider.asked())
                .as("nobody is asked for the keys of such a token")
                .isEmpty();
    }

    @Test
    void othersKeysAreNotTheProviders() {
        RSAKey own = TestProvider.rsa("first");
        refused(TestProvider.sign(claims().build(), own), "InvalidIdentityToken");
        JWSHeader brought = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("first")
                .jwk(own.toPublicJWK())
                .jwkURL(URI.create(provider.issuer() + "/brought"))
                .build();
        refused(TestProvider.sign(brought, claims().build(), TestProvider.signer(own)), "InvalidIdentityToken");
        assertThat(provider.asked()).doesNotContain("/realm/brought");
        // A curve's key under the name of another kind of key.
        refused(TestProvider.sign(claims().build(), TestProvider.curve("first")), "InvalidIdentityToken");
    }

    @Test
    void changedTokensAreRefused() {
        String[] parts = provider.sign(claims().build()).split("\\.", -1);
        String other = encoded(claims().subject("root").build().toString());
        refused(parts[0] + "." + other + "." + parts[2], "InvalidIdentityToken");
        refused(parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[2], "InvalidIdentityToken");
    }

    @Test
    void tokensForOthersAreRefused() {
        refused(provider.sign(claims().audience("another-tool").build()), "InvalidIdentityToken");
        refused(provider.sign(claims().audience((String) null).build()), "InvalidIdentityToken");
        // Made by a client of ours, but for somebody else, who could show it here.
        refused(
                provider.sign(claims().audience("another-tool")
                        .claim("azp", TestProvider.AUDIENCE)
                        .build()),
                "InvalidIdentityToken");
        taken(provider.sign(claims().audience(List.of("another-tool", TestProvider.AUDIENCE))
                .build()));
    }

    @Test
    void tokensOfOtherIssuersAreRefused() {
        refused(provider.sign(claims().issuer("https://idp.example.com").build()), "InvalidIdentityToken");
        refused(provider.sign(claims().issuer(provider.issuer() + "/").build()), "InvalidIdentityToken");
        refused(provider.sign(claims().issuer(null).build()), "InvalidIdentityToken");
        try (TestProvider second = new TestProvider()) {
            String secondRole = trust(second, second.thumbprint());
            String theirs = second.sign(second.claims(clock.instant()).build());
            assertThat(assume(secondRole, theirs).status()).isEqualTo(200);
            refused(theirs, "AccessDenied");
            // The second one's keys do not speak for the first.
            refused(second.sign(claims().build()), "InvalidIdentityToken");
        }
    }

    @Test
    void timesAreKeptWithinTheSkew() {
        Instant now = clock.instant();
        taken(provider.sign(
                claims().expirationTime(Date.from(now.minusSeconds(50))).build()));
        refused(
                provider.sign(
                        claims().expirationTime(Date.from(now.minusSeconds(70))).build()),
                "ExpiredTokenException");
        refused(provider.sign(claims().expirationTime(null).build()), "InvalidIdentityToken");
        taken(provider.sign(
                claims().notBeforeTime(Date.from(now.plusSeconds(50))).build()));
        refused(
                provider.sign(
                        claims().notBeforeTime(Date.from(now.plusSeconds(70))).build()),
                "InvalidIdentityToken");
        refused(provider.sign(claims().issueTime(Date.from(now.plusSeconds(70))).build()), "InvalidIdentityToken");
    }

    @Test
    void subjectsAreNamedAndBounded() {
        refused(provider.sign(claims().subject(null).build()), "InvalidIdentityToken");
        refused(provider.sign(claims().subject("").build()), "InvalidIdentityToken");
        refused(provider.sign(claims().subject("x".repeat(256)).build()), "InvalidIdentityToken");
        JWTClaimsSet.Builder many = claims();
        for (int i = 0; i < 120; i++) {
            many.claim("c" + i, i);
        }
        refused(provider.sign(many.build()), "InvalidIdentityToken");
    }

    @Test
    void strangersDoNotMakeTheServerAskAgainAndAgain() {
        taken(provider.sign(claims().build()));
        int asked = provider.asked().size();
        RSAKey next = TestProvider.rsa("second");
        provider.rotate(next);
        for (int i = 0; i < 20; i++) {
            refused(TestProvider.sign(claims().build(), TestProvider.curve("unknown" + i)), "InvalidIdentityToken");
        }
        refused(provider.sign(claims().build()), "InvalidIdentityToken");
        assertThat(provider.asked()).hasSize(asked);
        clock.advance(Duration.ofSeconds(31));
        taken(provider.sign(claims().build()));
        assertThat(provider.asked()).hasSize(asked + 2);
    }

    @Test
    void keysThatAreTakenBackAreForgottenWithTheirAge() {
        RSAKey old = (RSAKey) provider.key();
        taken(provider.sign(claims().build()));
        provider.rotate(TestProvider.curve("second"));
        clock.advance(Duration.ofMinutes(61));
        refused(TestProvider.sign(claims().build(), old), "InvalidIdentityToken");
        taken(provider.sign(claims().build()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {"OTHER_ISSUER", "REDIRECTS", "TOO_LARGE", "FAILS", "NO_JSON", "PLAIN_KEYS"})
    void providersThatDoNotBehaveAreNotBelieved(Behaviour behaviour) {
        provider.behave(behaviour);
        refused(provider.sign(claims().build()), "IDPCommunicationError");
        assertThat(provider.asked()).doesNotContain("/elsewhere");
        int asked = provider.asked().size();
        refused(provider.sign(claims().build()), "IDPCommunicationError");
        assertThat(provider.asked()).as("it is not asked again at once").hasSize(asked);
        provider.behave(Behaviour.HONEST);
        clock.advance(Duration.ofSeconds(31));
        taken(provider.sign(claims().build()));
    }

    @Test
    void aProviderThatNeverAnswersIsGivenUp() {
        server.close();
        serve(Map.of("federation.oidc.timeout", "300ms"));
        provider.behave(Behaviour.NEVER_ANSWERS);
        refused(provider.sign(claims().build()), "IDPCommunicationError");
    }

    @Test
    void addressesOfPrivateNetworksAreNotAsked() {
        server.close();
        serve(Map.of("federation.oidc.allow-private-addresses", "false"));
        refused(provider.sign(claims().build()), "IDPCommunicationError");
        assertThat(provider.asked()).isEmpty();
    }

    @Test
    void certificatesNobodyVouchesForAreNotTrusted() {
        try (TestProvider unknown = new TestProvider();
                TestProvider otherHost = new TestProvider(TestCertificate.ofAddress("127.0.0.2"))) {
            String noThumbprint = trust(unknown);
            assertThat(assume(
                                    noThumbprint,
                                    unknown.sign(unknown.claims(clock.instant()).build()))
                            .code())
                    .isEqualTo("IDPCommunicationError");
            String wrongName = trust(otherHost, otherHost.thumbprint());
            assertThat(assume(
                                    wrongName,
                                    otherHost.sign(
                                            otherHost.claims(clock.instant()).build()))
                            .code())
                    .isEqualTo("IDPCommunicationError");
            assertThat(unknown.asked()).isEmpty();
            assertThat(otherHost.asked()).isEmpty();
        }
    }

    @Test
    void anAuthoritysThumbprintVouchesForWhatItSigned() {
        TestCertificate authority = TestCertificate.authority();
        try (TestProvider signed = new TestProvider(authority.issue("127.0.0.1"))) {
            String arn = trust(signed, authority.thumbprint());
            RawConnection.Response response =
                    assume(arn, signed.sign(signed.claims(clock.instant()).build()));
            assertThat(response.status()).as(response.text()).isEqualTo(200);
        }
    }

    @Test
    void rolesThatAreNotThereAreRefusedLikeThoseThatDoNotTrust() {
        RawConnection.Response missing = assume(role + "x", provider.sign(claims().build()));
        assertThat(missing.code()).isEqualTo("AccessDenied");
        String nobody = "arn:aws:iam::000000000000:role/x";
        assertThat(assume(nobody, provider.sign(claims().build())).code()).isEqualTo("InvalidIdentityToken");
        assertThat(assume("no-arn", provider.sign(claims().build())).code()).isEqualTo("InvalidIdentityToken");
    }
}
