package io.maxiofs.server.s3.operation.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.maxiofs.server.federation.oidc.TestProvider;
import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.testing.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;

/** Roles for tokens of a provider of OpenID Connect, with the SDK, against a whole server and a provider that signs. */
class WebIdentityWireTest {
    private static final String ALLOW_S3 = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
            + " \"Action\": \"s3:*\", \"Resource\": \"*\"}]}";
    private static final String READ_ONLY = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
            + " \"Action\": [\"s3:GetObject\", \"s3:ListBucket\"], \"Resource\": \"*\"}]}";

    private static TestServer server;
    private static TestProvider provider;
    private static String providerArn;

    @BeforeAll
    static void start() {
        provider = new TestProvider();
        server = TestServer.start(
                Map.of("federation.oidc.allow-private-addresses", "true", "federation.oidc.timeout", "1m"));
        try (IamClient iam = admin()) {
            providerArn = iam.createOpenIDConnectProvider(b -> b.url(provider.issuer())
                            .clientIDList(TestProvider.AUDIENCE)
                            .thumbprintList(provider.thumbprint()))
                    .openIDConnectProviderArn();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
    }

    private static IamClient admin() {
        return FederationClients.iam(server, TestServer.ACCESS_KEY, TestServer.SECRET_KEY);
    }

    /** @param condition in the trust policy, with NAME for the provider's; empty for none */
    private static String role(String name, String condition, String policy) {
        String trust = trust("{\"Effect\": \"Allow\", \"Principal\": {\"Federated\": \"" + providerArn
                + "\"}, \"Action\": \"sts:AssumeRoleWithWebIdentity\""
                + (condition.isEmpty() ? "" : ", \"Condition\": " + condition.replace("NAME", provider.name())) + "}");
        return roleTrusting(name, trust, policy);
    }

    private static String trust(String statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}";
    }

    private static String roleTrusting(String name, String trust, String policy) {
        try (IamClient iam = admin()) {
            String arn = iam.createRole(b -> b.roleName(name).assumeRolePolicyDocument(trust))
                    .role()
                    .arn();
            iam.putRolePolicy(b -> b.roleName(name).policyName("p").policyDocument(policy));
            return arn;
        }
    }

    private static AssumeRoleWithWebIdentityResponse assume(String role, String token) {
        try (StsClient sts = FederationClients.sts(server)) {
            return sts.assumeRoleWithWebIdentity(
                    b -> b.roleArn(role).roleSessionName("visit").webIdentityToken(token));
        }
    }

    private static S3Client s3(Credentials credentials) {
        return FederationClients.s3(
                server, credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    private static RawConnection.Response raw(String role, String token, String... more) {
        QueryClient client = new QueryClient(server.endpoint(), "", "", null);
        String[] all = new String[6 + more.length];
        System.arraycopy(
                new String[] {"RoleArn", role, "RoleSessionName", "visit", "WebIdentityToken", token}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return client.unsigned("AssumeRoleWithWebIdentity", all);
    }

    private static void denied(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    }

    @Test
    void aTokenGivesTheRightsOfTheRoleUntilTheRoleIsGone() {
        String role =
                role("whole", "{\"StringEquals\": {\"NAME:aud\": \"backup-tool\", \"NAME:sub\": \"ann-7\"}}", ALLOW_S3);
        AssumeRoleWithWebIdentityResponse response = assume(role, provider.token());
        assertThat(response.subjectFromWebIdentityToken()).isEqualTo("ann-7");
        assertThat(response.audience()).isEqualTo("backup-tool");
        assertThat(response.provider()).isEqualTo(provider.issuer());
        assertThat(response.assumedRoleUser().arn()).endsWith(":assumed-role/whole/visit");
        assertThat(response.assumedRoleUser().assumedRoleId())
                .startsWith("AROA")
                .endsWith(":visit");
        Credentials credentials = response.credentials();
        assertThat(credentials.accessKeyId()).startsWith("ASIA");
        assertThat(credentials.expiration()).isAfter(Instant.now().plusSeconds(3_000));
        try (S3Client s3 = s3(credentials);
                IamClient iam = FederationClients.iam(
                        server, credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
                StsClient sts = FederationClients.sts(
                        server, credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())) {
            s3.createBucket(b -> b.bucket("federated"));
            s3.putObject(b -> b.bucket("federated").key("k"), RequestBody.fromString("v"));
            assertThat(server.s3()
                            .getObjectAsBytes(b -> b.bucket("federated").key("k"))
                            .asUtf8String())
                    .isEqualTo("v");
            assertThat(sts.getCallerIdentity().arn()).endsWith(":assumed-role/whole/visit");
            denied(iam::listUsers);
            denied(sts::getSessionToken);
            denied(() -> sts.assumeRole(b -> b.roleArn(role).roleSessionName("again")));
        }
        server.restart();
        try (S3Client s3 = s3(credentials);
                IamClient iam = admin()) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket("federated").key("k")).asUtf8String())
                    .as("sessions survive a restart")
                    .isEqualTo("v");
            iam.deleteRolePolicy(b -> b.roleName("whole").policyName("p"));
            denied(() -> s3.getObjectAsBytes(b -> b.bucket("federated").key("k")));
            iam.deleteRole(b -> b.roleName("whole"));
            assertThatThrownBy(
                            () -> s3.getObjectAsBytes(b -> b.bucket("federated").key("k")))
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidToken"));
        }
    }

    @Test
    void theTrustPolicyDecides() {
        String one = role("only-bob", "{\"StringEquals\": {\"NAME:sub\": \"bob\"}}", ALLOW_S3);
        denied(() -> assume(one, provider.token()));
        assume(one, provider.sign(provider.claims(Instant.now()).subject("bob").build()));

        String strong = role(
                "strong",
                "{\"ForAnyValue:StringEquals\": {\"NAME:amr\": \"mfa\"}, \"Bool\": {\"NAME:staff\": \"true\"}}",
                ALLOW_S3);
        denied(() -> assume(strong, provider.token()));
        assume(
                strong,
                provider.sign(provider.claims(Instant.now())
                        .claim("amr", List.of("pwd", "mfa"))
                        .claim("staff", true)
                        .build()));

        String otherAction = roleTrusting(
                "other-action",
                trust("{\"Effect\": \"Allow\", \"Principal\": {\"Federated\": \"" + providerArn
                        + "\"}, \"Action\": \"sts:AssumeRole\"}"),
                ALLOW_S3);
        denied(() -> assume(otherAction, provider.token()));
        String otherProvider = roleTrusting(
                "other-provider",
                trust("{\"Effect\": \"Allow\", \"Principal\": {\"Federated\": \"" + providerArn
                        + "/x\"}, \"Action\": \"sts:AssumeRoleWithWebIdentity\"}"),
                ALLOW_S3);
        denied(() -> assume(otherProvider, provider.token()));
        String account = roleTrusting(
                "account",
                trust("{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::"
                        + providerArn.split(":", -1)[4] + ":root\"}, \"Action\": \"sts:*\"}"),
                ALLOW_S3);
        denied(() -> assume(account, provider.token()));
        String denying = roleTrusting(
                "denying",
                trust("{\"Effect\": \"Allow\", \"Principal\": {\"Federated\": \"" + providerArn
                        + "\"}, \"Action\": \"sts:AssumeRoleWithWebIdentity\"}, {\"Effect\": \"Deny\", \"Principal\": \"*\","
                        + " \"Action\": \"sts:*\", \"Condition\": {\"StringEquals\": {\"" + provider.name()
                        + ":sub\": \"ann-7\"}}}"),
                ALLOW_S3);
        denied(() -> assume(denying, provider.token()));
        denied(() -> assume(one.replace("only-bob", "never-was"), provider.token()));
    }

    @Test
    void whatATokenSaysCanBeAskedForByPoliciesOfTheRole() {
        String policy = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\","
                + " \"Resource\": \"arn:aws:s3:::shared/${" + provider.name() + ":sub}/*\", \"Condition\":"
                + " {\"StringEquals\": {\"aws:FederatedProvider\": \"" + providerArn + "\"}}}]}";
        String role = role("own-folder", "", policy);
        server.s3().createBucket(b -> b.bucket("shared"));
        try (S3Client s3 = s3(assume(role, provider.token()).credentials())) {
            s3.putObject(b -> b.bucket("shared").key("ann-7/k"), RequestBody.fromString("v"));
            denied(() -> s3.putObject(b -> b.bucket("shared").key("bob/k"), RequestBody.fromString("v")));
        }
    }

    @Test
    void aSessionPolicyNarrowsAndNeverAdds() {
        String role = role("reader", "", READ_ONLY);
        server.s3().createBucket(b -> b.bucket("narrow"));
        server.s3().putObject(b -> b.bucket("narrow").key("k"), RequestBody.fromString("v"));
        try (StsClient sts = FederationClients.sts(server)) {
            AssumeRoleWithWebIdentityResponse wide = sts.assumeRoleWithWebIdentity(b -> b.roleArn(role)
                    .roleSessionName("wide")
                    .webIdentityToken(provider.token())
                    .policy(ALLOW_S3)
                    .durationSeconds(900));
            try (S3Client s3 = s3(wide.credentials())) {
                s3.getObjectAsBytes(b -> b.bucket("narrow").key("k"));
                denied(() -> s3.putObject(b -> b.bucket("narrow").key("k"), RequestBody.fromString("w")));
            }
            Credentials listing = sts.assumeRoleWithWebIdentity(b -> b.roleArn(role)
                            .roleSessionName("list")
                            .webIdentityToken(provider.token())
                            .policy(READ_ONLY.replace("\"s3:GetObject\", ", "")))
                    .credentials();
            try (S3Client s3 = s3(listing)) {
                s3.listObjectsV2(b -> b.bucket("narrow"));
                denied(() -> s3.getObjectAsBytes(b -> b.bucket("narrow").key("k")));
            }
            assertThatThrownBy(() -> sts.assumeRoleWithWebIdentity(b -> b.roleArn(role)
                            .roleSessionName("bad")
                            .webIdentityToken(provider.token())
                            .policy("{\"Version\": 1}")))
                    .isInstanceOf(MalformedPolicyDocumentException.class);
        }
        assertThat(raw(role, provider.token(), "Policy", ALLOW_S3).element("PackedPolicySize"))
                .matches("[1-9][0-9]?");
        assertThat(raw(role, provider.token()).text()).doesNotContain("PackedPolicySize");
        assertThat(raw(role, provider.token(), "DurationSeconds", "899").code()).isEqualTo("ValidationError");
        assertThat(raw(role, provider.token(), "DurationSeconds", "3601").code())
                .isEqualTo("ValidationError");
        assertThat(raw(role, "x".repeat(20_001)).code()).isEqualTo("ValidationError");
        assertThat(raw(role, "").code()).isEqualTo("ValidationError");
        assertThat(raw(role, provider.token(), "ProviderId", "www.amazon.com").code())
                .isEqualTo("NotImplemented");
    }

    @Test
    void errorsAreThoseOfAws() {
        String role = role("errors", "", ALLOW_S3);
        Instant now = Instant.now();
        JWTClaimsSet old = provider.claims(now.minusSeconds(4_000)).build();
        assertThatThrownBy(() -> assume(role, provider.sign(old))).isInstanceOf(ExpiredTokenException.class);
        assertThatThrownBy(() -> assume(role, "no.token.at-all")).isInstanceOf(InvalidIdentityTokenException.class);
        RawConnection.Response response = raw(role, "no.token.at-all");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text())
                .startsWith("<?xml")
                .contains("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">");
    }

    @Test
    void deletingTheProviderEndsWhatRestsOnItsWord() {
        try (TestProvider passing = new TestProvider();
                IamClient iam = admin()) {
            String arn = iam.createOpenIDConnectProvider(b -> b.url(passing.issuer())
                            .clientIDList(TestProvider.AUDIENCE)
                            .thumbprintList(passing.thumbprint()))
                    .openIDConnectProviderArn();
            String role = roleTrusting(
                    "passing",
                    trust("{\"Effect\": \"Allow\", \"Principal\": {\"Federated\": \"" + arn
                            + "\"}, \"Action\": \"sts:AssumeRoleWithWebIdentity\"}"),
                    ALLOW_S3);
            try (S3Client s3 = s3(assume(role, passing.token()).credentials())) {
                s3.listBuckets();
                iam.deleteOpenIDConnectProvider(b -> b.openIDConnectProviderArn(arn));
                assertThatThrownBy(s3::listBuckets)
                        .isInstanceOfSatisfying(
                                AwsServiceException.class,
                                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidToken"));
                iam.createOpenIDConnectProvider(b -> b.url(passing.issuer())
                        .clientIDList(TestProvider.AUDIENCE)
                        .thumbprintList(passing.thumbprint()));
                assertThatThrownBy(s3::listBuckets).as("another provider").isInstanceOf(AwsServiceException.class);
            }
        }
    }
}
