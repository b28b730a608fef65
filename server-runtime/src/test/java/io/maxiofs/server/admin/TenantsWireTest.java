package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.GroupDocument;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Tenants, groups, narrowed keys and quotas: set through the admin API, felt through S3. */
class TenantsWireTest {
    private static final String SECRET = "a-secret-for-the-tests-0123456789";
    private static final String READ_ONLY = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
            + " \"Action\": [\"s3:GetObject\", \"s3:ListBucket\"], \"Resource\": \"*\"}]}";

    private static TestServer server;
    private static AdminClient admin;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        admin = server.adminClient();
    }

    @AfterAll
    static void stop() {
        admin.close();
        server.close();
    }

    private static void tenant(String name, TenantDocument.@Nullable Limits limits) {
        admin.createTenant(new TenantDocument.New(name, null, limits));
    }

    private static S3Client user(String name, @Nullable String tenant) {
        admin.createUser(new UserDocument.New(
                name, null, null, null, null, null, new AccessKeyDocument.Chosen("AKIA" + name, SECRET), tenant));
        return server.s3("AKIA" + name, SECRET);
    }

    private static void refused(Runnable call, String code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    /** How many of the calls made at once were not refused. */
    private static int succeeding(int calls, IntConsumer call) {
        List<CompletableFuture<Boolean>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(calls)) {
            for (int i = 0; i < calls; i++) {
                int number = i;
                results.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                call.accept(number);
                                return true;
                            } catch (S3Exception e) {
                                return false;
                            }
                        },
                        threads));
            }
            return (int) results.stream().filter(CompletableFuture::join).count();
        }
    }

    @Test
    void suspendingATenantStopsItsUsersAndTheirLinksAtOnce() throws IOException {
        tenant("stopped", null);
        try (S3Client ann = user("ann", "stopped");
                S3Presigner presigner = S3Presigner.builder()
                        .endpointOverride(server.endpoint())
                        .region(Region.of(TestServer.REGION))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAann", SECRET)))
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .build())
                        .build()) {
            ann.createBucket(b -> b.bucket("stopped-1"));
            ann.putObject(b -> b.bucket("stopped-1").key("k"), RequestBody.fromString("v"));
            URL link = presigner
                    .presignGetObject(p -> p.signatureDuration(Duration.ofHours(1))
                            .getObjectRequest(o -> o.bucket("stopped-1").key("k")))
                    .url();
            assertThat(status(link)).isEqualTo(200);

            admin.changeTenant("stopped", new TenantDocument.Change(null, "suspended", null));
            refused(ann::listBuckets, "InvalidAccessKeyId");
            assertThat(status(link)).isEqualTo(403);

            admin.changeTenant("stopped", new TenantDocument.Change(null, "active", null));
            assertThat(status(link)).isEqualTo(200);
            assertThatThrownBy(() -> admin.deleteTenant("stopped")).isInstanceOf(AdminClientException.class);
        }
    }

    private static int status(URL link) throws IOException {
        return ((HttpURLConnection) link.openConnection()).getResponseCode();
    }

    @Test
    void bytesOfATenantAreLimitedExactly() {
        tenant("bytes", new TenantDocument.Limits(50_000L, null, null));
        try (S3Client ben = user("ben", "bytes")) {
            ben.createBucket(b -> b.bucket("bytes-1"));
            ben.createBucket(b -> b.bucket("bytes-2"));
            int stored = succeeding(
                    12,
                    i -> ben.putObject(
                            b -> b.bucket("bytes-" + (1 + i % 2)).key("k" + i),
                            RequestBody.fromBytes(new byte[10_000])));
            assertThat(stored).isEqualTo(5);
            refused(
                    () -> ben.putObject(b -> b.bucket("bytes-1").key("more"), RequestBody.fromString("x")),
                    "QuotaExceeded");
            assertThat(usage("bytes").bytes()).isEqualTo(50_000);
        }
    }

    @Test
    void limitsHoldAtOnceWhenTheyAreChanged() {
        tenant("changed", null);
        try (S3Client oli = user("oli", "changed")) {
            oli.createBucket(b -> b.bucket("changed-1"));
            oli.putObject(b -> b.bucket("changed-1").key("k"), RequestBody.fromBytes(new byte[1_000]));
            admin.changeTenant(
                    "changed", new TenantDocument.Change(null, null, new TenantDocument.Limits(1_000L, 1L, 1L)));
            refused(
                    () -> oli.putObject(b -> b.bucket("changed-1").key("l"), RequestBody.fromString("x")),
                    "QuotaExceeded");
            refused(() -> oli.createBucket(b -> b.bucket("changed-2")), "TooManyBuckets");
            assertThatThrownBy(() -> admin.createAccessKey(new AccessKeyDocument.New("oli", null, null)))
                    .isInstanceOf(AdminClientException.class);
            oli.deleteObject(b -> b.bucket("changed-1").key("k"));
            oli.putObject(b -> b.bucket("changed-1").key("l"), RequestBody.fromBytes(new byte[1_000]));
            admin.changeTenant("changed", new TenantDocument.Change(null, null, TenantDocument.Limits.NONE));
            oli.createBucket(b -> b.bucket("changed-2"));
            oli.putObject(b -> b.bucket("changed-2").key("k"), RequestBody.fromBytes(new byte[9_000]));
        }
    }

    @Test
    void saysWhereAPolicyIsWrong() {
        admin.createGroup(new GroupDocument.New("wrong", null));
        assertWrong("policy", "{\n  \"Version\": nothing\n}", "line 2, column");
        assertWrong(
                "policy",
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\","
                        + " \"Resource\": \"*\"}, {\"Effect\": \"Maybe\"}]}",
                "statement 2");
        assertWrong("no name at all", READ_ONLY, "name");
        admin.deleteGroup("wrong", null);
    }

    private static void assertWrong(String name, String document, String place) {
        assertThatThrownBy(() -> admin.changeGroup(
                        "wrong", null, new GroupDocument.Change(null, null, null, null, name, document)))
                .isInstanceOfSatisfying(AdminClientException.class, e -> {
                    assertThat(e.problem().orElseThrow().code()).isEqualTo("invalid");
                    assertThat(e).hasMessageContaining(place);
                });
    }

    private static TenantDocument.Usage usage(String name) {
        return admin.tenants().stream()
                .filter(tenant -> tenant.name().equals(name))
                .findFirst()
                .orElseThrow()
                .usage();
    }

    @Test
    void bucketsOfATenantAreLimitedExactly() {
        tenant("buckets", new TenantDocument.Limits(null, 3L, null));
        try (S3Client cid = user("cid", "buckets")) {
            assertThat(succeeding(10, i -> cid.createBucket(b -> b.bucket("limited-" + i))))
                    .isEqualTo(3);
            refused(() -> cid.createBucket(b -> b.bucket("limited-more")), "TooManyBuckets");
            assertThat(usage("buckets").buckets()).isEqualTo(3);
        }
    }

    @Test
    void keysOfATenantAreLimited() {
        tenant("keys", new TenantDocument.Limits(null, null, 2L));
        user("dan", "keys").close();
        AccessKeyDocument.Issued second = admin.createAccessKey(new AccessKeyDocument.New("dan", null, null));
        assertThatThrownBy(() -> admin.createAccessKey(new AccessKeyDocument.New("dan", null, null)))
                .isInstanceOfSatisfying(
                        AdminClientException.class,
                        e -> assertThat(e.problem().orElseThrow().code()).isEqualTo("limit-reached"));
        admin.deleteAccessKey(second.key().id());
        admin.createAccessKey(new AccessKeyDocument.New("dan", null, null));
    }

    @Test
    void quotaOfABucketRefusesAndLeavesWhatWasThere() {
        try (S3Client eve = user("eve", null)) {
            eve.createBucket(b -> b.bucket("small"));
            eve.putObject(b -> b.bucket("small").key("k"), RequestBody.fromString("old"));
            admin.buckets().setQuota("small", new QuotaDocument(10L, 2L));
            refused(
                    () -> eve.putObject(b -> b.bucket("small").key("k"), RequestBody.fromString("longer than ten")),
                    "QuotaExceeded");
            assertThat(eve.getObjectAsBytes(b -> b.bucket("small").key("k")).asUtf8String())
                    .isEqualTo("old");
            eve.putObject(b -> b.bucket("small").key("l"), RequestBody.fromString("2"));
            refused(() -> eve.putObject(b -> b.bucket("small").key("m"), RequestBody.fromString("3")), "QuotaExceeded");
            admin.buckets().setQuota("small", new QuotaDocument(null, null));
            eve.putObject(b -> b.bucket("small").key("m"), RequestBody.fromString("3"));
            assertThatThrownBy(() -> admin.buckets().setQuota("small", new QuotaDocument(-1L, null)))
                    .isInstanceOf(AdminClientException.class);
        }
    }

    @Test
    void aKeyMayBeNarrowerThanItsUserAndEnd() {
        try (S3Client fay = user("fay", null)) {
            fay.createBucket(b -> b.bucket("fays"));
            fay.putObject(b -> b.bucket("fays").key("k"), RequestBody.fromString("v"));
            AccessKeyDocument.Issued narrow =
                    admin.createAccessKey(new AccessKeyDocument.New("fay", null, null, READ_ONLY));
            try (S3Client reader = server.s3(narrow.key().id(), narrow.secretKey())) {
                assertThat(reader.getObjectAsBytes(b -> b.bucket("fays").key("k"))
                                .asUtf8String())
                        .isEqualTo("v");
                refused(
                        () -> reader.putObject(b -> b.bucket("fays").key("k"), RequestBody.fromString("w")),
                        "AccessDenied");
                admin.changeAccessKey(narrow.key().id(), new AccessKeyDocument.Change(null, null, false, ""));
                reader.putObject(b -> b.bucket("fays").key("k"), RequestBody.fromString("w"));
                admin.changeAccessKey(
                        narrow.key().id(),
                        new AccessKeyDocument.Change(null, Instant.parse("2020-01-01T00:00:00Z"), false, null));
                refused(reader::listBuckets, "InvalidAccessKeyId");
            }
            assertThatThrownBy(() -> admin.createAccessKey(new AccessKeyDocument.New("fay", null, null, "{}")))
                    .isInstanceOf(AdminClientException.class);
        }
    }

    @Test
    void groupsReachTheBucketsOfTheirTenantAndNoOthers() {
        tenant("team", null);
        try (S3Client gil = user("gil", "team");
                S3Client hal = user("hal", "team");
                S3Client ida = user("ida", null)) {
            gil.createBucket(b -> b.bucket("gils"));
            ida.createBucket(b -> b.bucket("idas"));
            refused(() -> hal.listObjectsV2(b -> b.bucket("gils")), "AccessDenied");
            admin.createGroup(new GroupDocument.New("readers", "team"));
            admin.changeGroup(
                    "readers",
                    "team",
                    new GroupDocument.Change(
                            "hal", null, "arn:aws:iam::aws:policy/AmazonS3FullAccess", null, null, null));
            hal.listObjectsV2(b -> b.bucket("gils"));
            refused(() -> hal.listObjectsV2(b -> b.bucket("idas")), "AccessDenied");
            assertThatThrownBy(() -> admin.changeGroup(
                            "readers", "team", new GroupDocument.Change("ida", null, null, null, null, null)))
                    .isInstanceOf(AdminClientException.class);
            admin.changeGroup("readers", "team", new GroupDocument.Change(null, "hal", null, null, null, null));
            refused(() -> hal.listObjectsV2(b -> b.bucket("gils")), "AccessDenied");
            admin.deleteGroup("readers", "team");
        }
    }

    @Test
    void anAdministratorOfATenantReachesNoOther() {
        tenant("mine", null);
        admin.createUser(new UserDocument.New(
                "jim",
                null,
                null,
                null,
                "admin",
                "a password for jim",
                new AccessKeyDocument.Chosen("AKIAjim", SECRET),
                "mine"));
        try (S3Client jim = server.s3("AKIAjim", SECRET);
                S3Client kim = user("kim", "mine");
                S3Client leo = user("leo", null)) {
            kim.createBucket(b -> b.bucket("kims"));
            leo.createBucket(b -> b.bucket("leos"));
            jim.listObjectsV2(b -> b.bucket("kims"));
            refused(() -> jim.listObjectsV2(b -> b.bucket("leos")), "AccessDenied");
        }
        try (AdminClient asJim = AdminClient.connect(server.localAccess()).signIn("jim", "a password for jim")) {
            assertThat(asJim.users())
                    .extracting(UserDocument::name)
                    .contains("jim", "kim")
                    .doesNotContain("leo", "admin");
            assertThatThrownBy(asJim::status).isInstanceOf(AdminClientException.class);
        }
    }
}
