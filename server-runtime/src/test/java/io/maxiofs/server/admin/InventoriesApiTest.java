package io.maxiofs.server.admin;

import static io.maxiofs.server.admin.SignedInPeople.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketInventory;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.cli.CommandTree;
import io.maxiofs.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Inventories that somebody wants now, over the wire. */
class InventoriesApiTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static TestServer server;
    private static SignedInPeople people;
    private static AdminClient admin;
    private static S3Client s3;

    @BeforeAll
    static void startServer() {
        server = TestServer.start();
        people = new SignedInPeople(server);
        admin = people.administrator();
        s3 = server.s3();
        for (String bucket : List.of("source", "lists")) {
            admin.buckets().create(new BucketDocument.New(bucket, null, false, false));
        }
        for (int i = 0; i < 5; i++) {
            String key = "key-" + i;
            s3.putObject(request -> request.bucket("source").key(key), RequestBody.fromString("x".repeat(10)));
        }
        configure("mine", "false");
    }

    @AfterAll
    static void stopServer() {
        people.close();
        server.close();
    }

    private static void configure(String id, String enabled) {
        admin.buckets()
                .putSetting(
                        "source",
                        "inventory",
                        "<InventoryConfiguration><Id>" + id + "</Id><IsEnabled>" + enabled + "</IsEnabled><Destination>"
                                + "<S3BucketDestination><Bucket>arn:aws:s3:::lists</Bucket><Format>CSV</Format>"
                                + "<Prefix>inv</Prefix></S3BucketDestination></Destination>"
                                + "<Schedule><Frequency>Weekly</Frequency></Schedule>"
                                + "<IncludedObjectVersions>Current</IncludedObjectVersions>"
                                + "</InventoryConfiguration>");
    }

    private static JobDocument end(JobDocument begun) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        JobDocument job = begun;
        while (!job.isOver()) {
            assertThat(System.nanoTime()).as("the job ends").isLessThan(giveUp);
            Thread.onSpinWait();
            job = admin.jobs().get(job.id());
        }
        return job;
    }

    private static List<String> keys() {
        return s3.listObjectsV2(request -> request.bucket("lists")).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void writesOneNowThoughItsScheduleIsOff() throws IOException {
        assertThat(admin.buckets().inventories("source"))
                .contains(new BucketInventory("mine", false, "weekly", false, "", "lists", "inv", List.of()));
        JobDocument job = end(admin.buckets().writeInventory("source", "mine"));
        assertThat(job.state()).isEqualTo("done");
        assertThat(job.kind()).isEqualTo("inventory");
        assertThat(job.what()).isEqualTo("mine");
        assertThat(job.progress().done()).isEqualTo(5);
        assertThat(job.progress().total()).isEqualTo(5);
        String data = keys().stream()
                .filter(key -> key.startsWith("inv/source/mine/data/"))
                .findFirst()
                .orElseThrow();
        byte[] zipped = s3.getObjectAsBytes(request -> request.bucket("lists").key(data))
                .asByteArray();
        try (GZIPInputStream list = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactly(
                            "\"source\",\"key-0\"",
                            "\"source\",\"key-1\"",
                            "\"source\",\"key-2\"",
                            "\"source\",\"key-3\"",
                            "\"source\",\"key-4\"");
        }
        assertThat(keys())
                .anyMatch(key -> key.matches("inv/source/mine/\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\dZ/manifest.checksum"));
    }

    @Test
    void refusesWhatIsNotThereAndWhoMayNot() {
        assertThat(codeOf(() -> admin.buckets().writeInventory("source", "another")))
                .isEqualTo("not-found");
        assertThat(codeOf(() -> admin.buckets().writeInventory("no-such-bucket", "mine")))
                .isEqualTo("not-found");
        AdminClient stranger = people.user("inventory-stranger");
        assertThat(codeOf(() -> stranger.buckets().writeInventory("source", "mine")))
                .isEqualTo("forbidden");
        assertThat(codeOf(() -> stranger.buckets().inventories("source"))).isEqualTo("forbidden");
    }

    @Test
    void commandsListAndWriteThem() {
        assertThat(run("bucket", "inventory", "list", "source")).contains("mine  weekly  to lists/inv");
        String told = run("bucket", "inventory", "run", "source", "mine");
        assertThat(told).startsWith("The inventory is written by job ");
        String id = told.strip().substring(told.lastIndexOf(' ') + 1).strip();
        assertThat(end(admin.jobs().get(id)).state()).isEqualTo("done");
    }

    private static String run(String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--data";
        all[words.length + 1] = server.dataDirectory().toString();
        StringWriter out = new StringWriter();
        CommandLine line =
                CommandTree.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        assertThat(line.execute(all)).as(out.toString()).isZero();
        return out.toString();
    }
}
