package io.maxiofs.server.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyFramingTest {
    private static final Payload UNSIGNED = new Payload.Unsigned();
    private static final Payload CHUNKS = new Payload.UnsignedChunks();

    @Test
    void requiresALengthForObjectsOnly() {
        assertRefused(S3Operation.PUT_OBJECT, UNSIGNED, S3ErrorCode.MISSING_CONTENT_LENGTH);
        assertRefused(S3Operation.UPLOAD_PART, UNSIGNED, S3ErrorCode.MISSING_CONTENT_LENGTH);
        assertRefused(
                S3Operation.PUT_OBJECT, UNSIGNED, S3ErrorCode.MISSING_CONTENT_LENGTH, "Transfer-Encoding", "chunked");
        assertRefused(S3Operation.PUT_OBJECT, CHUNKS, S3ErrorCode.MISSING_CONTENT_LENGTH, "Content-Length", "10");

        assertThat(framing(S3Operation.PUT_OBJECT_ACL, UNSIGNED).isEmpty()).isTrue();
        assertThat(framing(S3Operation.PUT_BUCKET_POLICY, UNSIGNED, "Transfer-Encoding", "chunked")
                        .rawLength())
                .isEqualTo(-1);
        assertThat(framing(S3Operation.PUT_OBJECT, CHUNKS, "x-amz-decoded-content-length", "7")
                        .length())
                .hasValue(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, chunked", "identity", "chunked, chunked", "xchunked", ""})
    void refusesTransferEncodingsOtherThanChunked(String encoding) {
        assertRefused(S3Operation.PUT_OBJECT, UNSIGNED, S3ErrorCode.NOT_IMPLEMENTED, "Transfer-Encoding", encoding);
    }

    @Test
    void refusesAmbiguousLengths() {
        assertRefused(
                S3Operation.PUT_OBJECT,
                UNSIGNED,
                S3ErrorCode.BAD_REQUEST,
                "Content-Length",
                "1",
                "Transfer-Encoding",
                "chunked");
        assertRefused(
                S3Operation.PUT_OBJECT,
                UNSIGNED,
                S3ErrorCode.BAD_REQUEST,
                "Content-Length",
                "1",
                "Content-Length",
                "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "1e3", " ", "9999999999999999999", "0x1", "1١"})
    void refusesLengthsThatAreNone(String length) {
        assertRefused(S3Operation.PUT_OBJECT, UNSIGNED, S3ErrorCode.INVALID_ARGUMENT, "Content-Length", length);
        assertRefused(
                S3Operation.PUT_OBJECT, CHUNKS, S3ErrorCode.INVALID_ARGUMENT, "x-amz-decoded-content-length", length);
    }

    @Test
    void boundsObjectsAndDocuments() {
        assertThat(framing(S3Operation.PUT_OBJECT, UNSIGNED, "Content-Length", "5368709120")
                        .length())
                .hasValue(5L << 30);
        assertRefused(S3Operation.PUT_OBJECT, UNSIGNED, S3ErrorCode.ENTITY_TOO_LARGE, "Content-Length", "5368709121");
        assertRefused(
                S3Operation.UPLOAD_PART,
                CHUNKS,
                S3ErrorCode.ENTITY_TOO_LARGE,
                "x-amz-decoded-content-length",
                "5368709121");
        assertRefused(
                S3Operation.DELETE_OBJECTS,
                UNSIGNED,
                S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED,
                "Content-Length",
                "1001");
    }

    @Test
    void refusesFramingTheSignatureDoesNotSpeakOf() {
        assertRefused(
                S3Operation.PUT_OBJECT,
                UNSIGNED,
                S3ErrorCode.INVALID_REQUEST,
                "Content-Length",
                "1",
                "Content-Encoding",
                "gzip,aws-chunked",
                "x-amz-decoded-content-length",
                "1");
        assertRefused(
                S3Operation.PUT_OBJECT,
                UNSIGNED,
                S3ErrorCode.INVALID_REQUEST,
                "Content-Length",
                "1",
                "x-amz-trailer",
                "x-amz-checksum-crc32");
    }

    @Test
    void readsAnnouncedTrailers() {
        assertThat(framing(
                                S3Operation.PUT_OBJECT,
                                CHUNKS,
                                "x-amz-decoded-content-length",
                                "1",
                                "x-amz-trailer",
                                "x-amz-checksum-crc32, X-Amz-Checksum-SHA256")
                        .announcedTrailers())
                .containsExactlyInAnyOrder(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.SHA256);
        assertRefused(
                S3Operation.PUT_OBJECT,
                CHUNKS,
                S3ErrorCode.INVALID_REQUEST,
                "x-amz-decoded-content-length",
                "1",
                "x-amz-trailer",
                "x-amz-meta-a");
    }

    @Test
    void comparesTheBodyWithItsHash() throws Exception {
        byte[] body = {1, 2, 3};
        byte[] right = MessageDigest.getInstance("SHA-256").digest(body);
        byte[] wrong = right.clone();
        wrong[0] ^= 1;

        assertThat(new BodyFraming(new Payload.Literal(right), 3, OptionalLong.of(3), Set.of())
                        .decode(ByteBuffer.wrap(body))
                        .readAll(10))
                .isEqualTo(body);
        assertThatThrownBy(() -> new BodyFraming(new Payload.Literal(wrong), 3, OptionalLong.of(3), Set.of())
                        .decode(ByteBuffer.wrap(body)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.code()).isEqualTo(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH));
    }

    @ParameterizedTest
    @CsvSource({
        "Content-MD5, AAAA, INVALID_DIGEST",
        "Content-MD5, '', INVALID_DIGEST",
        "Content-MD5, AAAAAAAAAAAAAAAAAAAAAA, INVALID_DIGEST",
        "x-amz-checksum-crc32, AAAA, INVALID_REQUEST",
        "x-amz-checksum-crc32, ??????==, INVALID_REQUEST",
        "x-amz-checksum-crc64nvme, AAAAAA==, INVALID_REQUEST",
        "x-amz-checksum-sha256, AAAAAA==, INVALID_REQUEST",
        "x-amz-checksum-crc32c, AAAAAA==-2, INVALID_REQUEST"
    })
    void refusesMalformedDigests(String header, String value, S3ErrorCode code) {
        assertThatThrownBy(() -> DigestHeaders.check(SentHeaders.of(header, value), S3Operation.PUT_OBJECT))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void acceptsDigestsOfTheRightShape() {
        DigestHeaders.check(
                SentHeaders.of(Map.of("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==", "x-amz-checksum-crc32", "AAAAAA==")),
                S3Operation.PUT_OBJECT);
        DigestHeaders.check(
                SentHeaders.of("x-amz-checksum-crc32c", "AAAAAA==-2"), S3Operation.COMPLETE_MULTIPART_UPLOAD);
        assertThatThrownBy(() -> DigestHeaders.check(
                        SentHeaders.of("x-amz-checksum-crc32c", "AAAAAA==", "x-amz-checksum-crc32", "AAAAAA=="),
                        S3Operation.PUT_OBJECT))
                .isInstanceOf(S3Exception.class);
    }

    private static BodyFraming framing(S3Operation operation, Payload payload, String... headers) {
        return BodyFraming.of(SentHeaders.of(headers), operation, payload, 1000);
    }

    private static void assertRefused(S3Operation operation, Payload payload, S3ErrorCode code, String... headers) {
        assertThatThrownBy(() -> framing(operation, payload, headers))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
