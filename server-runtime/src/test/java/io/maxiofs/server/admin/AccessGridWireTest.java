package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessGridDocument.Cell;
import io.maxiofs.server.admin.api.AccessGridDocument.KeyForBucket;
import io.maxiofs.server.admin.api.AccessGridDocument.Row;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.PoliciesDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.testing.TestServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class AccessGridWireTest {
    private final TestServer server = TestServer.start();
    private final AdminClient local = server.adminClient();

    @BeforeEach
    void makeBuckets() {
        for (String bucket : new String[] {"one", "two"}) {
            server.s3().createBucket(b -> b.bucket(bucket));
            server.s3().putObject(b -> b.bucket(bucket).key("there"), RequestBody.fromString("body"));
        }
    }

    @AfterEach
    void stop() {
        local.close();
        server.close();
    }

    private static String codeOf(Runnable call) {
        AdminClientException refused = catchThrowableOfType(AdminClientException.class, call::run);
        return Optional.ofNullable(refused)
                .flatMap(AdminClientException::problem)
                .map(Problem::code)
                .orElse("done");
    }

    /** Letters of what works: list, get, put, delete, change a setting. */
    private static String can(S3Client s3, String bucket) {
        StringBuilder works = new StringBuilder();
        attempt(works, "l", () -> s3.listObjectsV2(b -> b.bucket(bucket)));
        attempt(works, "g", () -> s3.getObjectAsBytes(b -> b.bucket(bucket).key("there")));
        attempt(works, "p", () -> s3.putObject(b -> b.bucket(bucket).key("new"), RequestBody.fromString("x")));
        attempt(works, "d", () -> s3.deleteObject(b -> b.bucket(bucket).key("new")));
        attempt(works, "s", () -> s3.deleteBucketCors(b -> b.bucket(bucket)));
        return works.toString();
    }

    private static void attempt(StringBuilder works, String letter, Runnable call) {
        S3Exception refused = catchThrowableOfType(S3Exception.class, call::run);
        if (refused == null) {
            works.append(letter);
        } else {
            assertThat(refused.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void keysForOneBucketCanDoThatAndNoMore() {
        Map<String, String> expected = Map.of(
                AccessGridDocument.READ, "lg",
                AccessGridDocument.WRITE, "p",
                AccessGridDocument.READ_WRITE, "lgpd",
                AccessGridDocument.APPEND_ONLY, "lgp",
                AccessGridDocument.FULL, "lgpds");
        expected.forEach((level, letters) -> {
            AccessKeyDocument.Issued key = local.access().createKeyFor(new KeyForBucket("one", level, "admin", null));
            try (S3Client s3 = server.s3(key.key().id(), key.secretKey())) {
                assertThat(can(s3, "one")).as(level).isEqualTo(letters);
                assertThat(can(s3, "two")).as(level).isEmpty();
            }
        });
        assertThat(codeOf(() -> local.access().createKeyFor(new KeyForBucket("none", "read", "admin", null))))
                .isEqualTo("not-found");
        assertThat(codeOf(() -> local.access().createKeyFor(new KeyForBucket("one", "none", "admin", null))))
                .isEqualTo("invalid");
    }

    @Test
    void cellsAreSetOneByOneAndReadBack() {
        AccessKeyDocument.Issued key = local.createAccessKey(new AccessKeyDocument.New("admin", null, null));
        String id = key.key().id();
        assertThat(local.access().grid().buckets()).containsExactly("one", "two");
        assertThat(row(id)).isEqualTo(new Row(id, "admin", false, "full", Map.of()));
        assertThat(local.access().setCell(new Cell(id, "one", "read", false)))
                .isEqualTo(new Row(id, "admin", false, "full", Map.of("one", "read")));
        try (S3Client s3 = server.s3(id, key.secretKey())) {
            assertThat(can(s3, "one")).isEqualTo("lg");
            assertThat(can(s3, "two")).isEqualTo("lgpds");
            local.access().setCell(new Cell(id, null, "none", false));
            local.access().setCell(new Cell(id, "two", "append-only", false));
            assertThat(row(id))
                    .isEqualTo(new Row(id, "admin", false, "none", Map.of("one", "read", "two", "append-only")));
            assertThat(can(s3, "one")).isEqualTo("lg");
            assertThat(can(s3, "two")).isEqualTo("lgp");
        }
        local.access().setCell(new Cell(id, "one", "none", false));
        local.access().setCell(new Cell(id, "two", "none", false));
        assertThat(row(id).levels()).isEmpty();
        local.access().setCell(new Cell(id, null, "full", false));
        assertThat(local.accessKeys("admin"))
                .filteredOn(found -> found.id().equals(id))
                .extracting(AccessKeyDocument::policy)
                .containsOnlyNulls();
    }

    private Row row(String id) {
        return local.access().grid().keys().stream()
                .filter(row -> row.key().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void policiesOfPeopleAreLeftAloneUnlessTheySaySo() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\","
                + "\"Resource\":\"*\"}]}";
        String id = local.createAccessKey(new AccessKeyDocument.New("admin", null, null, policy))
                .key()
                .id();
        assertThat(row(id).custom()).isTrue();
        assertThat(codeOf(() -> local.access().setCell(new Cell(id, "one", "read", false))))
                .isEqualTo("not-available");
        assertThat(local.access().setCell(new Cell(id, "one", "read", true)).levels())
                .isEqualTo(Map.of("one", "read"));
    }

    @Test
    void rotationKeepsWhatTheKeyMay() {
        AccessKeyDocument.Issued old = local.access().createKeyFor(new KeyForBucket("one", "read", "admin", null));
        AccessKeyDocument.Issued next =
                local.access().rotateKey(old.key().id(), new AccessGridDocument.Rotation(3_600));
        assertThat(next.key().policy()).isEqualTo(old.key().policy());
        try (S3Client before = server.s3(old.key().id(), old.secretKey());
                S3Client after = server.s3(next.key().id(), next.secretKey())) {
            assertThat(can(after, "one")).isEqualTo("lg");
            assertThat(can(before, "one")).as("for an hour").isEqualTo("lg");
            local.access().rotateKey(old.key().id(), new AccessGridDocument.Rotation(0));
            assertThat(can(before, "one")).isEmpty();
        }
    }

    @Test
    void policiesAreAttachedToPeople() {
        String name = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
        assertThat(local.access().managedPolicies()).contains(name);
        PoliciesDocument changed =
                local.access().changePoliciesOf("admin", new PoliciesDocument.Change(name, null, null, null));
        assertThat(changed.attached()).containsExactly(name);
        assertThat(local.access().policiesOf("admin").attached()).containsExactly(name);
        assertThat(codeOf(() -> local.access()
                        .changePoliciesOf("admin", new PoliciesDocument.Change(null, null, "own", "no policy"))))
                .isEqualTo("invalid");
        local.access().changePoliciesOf("admin", new PoliciesDocument.Change(null, name, null, null));
        assertThat(local.access().policiesOf("admin").attached()).isEmpty();
    }
}
