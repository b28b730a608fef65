package io.maxiofs.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.testing.SignedHttp;
import io.maxiofs.server.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The requests of clients that cannot be installed here, one by one, as their documentation and traffic show them. */
class ReplayedClientsTest {
    private static final String SOSAPI = ".system-d26a9498-cb7c-4a87-a44a-8ae204f5ba6c/";
    private static final byte[] NOTHING = new byte[0];
    private static TestServer server;
    private static SignedHttp http;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        http = SignedHttp.of(server.endpoint(), TestServer.REGION, TestServer.ACCESS_KEY, TestServer.SECRET_KEY);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String md5(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answers(String outcome, SignedHttp.Answer answer) {
        assertThat(answer.outcome()).as(answer.text()).isEqualTo(outcome);
    }

    /**
     * The S3 backend of Terraform with {@code use_lockfile}: a conditional write makes the lock, the refused one reads who
     * has it, unlocking deletes it, old states stay as versions.
     *
     * @see <a href="https://developer.hashicorp.com/terraform/language/backend/s3">Backend type: s3</a>
     */
    @Test
    void terraformLocksItsState() {
        answers("200", http.send("PUT", "/terraform"));
        answers("200", http.send("PUT", "/terraform?versioning", """
                <VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"""));
        String state = "/terraform/env%3A/prod/main.tfstate";
        String lock = state + ".tflock";
        answers("200", http.send("GET", "/terraform?list-type=2&max-keys=1000&prefix=env%3A%2F"));
        answers("200", lock(lock, "{\"ID\":\"one\"}"));
        answers("412 PreconditionFailed", lock(lock, "{\"ID\":\"two\"}"));
        assertThat(http.send("GET", lock).text()).contains("one");
        answers("404", http.send("HEAD", state));
        byte[] first = bytes("{\"version\":4,\"serial\":1}");
        answers("200", http.send("PUT", state, first, "Content-MD5", md5(first), "Content-Type", "application/json"));
        answers("204", http.send("DELETE", lock));
        answers("404 NoSuchKey", http.send("GET", lock));

        answers("200", lock(lock, "{\"ID\":\"two\"}"));
        byte[] second = bytes("{\"version\":4,\"serial\":2}");
        answers("200", http.send("PUT", state, second, "Content-MD5", md5(second)));
        SignedHttp.Answer read = http.send("GET", state);
        assertThat(read.body()).isEqualTo(second);
        assertThat(read.header("Content-Type")).isNotEmpty();
        answers("204", http.send("DELETE", lock));
        String versions = http.send("GET", "/terraform?versions&prefix=env%3A%2Fprod%2Fmain.tfstate")
                .text();
        assertThat(versions.split("<Version>", -1))
                .as("two states and two locks")
                .hasSize(5);
        assertThat(versions.split("<DeleteMarker>", -1)).as("two unlockings").hasSize(3);
    }

    private static SignedHttp.Answer lock(String target, String holder) {
        byte[] body = bytes(holder);
        return http.send(
                "PUT",
                target,
                body,
                "If-None-Match",
                "*",
                "Content-MD5",
                md5(body),
                "Content-Type",
                "application/json");
    }

    /**
     * A datastore of Proxmox Backup Server in a bucket: path style, Content-MD5 with every body, chunks written only where
     * there is none, deletions by prefix. It wants GetObject, PutObject, ListBucket and DeleteObject and no more.
     *
     * @see <a href="https://pbs.proxmox.com/docs/storage.html#datastores-with-s3-backend">Datastores with S3 Backend</a>
     * @see <a href="https://git.proxmox.com/?p=proxmox.git;a=tree;f=proxmox-s3-client">its client</a>
     */
    @Test
    void proxmoxBackupServerKeepsADatastore() {
        answers("200", http.send("PUT", "/pbs"));
        answers("200", http.send("GET", "/"));
        answers("200", http.send("HEAD", "/pbs/"));
        answers("404 NoSuchKey", http.send("GET", "/pbs/store/.in-use"));
        answers("200", put("/pbs/store/.in-use", "host", true));
        List<String> chunks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String chunk = "/pbs/store/.chunks/%04x/%064x".formatted(i, i * 7919L);
            chunks.add(chunk);
            answers("404", http.send("HEAD", chunk));
            answers("200", put(chunk, "chunk " + i, false));
            answers("412 PreconditionFailed", put(chunk, "other", false));
        }
        assertThat(http.send("GET", chunks.get(3)).text()).isEqualTo("chunk 3");
        SignedHttp.Answer head = http.send("HEAD", chunks.get(3));
        assertThat(head.header("ETag")).isNotEmpty();
        assertThat(head.header("Content-Length")).isEqualTo("7");
        assertThat(head.header("Last-Modified")).endsWith("GMT");

        String snapshot = "/pbs/store/.cnt/ns/vm/100/2026-01-01T00%3A00%3A00Z/";
        answers("200", put(snapshot + "index.json.blob", "manifest", true));
        answers("200", put(snapshot + "index.json.blob", "manifest 2", true));
        answers("200", put(snapshot + "drive-scsi0.img.fidx", "index", true));
        SignedHttp.Answer copy = http.send(
                "PUT",
                "/pbs/store/.cnt/copied",
                NOTHING,
                "x-amz-copy-source",
                "pbs%2Fstore%2F.cnt%2Fns%2Fvm%2F100%2F2026-01-01T00%3A00%3A00Z%2Findex.json.blob",
                "Content-Type",
                "application/octet-stream",
                "x-amz-metadata-directive",
                "REPLACE");
        answers("200", copy);
        assertThat(http.send("GET", "/pbs/store/.cnt/copied").text()).isEqualTo("manifest 2");

        String listed = http.send("GET", "/pbs/?list-type=2&prefix=store%2F.cnt%2Fns%2F")
                .text();
        assertThat(listed).contains("<KeyCount>2</KeyCount>", "<IsTruncated>false</IsTruncated>");
        String delete = "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<Object><Key>store/.cnt/ns/vm/100/2026-01-01T00:00:00Z/index.json.blob</Key></Object>"
                + "<Object><Key>store/.cnt/ns/vm/100/2026-01-01T00:00:00Z/drive-scsi0.img.fidx</Key></Object></Delete>";
        SignedHttp.Answer deleted =
                http.send("POST", "/pbs/?delete=", bytes(delete), "Content-MD5", md5(bytes(delete)));
        answers("200", deleted);
        assertThat(deleted.text().split("<Deleted>", -1)).hasSize(3);
        answers("204", http.send("DELETE", "/pbs/store/.in-use"));
        String left = http.send("GET", "/pbs/?list-type=2").text();
        assertThat(left).contains("<KeyCount>6</KeyCount>").doesNotContain("scsi0");
    }

    private static SignedHttp.Answer put(String target, String content, boolean replace) {
        byte[] body = bytes(content);
        List<String> headers =
                new ArrayList<>(List.of("Content-Type", "application/octet-stream", "Content-MD5", md5(body)));
        if (!replace) {
            headers.addAll(List.of("If-None-Match", "*"));
        }
        return http.send("PUT", target, body, headers.toArray(String[]::new));
    }

    /**
     * Veeam with an immutable repository: what the store is (SOSAPI), versioning and lock of the bucket, objects with
     * retention, longer retention later, listing of versions, refused and at last allowed deletion.
     *
     * @see <a href="https://helpcenter.veeam.com/docs/vbr/userguide/osr_sosapi.html">Smart Object Storage API</a>
     * @see <a href="https://helpcenter.veeam.com/docs/vbr/userguide/required_permissions.html">Permissions for object
     *     storage</a>
     */
    @Test
    void veeamKeepsImmutableBackups() {
        answers("200", http.send("PUT", "/veeam", NOTHING, "x-amz-bucket-object-lock-enabled", "true"));
        String system = http.send("GET", "/veeam/" + SOSAPI + "system.xml").text();
        assertThat(system).contains("<CapacityInfo>true</CapacityInfo>");
        String capacity = http.send("GET", "/veeam/" + SOSAPI + "capacity.xml").text();
        assertThat(capacity).contains("<Capacity>", "<Available>", "<Used>");
        answers("200", http.send("GET", "/veeam?location"));
        assertThat(http.send("GET", "/veeam?versioning").element("Status")).isEqualTo("Enabled");
        SignedHttp.Answer lock = http.send("GET", "/veeam?object-lock");
        assertThat(lock.element("ObjectLockEnabled")).isEqualTo("Enabled");
        assertThat(lock.text()).as("Veeam wants no default retention").doesNotContain("DefaultRetention");

        String block = "/veeam/Veeam/Backup/repo/Clients/%7B1%7D/blk";
        byte[] body = bytes("block of a backup");
        SignedHttp.Answer written = http.send(
                "PUT",
                block,
                body,
                "Content-MD5",
                md5(body),
                "x-amz-object-lock-mode",
                "COMPLIANCE",
                "x-amz-object-lock-retain-until-date",
                "2098-01-01T00:00:00Z");
        answers("200", written);
        String version = written.header("x-amz-version-id");
        answers(
                "400 InvalidArgument",
                http.send("PUT", block, body, "Content-MD5", md5(body), "x-amz-object-lock-mode", "COMPLIANCE"));
        String of = block + "?retention&versionId=" + version;
        assertThat(http.send("GET", of).element("Mode")).isEqualTo("COMPLIANCE");
        answers(
                "200",
                http.send(
                        "PUT",
                        of,
                        retention("2099-01-01T00:00:00Z"),
                        "Content-MD5",
                        md5(bytes(retention("2099-01-01T00:00:00Z")))));
        answers("403 AccessDenied", http.send("PUT", of, retention("2097-01-01T00:00:00Z")));
        answers("200", http.send("GET", "/veeam?versions&prefix=Veeam%2F&delimiter=%2F"));
        answers("204", http.send("DELETE", block));
        answers("403 AccessDenied", http.send("DELETE", block + "?versionId=" + version));
        String delete = "<Delete><Object><Key>Veeam/Backup/repo/Clients/{1}/blk</Key><VersionId>" + version
                + "</VersionId></Object></Delete>";
        SignedHttp.Answer refused =
                http.send("POST", "/veeam?delete", bytes(delete), "Content-MD5", md5(bytes(delete)));
        assertThat(refused.element("Code")).isEqualTo("AccessDenied");
        assertThat(http.send("GET", block + "?versionId=" + version).body()).isEqualTo(body);
    }

    private static String retention(String until) {
        return "<Retention xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Mode>COMPLIANCE</Mode><RetainUntilDate>"
                + until + "</RetainUntilDate></Retention>";
    }
}
