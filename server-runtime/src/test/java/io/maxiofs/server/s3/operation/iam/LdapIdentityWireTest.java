package io.maxiofs.server.s3.operation.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.StartException;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AuditEntry;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.federation.TestCertificate;
import io.maxiofs.server.federation.ldap.TestDirectory;
import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.reference.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Temporary keys for people of a directory, and what must let nobody in. */
class LdapIdentityWireTest {
    private static final String SECRET = "a-secret-for-the-tests-0123456789";
    private static final String HOME =
            "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\":"
                    + " \"s3:PutObject\", \"Resource\": \"arn:aws:s3:::office/${ldap:username}/*\"}]}";
    private static final String LIST_ONLY = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
            + " \"Action\": \"s3:ListBucket\", \"Resource\": \"*\"}]}";
    private static final String MAP = "cn=Readers, ou=groups,dc=example,dc=com -> AmazonS3ReadOnlyAccess;"
            + " uid=ann,ou=people,dc=example,dc=com -> home; uid=bob,ou=people,dc=example,dc=com -> gone";

    private final SettableClock clock = new SettableClock(Instant.now());
    private TestDirectory directory;
    private TestServer server;

    @BeforeEach
    void start() {
        directory = new TestDirectory();
        serve(directory, Map.of());
    }

    private void serve(TestDirectory of, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(of.settings());
        settings.put("federation.ldap.account", "office");
        settings.put("federation.ldap.policies", MAP);
        settings.putAll(more);
        server = TestServer.startInMemory(settings, clock);
        try (AdminClient client = server.adminClient()) {
            client.createUser(new UserDocument.New(
                    "office", null, null, null, null, null, new AccessKeyDocument.Chosen("AKIAoffice", SECRET)));
        }
        try (IamClient iam = FederationClients.iam(server, "AKIAoffice", SECRET);
                S3Client s3 = server.s3("AKIAoffice", SECRET)) {
            iam.createPolicy(b -> b.policyName("home").policyDocument(HOME));
            s3.createBucket(b -> b.bucket("office"));
            s3.putObject(b -> b.bucket("office").key("k"), RequestBody.fromString("v"));
        }
        server.s3().createBucket(b -> b.bucket("others"));
    }

    private void again(TestDirectory of, Map<String, String> more) {
        server.close();
        serve(of, more);
    }

    @AfterEach
    void stop() {
        server.close();
        directory.close();
    }

    private RawConnection.Response signIn(String name, String password, String... more) {
        String[] all = new String[4 + more.length];
        System.arraycopy(new String[] {"LDAPUsername", name, "LDAPPassword", password}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return new QueryClient(server.endpoint(), "", "", null).unsigned("AssumeRoleWithLDAPIdentity", all);
    }

    private static RawConnection.Response ok(RawConnection.Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response;
    }

    private static void refused(RawConnection.Response response, int status, String code) {
        assertThat(response.code()).as(response.text()).isEqualTo(code);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).doesNotContain("SecretAccessKey");
    }

    private S3Client s3(RawConnection.Response response) {
        return FederationClients.s3(
                server,
                response.element("AccessKeyId"),
                response.element("SecretAccessKey"),
                response.element("SessionToken"));
    }

    private static void denied(ThrowingCallable call) {
        failed("AccessDenied", call);
    }

    private static void failed(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void peopleMayWhatIsMappedToThemAndTheirGroups() {
        RawConnection.Response ann = ok(signIn("ann", TestDirectory.PASSWORD));
        assertThat(ann.text())
                .contains("<AssumeRoleWithLDAPIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">");
        assertThat(ann.element("AccessKeyId")).startsWith("ASIA");
        assertThat(ann.element("Arn")).matches("arn:aws:sts::\\d{12}:federated-user/ann");
        assertThat(Instant.parse(ann.element("Expiration")))
                .isBetween(clock.instant().plusSeconds(3_590), clock.instant().plusSeconds(3_610));
        try (S3Client s3 = s3(ann)) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket("office").key("k")).asUtf8String())
                    .isEqualTo("v");
            s3.putObject(b -> b.bucket("office").key("ann/k"), RequestBody.fromString("v"));
            denied(() -> s3.putObject(b -> b.bucket("office").key("bob/k"), RequestBody.fromString("v")));
            denied(() -> s3.listObjectsV2(b -> b.bucket("others")));
            denied(() -> s3.deleteObject(b -> b.bucket("office").key("k")));
        }
        QueryClient query = new QueryClient(
                server.endpoint(),
                ann.element("AccessKeyId"),
                ann.element("SecretAccessKey"),
                ann.element("SessionToken"));
        assertThat(query.sts("GetCallerIdentity").element("Arn")).endsWith(":federated-user/ann");
        refused(query.iam("ListUsers"), 403, "AccessDenied");
        refused(query.sts("GetSessionToken"), 403, "AccessDenied");
        server.restart();
        try (S3Client s3 = s3(ann);
                AdminClient admin = server.adminClient()) {
            s3.getObjectAsBytes(b -> b.bucket("office").key("k"));
            admin.deleteUser("office");
            failed(
                    "InvalidToken",
                    () -> s3.getObjectAsBytes(b -> b.bucket("office").key("k")));
        }
    }

    @Test
    void aPolicyThatIsNotThereAllowsNothing() {
        // Bob's group may read, but what is named for himself is gone, and might have refused.
        try (S3Client s3 = s3(ok(signIn("bob", "bob's own password")))) {
            denied(() -> s3.getObjectAsBytes(b -> b.bucket("office").key("k")));
        }
        refused(signIn("carl", "carl's own password"), 403, "AccessDenied");
    }

    @Test
    void aSessionPolicyNarrowsAndTimesAreBounded() {
        RawConnection.Response narrow =
                ok(signIn("ann", TestDirectory.PASSWORD, "Policy", LIST_ONLY, "DurationSeconds", "900"));
        assertThat(narrow.element("PackedPolicySize")).isNotEmpty();
        try (S3Client s3 = s3(narrow)) {
            s3.listObjectsV2(b -> b.bucket("office"));
            denied(() -> s3.getObjectAsBytes(b -> b.bucket("office").key("k")));
            denied(() -> s3.listObjectsV2(b -> b.bucket("others")));
        }
        refused(signIn("ann", TestDirectory.PASSWORD, "DurationSeconds", "899"), 400, "ValidationError");
        refused(signIn("ann", TestDirectory.PASSWORD, "DurationSeconds", "43201"), 400, "ValidationError");
        refused(signIn("ann", TestDirectory.PASSWORD, "Policy", "{}"), 400, "MalformedPolicyDocument");
    }

    @Test
    void theConnectionIsEncryptedByStartTlsOrThereIsNone() {
        again(directory, Map.of("federation.ldap.server", directory.plain()));
        ok(signIn("ann", TestDirectory.PASSWORD));
        refused(signIn("ann", "wrong"), 403, "AccessDenied");
        again(directory, Map.of("federation.ldap.server", directory.named()));
        ok(signIn("ann", TestDirectory.PASSWORD));
        try (TestDirectory clear = new TestDirectory(TestCertificate.ofAddress("127.0.0.1"), false)) {
            again(clear, Map.of("federation.ldap.server", clear.plain()));
            refused(signIn("ann", TestDirectory.PASSWORD), 400, "IDPCommunicationError");
            assertThat(clear.binds()).isEmpty();
        }
    }

    @Test
    void directoriesThatAreNotTheOneMeantAreToldNothing() {
        try (TestDirectory otherHost = new TestDirectory(TestCertificate.ofAddress("127.0.0.2"), true)) {
            again(otherHost, Map.of());
            refused(signIn("ann", TestDirectory.PASSWORD), 400, "IDPCommunicationError");
            again(otherHost, Map.of("federation.ldap.server", otherHost.plain()));
            refused(signIn("ann", TestDirectory.PASSWORD), 400, "IDPCommunicationError");
            again(otherHost, Map.of("federation.ldap.server", otherHost.named()));
            refused(signIn("ann", TestDirectory.PASSWORD), 400, "IDPCommunicationError");
            Map<String, String> others =
                    Map.of("federation.ldap.server", otherHost.settings().get("federation.ldap.server"));
            again(directory, others);
            refused(signIn("ann", TestDirectory.PASSWORD), 400, "IDPCommunicationError");
            assertThat(otherHost.binds()).isEmpty();
        }
    }

    @Test
    void emptyPasswordsAreNobodys() {
        refused(signIn("ann", ""), 400, "ValidationError");
        refused(signIn("", TestDirectory.PASSWORD), 400, "ValidationError");
        assertThat(directory.binds()).isEmpty();
        refused(signIn("ann", " "), 403, "AccessDenied");
    }

    @Test
    void namesAreNeverPartOfAFilter() {
        again(
                directory,
                Map.of(
                        "federation.ldap.user-filter",
                        "(&(objectClass=inetOrgPerson)(uid=%s))",
                        "security.lockout.address-failures",
                        "1000"));
        for (String name : List.of(
                "*",
                "an*",
                "ann)(uid=*",
                "x)(|(uid=ann",
                "*)(|(objectClass=*",
                "ann)(objectClass=*)",
                "\\61nn",
                "ann\\00",
                "%s",
                "%d")) {
            refused(signIn(name, TestDirectory.PASSWORD), 403, "AccessDenied");
        }
        ok(signIn("ann", TestDirectory.PASSWORD));
    }

    @Test
    void wrongPasswordsAndUnknownNamesGetOneAnswer() {
        RawConnection.Response wrong = signIn("ann", "wrong");
        RawConnection.Response unknown = signIn("nobody", "wrong");
        refused(wrong, 403, "AccessDenied");
        refused(unknown, 403, "AccessDenied");
        assertThat(unknown.element("Message")).isEqualTo(wrong.element("Message"));
        // The password of one is not the password of another.
        refused(signIn("bob", TestDirectory.PASSWORD), 403, "AccessDenied");
    }

    @Test
    void aNameThatStandsForTwoIsNobodys() {
        again(directory, Map.of("federation.ldap.user-filter", "(|(uid=%s)(mail=%s))"));
        refused(signIn("shared@example.com", TestDirectory.PASSWORD), 403, "AccessDenied");
        // Whatever was typed, the name is that of the entry.
        assertThat(ok(signIn("ANN", TestDirectory.PASSWORD)).element("Arn")).endsWith(":federated-user/ann");
    }

    @Test
    void guessingIsLimitedAsSigningInIs() {
        for (int i = 0; i < 5; i++) {
            refused(signIn("ann", "guess " + i), 403, "AccessDenied");
        }
        refused(signIn("ann", TestDirectory.PASSWORD), 400, "Throttling");
        ok(signIn("bob", "bob's own password"));
        clock.advance(Duration.ofMinutes(16));
        ok(signIn("ann", TestDirectory.PASSWORD));
    }

    @Test
    void guessingManyNamesFromOneAddressIsLimitedToo() {
        for (int i = 0; i < 20; i++) {
            refused(signIn("name" + i, "guess"), 403, "AccessDenied");
        }
        refused(signIn("ann", TestDirectory.PASSWORD), 400, "Throttling");
    }

    @Test
    void aDirectoryThatCannotBeAskedCountsAgainstNobody() {
        directory.shutDown();
        for (int i = 0; i < 6; i++) {
            refused(signIn("ann", TestDirectory.PASSWORD), 400, "IDPCommunicationError");
        }
    }

    @Test
    void whoIsInTooManyGroupsIsNotHalfKnown() {
        again(directory, Map.of("federation.ldap.max-groups", "1"));
        refused(signIn("ann", TestDirectory.PASSWORD), 400, "IDPCommunicationError");
    }

    @Test
    void theAuditKnowsWhoCameAndNoPassword() {
        RawConnection.Response ann = ok(signIn("ann", TestDirectory.PASSWORD));
        refused(signIn("ann", "a wrong password"), 403, "AccessDenied");
        try (AdminClient admin = server.adminClient()) {
            List<AuditEntry> entries = admin.audit()
                    .entries(
                            new AuditEntry.Query(null, "sts.AssumeRoleWithLDAPIdentity", null, null, null, null, null),
                            10,
                            null)
                    .items();
            assertThat(entries).hasSize(2).allSatisfy(entry -> {
                assertThat(entry.resource()).isEqualTo("directory-user/ann");
                assertThat(entry.toString()).doesNotContain(TestDirectory.PASSWORD, "a wrong password");
            });
            assertThat(entries.toString()).contains("uid=ann,ou=people,dc=example,dc=com", ann.element("AccessKeyId"));
        }
    }

    @Test
    void withoutADirectoryTheAnswerSaysSo() {
        server.close();
        server = TestServer.startInMemory(Map.of(), clock);
        RawConnection.Response response = signIn("ann", TestDirectory.PASSWORD);
        refused(response, 501, "NotImplemented");
        assertThat(response.text()).contains("not configured", "federation.ldap.server");
    }

    @Test
    void settingsThatCannotWorkAreRefusedAtTheStart() {
        assertThatThrownBy(() -> TestServer.startInMemory(
                        Map.of("federation.ldap.server", "ldaps://127.0.0.1", "federation.ldap.bind-dn", "cn=x"),
                        clock))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("federation.ldap.account")
                .hasMessageContaining("federation.ldap.user-base-dn")
                .hasMessageContaining("federation.ldap.bind-password");
        for (Map<String, String> wrong : List.of(
                Map.of("federation.ldap.user-filter", "(uid=ann)"),
                Map.of("federation.ldap.user-filter", "(uid=%s"),
                Map.of("federation.ldap.policies", "cn=x,dc=y"),
                Map.of("federation.ldap.policies", "no dn -> home"),
                Map.of("federation.ldap.ca-file", "/does/not/exist"),
                Map.of("federation.ldap.user-base-dn", "no dn"))) {
            Map<String, String> settings = new HashMap<>(directory.settings());
            settings.put("federation.ldap.account", "office");
            settings.putAll(wrong);
            assertThatThrownBy(() -> TestServer.startInMemory(settings, clock))
                    .as(wrong.toString())
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(wrong.keySet().iterator().next());
        }
    }
}
