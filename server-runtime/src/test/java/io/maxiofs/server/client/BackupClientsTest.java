package io.maxiofs.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A tree of files goes in with each backup tool and comes back identical. The full size (5,000 files up to 200 MB) runs
 * with {@code -Dmaxiofs.clients.files=5000 -Dmaxiofs.clients.largest=200000000}.
 */
class BackupClientsTest {
    private static final int FILES = Integer.getInteger("maxiofs.clients.files", 120);
    private static final long LARGEST = Long.getLong("maxiofs.clients.largest", 17_000_000);
    private static final long SEED = 20_261;

    private static TemporaryDirectory folder;
    private static Path tree;
    private static TestServer server;
    private static Map<String, String> contents;

    @BeforeAll
    static void start() {
        folder = new TemporaryDirectory();
        tree = folder.path().resolve("tree");
        FileTree.make(tree, FILES, LARGEST, SEED);
        contents = FileTree.contents(tree);
        assertThat(contents).hasSize(FILES);
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        folder.close();
    }

    private static ClientProgram program(String name, Map<String, String> more) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(Map.of(
                "AWS_ACCESS_KEY_ID", TestServer.ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY", TestServer.SECRET_KEY,
                "AWS_DEFAULT_REGION", TestServer.REGION,
                "AWS_EC2_METADATA_DISABLED", "true"));
        environment.putAll(more);
        return ClientProgram.require(name, environment, Files.createDirectories(home(name)));
    }

    private static Path home(String name) {
        return folder.path().resolve("home-" + name);
    }

    private static Path target(String name) {
        return folder.path().resolve("back-" + name);
    }

    private static void assertIdentical(Path restored) {
        assertThat(FileTree.contents(restored)).isEqualTo(contents);
    }

    @Test
    void awsCopiesSynchronizesAndRemoves() throws IOException {
        ClientProgram aws = program("aws", Map.of());
        String endpoint = "--endpoint-url=" + server.endpoint();
        aws.run(endpoint, "s3", "mb", "s3://aws");
        aws.run(endpoint, "s3", "cp", "--quiet", "--recursive", tree.toString(), "s3://aws/copy/");
        aws.run(
                endpoint,
                "s3",
                "sync",
                "--quiet",
                "s3://aws/copy/",
                target("aws").toString());
        assertIdentical(target("aws"));
        assertThat(aws.run(endpoint, "s3", "sync", tree.toString(), "s3://aws/copy/", "--size-only"))
                .as("nothing is left to do")
                .doesNotContain("upload:");
        aws.run(endpoint, "s3", "rm", "--quiet", "--recursive", "s3://aws/copy/");
        assertThat(aws.attempt(endpoint, "s3", "ls", "s3://aws/").output()).isBlank();
        aws.run(endpoint, "s3", "rb", "s3://aws");
    }

    @Test
    void s3cmdPutsGetsAndSynchronizes() throws IOException {
        ClientProgram s3cmd = program("s3cmd", Map.of());
        String host = server.endpoint().getAuthority();
        Path config = home("s3cmd").resolve("s3cfg");
        Files.writeString(config, """
                [default]
                access_key = %s
                secret_key = %s
                host_base = %s
                host_bucket = %s
                use_https = False
                signature_v2 = False
                """.formatted(TestServer.ACCESS_KEY, TestServer.SECRET_KEY, host, host));
        String c = "--config=" + config;
        s3cmd.run(c, "mb", "s3://s3cmd");
        Path one = tree.resolve("folder 1").resolve("é1").resolve("1-with space");
        s3cmd.run(c, "put", "--quiet", one.toString(), "s3://s3cmd/one file");
        Path got = home("s3cmd").resolve("got");
        s3cmd.run(c, "get", "--quiet", "s3://s3cmd/one file", got.toString());
        assertThat(Files.mismatch(one, got)).isEqualTo(-1);
        s3cmd.run(c, "sync", "--quiet", tree + "/", "s3://s3cmd/tree/");
        Files.createDirectories(target("s3cmd"));
        s3cmd.run(c, "sync", "--quiet", "s3://s3cmd/tree/", target("s3cmd") + "/");
        assertIdentical(target("s3cmd"));
    }

    @Test
    void rcloneCopiesChecksAndSynchronizes() throws IOException {
        ClientProgram rclone = program(
                "rclone",
                Map.of(
                        "RCLONE_CONFIG_M_TYPE", "s3",
                        "RCLONE_CONFIG_M_PROVIDER", "Other",
                        "RCLONE_CONFIG_M_ENV_AUTH", "true",
                        "RCLONE_CONFIG_M_ENDPOINT", server.endpoint().toString(),
                        "RCLONE_CONFIG_M_REGION", TestServer.REGION));
        rclone.run("mkdir", "m:rclone");
        rclone.run("copy", tree.toString(), "m:rclone/tree");
        rclone.run("check", "--download", tree.toString(), "m:rclone/tree");
        rclone.run("sync", "m:rclone/tree", target("rclone").toString());
        assertIdentical(target("rclone"));
        rclone.run("copyto", "m:rclone/tree", "m:rclone/again");
        rclone.run("check", "m:rclone/tree", "m:rclone/again");
        rclone.run("purge", "m:rclone");
    }

    @Test
    void resticBacksUpChecksPrunesAndRestores() throws IOException {
        ClientProgram restic = program(
                "restic",
                Map.of(
                        "RESTIC_PASSWORD",
                        "a password for tests",
                        "RESTIC_REPOSITORY",
                        "s3:" + server.endpoint() + "/restic"));
        restic.run("init");
        restic.run("backup", "--quiet", tree.toString());
        Path extra = Files.createDirectories(folder.path().resolve("extra"));
        FileTree.make(extra, 20, 300_000, SEED + 1);
        restic.run("backup", "--quiet", extra.toString());
        FileTree.make(extra.resolve("more"), 20, 300_000, SEED + 3);
        restic.run("backup", "--quiet", extra.toString());
        restic.run("check", "--read-data");
        restic.run("forget", "--quiet", "--path", extra.toString(), "--keep-last", "1", "--prune");
        restic.run(
                "restore",
                "latest",
                "--path",
                tree.toString(),
                "--target",
                target("restic").toString());
        assertIdentical(target("restic").resolve(tree.toString().substring(1)));
        restic.run("check", "--read-data");
    }

    @Test
    void duplicityBacksUpAndRestores() throws IOException {
        ClientProgram duplicity = program("duplicity", Map.of("PASSPHRASE", "a passphrase"));
        String url = "boto3+s3://duplicity/backup";
        String endpoint = "--s3-endpoint-url=" + server.endpoint();
        server.s3().createBucket(b -> b.bucket("duplicity"));
        String archive = "--archive-dir=" + home("duplicity").resolve("archive");
        duplicity.run("full", "--no-encryption", endpoint, archive, tree.toString(), url);
        duplicity.run("verify", "--no-encryption", endpoint, archive, url, tree.toString());
        duplicity.run(
                "restore",
                "--no-encryption",
                endpoint,
                archive,
                url,
                target("duplicity").toString());
        assertIdentical(target("duplicity"));
    }

    @Test
    void s3fsMounts() throws IOException {
        boolean fuse = Files.isReadable(Path.of("/dev/fuse")) && ClientProgram.isInstalled("fusermount");
        if (!fuse) {
            System.out.println("Skipped: this machine has no FUSE for s3fs");
        }
        assumeTrue(fuse, "no FUSE");
        ClientProgram s3fs = program("s3fs", Map.of());
        ClientProgram fusermount = program("fusermount", Map.of());
        server.s3().createBucket(b -> b.bucket("mounted"));
        Path password = home("s3fs").resolve("passwd");
        Files.writeString(password, TestServer.ACCESS_KEY + ":" + TestServer.SECRET_KEY);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Path mount = Files.createDirectories(folder.path().resolve("mount"));
        s3fs.run(
                "mounted",
                mount.toString(),
                "-o",
                "passwd_file=" + password + ",url=" + server.endpoint() + ",use_path_request_style");
        try {
            Path small = folder.path().resolve("small");
            FileTree.make(small, 20, 9_000_000, SEED + 2);
            program("cp", Map.of())
                    .run("-r", small.toString(), mount.resolve("copy").toString());
            assertThat(FileTree.contents(mount.resolve("copy"))).isEqualTo(FileTree.contents(small));
        } finally {
            fusermount.run("-u", mount.toString());
        }
    }
}
