package io.maxiofs.server.s3.operation.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.xml.XmlElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListObjectsHandlerTest {
    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void fill() {
        alice.put("/bucket", "");
        for (String key : new String[] {"a", "b/1", "b/2", "c%20d", "e"}) {
            assertThat(alice.put("/bucket/" + key, "12345").status()).isEqualTo(200);
        }
    }

    @Test
    void tellsWhatS3TellsOfAnObject() {
        Reply reply = alice.get("/bucket?prefix=a");

        assertThat(reply.xml().name()).isEqualTo("ListBucketResult");
        assertThat(reply.text()).contains("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        assertThat(Rows.top(reply, "Name")).isEqualTo("bucket");
        assertThat(Rows.top(reply, "Prefix")).isEqualTo("a");
        assertThat(Rows.top(reply, "Marker")).isEmpty();
        assertThat(Rows.top(reply, "MaxKeys")).isEqualTo("1000");
        assertThat(Rows.top(reply, "IsTruncated")).isEqualTo("false");
        assertThat(Rows.top(reply, "Delimiter")).isNull();
        assertThat(Rows.top(reply, "EncodingType")).isNull();
        assertThat(Rows.top(reply, "NextMarker")).isNull();
        XmlElement row = Rows.row(reply, "Contents", 0);
        assertThat(row.require("Key")).isEqualTo("a");
        assertThat(row.require("Size")).isEqualTo("5");
        assertThat(row.require("ETag")).isEqualTo("\"827ccb0eea8a706c4c34a16891f84e7b\"");
        assertThat(row.require("StorageClass")).isEqualTo("STANDARD");
        assertThat(row.require("ChecksumAlgorithm")).isEqualTo("CRC64NVME");
        assertThat(row.require("ChecksumType")).isEqualTo("FULL_OBJECT");
        assertThat(row.require("LastModified")).isEqualTo("2026-03-04T05:06:07.000Z");
        assertThat(row.child("Owner").orElseThrow().require("ID")).isEqualTo("alice-id");
        assertThat(row.child("Owner").orElseThrow().require("DisplayName")).isEqualTo("alice");
    }

    @Test
    void lastModifiedIsTheSameAsInHead() {
        assertThat(alice.head("/bucket/a").header("Last-Modified")).isEqualTo("Wed, 04 Mar 2026 05:06:07 GMT");
        assertThat(Rows.of(alice.get("/bucket?prefix=a"), "Contents", "LastModified"))
                .containsExactly("2026-03-04T05:06:07.000Z");
    }

    @Test
    void rollsUpAndCountsCommonPrefixes() {
        Reply first = alice.get("/bucket?delimiter=/&max-keys=2");
        assertThat(Rows.keys(first)).containsExactly("a");
        assertThat(Rows.prefixes(first)).containsExactly("b/");
        assertThat(Rows.top(first, "Delimiter")).isEqualTo("/");
        assertThat(Rows.top(first, "NextMarker")).isEqualTo("b/");
        assertThat(Rows.isTruncated(first)).isTrue();

        Reply second = alice.get("/bucket?delimiter=/&max-keys=2&marker=b/");
        assertThat(Rows.keys(second)).containsExactly("c d", "e");
        assertThat(Rows.isTruncated(second)).isFalse();
        assertThat(Rows.top(second, "NextMarker")).isNull();
    }

    @Test
    void tellsTheNextMarkerOnlyWithADelimiter() {
        Reply reply = alice.get("/bucket?max-keys=2");
        assertThat(Rows.keys(reply)).containsExactly("a", "b/1");
        assertThat(Rows.isTruncated(reply)).isTrue();
        assertThat(Rows.top(reply, "NextMarker")).isNull();
    }

    @Test
    void goesOnBehindMarkersThatDoNotExist() {
        assertThat(Rows.keys(alice.get("/bucket?marker=b"))).containsExactly("b/1", "b/2", "c d", "e");
        assertThat(Rows.keys(alice.get("/bucket?marker=b/11"))).containsExactly("b/2", "c d", "e");
        assertThat(Rows.keys(alice.get("/bucket?marker=zzz"))).isEmpty();
    }

    @Test
    void encodesKeysWhenAsked() {
        Reply reply = alice.get("/bucket?encoding-type=url&prefix=c%20&delimiter=%20&marker=%26");
        assertThat(Rows.top(reply, "EncodingType")).isEqualTo("url");
        assertThat(Rows.top(reply, "Prefix")).isEqualTo("c%20");
        assertThat(Rows.top(reply, "Delimiter")).isEqualTo("%20");
        assertThat(Rows.top(reply, "Marker")).isEqualTo("%26");
        assertThat(Rows.keys(reply)).containsExactly("c%20d");
        assertThat(Rows.prefixes(alice.get("/bucket?encoding-type=url&delimiter=%20")))
                .containsExactly("c%20");
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "1,1,1", "1000,1000,5", "1001,1000,5", "2147483647,1000,5", "'',1000,5"})
    void takesAnyMaxKeysAndTellsTheOneThatCounts(String asked, String told, int rows) {
        Reply reply = alice.get("/bucket?max-keys=" + asked);
        assertThat(Rows.top(reply, "MaxKeys")).isEqualTo(told);
        assertThat(Rows.keys(reply)).hasSize(rows);
        assertThat(Rows.isTruncated(reply)).isEqualTo(rows == 1);
    }

    @ParameterizedTest
    @CsvSource({"-1", "abc", "2147483648", "1.5"})
    void refusesWhatIsNoNumberOfKeys(String maxKeys) {
        Reply reply = alice.get("/bucket?max-keys=" + maxKeys);
        assertThat(reply.outcome()).isEqualTo("400 InvalidArgument");
        assertThat(reply.xml().require("ArgumentName")).isEqualTo("max-keys");
        assertThat(reply.xml().require("ArgumentValue")).isEqualTo(maxKeys);
    }

    @Test
    void refusesOtherEncodings() {
        assertThat(alice.get("/bucket?encoding-type=base64").outcome()).isEqualTo("400 InvalidArgument");
    }

    @Test
    void emptyDelimiterIsNone() {
        Reply reply = alice.get("/bucket?delimiter=");
        assertThat(Rows.keys(reply)).hasSize(5);
        assertThat(Rows.top(reply, "Delimiter")).isNull();
    }

    @Test
    void knowsOptionalAttributes() {
        assertThat(alice.get("/bucket", "x-amz-optional-object-attributes", "RestoreStatus")
                        .status())
                .isEqualTo(200);
        assertThat(alice.get("/bucket", "x-amz-optional-object-attributes", "Colour")
                        .outcome())
                .isEqualTo("400 InvalidArgument");
    }

    @Test
    void writesKeysThatXmlCannotHoldAsReferences() {
        alice.put("/bucket/x%01%0D%3C%26", "");
        Reply reply = alice.get("/bucket?prefix=x");
        assertThat(reply.text()).contains("<Key>x&#x1;&#xD;&lt;&amp;</Key>");
        assertThat(Rows.keys(alice.get("/bucket?prefix=x&encoding-type=url"))).containsExactly("x%01%0D%3C%26");
    }

    @Test
    void refusesAnUnknownBucketAndForeignOnes() {
        assertThat(alice.get("/nowhere").outcome()).isEqualTo("404 NoSuchBucket");
        assertThat(alice.as(S3Caller.user("bob")).get("/bucket").outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.get("/bucket", "x-amz-expected-bucket-owner", "bob-id").outcome())
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void hidesDeleteMarkersAndUnfinishedUploads() {
        alice.versioning("bucket", "Enabled");
        alice.delete("/bucket/a");
        alice.post("/bucket/f?uploads", "");
        assertThat(Rows.keys(alice.get("/bucket"))).containsExactly("b/1", "b/2", "c d", "e");
    }
}
