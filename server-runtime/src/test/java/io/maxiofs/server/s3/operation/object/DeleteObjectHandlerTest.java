package io.maxiofs.server.s3.operation.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteObjectHandlerTest {
    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    @Test
    void removesAndSaysTheSameForWhatIsNotThere() {
        alice.put("/bucket/key", "x");
        Reply reply = alice.delete("/bucket/key");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.headers()).isEmpty();
        assertThat(alice.get("/bucket/key").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(alice.delete("/bucket/key").status()).isEqualTo(204);
        assertThat(alice.delete("/nobucket/key").outcome()).isEqualTo("404 NoSuchBucket");
    }

    @Test
    void hidesBehindAMarkerWhichCanBeRemovedAgain() {
        alice.versioning("bucket", "Enabled");
        alice.put("/bucket/key", "x");
        Reply hidden = alice.delete("/bucket/key");
        assertThat(hidden.header("x-amz-delete-marker")).isEqualTo("true");
        String marker = hidden.header("x-amz-version-id");
        Reply shown = alice.delete("/bucket/key?versionId=" + marker);
        assertThat(shown.headers())
                .containsEntry("x-amz-delete-marker", "true")
                .containsEntry("x-amz-version-id", marker);
        assertThat(alice.get("/bucket/key").text()).isEqualTo("x");
    }

    @Test
    void removesExactlyTheVersionNamed() {
        alice.versioning("bucket", "Enabled");
        String first = alice.put("/bucket/key", "1").header("x-amz-version-id");
        String second = alice.put("/bucket/key", "2").header("x-amz-version-id");
        Reply reply = alice.delete("/bucket/key?versionId=" + second);
        assertThat(reply.header("x-amz-version-id")).isEqualTo(second);
        assertThat(reply.header("x-amz-delete-marker")).isNull();
        assertThat(alice.get("/bucket/key").header("x-amz-version-id")).isEqualTo(first);
        assertThat(alice.delete("/bucket/key?versionId=" + second).status()).isEqualTo(204);
        assertThat(alice.get("/bucket/key").text()).isEqualTo("1");
        assertThat(alice.delete("/bucket/key?versionId=nonsense").outcome()).isEqualTo("400 InvalidArgument");
    }

    @Test
    void replacesTheNullVersionByAMarkerWhenSuspended() {
        alice.put("/bucket/key", "null version");
        alice.versioning("bucket", "Suspended");
        Reply reply = alice.delete("/bucket/key");
        assertThat(reply.headers())
                .containsEntry("x-amz-delete-marker", "true")
                .containsEntry("x-amz-version-id", "null");
        assertThat(alice.get("/bucket/key?versionId=null").outcome()).isEqualTo("405 MethodNotAllowed");
    }

    /** Others removed the version when only its tags should go. */
    @Test
    void leavesTheVersionWhenOnlyItsTagsAreDeleted() {
        alice.versioning("bucket", "Enabled");
        String version = alice.put("/bucket/key", "x", "x-amz-tagging", "a=b").header("x-amz-version-id");
        assertThat(alice.delete("/bucket/key?tagging&versionId=" + version).status())
                .isEqualTo(204);
        assertThat(alice.get("/bucket/key?versionId=" + version).text()).isEqualTo("x");
        assertThat(alice.head("/bucket/key").header("x-amz-tagging-count")).isNull();
    }

    /** Others removed what lies under a folder marker, or the object beside it. */
    @Test
    void keepsNeighboursOfAFolderMarker() {
        alice.put("/bucket/dir", "plain");
        alice.put("/bucket/dir/", "marker");
        alice.put("/bucket/dir/file", "file");
        assertThat(alice.get("/bucket/dir").text()).isEqualTo("plain");
        alice.delete("/bucket/dir/");
        assertThat(alice.get("/bucket/dir/").status()).isEqualTo(404);
        assertThat(alice.get("/bucket/dir/file").text()).isEqualTo("file");
        assertThat(alice.get("/bucket/dir").text()).isEqualTo("plain");
    }

    /** Others let keys bleed into each other. */
    @Test
    void tellsKeysApartThatLookAlike() {
        String[] keys = {"a", "a:b", "A", "a%2Fb", "a/b", "a//b", "..", ".", "../a", "a%20", "a%00", "%F0%9F%98%80"};
        for (String key : keys) {
            assertThat(alice.put("/bucket/" + key, key).status()).as(key).isEqualTo(200);
        }
        for (String key : keys) {
            if (!key.equals("a/b") && !key.equals("a%2Fb")) {
                assertThat(alice.get("/bucket/" + key).text()).isEqualTo(key);
            }
        }
        alice.delete("/bucket/a");
        assertThat(alice.get("/bucket/a").status()).isEqualTo(404);
        assertThat(alice.get("/bucket/a:b").text()).isEqualTo("a:b");
        assertThat(alice.get("/bucket/A").text()).isEqualTo("A");
    }

    @ParameterizedTest
    @CsvSource({
        "If-Match, '\"9dd4e461268c8034f5c8564e155c67a6\"', 204",
        "If-Match, *, 204",
        "If-Match, '\"other\"', 412 PreconditionFailed",
        "x-amz-if-match-size, 1, 204",
        "x-amz-if-match-size, 2, 412 PreconditionFailed",
        "x-amz-if-match-size, -1, 400 InvalidArgument",
        "x-amz-if-match-last-modified-time, 'Wed, 04 Mar 2026 05:06:07 GMT', 204",
        "x-amz-if-match-last-modified-time, 2026-03-04T05:06:07Z, 204",
        "x-amz-if-match-last-modified-time, 'Wed, 04 Mar 2026 05:06:08 GMT', 412 PreconditionFailed",
        "x-amz-if-match-last-modified-time, soon, 400 InvalidArgument"
    })
    void decidesConditions(String header, String value, String outcome) {
        alice.put("/bucket/key", "x");
        assertThat(alice.delete("/bucket/key", header, value).outcome()).isEqualTo(outcome);
        assertThat(alice.get("/bucket/key").status()).isEqualTo(outcome.equals("204") ? 404 : 200);
    }

    @ParameterizedTest
    @CsvSource({
        "If-Match, '\"x\"'",
        "If-Match, *",
        "x-amz-if-match-size, 1",
        "x-amz-if-match-last-modified-time, 2026-03-04T05:06:07Z"
    })
    void answersAConditionOnNothingWithNoSuchKey(String header, String value) {
        assertThat(alice.delete("/bucket/key", header, value).outcome()).isEqualTo("404 NoSuchKey");
        alice.versioning("bucket", "Enabled");
        alice.put("/bucket/key", "x");
        alice.delete("/bucket/key");
        assertThat(alice.delete("/bucket/key", header, value).outcome())
                .as("hidden behind a delete marker")
                .isEqualTo("404 NoSuchKey");
    }

    @Test
    void liftsGovernanceOnlyWhenAsked() {
        alice.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true");
        String version = alice.put(
                        "/locked/key",
                        "hello",
                        "x-amz-object-lock-mode",
                        "GOVERNANCE",
                        "x-amz-object-lock-retain-until-date",
                        "2027-01-01T00:00:00Z",
                        "Content-MD5",
                        "XUFAKrxLKna5cZ2REBfFkg==")
                .header("x-amz-version-id");
        assertThat(alice.delete("/locked/key?versionId=" + version).outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.delete("/locked/key").status()).isEqualTo(204);
        assertThat(alice.delete("/locked/key?versionId=" + version, "x-amz-bypass-governance-retention", "true")
                        .status())
                .isEqualTo(204);
    }
}
