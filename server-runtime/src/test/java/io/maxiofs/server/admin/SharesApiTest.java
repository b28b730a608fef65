package io.maxiofs.server.admin;

import static io.maxiofs.server.admin.SignedInPeople.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.ShareDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.reference.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Links over the wire: who makes them, what they give, and when they end. */
class SharesApiTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String EVIL = "<script>alert(1)</script>";

    private static TestServer server;
    private static SettableClock clock;
    private static SignedInPeople people;
    private static AdminClient admin;

    @BeforeAll
    static void startServer() {
        clock = new SettableClock(Instant.now());
        server = TestServer.start(Map.of(), clock);
        people = new SignedInPeople(server);
        admin = people.administrator();
        admin.buckets().create(new BucketDocument.New("shared", null, true, false));
        put("dir/page.html", EVIL);
    }

    @AfterAll
    static void stopServer() {
        people.close();
        server.close();
    }

    private static void put(String key, String content) {
        server.s3()
                .putObject(b -> b.bucket("shared").key(key).contentType("text/html"), RequestBody.fromString(content));
    }

    private static ShareDocument.Issued share(
            @Nullable Long seconds, @Nullable String password, @Nullable Integer maxDownloads) {
        return admin.shares()
                .create(new ShareDocument.New(
                        "shared", "dir/page.html", null, null, seconds, password, maxDownloads, null));
    }

    private static HttpResponse<String> open(ShareDocument.Issued share, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(share.url()));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> enter(ShareDocument.Issued share, String password) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(share.url()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "password=" + URLEncoder.encode(password, StandardCharsets.UTF_8))));
    }

    private static void assertGone(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("does not work").doesNotContain("dir/page.html", "NoSuch", "<form");
    }

    @Test
    void sharedPageIsSavedAndNeverShown() throws Exception {
        ShareDocument.Issued share = share(null, null, null);
        HttpResponse<String> response = open(share);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(EVIL);
        assertThat(response.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"page.html\"; filename*=UTF-8''page.html");
        assertThat(response.headers().firstValue("content-type")).contains("application/octet-stream");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(response.headers().firstValue("content-security-policy").orElse(""))
                .contains("sandbox", "default-src 'none'");
        assertThat(response.headers().firstValue("referrer-policy")).contains("no-referrer");
        assertThat(response.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(open(share, "Range", "bytes=1-6").body()).isEqualTo("script");
        HttpResponse<String> head =
                send(HttpRequest.newBuilder(URI.create(share.url())).HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length")).contains(String.valueOf(EVIL.length()));
        assertThat(send(HttpRequest.newBuilder(URI.create(share.url())).DELETE())
                        .statusCode())
                .isEqualTo(405);

        ShareDocument known = admin.shares().get(share.share().id());
        assertThat(known.use().downloads()).isEqualTo(1);
        assertThat(known.state()).isEqualTo("active");
        assertThat(known.createdBy()).isEqualTo("admin");
    }

    @Test
    void endedLinksLookLikeThoseThatNeverWere() throws Exception {
        ShareDocument.Issued revoked = share(null, null, null);
        assertThat(admin.shares().revoke(revoked.share().id()).state()).isEqualTo("revoked");
        ShareDocument.Issued deleted = share(null, null, null);
        admin.shares().delete(deleted.share().id());
        ShareDocument.Issued once = share(null, null, 1);
        assertThat(open(once).statusCode()).isEqualTo(200);
        ShareDocument.Issued expired = share(2L, null, null);
        assertThat(open(expired).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(2));

        HttpResponse<String> never = send(HttpRequest.newBuilder(
                URI.create(server.endpoint() + "/_share/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")));
        assertGone(never);
        for (ShareDocument.Issued share : List.of(revoked, deleted, once, expired)) {
            HttpResponse<String> response = open(share);
            assertGone(response);
            assertThat(response.body()).isEqualTo(never.body());
        }
        assertThat(admin.shares().get(once.share().id()).state()).isEqualTo("used-up");
        assertThat(admin.shares().get(expired.share().id()).state()).isEqualTo("expired");
        assertThat(codeOf(() -> admin.shares().get(deleted.share().id()))).isEqualTo("not-found");
    }

    @Test
    void limitOfDownloadsCannotBePassedByAskingForParts() throws Exception {
        ShareDocument.Issued share = share(null, null, 2);
        assertThat(open(share, "Range", "bytes=3-4").body()).isEqualTo(EVIL);
        assertThat(open(share, "Range", "bytes=1-").body()).isEqualTo(EVIL);
        assertGone(open(share, "Range", "bytes=1-"));
    }

    @Test
    void passwordIsAskedForAndCannotBeGuessedQuickly() throws Exception {
        ShareDocument.Issued share = share(null, "correct horse &+=ü", null);
        HttpResponse<String> asked = open(share);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains("type=\"password\"").doesNotContain(EVIL, "page.html");
        assertThat(asked.headers().firstValue("content-security-policy").orElse(""))
                .contains("form-action 'self'");
        assertThat(enter(share, "wrong").statusCode()).isEqualTo(403);
        HttpResponse<String> right = enter(share, "correct horse &+=ü");
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(right.body()).isEqualTo(EVIL);
        for (int i = 0; i < PASSWORDS_BY_ADDRESS; i++) {
            assertThat(enter(share, "wrong " + i).statusCode()).isEqualTo(403);
        }
        HttpResponse<String> tooMany = enter(share, "correct horse &+=ü");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.body()).doesNotContain(EVIL);
        assertThat(admin.shares().get(share.share().id()).use().downloads()).isEqualTo(1);
    }

    private static final int PASSWORDS_BY_ADDRESS = 5;

    @Test
    void linkEndsWithTheRightsOfWhoMadeIt() throws Exception {
        AdminClient mia = people.user("mia");
        mia.buckets().create(new BucketDocument.New("of-mia", null, false, false));
        server.s3().putObject(b -> b.bucket("of-mia").key("a"), RequestBody.fromString("mia's"));
        ShareDocument.Issued share =
                mia.shares().create(new ShareDocument.New("of-mia", "a", null, null, null, null, null, "grüße.txt"));
        HttpResponse<String> response = open(share);
        assertThat(response.body()).isEqualTo("mia's");
        assertThat(response.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"gr__e.txt\"; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt");
        assertThat(codeOf(() -> mia.shares()
                        .create(new ShareDocument.New("shared", "dir/page.html", null, null, null, null, null, null))))
                .isEqualTo("forbidden");
        AdminClient ned = people.user("ned");
        assertThat(ned.shares().list(null, null, null, null).items()).isEmpty();
        assertThat(codeOf(() -> ned.shares().revoke(share.share().id()))).isEqualTo("not-found");
        assertThat(codeOf(() -> ned.shares().delete(share.share().id()))).isEqualTo("not-found");
        assertThat(mia.shares().list(null, null, null, null).items()).hasSize(1);

        people.local().changeUser("mia", new UserDocument.Change(null, null, null, "suspended", null));
        assertGone(open(share));
        people.local().changeUser("mia", new UserDocument.Change(null, null, null, "active", null));
        assertThat(open(share).statusCode()).isEqualTo(200);
        server.s3().deleteObject(b -> b.bucket("of-mia").key("a"));
        admin.buckets().delete("of-mia");
        admin.buckets().create(new BucketDocument.New("of-mia", "mia", false, false));
        server.s3().putObject(b -> b.bucket("of-mia").key("a"), RequestBody.fromString("another"));
        assertGone(open(share));
    }

    @Test
    void listsPageByPageAndRefusesNonsense() {
        String key = "dir/paged";
        put(key, "x");
        for (int i = 0; i < 5; i++) {
            admin.shares().create(new ShareDocument.New("shared", key, null, null, null, null, null, null));
        }
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            Items<ShareDocument> page = admin.shares().list("shared", key, 2, cursor);
            page.items().forEach(share -> ids.add(share.id()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
        for (ShareDocument.New bad : List.of(
                new ShareDocument.New("shared", key, null, null, 0L, null, null, null),
                new ShareDocument.New("shared", key, null, null, null, "abc", null, null),
                new ShareDocument.New("shared", key, null, null, null, null, 0, null),
                new ShareDocument.New("shared", key, null, null, null, null, null, "a/b"),
                new ShareDocument.New("shared", key, null, "javascript:alert(1)", null, null, null, null))) {
            assertThat(codeOf(() -> admin.shares().create(bad))).isEqualTo("invalid");
        }
        assertThat(codeOf(() -> admin.shares()
                        .create(new ShareDocument.New("shared", "none", null, null, null, null, null, null))))
                .isEqualTo("not-found");
        assertThat(codeOf(() -> admin.shares().list(null, null, null, "nonsense")))
                .isEqualTo("invalid");
    }

    /** The link and its password are kept as hashes only, and are in no log of requests. */
    @Test
    void secretsAreNowhereOnTheDisk() throws Exception {
        String password = "a password nobody keeps";
        ShareDocument.Issued share = share(null, password, null);
        assertThat(enter(share, password).statusCode()).isEqualTo(200);
        String token = share.path().substring(share.path().lastIndexOf('/') + 1);
        assertThat(share.toString()).doesNotContain(token);
        try (Stream<Path> files = Files.walk(server.dataDirectory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = read(file);
                assertThat(content.contains(token) || content.contains(password))
                        .as("%s", file)
                        .isFalse();
            }
        }
    }

    /** Empty for a file that the server removed meanwhile. */
    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
