package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.testing.SignedHttp;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ways in which other stores lost or mixed up data by an ordinary request. */
class FaultsOfOthersWireTest {
    private static WireServer server;
    private static SignedHttp alice;

    @BeforeAll
    static void createBuckets() {
        server = WireServer.start();
        alice = server.http("alice");
        answers(200, alice.send("PUT", "/bucket"));
        answers(200, alice.send("PUT", "/versions"));
        answers(200, alice.send("PUT", "/versions?versioning", """
                <VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"""));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SignedHttp.Answer answers(int status, SignedHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private static String put(String target, String content) {
        return answers(200, alice.send("PUT", target, content)).header("x-amz-version-id");
    }

    @Test
    void deletingTheTagsOfAVersionLeavesTheVersion() {
        String first = put("/versions/tagged", "first");
        put("/versions/tagged", "second");
        answers(204, alice.send("DELETE", "/versions/tagged?tagging&versionId=" + first));
        assertThat(alice.send("GET", "/versions/tagged?versionId=" + first).text())
                .isEqualTo("first");
        assertThat(alice.send("GET", "/versions/tagged").text()).isEqualTo("second");
    }

    @Test
    void aKeyItsFolderAndWhatIsUnderItLiveSideBySide() {
        put("/bucket/a", "file");
        put("/bucket/a/", "");
        put("/bucket/a/b", "below");
        assertThat(alice.send("GET", "/bucket/a").text()).isEqualTo("file");
        answers(204, alice.send("DELETE", "/bucket/a/"));
        assertThat(alice.send("GET", "/bucket/a").text()).isEqualTo("file");
        assertThat(alice.send("GET", "/bucket/a/b").text()).isEqualTo("below");
        answers(204, alice.send("DELETE", "/bucket/a"));
        assertThat(alice.send("GET", "/bucket/a/b").text()).isEqualTo("below");
    }

    @Test
    void keysThatBeginAlikeShareNothing() {
        List<String> keys = List.of("k", "k%3Ab", "k%00b", "k%7Cb", "k.", "k%20", "K");
        for (String key : keys) {
            put("/versions/" + key, "of " + key);
        }
        answers(204, alice.send("DELETE", "/versions/k"));
        for (String key : keys.subList(1, keys.size())) {
            assertThat(alice.send("GET", "/versions/" + key).text()).isEqualTo("of " + key);
        }
        answers(404, alice.send("GET", "/versions/k"));
    }

    @Test
    void aVersionIsTheVersionThatWasAskedFor() {
        String first = put("/versions/asked", "first");
        String second = put("/versions/asked", "second");
        answers(204, alice.send("DELETE", "/versions/asked"));
        assertThat(alice.send("GET", "/versions/asked?versionId=" + first).text())
                .isEqualTo("first");
        assertThat(alice.send("GET", "/versions/asked?versionId=" + second).text())
                .isEqualTo("second");
        assertThat(alice.send("GET", "/versions/asked?versionId=" + first).header("x-amz-version-id"))
                .isEqualTo(first);
    }

    @Test
    void aDeleteMarkerHidesUntilItIsRemoved() {
        put("/versions/hidden", "content");
        String marker = answers(204, alice.send("DELETE", "/versions/hidden")).header("x-amz-version-id");
        String above = answers(204, alice.send("DELETE", "/versions/hidden")).header("x-amz-version-id");
        answers(404, alice.send("GET", "/versions/hidden"));
        answers(204, alice.send("DELETE", "/versions/hidden?versionId=" + marker));
        answers(404, alice.send("GET", "/versions/hidden"));
        assertThat(alice.send("GET", "/versions?list-type=2&prefix=hidden").text())
                .contains("<KeyCount>0</KeyCount>");
        answers(204, alice.send("DELETE", "/versions/hidden?versionId=" + above));
        assertThat(alice.send("GET", "/versions/hidden").text()).isEqualTo("content");
    }
}
