package io.maxiofs.server.s3.operation.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetObjectHandlerTest {
    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void writeObject() {
        alice.put("/bucket", "");
        alice.put("/bucket/key", "0123456789", "Content-Type", "text/plain", "x-amz-meta-a", "b");
    }

    @Test
    void givesTheBodyAndWhatIsKnownOfIt() {
        Reply reply = alice.get("/bucket/key");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("0123456789");
        assertThat(reply.headers().keySet())
                .isEqualTo(Set.of("accept-ranges", "content-type", "etag", "last-modified", "x-amz-meta-a"));
        assertThat(reply.header("Last-Modified")).isEqualTo("Wed, 04 Mar 2026 05:06:07 GMT");
    }

    @ParameterizedTest
    @CsvSource({"bytes=2-4, 234, bytes 2-4/10", "bytes=-2, 89, bytes 8-9/10", "bytes=7-, 789, bytes 7-9/10"})
    void givesOneRange(String range, String text, String contentRange) {
        Reply reply = alice.get("/bucket/key", "Range", range);
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.header("Content-Range")).isEqualTo(contentRange);
    }

    @Test
    void givesTheWholeObjectForSeveralRanges() {
        Reply reply = alice.get("/bucket/key", "Range", "bytes=0-1,4-5");
        assertThat(reply.outcome()).isEqualTo("200");
        assertThat(reply.text()).isEqualTo("0123456789");
        assertThat(reply.header("Content-Range")).isNull();
    }

    @Test
    void tellsTheSizeWhenTheRangeLiesBehindTheEnd() {
        Reply reply = alice.get("/bucket/key", "Range", "bytes=10-");
        assertThat(reply.outcome()).isEqualTo("416 InvalidRange");
        assertThat(reply.header("Content-Range")).isEqualTo("bytes */10");
        assertThat(reply.xml().value("ActualObjectSize")).isEqualTo("10");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"781e5e245d69b566979b86e28d23f2c7\"', 206",
        "'\"other\"', 200",
        "'Wed, 04 Mar 2026 05:06:07 GMT', 206",
        "'Wed, 04 Mar 2026 05:06:06 GMT', 200",
        "nonsense, 200"
    })
    void givesARangeOnlyOfTheObjectTheClientKnows(String ifRange, int status) {
        assertThat(alice.get("/bucket/key", "Range", "bytes=0-1", "If-Range", ifRange)
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 206",
        "2, 416 InvalidPartNumber",
        "0, 400 InvalidArgument",
        "10001, 400 InvalidArgument",
        "x, 400 InvalidArgument"
    })
    void hasOnePartWhenWrittenAtOnce(String number, String outcome) {
        Reply reply = alice.get("/bucket/key?partNumber=" + number);
        assertThat(reply.outcome()).isEqualTo(outcome);
        assertThat(alice.head("/bucket/key?partNumber=" + number).status()).isEqualTo(reply.status());
        if (reply.status() == 206) {
            assertThat(reply.text()).isEqualTo("0123456789");
            assertThat(reply.header("Content-Range")).isEqualTo("bytes 0-9/10");
            assertThat(reply.header("x-amz-mp-parts-count")).isNull();
        }
    }

    @Test
    void refusesAPartAndARangeTogether() {
        assertThat(alice.get("/bucket/key?partNumber=1", "Range", "bytes=0-1").outcome())
                .isEqualTo("400 InvalidRequest");
    }

    @Test
    void givesNoChecksumForARange() {
        assertThat(alice.get("/bucket/key", "x-amz-checksum-mode", "ENABLED").headers())
                .containsKey("x-amz-checksum-crc64nvme");
        assertThat(alice.get("/bucket/key", "x-amz-checksum-mode", "enabled", "Range", "bytes=0-1")
                        .headers())
                .doesNotContainKey("x-amz-checksum-crc64nvme");
    }

    @Test
    void letsASignedRequestChooseHeadersOfItsAnswer() {
        Reply reply = alice.get("/bucket/key?response-content-type=a/b&response-cache-control=no-cache"
                + "&response-content-disposition=inline&response-content-language=fr"
                + "&response-content-encoding=br&response-expires=now");
        assertThat(reply.headers())
                .containsEntry("content-type", "a/b")
                .containsEntry("cache-control", "no-cache")
                .containsEntry("content-disposition", "inline")
                .containsEntry("content-language", "fr")
                .containsEntry("content-encoding", "br")
                .containsEntry("expires", "now");
    }

    /** A link must not be able to write headers or a response of its own. */
    @Test
    void refusesALineBreakInAChosenHeader() {
        assertThat(alice.get("/bucket/key?response-content-type=a%0d%0aSet-Cookie:%20x")
                        .outcome())
                .isEqualTo("400 InvalidArgument");
    }

    @Test
    void refusesChosenHeadersToNobodyInParticular() {
        // The authorizer of these tests lets nobody anonymous in, so this is about the rule alone.
        assertThat(alice.as(Principal.ANONYMOUS)
                        .get("/bucket/key?response-content-type=a/b")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void answersForKeysAndVersionsThatAreNotThere() {
        assertThat(alice.get("/nobucket/key").outcome()).isEqualTo("404 NoSuchBucket");
        Reply missing = alice.get("/bucket/other");
        assertThat(missing.outcome()).isEqualTo("404 NoSuchKey");
        assertThat(missing.xml().value("Key")).isEqualTo("other");
        assertThat(alice.get("/bucket/key?versionId=0000000000000000000v").outcome())
                .isEqualTo("404 NoSuchVersion");
        Reply invalid = alice.get("/bucket/key?versionId=nonsense");
        assertThat(invalid.outcome()).isEqualTo("400 InvalidArgument");
        assertThat(invalid.xml().value("Message")).isEqualTo("Invalid version id specified");
        assertThat(alice.get("/bucket/key?versionId=").outcome()).isEqualTo("400 InvalidArgument");
    }

    @Test
    void givesTheNullVersionOfABucketWithoutVersioning() {
        Reply reply = alice.get("/bucket/key?versionId=null");
        assertThat(reply.text()).isEqualTo("0123456789");
        assertThat(reply.header("x-amz-version-id")).isNull();
    }

    /** A version was asked for and the current one given: others did that. */
    @Test
    void givesExactlyTheVersionAskedFor() {
        alice.versioning("bucket", "Enabled");
        String second = alice.put("/bucket/key", "second").header("x-amz-version-id");
        String third = alice.put("/bucket/key", "third").header("x-amz-version-id");
        assertThat(alice.get("/bucket/key?versionId=null").text()).isEqualTo("0123456789");
        assertThat(alice.get("/bucket/key?versionId=null").header("x-amz-version-id"))
                .isEqualTo("null");
        assertThat(alice.get("/bucket/key?versionId=" + second).text()).isEqualTo("second");
        assertThat(alice.get("/bucket/key").header("x-amz-version-id")).isEqualTo(third);
    }

    @Test
    void returnsDeleteMarkerHeaderForHiddenKey() {
        alice.versioning("bucket", "Enabled");
        String marker = alice.delete("/bucket/key").header("x-amz-version-id");
        Reply hidden = alice.get("/bucket/key");
        assertThat(hidden.outcome()).isEqualTo("404 NoSuchKey");
        assertThat(hidden.headers())
                .containsEntry("x-amz-delete-marker", "true")
                .containsEntry("x-amz-version-id", marker);
        Reply exact = alice.get("/bucket/key?versionId=" + marker);
        assertThat(exact.outcome()).isEqualTo("405 MethodNotAllowed");
        assertThat(exact.headers())
                .containsEntry("x-amz-delete-marker", "true")
                .containsEntry("allow", "DELETE")
                .containsEntry("last-modified", "Wed, 04 Mar 2026 05:06:07 GMT");
    }

    @Test
    void refusesAKeyOfTheClientSinceNothingWasWrittenWithOne() {
        assertThat(alice.get("/bucket/key", "x-amz-server-side-encryption-customer-algorithm", "AES256")
                        .outcome())
                .isEqualTo("400 InvalidArgument");
    }

    @Test
    void givesAnEmptyObject() {
        alice.put("/bucket/empty", "");
        Reply reply = alice.get("/bucket/empty");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("Content-Length")).isEqualTo("0");
        assertThat(alice.get("/bucket/empty", "Range", "bytes=0-").outcome()).isEqualTo("416 InvalidRange");
        assertThat(alice.get("/bucket/empty?partNumber=1").outcome()).isEqualTo("200");
    }
}
