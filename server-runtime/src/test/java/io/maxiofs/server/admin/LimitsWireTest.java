package io.maxiofs.server.admin;

import static io.maxiofs.server.admin.SignedInPeople.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ShareDocument;
import io.maxiofs.server.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Limits of jobs and links are what the settings say. */
class LimitsWireTest {
    private static final Map<String, String> SETTINGS =
            Map.of("shares.links", "1", "shares.password-tries", "1", "shares.password-window", "2m", "jobs.kept", "1");

    @Test
    void settingsBoundLinksPasswordsAndJobs() throws Exception {
        try (TestServer server = TestServer.start(SETTINGS);
                AdminClient admin = server.adminClient();
                HttpClient http = HttpClient.newHttpClient()) {
            admin.buckets().create(new BucketDocument.New("shared", null, true, false));
            server.s3().putObject(b -> b.bucket("shared").key("a"), RequestBody.fromString("content"));

            ShareDocument.New wish = new ShareDocument.New("shared", "a", null, null, null, "secret", null, null);
            ShareDocument.Issued link = admin.shares().create(wish);
            assertThat(codeOf(() -> admin.shares().create(wish))).isEqualTo("limit-reached");

            assertThat(open(http, link, "wrong").statusCode()).isEqualTo(403);
            HttpResponse<String> tooMany = open(http, link, "secret");
            assertThat(tooMany.statusCode()).isEqualTo(429);
            assertThat(tooMany.headers().firstValue("retry-after")).contains("120");

            String first = ended(admin);
            String second = ended(admin);
            // An end is told a moment before it is kept, and with that the earlier one forgotten.
            Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
            while (!known(admin).equals(List.of(second))) {
                assertThat(Instant.now()).as("jobs are %s", known(admin)).isBefore(deadline);
                Thread.onSpinWait();
            }
            assertThat(codeOf(() -> admin.jobs().get(first))).isEqualTo("not-found");
        }
    }

    private static List<String> known(AdminClient admin) {
        return admin.jobs().list().stream().map(JobDocument::id).toList();
    }

    private static HttpResponse<String> open(HttpClient http, ShareDocument.Issued link, String password)
            throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(link.url()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("password=" + password))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Runs a job to its end. */
    private static String ended(AdminClient admin) {
        JobDocument job = admin.buckets().begin("shared", BucketTask.undelete(""));
        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        while (!job.isOver()) {
            assertThat(Instant.now()).as("deadline of %s", job).isBefore(deadline);
            Thread.onSpinWait();
            job = admin.jobs().get(job.id());
        }
        return job.id();
    }
}
