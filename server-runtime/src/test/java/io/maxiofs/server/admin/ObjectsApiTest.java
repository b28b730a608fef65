package io.maxiofs.server.admin;

import static io.maxiofs.server.admin.SignedInPeople.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectQuery;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.Presigned;
import io.maxiofs.server.admin.api.S3Credentials;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects over the wire: lists, details, changes, deleting and bringing back, links and credentials. */
class ObjectsApiTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

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
    }

    @AfterAll
    static void stopServer() {
        people.close();
        server.close();
    }

    private static void bucket(String name, boolean versioning) {
        admin.buckets().create(new BucketDocument.New(name, null, versioning, false));
    }

    private static String put(String bucket, String key, String content) {
        return s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(content))
                .versionId();
    }

    private static String content(String bucket, String key) {
        return s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asUtf8String();
    }

    private static List<String> keys(ObjectEntry.Listing listing) {
        return listing.items().stream().map(ObjectEntry::key).toList();
    }

    @Test
    void listsFoldersAndEverythingBelowPageByPage() {
        bucket("listed", false);
        for (String key : List.of("a.txt", "docs/1", "docs/2", "docs/old/3", "zebra", "ümlaut/x y+z")) {
            put("listed", key, key);
        }
        ObjectEntry.Listing top = admin.objects().list("listed", ObjectQuery.folder(""));
        assertThat(keys(top)).containsExactly("a.txt", "zebra");
        assertThat(top.prefixes()).containsExactly("docs/", "ümlaut/");
        assertThat(top.next()).isNull();
        assertThat(keys(admin.objects().list("listed", ObjectQuery.folder("docs/"))))
                .containsExactly("docs/1", "docs/2");
        assertThat(keys(admin.objects().list("listed", ObjectQuery.search("docs/"))))
                .containsExactly("docs/1", "docs/2", "docs/old/3");

        List<String> paged = new ArrayList<>();
        ObjectQuery query = ObjectQuery.folder("").limit(1);
        for (ObjectQuery next = query; next != null; ) {
            ObjectEntry.Listing page = admin.objects().list("listed", next);
            paged.addAll(keys(page));
            paged.addAll(page.prefixes());
            next = page.next() == null ? null : query.from(page.next());
        }
        assertThat(paged).containsExactly("a.txt", "docs/", "zebra", "ümlaut/");
        assertThat(admin.objects().count("listed", "")).isEqualTo(new ObjectEntry.Count(6, 45, true));
        assertThat(admin.objects().count("listed", "docs/")).isEqualTo(new ObjectEntry.Count(3, 22, true));
        assertThat(codeOf(() -> admin.objects().list("listed", query.from("%%%"))))
                .isEqualTo("invalid");
        assertThat(codeOf(() -> admin.objects().list("listed", query.limit(1001))))
                .isEqualTo("invalid");
        assertThat(codeOf(() -> admin.objects().list("nowhere", query))).isEqualTo("not-found");
    }

    @Test
    void tellsEverythingThatIsKeptWithAnObject() {
        admin.buckets().create(new BucketDocument.New("described", null, true, true));
        s3.putObject(
                b -> b.bucket("described")
                        .key("deep/läng.txt")
                        .contentType("text/plain")
                        .cacheControl("no-store")
                        .metadata(Map.of("colour", "blue"))
                        .tagging("k=v")
                        .checksumAlgorithm("SHA256")
                        .objectLockMode("GOVERNANCE")
                        .objectLockRetainUntilDate(Instant.now().plus(1, ChronoUnit.HOURS)),
                RequestBody.fromString("hello"));

        ObjectDetails details = admin.objects().details("described", ObjectRef.current("deep/läng.txt"));

        assertThat(details.entry().size()).isEqualTo(5);
        assertThat(details.entry().latest()).isTrue();
        assertThat(Objects.requireNonNull(details.entry().lock()).mode()).isEqualTo("GOVERNANCE");
        assertThat(details.headers())
                .containsEntry("content-type", "text/plain")
                .containsEntry("cache-control", "no-store");
        assertThat(details.metadata()).isEqualTo(Map.of("colour", "blue"));
        assertThat(details.tags()).isEqualTo(Map.of("k", "v"));
        assertThat(details.security().encryption()).isEqualTo("none");
        assertThat(Objects.requireNonNull(details.security().checksum()).algorithm())
                .isEqualTo("SHA256");
        assertThat(Objects.requireNonNull(details.access()).grants())
                .extracting(ObjectDetails.Grant::permission)
                .containsExactly("FULL_CONTROL");
        assertThat(admin.objects()
                        .details(
                                "described",
                                new ObjectRef("deep/läng.txt", details.entry().version())))
                .isEqualTo(details);
        assertThat(codeOf(() -> admin.objects().details("described", ObjectRef.current("other"))))
                .isEqualTo("not-found");
    }

    @Test
    void changesTagsLocksAndMetadataAsS3Does() {
        admin.buckets().create(new BucketDocument.New("changed", null, true, true));
        String first = put("changed", "a", "content");
        ObjectRef a = ObjectRef.current("a");
        assertThat(admin.objects()
                        .change("changed", a, ObjectDetails.Change.ofTags(Map.of("x", "y")))
                        .tags())
                .isEqualTo(Map.of("x", "y"));

        ObjectDetails described =
                admin.objects().change("changed", a, ObjectDetails.Change.ofMetadata(Map.of("Name", "Jürgen")));
        assertThat(described.metadata()).isEqualTo(Map.of("name", "Jürgen"));
        assertThat(described.tags()).isEqualTo(Map.of("x", "y"));
        assertThat(described.entry().version()).isNotEqualTo(first);
        assertThat(content("changed", "a")).isEqualTo("content");
        ObjectDetails typed = admin.objects()
                .change(
                        "changed",
                        a,
                        new ObjectDetails.Change(
                                Map.of("Content-Type", "text/x"), null, null, null, null, false, null));
        assertThat(typed.headers()).isEqualTo(Map.of("content-type", "text/x"));
        assertThat(typed.metadata()).isEqualTo(Map.of("name", "Jürgen"));
        assertThat(codeOf(() -> admin.objects()
                        .change("changed", new ObjectRef("a", first), ObjectDetails.Change.ofMetadata(Map.of()))))
                .isEqualTo("invalid");
        assertThat(codeOf(() -> admin.objects()
                        .change("changed", a, ObjectDetails.Change.ofMetadata(Map.of("a", "b\r\nSet-Cookie: x")))))
                .isEqualTo("invalid");

        assertThat(admin.objects()
                        .change("changed", a, ObjectDetails.Change.ofLegalHold(true))
                        .entry()
                        .lock())
                .isEqualTo(new ObjectEntry.Lock(null, null, true));
        admin.objects().change("changed", a, ObjectDetails.Change.ofLegalHold(false));
        Instant until = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        admin.objects()
                .change(
                        "changed",
                        a,
                        ObjectDetails.Change.ofRetention(new ObjectDetails.Retention("GOVERNANCE", until), false));
        assertThat(codeOf(() -> admin.objects()
                        .change(
                                "changed",
                                a,
                                ObjectDetails.Change.ofRetention(new ObjectDetails.Retention(null, null), false))))
                .isEqualTo("forbidden");
        ObjectDetails free = admin.objects()
                .change("changed", a, ObjectDetails.Change.ofRetention(new ObjectDetails.Retention(null, null), true));
        assertThat(free.entry().lock()).isNull();
    }

    @Test
    void deletesAndBringsBack() {
        bucket("undone", true);
        put("undone", "a", "one");
        put("undone", "a", "two");
        put("undone", "b", "b");
        put("undone", "alive", "alive");

        ObjectRef.Outcome deleted = admin.objects()
                .delete(
                        "undone",
                        new ObjectRef.Deletion(List.of(ObjectRef.current("a"), ObjectRef.current("b")), false));
        assertThat(deleted.done()).extracting(ObjectRef::key).containsExactly("a", "b");
        s3.deleteObject(b -> b.bucket("undone").key("a"));
        Items<ObjectEntry.Deleted> listed = admin.objects().listDeleted("undone", ObjectQuery.search(""));
        assertThat(listed.items()).extracting(found -> found.marker().key()).containsExactly("a", "b");
        assertThat(Objects.requireNonNull(listed.items().getFirst().hidden()).size())
                .isEqualTo(3);

        ObjectRef.Outcome back = admin.objects().undelete("undone", List.of("a", "alive", "unknown"));
        assertThat(back.done()).containsExactly(ObjectRef.current("a"));
        assertThat(back.failed()).extracting(ObjectRef.Failure::key).containsExactly("alive", "unknown");
        assertThat(content("undone", "a")).isEqualTo("two");
        assertThat(content("undone", "alive")).isEqualTo("alive");
        assertThat(admin.objects().listDeleted("undone", ObjectQuery.search("")).items())
                .hasSize(1);
    }

    @Test
    void deletesKeysThatNoXmlCanName() {
        bucket("odd", false);
        List<String> odd = List.of("a\u0001b", "c\nd", "e&<f", "\uD83D\uDE00", "plain");
        odd.forEach(key -> put("odd", key, "x"));
        ObjectRef.Outcome outcome = admin.objects()
                .delete(
                        "odd",
                        new ObjectRef.Deletion(
                                odd.stream().map(ObjectRef::current).toList(), false));
        assertThat(outcome.failed()).isEmpty();
        assertThat(admin.objects().count("odd", "").objects()).isZero();
    }

    @Test
    void olderVersionBecomesCurrentAgainAndNothingIsLost() {
        bucket("restored", true);
        String first = s3.putObject(
                        b -> b.bucket("restored")
                                .key("a")
                                .metadata(Map.of("m", "1"))
                                .tagging("t=1"),
                        RequestBody.fromString("one"))
                .versionId();
        put("restored", "a", "two");
        s3.deleteObject(b -> b.bucket("restored").key("a"));

        ObjectEntry entry = admin.objects().restore("restored", new ObjectRef("a", first));

        assertThat(content("restored", "a")).isEqualTo("one");
        assertThat(entry.latest()).isTrue();
        ObjectDetails details = admin.objects().details("restored", ObjectRef.current("a"));
        assertThat(details.metadata()).isEqualTo(Map.of("m", "1"));
        assertThat(details.tags()).isEqualTo(Map.of("t", "1"));
        assertThat(admin.objects().versions("restored", "a", null, null).items())
                .hasSize(4)
                .anyMatch(version -> version.version().equals(first));
        assertThat(admin.objects().restore("restored", new ObjectRef("a", entry.version())))
                .isEqualTo(entry);
        assertThat(codeOf(() -> admin.objects().restore("restored", new ObjectRef("a", "00000000000000000001"))))
                .isEqualTo("not-found");
        bucket("flat", false);
        put("flat", "a", "x");
        assertThat(codeOf(() -> admin.objects().restore("flat", new ObjectRef("a", "null"))))
                .isEqualTo("none");
    }

    @Test
    void timelineOfOneObjectDoesNotShowItsNeighbours() {
        bucket("timeline", true);
        for (int i = 0; i < 5; i++) {
            put("timeline", "a", "x" + i);
        }
        put("timeline", "ab", "neighbour");
        List<String> versions = new ArrayList<>();
        String cursor = null;
        do {
            Items<ObjectEntry> page = admin.objects().versions("timeline", "a", 2, cursor);
            page.items().forEach(entry -> versions.add(entry.version()));
            assertThat(page.items()).extracting(ObjectEntry::key).containsOnly("a");
            cursor = page.next();
        } while (cursor != null);
        assertThat(versions).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void lockedVersionsAreNotDestroyed() {
        admin.buckets().create(new BucketDocument.New("kept", null, true, true));
        String version = put("kept", "a", "kept");
        admin.objects()
                .change(
                        "kept",
                        ObjectRef.current("a"),
                        ObjectDetails.Change.ofRetention(
                                new ObjectDetails.Retention(
                                        "COMPLIANCE", Instant.now().plus(1, ChronoUnit.DAYS)),
                                false));
        ObjectRef.Outcome outcome =
                admin.objects().delete("kept", new ObjectRef.Deletion(List.of(new ObjectRef("a", version)), true));
        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.failed()).extracting(ObjectRef.Failure::code).containsExactly("AccessDenied");
        assertThat(content("kept", "a")).isEqualTo("kept");
    }

    @Test
    void presignedUrlsWorkWithoutCredentialsAndOnlyForWhatTheySay() throws Exception {
        bucket("linked", true);
        put("linked", "dir/a b+ü.txt", "linked");
        Presigned get = admin.objects()
                .presign(
                        "linked",
                        new Presigned.Request(
                                "GET", "dir/a b+ü.txt", null, null, 60, "attachment; filename=\"a.txt\""));
        HttpResponse<String> read =
                send(HttpRequest.newBuilder(URI.create(get.url())).GET());
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo("linked");
        assertThat(read.headers().firstValue("content-disposition")).contains("attachment; filename=\"a.txt\"");
        assertThat(send(HttpRequest.newBuilder(URI.create(get.url())).DELETE()).statusCode())
                .isEqualTo(403);

        Presigned put = admin.objects()
                .presign(
                        "linked",
                        new Presigned.Request(
                                "PUT", "new", null, server.endpoint().toString(), 60, null));
        assertThat(send(HttpRequest.newBuilder(URI.create(put.url())).PUT(HttpRequest.BodyPublishers.ofString("up")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(content("linked", "new")).isEqualTo("up");
        assertThat(codeOf(() ->
                        admin.objects().presign("linked", new Presigned.Request("GET", "none", null, null, 60, null))))
                .isEqualTo("not-found");
        assertThat(codeOf(() -> admin.objects()
                        .presign("linked", new Presigned.Request("PUT", "x", null, null, 700_000, null))))
                .isEqualTo("invalid");
        for (String bad : List.of("ftp://a", "http://a/b", "http://u@a", "nonsense", "http://a?b")) {
            assertThat(codeOf(() ->
                            admin.objects().presign("linked", new Presigned.Request("PUT", "x", null, bad, 60, null))))
                    .isEqualTo("invalid");
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void temporaryCredentialsHaveTheRightsOfWhoIsSignedIn() {
        AdminClient cleo = people.user("cleo");
        cleo.buckets().create(new BucketDocument.New("of-cleo", null, false, false));
        bucket("not-of-cleo", false);
        S3Credentials credentials = cleo.s3Access().credentials(new S3Credentials.Request(900, null));
        assertThat(credentials.region()).isEqualTo(TestServer.REGION);
        assertThat(credentials.endpoint()).isEqualTo(server.endpoint().toString());
        assertThat(credentials.toString()).doesNotContain(credentials.secretAccessKey());
        try (S3Client own = client(credentials)) {
            own.putObject(b -> b.bucket("of-cleo").key("a"), RequestBody.fromString("a"));
            assertThat(own.listBuckets().buckets())
                    .extracting(found -> found.name())
                    .containsExactly("of-cleo");
            assertThat(refusal(() -> own.listObjectsV2(b -> b.bucket("not-of-cleo"))))
                    .isEqualTo("AccessDenied");

            server.restart();
            reconnect();
        }
        try (S3Client own = client(credentials)) {
            own.headObject(b -> b.bucket("of-cleo").key("a"));
            people.local().changeUser("cleo", new UserDocument.Change(null, null, null, null, "another password 42!"));
            assertThat(refusal(() -> own.headBucket(b -> b.bucket("of-cleo")))).isEqualTo("refused");
        }
        assertThat(codeOf(() -> admin.s3Access().credentials(new S3Credentials.Request(899, null))))
                .isEqualTo("invalid");
        assertThat(codeOf(() -> admin.s3Access().credentials(new S3Credentials.Request(43_201, null))))
                .isEqualTo("invalid");
        S3Credentials local = people.local().s3Access().credentials(new S3Credentials.Request(null, null));
        try (S3Client all = client(local)) {
            assertThat(all.listBuckets().buckets())
                    .extracting(found -> found.name())
                    .contains("of-cleo", "not-of-cleo");
        }
    }

    private static void reconnect() {
        people.close();
        people = new SignedInPeople(server);
        admin = people.administrator();
        s3 = server.s3();
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
            return "none";
        } catch (S3Exception e) {
            return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                    ? "refused"
                    : e.awsErrorDetails().errorCode();
        }
    }

    private static S3Client client(S3Credentials credentials) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(credentials.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Test
    void strangersSeeAndDoNothing() {
        bucket("private", true);
        String version = put("private", "a", "secret");
        s3.deleteObject(b -> b.bucket("private").key("a"));
        AdminClient eve = people.user("eve");
        assertThat(codeOf(() -> eve.objects().list("private", ObjectQuery.folder(""))))
                .isEqualTo("forbidden");
        assertThat(codeOf(() -> eve.objects().listVersions("private", ObjectQuery.folder(""))))
                .isEqualTo("forbidden");
        assertThat(codeOf(() -> eve.objects().listDeleted("private", ObjectQuery.folder(""))))
                .isEqualTo("forbidden");
        assertThat(codeOf(() ->
                        eve.objects().list("private", ObjectQuery.folder("").asOf(Instant.EPOCH))))
                .isEqualTo("forbidden");
        assertThat(codeOf(() -> eve.objects().count("private", "a"))).isEqualTo("forbidden");
        assertThat(codeOf(() -> eve.objects().versions("private", "a", null, null)))
                .isEqualTo("forbidden");
        assertThat(codeOf(() -> eve.objects().details("private", new ObjectRef("a", version))))
                .isEqualTo("forbidden");
        assertThat(codeOf(() -> eve.objects().restore("private", new ObjectRef("a", version))))
                .isEqualTo("forbidden");
        assertThat(codeOf(() -> eve.objects().undelete("private", List.of("a"))))
                .isEqualTo("forbidden");
        assertThat(codeOf(() ->
                        eve.objects().presign("private", new Presigned.Request("PUT", "x", null, null, 60, null))))
                .isEqualTo("forbidden");
        assertThat(eve.objects()
                        .delete("private", new ObjectRef.Deletion(List.of(new ObjectRef("a", version)), false))
                        .failed())
                .extracting(ObjectRef.Failure::code)
                .containsExactly("AccessDenied");
        assertThat(codeOf(() -> eve.s3Access().credentials(new S3Credentials.Request(900, "admin"))))
                .isEqualTo("forbidden");
        assertThat(admin.objects().versions("private", "a", null, null).items()).hasSize(2);
    }
}
