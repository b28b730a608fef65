package io.maxiofs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.reference.SettableClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** The commands of the pages on links and on restoring, against a real server. */
class DataCommandsTest {
    private static final Pattern SHARE_ID = Pattern.compile("SHARE[A-Z2-7]{17}");

    private static SettableClock clock;
    private static TestServer server;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private record Result(int code, String out) {}

    @BeforeAll
    static void startServer() {
        clock = new SettableClock(Instant.now());
        server = TestServer.start(Map.of(), clock);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = CommandTree.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data");
        all.add(server.dataDirectory().toString());
        int code = line.execute(all.toArray(String[]::new));
        return new Result(code, out.toString());
    }

    private static int statusOf(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void linksAreMadeListedAndRevoked() throws Exception {
        server.s3().createBucket(b -> b.bucket("photos"));
        server.s3().putObject(b -> b.bucket("photos").key("2026/cat.jpg"), RequestBody.fromString("cat"));
        Result made = run("share", "create", "photos", "2026/cat.jpg", "--seconds", "604800", "--max-downloads", "3");
        assertThat(made.code()).isZero();
        String url = made.out().strip();
        assertThat(statusOf(url)).isEqualTo(200);

        String listed = run("share", "list", "--bucket", "photos").out();
        assertThat(listed).contains("active", "2026/cat.jpg").doesNotContain(url.substring(url.lastIndexOf('/')));
        Matcher id = SHARE_ID.matcher(listed);
        assertThat(id.find()).isTrue();
        assertThat(run("share", "revoke", id.group()).out()).contains("revoked");
        assertThat(statusOf(url)).isEqualTo(404);
        assertThat(run("share", "create", "photos", "none").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void bucketIsRestoredToATime() {
        server.s3().createBucket(b -> b.bucket("documents"));
        server.s3()
                .putBucketVersioning(b ->
                        b.bucket("documents").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        server.s3().putObject(b -> b.bucket("documents").key("letters/a"), RequestBody.fromString("before"));
        String time = clock.instant().toString();
        clock.advance(Duration.ofSeconds(1));
        server.s3().putObject(b -> b.bucket("documents").key("letters/a"), RequestBody.fromString("after"));
        server.s3().putObject(b -> b.bucket("documents").key("letters/b"), RequestBody.fromString("new"));

        assertThat(run("restore", "--bucket", "documents", "--as-of", time, "--preview")
                        .out())
                .contains("2 objects would change: 1 get back an old version, 1 are hidden");
        assertThat(run("restore", "--bucket", "documents", "--as-of", time, "--prefix", "letters/")
                        .out())
                .contains("begins as job");
        try (AdminClient client = server.adminClient()) {
            Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
            while (!client.jobs().list().stream().allMatch(JobDocument::isOver)) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.onSpinWait();
            }
            String id = client.jobs().list().getFirst().id();
            assertThat(run("job", "cancel", id).out()).contains("is done: 2 done, 0 of them failed");
        }
        assertThat(run("job", "list").out()).contains("restore", "documents", "done");
        assertThat(server.s3()
                        .getObjectAsBytes(b -> b.bucket("documents").key("letters/a"))
                        .asUtf8String())
                .isEqualTo("before");
        assertThat(server.s3().listObjectsV2(b -> b.bucket("documents")).contents())
                .hasSize(1);
        assertThat(run("restore", "--bucket", "documents", "--as-of", "yesterday")
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void settingsArePrintedSetAndTakenAway() throws IOException {
        server.s3().createBucket(b -> b.bucket("configured"));
        assertThat(run("bucket", "settings", "get", "configured", "tags").out()).contains("tags is not set");
        Path file = directory.resolve("tags.xml");
        Files.writeString(file, "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>");
        assertThat(run("bucket", "settings", "set", "configured", "tags", "--file", file.toString())
                        .code())
                .isZero();
        assertThat(run("bucket", "settings", "get", "configured", "tags").out()).contains("<Key>k</Key>");
        assertThat(run("bucket", "settings", "delete", "configured", "tags").code())
                .isZero();
        assertThat(run("bucket", "settings", "get", "configured", "tags").out()).contains("tags is not set");
        Files.writeString(file, "nonsense");
        assertThat(run("bucket", "settings", "set", "configured", "tags", "--file", file.toString())
                        .code())
                .isEqualTo(ExitCode.FAILED);
    }
}
