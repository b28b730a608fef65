package io.maxiofs.server.s3.operation.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetObjectAttributesHandlerTest {
    private static final String ATTRIBUTES = "x-amz-object-attributes";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void writeObject() {
        alice.put("/bucket", "");
        alice.put("/bucket/key", "hello", "x-amz-checksum-crc32", "NhCmhg==");
    }

    @Test
    void tellsAllThatIsAskedFor() {
        Reply reply = alice.get(
                "/bucket/key?attributes",
                ATTRIBUTES,
                "ETag, Checksum,ObjectParts",
                ATTRIBUTES,
                "StorageClass,ObjectSize");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Last-Modified")).isEqualTo("Wed, 04 Mar 2026 05:06:07 GMT");
        assertThat(reply.xml().value("ETag")).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(reply.xml().value("StorageClass")).isEqualTo("STANDARD");
        assertThat(reply.xml().value("ObjectSize")).isEqualTo("5");
        assertThat(reply.xml().child("Checksum").orElseThrow().value("ChecksumCRC32"))
                .isEqualTo("NhCmhg==");
        assertThat(reply.xml().child("Checksum").orElseThrow().value("ChecksumType"))
                .isEqualTo("FULL_OBJECT");
        assertThat(reply.xml().has("ObjectParts")).isFalse();
    }

    @Test
    void tellsNothingElse() {
        Reply reply = alice.get("/bucket/key?attributes", ATTRIBUTES, "ObjectSize");
        assertThat(reply.xml().children()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "x-none, x, 400 InvalidArgument",
        "x-amz-object-attributes, Owner, 400 InvalidArgument",
        "x-amz-object-attributes, '', 400 InvalidArgument"
    })
    void refusesAttributesThereAreNot(String header, String value, String outcome) {
        assertThat(alice.get("/bucket/key?attributes", header, value).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"x-amz-max-parts, -1", "x-amz-max-parts, x", "x-amz-part-number-marker, -1"})
    void refusesPagesThereCannotBe(String header, String value) {
        assertThat(alice.get("/bucket/key?attributes", ATTRIBUTES, "ETag", header, value)
                        .outcome())
                .isEqualTo("400 InvalidArgument");
    }

    @Test
    void answersForObjectsAndVersionsThatAreNotThere() {
        assertThat(alice.get("/bucket/other?attributes", ATTRIBUTES, "ETag").outcome())
                .isEqualTo("404 NoSuchKey");
        alice.versioning("bucket", "Enabled");
        assertThat(alice.get("/bucket/key?attributes&versionId=null", ATTRIBUTES, "ETag")
                        .header("x-amz-version-id"))
                .isEqualTo("null");
        String marker = alice.delete("/bucket/key").header("x-amz-version-id");
        Reply hidden = alice.get("/bucket/key?attributes", ATTRIBUTES, "ETag");
        assertThat(hidden.outcome()).isEqualTo("404 NoSuchKey");
        assertThat(hidden.header("x-amz-delete-marker")).isEqualTo("true");
        assertThat(alice.get("/bucket/key?attributes&versionId=" + marker, ATTRIBUTES, "ETag")
                        .outcome())
                .isEqualTo("405 MethodNotAllowed");
    }
}
