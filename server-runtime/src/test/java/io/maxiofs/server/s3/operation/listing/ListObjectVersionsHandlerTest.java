package io.maxiofs.server.s3.operation.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.xml.XmlElement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListObjectVersionsHandlerTest {
    private static final String LIST = "/bucket?versions";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private static String version(Reply reply) {
        return String.valueOf(reply.header("x-amz-version-id"));
    }

    /** Names, versions and state of all rows in their order. */
    private static List<String> rows(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.xml().children().stream()
                .filter(row -> row.has("VersionId"))
                .map(row -> row.name() + " " + row.rawValue("Key") + " " + row.require("VersionId") + " "
                        + row.require("IsLatest"))
                .toList();
    }

    @Test
    void listsVersionsAndMarkersInOneOrder() {
        alice.put("/bucket/a", "null");
        alice.versioning("bucket", "Enabled");
        String one = version(alice.put("/bucket/a", "1"));
        String gone = version(alice.delete("/bucket/a"));
        String two = version(alice.put("/bucket/b", "22"));

        Reply reply = alice.get(LIST);

        assertThat(reply.xml().name()).isEqualTo("ListVersionsResult");
        assertThat(rows(reply))
                .containsExactly(
                        "DeleteMarker a " + gone + " true",
                        "Version a " + one + " false",
                        "Version a null false",
                        "Version b " + two + " true");
        XmlElement b = Rows.row(reply, "Version", 2);
        assertThat(b.require("Size")).isEqualTo("2");
        assertThat(b.require("ETag")).isEqualTo("\"b6d767d2f8ed5d21a44b0e5886680cb9\"");
        assertThat(b.require("StorageClass")).isEqualTo("STANDARD");
        assertThat(b.child("Owner").orElseThrow().require("ID")).isEqualTo("alice-id");
        XmlElement marker = Rows.row(reply, "DeleteMarker", 0);
        assertThat(marker.has("Size")).isFalse();
        assertThat(marker.has("ETag")).isFalse();
        assertThat(marker.has("StorageClass")).isFalse();
        assertThat(marker.child("Owner").orElseThrow().require("ID")).isEqualTo("alice-id");
        assertThat(marker.require("LastModified")).isEqualTo("2026-03-04T05:06:07.000Z");
    }

    @Test
    void goesOnWithinAKey() {
        alice.versioning("bucket", "Enabled");
        String one = version(alice.put("/bucket/a", "1"));
        String two = version(alice.put("/bucket/a", "2"));
        String three = version(alice.put("/bucket/b", "3"));

        Reply first = alice.get(LIST + "&max-keys=1");
        assertThat(rows(first)).containsExactly("Version a " + two + " true");
        assertThat(Rows.top(first, "NextKeyMarker")).isEqualTo("a");
        assertThat(Rows.top(first, "NextVersionIdMarker")).isEqualTo(two);
        assertThat(Rows.isTruncated(first)).isTrue();

        Reply rest = alice.get(LIST + "&key-marker=a&version-id-marker=" + two);
        assertThat(rows(rest)).containsExactly("Version a " + one + " false", "Version b " + three + " true");
        assertThat(Rows.top(rest, "KeyMarker")).isEqualTo("a");
        assertThat(Rows.top(rest, "VersionIdMarker")).isEqualTo(two);

        assertThat(rows(alice.get(LIST + "&key-marker=a"))).containsExactly("Version b " + three + " true");
    }

    @Test
    void endsAPageWithACommonPrefix() {
        alice.put("/bucket/a/1", "1");
        alice.put("/bucket/b", "2");
        Reply first = alice.get(LIST + "&delimiter=/&max-keys=1");
        assertThat(Rows.prefixes(first)).containsExactly("a/");
        assertThat(Rows.top(first, "NextKeyMarker")).isEqualTo("a/");
        assertThat(Rows.top(first, "NextVersionIdMarker")).isNull();
        assertThat(rows(alice.get(LIST + "&delimiter=/&key-marker=a/"))).containsExactly("Version b null true");
    }

    @Test
    void aBucketWithoutVersioningHasNullVersions() {
        alice.put("/bucket/a", "1");
        assertThat(rows(alice.get(LIST))).containsExactly("Version a null true");
    }

    @Test
    void refusesMarkersThatMeanNothing() {
        assertThat(alice.get(LIST + "&version-id-marker=null").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(alice.get(LIST + "&key-marker=a&version-id-marker=nonsense").outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(alice.get(LIST + "&key-marker=&version-id-marker=").status()).isEqualTo(200);
        assertThat(alice.get("/nowhere?versions").outcome()).isEqualTo("404 NoSuchBucket");
    }

    @Test
    void encodesKeysWhenAsked() {
        alice.put("/bucket/a%20b", "1");
        Reply reply = alice.get(LIST + "&encoding-type=url&key-marker=%20");
        assertThat(Rows.of(reply, "Version", "Key")).containsExactly("a%20b");
        assertThat(Rows.top(reply, "KeyMarker")).isEqualTo("%20");
    }
}
