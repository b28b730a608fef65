package io.maxiofs.server.admin;

import static io.maxiofs.server.admin.SignedInPeople.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectQuery;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.Presigned;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.admin.api.S3Credentials;
import io.maxiofs.server.admin.api.UploadDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Tasks of buckets over the wire: what they preview, do, leave and tell. */
class TasksApiTest {
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

    private static void bucket(String name, boolean versioning, boolean lock) {
        admin.buckets().create(new BucketDocument.New(name, null, versioning, lock));
    }

    private static String put(String bucket, String key, String content) {
        return s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(content))
                .versionId();
    }

    private static String content(String bucket, String key) {
        return s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asUtf8String();
    }

    private static List<String> keys(String bucket) {
        return admin.objects().list(bucket, ObjectQuery.search("")).items().stream()
                .map(ObjectEntry::key)
                .toList();
    }

    private static JobDocument run(String bucket, BucketTask task) {
        return ended(admin, admin.buckets().begin(bucket, task));
    }

    private static JobDocument ended(AdminClient client, JobDocument begun) {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        JobDocument job = begun;
        while (!job.isOver()) {
            assertThat(Instant.now()).as("deadline of %s", job).isBefore(deadline);
            Thread.onSpinWait();
            job = client.jobs().get(begun.id());
        }
        return job;
    }

    private static void lock(String bucket, String key, String mode) {
        admin.objects()
                .change(
                        bucket,
                        ObjectRef.current(key),
                        ObjectDetails.Change.ofRetention(
                                new ObjectDetails.Retention(mode, Instant.now().plus(1, ChronoUnit.DAYS)), false));
    }

    @Test
    void emptyingDestroysAllButWhatIsLocked() {
        bucket("emptied", true, true);
        put("emptied", "a", "12345");
        put("emptied", "a", "123");
        put("emptied", "b", "1");
        s3.deleteObject(b -> b.bucket("emptied").key("b"));
        put("emptied", "locked", "kept");
        lock("emptied", "locked", "COMPLIANCE");
        put("emptied", "governed", "kept, too");
        lock("emptied", "governed", "GOVERNANCE");
        s3.createMultipartUpload(b -> b.bucket("emptied").key("c"));

        BucketTask.Preview preview = admin.buckets().preview("emptied", BucketTask.empty(false));
        assertThat(preview).isEqualTo(new BucketTask.Preview(2, 3, 1, 1, 9, 2, true, List.of("a", "b")));

        JobDocument job = run("emptied", BucketTask.empty(false));
        assertThat(job.state()).isEqualTo("done");
        assertThat(job.progress().failed()).isEqualTo(2);
        assertThat(job.progress().done()).isEqualTo(job.progress().total()).isEqualTo(7);
        assertThat(admin.jobs().failures(job.id()))
                .extracting(ObjectRef.Failure::key, ObjectRef.Failure::code)
                .containsExactlyInAnyOrder(tuple("locked", "AccessDenied"), tuple("governed", "AccessDenied"));
        assertThat(admin.buckets().get("emptied").usage())
                .isEqualTo(new BucketDocument.Usage(2, 13, 0, 0, 0, 0, 0, 13));
        assertThat(admin.jobs().list()).contains(job);

        assertThat(run("emptied", BucketTask.empty(true)).progress().failed()).isEqualTo(1);
        assertThat(keys("emptied")).containsExactly("locked");
        assertThat(content("emptied", "locked")).isEqualTo("kept");
    }

    @Test
    void deletingBelowPrefixLeavesWhatIsBesideIt() {
        bucket("pruned", true, false);
        for (String key : List.of("logs/1", "logs/2", "logs2", "other")) {
            put("pruned", key, "x");
        }
        assertThat(admin.buckets().preview("pruned", BucketTask.deleteBelow("logs/")))
                .isEqualTo(new BucketTask.Preview(2, 0, 2, 0, 0, 0, true, List.of("logs/1", "logs/2")));
        assertThat(run("pruned", BucketTask.deleteBelow("logs/")).progress().done())
                .isEqualTo(2);
        assertThat(keys("pruned")).containsExactly("logs2", "other");

        assertThat(run("pruned", BucketTask.undelete("logs/")).progress().done())
                .isEqualTo(2);
        assertThat(keys("pruned")).containsExactly("logs/1", "logs/2", "logs2", "other");

        run("pruned", BucketTask.delete(List.of(ObjectRef.current("other"), ObjectRef.current("logs/1"))));
        assertThat(admin.buckets().preview("pruned", BucketTask.purge("")))
                .isEqualTo(new BucketTask.Preview(2, 2, 2, 0, 2, 0, true, List.of("logs/1", "other")));
        run("pruned", BucketTask.purge(""));
        assertThat(keys("pruned")).containsExactly("logs/2", "logs2");
        assertThat(admin.objects()
                        .listVersions("pruned", ObjectQuery.search(""))
                        .items())
                .hasSize(2);
    }

    @Test
    void purgeNeverBringsLockedVersionBackToLight() {
        bucket("purged", true, true);
        put("purged", "a", "old");
        put("purged", "a", "locked");
        lock("purged", "a", "COMPLIANCE");
        put("purged", "a", "new");
        s3.deleteObject(b -> b.bucket("purged").key("a"));

        assertThat(admin.buckets().preview("purged", BucketTask.purge("")).locked())
                .isEqualTo(1);
        JobDocument job = run("purged", BucketTask.purge(""));

        assertThat(job.progress().failed()).isEqualTo(1);
        assertThat(keys("purged")).isEmpty();
        assertThat(admin.objects().versions("purged", "a", null, null).items())
                .extracting(ObjectEntry::size)
                .containsExactly(0L, 6L);
    }

    @Test
    void copiesMovesAndRenames() {
        bucket("source", true, false);
        bucket("target", false, false);
        s3.putObject(
                b -> b.bucket("source").key("dir/a").metadata(Map.of("m", "1")).tagging("t=1"),
                RequestBody.fromString("a"));
        put("source", "dir/sub/b", "b");
        put("target", "copy/a", "there already");

        BucketTask.Target target = new BucketTask.Target("target", "copy/", "dir/", null, false);
        BucketTask copyAll = new BucketTask(BucketTask.COPY, null, "dir/", null, target, false, null);
        assertThat(admin.buckets().preview("source", copyAll).versions()).isEqualTo(2);
        JobDocument job = run("source", copyAll);
        assertThat(job.progress().failed()).isEqualTo(1);
        assertThat(admin.jobs().failures(job.id()).getFirst().code()).isEqualTo("PreconditionFailed");
        assertThat(content("target", "copy/a")).isEqualTo("there already");
        assertThat(content("target", "copy/sub/b")).isEqualTo("b");

        run("source", BucketTask.rename("dir/a", "renamed"));
        assertThat(keys("source")).containsExactly("dir/sub/b", "renamed");
        ObjectDetails renamed = admin.objects().details("source", ObjectRef.current("renamed"));
        assertThat(renamed.metadata()).isEqualTo(Map.of("m", "1"));
        assertThat(renamed.tags()).isEqualTo(Map.of("t", "1"));

        JobDocument onto = run(
                "source",
                BucketTask.move(
                        List.of(ObjectRef.current("renamed")), new BucketTask.Target(null, "", "", null, true)));
        assertThat(onto.progress().failed()).isEqualTo(1);
        assertThat(content("source", "renamed")).isEqualTo("a");
    }

    @Test
    void movedObjectThatIsLockedStaysAsVersion() {
        bucket("held", true, true);
        String version = put("held", "a", "held");
        lock("held", "a", "COMPLIANCE");
        run("held", BucketTask.rename("a", "b"));
        assertThat(content("held", "b")).isEqualTo("held");
        assertThat(s3.getObjectAsBytes(b -> b.bucket("held").key("a").versionId(version))
                        .asUtf8String())
                .isEqualTo("held");
    }

    @Test
    void copiesHoldTheQuotaOfTheTarget() {
        bucket("much", false, false);
        bucket("little", false, false);
        put("much", "a", "0123456789");
        admin.buckets().setQuota("little", new QuotaDocument(15L, null));
        BucketTask.Target first = new BucketTask.Target("little", "", "", "one", false);
        BucketTask.Target second = new BucketTask.Target("little", "", "", "two", false);
        assertThat(run("much", BucketTask.copy(List.of(ObjectRef.current("a")), first))
                        .progress()
                        .failed())
                .isZero();
        JobDocument refused = run("much", BucketTask.move(List.of(ObjectRef.current("a")), second));
        assertThat(admin.jobs().failures(refused.id()).getFirst().code()).isEqualTo("QuotaExceeded");
        assertThat(content("much", "a")).isEqualTo("0123456789");
    }

    @Test
    void givesUpUploadsAndListsThemAcrossBuckets() {
        bucket("uploads-1", false, false);
        bucket("uploads-2", false, false);
        AdminClient una = people.user("una");
        una.buckets().create(new BucketDocument.New("uploads-of-una", null, false, false));
        for (String name : List.of("uploads-1", "uploads-2", "uploads-of-una")) {
            String id = s3.createMultipartUpload(b -> b.bucket(name).key("k")).uploadId();
            s3.uploadPart(b -> b.bucket(name).key("k").uploadId(id).partNumber(1), RequestBody.fromString("part"));
            s3.createMultipartUpload(b -> b.bucket(name).key("l"));
        }
        assertThat(una.uploads().list(null, null, null, null).items())
                .extracting(UploadDocument::bucket)
                .containsOnly("uploads-of-una");
        assertThat(codeOf(() -> una.uploads().list("uploads-1", null, null, null)))
                .isEqualTo("forbidden");
        List<UploadDocument> all = new ArrayList<>();
        String cursor = null;
        do {
            var page = admin.uploads().list(null, null, 1, cursor);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(all)
                .filteredOn(upload -> upload.bucket().startsWith("uploads-"))
                .hasSize(6)
                .doesNotHaveDuplicates();
        UploadDocument begun =
                admin.uploads().list("uploads-1", null, null, null).items().getFirst();
        assertThat(begun.parts()).isEqualTo(1);
        assertThat(begun.bytes()).isEqualTo(4);
        assertThat(admin.uploads().list("uploads-1", 1, null, null).items()).isEmpty();

        UploadDocument.Ref ref = new UploadDocument.Ref("uploads-1", "k", begun.id());
        UploadDocument.Outcome refused = una.uploads().abort(List.of(ref));
        assertThat(refused.failed()).extracting(UploadDocument.Failure::code).containsExactly("AccessDenied");
        UploadDocument.Outcome outcome =
                admin.uploads().abort(List.of(ref, new UploadDocument.Ref("uploads-1", "k", "none")));
        assertThat(outcome.done()).containsExactly(ref);
        assertThat(outcome.failed()).hasSize(1);

        assertThat(admin.buckets()
                        .preview("uploads-2", BucketTask.abortUploads(1))
                        .uploads())
                .isZero();
        assertThat(admin.buckets()
                        .preview("uploads-2", BucketTask.abortUploads(null))
                        .uploads())
                .isEqualTo(2);
        assertThat(run("uploads-2", BucketTask.abortUploads(1)).progress().done())
                .isZero();
        assertThat(run("uploads-2", BucketTask.abortUploads(0)).progress().done())
                .isEqualTo(2);
        assertThat(admin.uploads().list("uploads-2", null, null, null).items()).isEmpty();
    }

    @Test
    void tasksThatMakeNoSenseAreRefused() {
        bucket("sense", false, false);
        for (BucketTask nonsense : List.of(
                new BucketTask("polish", null, null, null, null, false, null),
                new BucketTask(BucketTask.EMPTY, null, "a/", null, null, false, null),
                new BucketTask(BucketTask.DELETE, List.of(ObjectRef.current("a")), "a/", null, null, false, null),
                new BucketTask(BucketTask.DELETE, null, null, Instant.EPOCH, null, false, null),
                new BucketTask(BucketTask.COPY, null, null, null, null, false, null),
                new BucketTask(BucketTask.ABORT_UPLOADS, null, null, null, null, false, -1),
                BucketTask.restore("", Instant.now().plus(1, ChronoUnit.HOURS)),
                BucketTask.move(List.of(new ObjectRef("a", "null")), new BucketTask.Target(null, "b", "", null, false)),
                BucketTask.delete(List.of(ObjectRef.current(""))))) {
            assertThat(codeOf(() -> admin.buckets().begin("sense", nonsense)))
                    .as("%s", nonsense)
                    .isEqualTo("invalid");
        }
        assertThat(codeOf(() -> admin.buckets().begin("sense", BucketTask.restore("", Instant.EPOCH))))
                .isEqualTo("s3.InvalidBucketState");
        assertThat(codeOf(() -> admin.buckets().begin("nowhere", BucketTask.empty(false))))
                .isEqualTo("not-found");
        assertThat(codeOf(() -> admin.jobs().get("none"))).isEqualTo("not-found");
    }

    @Test
    void usersSeeTheirOwnJobsAndStrangersBeginNone() {
        AdminClient ida = people.user("ida");
        AdminClient joe = people.user("joe");
        ida.buckets().create(new BucketDocument.New("of-ida", null, true, false));
        JobDocument job = ended(ida, ida.buckets().begin("of-ida", BucketTask.empty(false)));
        assertThat(job.course().by()).isEqualTo("ida");
        assertThat(ida.jobs().list()).containsExactly(job);
        assertThat(joe.jobs().list()).isEmpty();
        assertThat(codeOf(() -> joe.jobs().get(job.id()))).isEqualTo("not-found");
        assertThat(codeOf(() -> joe.jobs().cancel(job.id()))).isEqualTo("not-found");
        assertThat(codeOf(() -> joe.jobs().failures(job.id()))).isEqualTo("not-found");
        for (BucketTask task : List.of(
                BucketTask.empty(false),
                BucketTask.deleteBelow(""),
                BucketTask.purge(""),
                BucketTask.restore("", Instant.EPOCH),
                BucketTask.abortUploads(null),
                BucketTask.rename("a", "b"))) {
            assertThat(codeOf(() -> joe.buckets().begin("of-ida", task))).isEqualTo("forbidden");
            assertThat(codeOf(() -> joe.buckets().preview("of-ida", task))).isEqualTo("forbidden");
        }
    }

    @Test
    void readerSeesAndFetchesButChangesNothing() {
        bucket("shown", true, false);
        String version = put("shown", "a", "seen");
        AdminClient reader = people.user("reader", "read-only", null);
        assertThat(reader.buckets().list()).extracting(BucketDocument::name).contains("shown");
        assertThat(reader.objects()
                        .details("shown", ObjectRef.current("a"))
                        .entry()
                        .size())
                .isEqualTo(4);
        assertThat(reader.s3Access()
                        .credentials(new S3Credentials.Request(null, null))
                        .accessKeyId())
                .startsWith("ASIA");
        assertThat(codeOf(() -> reader.buckets().begin("shown", BucketTask.empty(false))))
                .isEqualTo("forbidden");
        assertThat(codeOf(() -> reader.objects().restore("shown", new ObjectRef("a", version))))
                .isEqualTo("forbidden");
        assertThat(codeOf(() ->
                        reader.objects().presign("shown", new Presigned.Request("PUT", "x", null, null, 60, null))))
                .isEqualTo("forbidden");
    }

    @Test
    void suspendedUserBeginsNothing() {
        AdminClient sue = people.user("sue");
        sue.buckets().create(new BucketDocument.New("of-sue", null, true, false));
        people.local().changeUser("sue", new UserDocument.Change(null, null, null, "suspended", null));
        assertThat(codeOf(() -> sue.buckets().begin("of-sue", BucketTask.empty(false))))
                .isEqualTo("unauthenticated");
    }
}
