package io.maxiofs.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;

/** What clients do beyond copying: old versions, backups that cannot be removed, settings of buckets. */
class ClientFeaturesTest {
    private static TemporaryDirectory temporary;
    /** How far the server's clock is ahead. Versions are told apart by seconds. */
    private static final AtomicLong AHEAD_SECONDS = new AtomicLong();

    private static TestServer server;

    @BeforeAll
    static void start() {
        temporary = new TemporaryDirectory();
        InstantSource system = InstantSource.system();
        server = TestServer.start(
                Map.of("s3.acl.enabled", "true", "s3.public-access-block.default", "false"),
                () -> system.instant().plusSeconds(AHEAD_SECONDS.get()));
    }

    @AfterAll
    static void stop() {
        server.close();
        temporary.close();
    }

    private static ClientProgram program(String name, String accessKey, String secretKey, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(Map.of(
                "AWS_ACCESS_KEY_ID", accessKey,
                "AWS_SECRET_ACCESS_KEY", secretKey,
                "AWS_DEFAULT_REGION", TestServer.REGION));
        environment.putAll(more);
        return ClientProgram.require(
                name, environment, Files.createDirectories(temporary.path().resolve(name + "-" + accessKey)));
    }

    @Test
    void rcloneShowsAndFetchesOldVersions() throws IOException {
        ClientProgram rclone = program(
                "rclone",
                TestServer.ACCESS_KEY,
                TestServer.SECRET_KEY,
                Map.of(
                        "RCLONE_CONFIG",
                        Files.createFile(temporary.path().resolve("rclone.conf"))
                                .toString(),
                        "RCLONE_LOG_LEVEL",
                        "ERROR",
                        "RCLONE_CONFIG_M_TYPE",
                        "s3",
                        "RCLONE_CONFIG_M_PROVIDER",
                        "Other",
                        "RCLONE_CONFIG_M_ENV_AUTH",
                        "true",
                        "RCLONE_CONFIG_M_ENDPOINT",
                        server.endpoint().toString(),
                        "RCLONE_CONFIG_M_REGION",
                        TestServer.REGION));
        server.s3().createBucket(b -> b.bucket("versions"));
        server.s3()
                .putBucketVersioning(b ->
                        b.bucket("versions").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        Path file = temporary.path().resolve("letter.txt");
        Files.writeString(file, "the first draft");
        rclone.run("copyto", file.toString(), "m:versions/folder/letter.txt");
        AHEAD_SECONDS.addAndGet(5);
        Files.writeString(file, "the final letter");
        rclone.run("copyto", file.toString(), "m:versions/folder/letter.txt");
        server.s3().deleteObject(b -> b.bucket("versions").key("folder/none"));

        Path all = temporary.path().resolve("all-versions");
        rclone.run("--s3-versions", "copy", "m:versions/folder", all.toString());
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(all)) {
            for (Path version : files.toList()) {
                found.put(version.getFileName().toString().replaceAll("-v[0-9-]+", "-old"), Files.readString(version));
            }
        }
        assertThat(found)
                .containsExactly(
                        Map.entry("letter-old.txt", "the first draft"), Map.entry("letter.txt", "the final letter"));
        assertThat(rclone.run("lsf", "m:versions/folder")).isEqualTo("letter.txt\n");
        assertThat(rclone.run("cat", "m:versions/folder/letter.txt")).endsWith("the final letter");
        rclone.run("deletefile", "m:versions/folder/letter.txt");
        assertThat(rclone.run("lsf", "m:versions/folder")).isEmpty();
        assertThat(rclone.run("--s3-versions", "lsf", "m:versions/folder").lines())
                .as("both versions are left behind the delete marker")
                .hasSize(2);
    }

    /** A key may write and read, and remove nothing but locks: what a machine that was broken into is left with. */
    @Test
    void resticBacksUpWithAKeyThatMayNotDelete() throws IOException {
        String key = "AKIAAPPENDONLY000000";
        String secret = "append-only-secret-for-the-tests-0123456";
        try (AdminClient admin = server.adminClient()) {
            admin.createUser(new UserDocument.New(
                    "appender", null, null, null, null, null, new AccessKeyDocument.Chosen(key, secret)));
        }
        server.s3().createBucket(b -> b.bucket("vault"));
        server.s3().putBucketPolicy(b -> b.bucket("vault").policy("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam:::user/appender"},
                   "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:GetObject", "s3:PutObject"],
                   "Resource": ["arn:aws:s3:::vault", "arn:aws:s3:::vault/*"]},
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam:::user/appender"},
                   "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::vault/locks/*"}]}"""));
        Map<String, String> repository = Map.of(
                "RESTIC_PASSWORD", "a password for tests", "RESTIC_REPOSITORY", "s3:" + server.endpoint() + "/vault");
        ClientProgram owner = program("restic", TestServer.ACCESS_KEY, TestServer.SECRET_KEY, repository);
        ClientProgram appender = program("restic", key, secret, repository);
        Path tree = temporary.path().resolve("tree");
        FileTree.make(tree, 12, 400_000, 7);
        owner.run("init");
        appender.run("backup", "--quiet", tree.toString());
        FileTree.make(tree.resolve("more"), 6, 400_000, 8);
        appender.run("backup", "--quiet", tree.toString());
        String before = keys("vault");

        assertThat(refusal(appender, "forget", "--keep-last", "1")).containsIgnoringCase("access denied");
        assertThat(keys("vault")).as("nothing is gone").isEqualTo(before);
        owner.run("unlock", "--remove-all");
        owner.run("check", "--read-data");
        Path back = temporary.path().resolve("back");
        appender.run("restore", "latest", "--target", back.toString());
        assertThat(FileTree.contents(back.resolve(tree.toString().substring(1))))
                .isEqualTo(FileTree.contents(tree));
        owner.run("forget", "--quiet", "--keep-last", "1", "--prune");
        assertThat(keys("vault")).isNotEqualTo(before);
    }

    /** What is printed until the first refusal; restic would go on trying for a minute. */
    private static String refusal(ClientProgram program, String... arguments) throws IOException {
        Path output = Files.createTempFile(temporary.path(), "refused", ".out");
        Process process = program.start(output, arguments);
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (process.isAlive()
                    && !Files.readString(output).contains("Access Denied")
                    && System.nanoTime() < deadline) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            return Files.readString(output);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    /** All keys of a repository but its locks. */
    private static String keys(String bucket) {
        StringBuilder keys = new StringBuilder();
        server.s3().listObjectsV2Paginator(b -> b.bucket(bucket)).contents().forEach(object -> {
            if (!object.key().startsWith("locks/")) {
                keys.append(object.key()).append(' ').append(object.eTag()).append('\n');
            }
        });
        return keys.toString();
    }

    @Test
    void s3cmdChangesSettings() throws IOException {
        ClientProgram s3cmd = program("s3cmd", TestServer.ACCESS_KEY, TestServer.SECRET_KEY, Map.of());
        String host = server.endpoint().getAuthority();
        Path folder = Files.createDirectories(temporary.path().resolve("s3cmd"));
        String c = "--config="
                + Files.writeString(folder.resolve("s3cfg"), """
                [default]
                access_key = %s
                secret_key = %s
                host_base = %s
                host_bucket = %s
                use_https = False
                """.formatted(
                                TestServer.ACCESS_KEY, TestServer.SECRET_KEY, host, host));
        server.s3().createBucket(b -> b.bucket("settings").objectOwnership(ObjectOwnership.OBJECT_WRITER));
        server.s3().putObject(b -> b.bucket("settings").key("page"), RequestBody.fromString("hello"));
        policy(s3cmd, c, folder);
        lifecycle(s3cmd, c, folder);
        cors(s3cmd, c, folder);
        acl(s3cmd, c);
        s3cmd.run(c, "ws-create", "--ws-index=index.html", "s3://settings");
        s3cmd.run(c, "ws-delete", "s3://settings");
        s3cmd.run(c, "expire", "--expiry-days=30", "--expiry-prefix=tmp/", "s3://settings");
        assertThat(s3cmd.run(c, "getlifecycle", "s3://settings")).contains("<Days>30</Days>", "tmp/");
        s3cmd.run(c, "modify", "--add-header=Cache-Control:no-cache", "s3://settings/page");
        assertThat(server.s3().headObject(b -> b.bucket("settings").key("page")).cacheControl())
                .isEqualTo("no-cache");
    }

    private static void policy(ClientProgram s3cmd, String c, Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.json"), """
                {"Version": "2012-10-17", "Statement": [{"Sid": "everybody", "Effect": "Allow", "Principal": "*",
                 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::settings/*"}]}""");
        s3cmd.run(c, "setpolicy", policy.toString(), "s3://settings");
        assertThat(s3cmd.run(c, "info", "s3://settings")).contains("everybody");
        assertThat(server.s3()
                        .getBucketPolicyStatus(b -> b.bucket("settings"))
                        .policyStatus()
                        .isPublic())
                .isTrue();
        s3cmd.run(c, "delpolicy", "s3://settings");
        assertThat(s3cmd.run(c, "info", "s3://settings")).containsPattern("(?i)policy:\\s+none");
    }

    private static void lifecycle(ClientProgram s3cmd, String c, Path folder) throws IOException {
        Path rules = Files.writeString(folder.resolve("lifecycle.xml"), """
                <LifecycleConfiguration><Rule><ID>logs</ID><Prefix>log/</Prefix><Status>Enabled</Status>\
                <Expiration><Days>7</Days></Expiration></Rule></LifecycleConfiguration>""");
        s3cmd.run(c, "setlifecycle", rules.toString(), "s3://settings");
        assertThat(s3cmd.run(c, "getlifecycle", "s3://settings")).contains("<ID>logs</ID>", "<Days>7</Days>");
        s3cmd.run(c, "dellifecycle", "s3://settings");
        assertThat(s3cmd.run(c, "info", "s3://settings")).containsPattern("(?i)expiration rule:\\s+none");
    }

    private static void cors(ClientProgram s3cmd, String c, Path folder) throws IOException {
        Path rules = Files.writeString(folder.resolve("cors.xml"), """
                <CORSConfiguration><CORSRule><AllowedOrigin>https://example.com</AllowedOrigin>\
                <AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>""");
        s3cmd.run(c, "setcors", rules.toString(), "s3://settings");
        assertThat(s3cmd.run(c, "info", "s3://settings")).contains("https://example.com");
        s3cmd.run(c, "delcors", "s3://settings");
        assertThat(s3cmd.run(c, "info", "s3://settings")).containsPattern("(?i)cors:\\s+none");
    }

    private static void acl(ClientProgram s3cmd, String c) {
        s3cmd.run(c, "setacl", "--acl-public", "s3://settings/page");
        assertThat(s3cmd.run(c, "info", "s3://settings/page")).contains("*anon*: READ");
        s3cmd.run(c, "setacl", "--acl-private", "s3://settings/page");
        assertThat(s3cmd.run(c, "info", "s3://settings/page")).doesNotContain("*anon*");
        s3cmd.run(c, "setacl", "--acl-grant=read:" + userId(), "--acl-public", "s3://settings");
        assertThat(s3cmd.run(c, "info", "s3://settings")).contains("*anon*: READ");
    }

    private static String userId() {
        return server.s3().listBuckets().owner().id();
    }
}
