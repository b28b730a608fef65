package io.maxiofs.server.s3.operation.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetObjectTagging, PutObjectTagging and DeleteObjectTagging. */
class ObjectTaggingHandlersTest {
    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void writeObject() {
        alice.put("/bucket", "");
        alice.put("/bucket/key", "x", "x-amz-meta-a", "b");
    }

    private static String document(String... keysAndValues) {
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            set.append("<Tag><Key>")
                    .append(keysAndValues[i])
                    .append("</Key><Value>")
                    .append(keysAndValues[i + 1])
                    .append("</Value></Tag>");
        }
        return "<Tagging><TagSet>" + set + "</TagSet></Tagging>";
    }

    private Map<String, String> tags(String target) {
        XmlElement set = alice.get(target).xml().child("TagSet").orElseThrow();
        Map<String, String> tags = new LinkedHashMap<>();
        set.children("Tag").forEach(tag -> tags.put(tag.rawValue("Key"), tag.rawValue("Value")));
        return tags;
    }

    @Test
    void replacesAndRemovesTagsAndNothingElse() {
        assertThat(tags("/bucket/key?tagging")).isEmpty();
        Reply put = alice.put("/bucket/key?tagging", document("a", "1", " b ", ""));
        assertThat(put.status()).isEqualTo(200);
        assertThat(tags("/bucket/key?tagging")).isEqualTo(Map.of("a", "1", " b ", ""));
        alice.put("/bucket/key?tagging", document("c", "3"));
        assertThat(tags("/bucket/key?tagging")).isEqualTo(Map.of("c", "3"));
        assertThat(alice.head("/bucket/key").header("x-amz-tagging-count")).isEqualTo("1");
        assertThat(alice.delete("/bucket/key?tagging").status()).isEqualTo(204);
        assertThat(tags("/bucket/key?tagging")).isEmpty();
        assertThat(alice.get("/bucket/key").text()).isEqualTo("x");
        assertThat(alice.head("/bucket/key").header("x-amz-meta-a")).isEqualTo("b");
        assertThat(alice.head("/bucket/key").header("Last-Modified")).isEqualTo("Wed, 04 Mar 2026 05:06:07 GMT");
    }

    @Test
    void changesExactlyTheVersionNamed() {
        alice.versioning("bucket", "Enabled");
        String version = alice.put("/bucket/key", "new").header("x-amz-version-id");
        Reply put = alice.put("/bucket/key?tagging&versionId=null", document("old", "1"));
        assertThat(put.header("x-amz-version-id")).isEqualTo("null");
        assertThat(tags("/bucket/key?tagging")).isEmpty();
        assertThat(tags("/bucket/key?tagging&versionId=null")).isEqualTo(Map.of("old", "1"));
        assertThat(alice.get("/bucket/key?tagging").header("x-amz-version-id")).isEqualTo(version);
        assertThat(alice.delete("/bucket/key?tagging&versionId=null").header("x-amz-version-id"))
                .isEqualTo("null");
        assertThat(alice.get("/bucket/key?versionId=null").text()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "<Tagging/>, 400 MalformedXML",
        "<Tags/>, 400 MalformedXML",
        "'', 400 MalformedXML",
        "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>, 400 MalformedXML",
        "<Tagging><TagSet><Tag><Key></Key><Value>a</Value></Tag></TagSet></Tagging>, 400 InvalidTag",
        "<Tagging><TagSet><Tag><Key>aws:a</Key><Value>a</Value></Tag></TagSet></Tagging>, 400 InvalidTag",
        "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag><Tag><Key>a</Key><Value>c</Value></Tag></TagSet></Tagging>, 400 InvalidTag",
        "<Tagging><TagSet/></Tagging>, 200"
    })
    void checksTheDocument(String document, String outcome) {
        alice.put("/bucket/key?tagging", document("kept", "1"));
        assertThat(alice.put("/bucket/key?tagging", document).outcome()).isEqualTo(outcome);
        assertThat(tags("/bucket/key?tagging")).isEqualTo(outcome.equals("200") ? Map.of() : Map.of("kept", "1"));
    }

    @Test
    void refusesElevenTags() {
        String[] eleven = new String[22];
        for (int i = 0; i < 22; i += 2) {
            eleven[i] = "k" + i;
            eleven[i + 1] = "v";
        }
        assertThat(alice.put("/bucket/key?tagging", document(eleven)).outcome()).isEqualTo("400 BadRequest");
    }

    @Test
    void answersForObjectsThatAreNotThere() {
        assertThat(alice.get("/bucket/other?tagging").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(alice.put("/bucket/other?tagging", document()).outcome()).isEqualTo("404 NoSuchKey");
        assertThat(alice.delete("/bucket/other?tagging").outcome()).isEqualTo("404 NoSuchKey");
        alice.versioning("bucket", "Enabled");
        String marker = alice.delete("/bucket/key").header("x-amz-version-id");
        assertThat(alice.get("/bucket/key?tagging").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(alice.put("/bucket/key?tagging&versionId=" + marker, document("a", "b"))
                        .outcome())
                .isEqualTo("405 MethodNotAllowed");
    }
}
