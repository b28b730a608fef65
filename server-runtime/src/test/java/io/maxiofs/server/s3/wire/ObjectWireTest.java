package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.http.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** PutObject, GetObject, HeadObject and DeleteObject over the wire. */
class ObjectWireTest {
    private static WireServer server;
    private static S3Client alice;

    @BeforeAll
    static void createBucket() {
        server = WireServer.start();
        alice = server.alice();
        alice.createBucket(b -> b.bucket("bucket"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ResponseBytes<GetObjectResponse> get(String key) {
        return alice.getObjectAsBytes(b -> b.bucket("bucket").key(key));
    }

    @Test
    void roundTripsAnObjectWithItsMetadata() {
        PutObjectResponse put = alice.putObject(
                b -> b.bucket("bucket")
                        .key("meta")
                        .contentType("text/plain")
                        .cacheControl("no-cache")
                        .metadata(Map.of("name", "value"))
                        .tagging("a=1&b=2"),
                RequestBody.fromString("hello"));
        assertThat(put.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(put.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        ResponseBytes<GetObjectResponse> got = get("meta");
        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().metadata()).isEqualTo(Map.of("name", "value"));
        assertThat(got.response().contentType()).isEqualTo("text/plain");
        assertThat(got.response().cacheControl()).isEqualTo("no-cache");
        assertThat(got.response().tagCount()).isEqualTo(2);
        HeadObjectResponse head = alice.headObject(b -> b.bucket("bucket").key("meta"));
        assertThat(head.contentLength()).isEqualTo(5);
        assertThat(head.lastModified()).isEqualTo(got.response().lastModified());
        assertThat(head.eTag()).isEqualTo(put.eTag());
        assertThat(head.versionId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 131_073, 5_000_000})
    void roundTripsBodiesOfEverySize(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        String key = "size-" + size;
        alice.putObject(b -> b.bucket("bucket").key(key), RequestBody.fromBytes(body));
        assertThat(get(key).asByteArray()).isEqualTo(body);
        assertThat(alice.headObject(b -> b.bucket("bucket").key(key)).contentLength())
                .isEqualTo(size);
        if (size > 10) {
            byte[] middle = alice.getObjectAsBytes(
                            b -> b.bucket("bucket").key(key).range("bytes=5-" + (size - 3)))
                    .asByteArray();
            assertThat(middle).isEqualTo(Arrays.copyOfRange(body, 5, size - 2));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void verifiesAndReturnsEveryChecksumTheSdkComputes(ChecksumAlgorithm algorithm) {
        alice.putObject(
                b -> b.bucket("bucket").key("sum").checksumAlgorithm(algorithm), RequestBody.fromString("hello"));
        GetObjectResponse got = alice.getObjectAsBytes(
                        b -> b.bucket("bucket").key("sum").checksumMode(ChecksumMode.ENABLED))
                .response();
        assertThat(Arrays.asList(got.checksumCRC32(), got.checksumCRC32C(), got.checksumSHA1(), got.checksumSHA256()))
                .as("exactly one value")
                .filteredOn(Objects::nonNull)
                .hasSize(1);
        assertThat(got.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    @Test
    void refusesABodyThatIsNotWhatItsChecksumSays() {
        assertThatThrownBy(() -> alice.putObject(
                        b -> b.bucket("bucket").key("bad").checksumCRC32("AAAAAA=="), RequestBody.fromString("hello")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
        assertThatThrownBy(() -> get("bad")).isInstanceOf(NoSuchKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/",
                "a/b",
                "A",
                ".",
                "..",
                "../a",
                "a//b",
                "/a",
                "a b",
                "a+b",
                "a%20b",
                "a?b#c&d=e",
                "\u00e9\u20ac",
                "\ud83d\ude00",
                "a\u0001b",
                "~!*'()",
                "a\\b",
                "a:b"
            })
    void keepsEveryKeyApart(String key) {
        alice.putObject(b -> b.bucket("bucket").key(key), RequestBody.fromString("at " + key));
        assertThat(get(key).asUtf8String()).isEqualTo("at " + key);
        assertThat(alice.listObjectsV2(b -> b.bucket("bucket").prefix(key).encodingType(EncodingType.URL))
                        .contents())
                .extracting(object -> object.key())
                .contains(key);
    }

    @Test
    void tellsMissesAsTheSdkExpectsThem() {
        assertThatThrownBy(() -> get("missing")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> alice.headObject(b -> b.bucket("bucket").key("missing")))
                .isInstanceOf(NoSuchKeyException.class);
        alice.deleteObject(b -> b.bucket("bucket").key("missing"));
    }

    @Test
    void answersHeadWithoutABodyAndKeepsTheConnection() throws IOException {
        try (RawConnection connection = server.connect()) {
            for (int i = 0; i < 3; i++) {
                RawConnection.Response miss = connection.exchange(
                        "HEAD",
                        "/bucket/missing",
                        server.signed("HEAD", "/bucket/missing", "", new byte[0]),
                        new byte[0]);
                assertThat(miss.status()).isEqualTo(404);
            }
        }
    }

    @Test
    void keepsMetadataBytesBeyondAscii() throws IOException {
        // As boto sends it: UTF-8 on the wire, where each byte is a character of its own.
        String wire = new String("caf\u00e9".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Map<String, String> headers =
                server.signed("PUT", "/bucket/latin", "", new byte[0], "x-amz-meta-drink", "caf\u00e9");
        headers.put("x-amz-meta-drink", wire);
        try (RawConnection connection = server.connect()) {
            assertThat(connection
                            .exchange("PUT", "/bucket/latin", headers, new byte[0])
                            .status())
                    .isEqualTo(200);
        }
        assertThat(server.call("HEAD", "/bucket/latin", "", new byte[0]).header("x-amz-meta-drink"))
                .isEqualTo(wire);
    }

    @Test
    void sendsNoBodyWithNotModified() throws IOException {
        alice.putObject(b -> b.bucket("bucket").key("cached"), RequestBody.fromString("hello"));
        RawConnection.Response reply = server.call(
                "GET", "/bucket/cached", "", new byte[0], "If-None-Match", "\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("etag")).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    }

    @Test
    void wantsToKnowTheLengthBeforehand() throws IOException {
        try (RawConnection connection = server.connect()) {
            Map<String, String> headers = server.signed(
                    "PUT",
                    "/bucket/chunked",
                    "",
                    new byte[0],
                    "x-amz-content-sha256",
                    "UNSIGNED-PAYLOAD",
                    "Transfer-Encoding",
                    "chunked");
            connection.send(RawConnection.head("PUT", "/bucket/chunked", headers));
            connection.send("5\r\nhello\r\n0\r\n\r\n");
            RawConnection.Response reply = connection.read(false);
            assertThat(reply.status() + " " + reply.code()).isEqualTo("411 MissingContentLength");
        }
        assertThatThrownBy(() -> get("chunked")).isInstanceOf(NoSuchKeyException.class);
    }

    /** Of many writers who all want the key to be new, one wins. */
    @Test
    void letsExactlyOneOfManyCreateAKey() throws Exception {
        int writers = 16;
        CyclicBarrier together = new CyclicBarrier(writers);
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            String body = "writer " + i;
            attempts.add(() -> {
                together.await();
                try {
                    alice.putObject(
                            b -> b.bucket("bucket").key("contended").ifNoneMatch("*"), RequestBody.fromString(body));
                    return true;
                } catch (S3Exception e) {
                    assertThat(e.statusCode()).isEqualTo(412);
                    return false;
                }
            });
        }
        assertThat(wins(attempts)).isEqualTo(1);
    }

    private static long wins(List<Callable<Boolean>> attempts) throws InterruptedException, ExecutionException {
        try (ExecutorService executor = Executors.newFixedThreadPool(attempts.size())) {
            long wins = 0;
            for (Future<Boolean> attempt : executor.invokeAll(attempts)) {
                wins += attempt.get() ? 1 : 0;
            }
            return wins;
        }
    }

    /** Attack class 13: names of the server's own must not be expressible on the wire. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amz-replication-status",
                "x-amz-mp-parts-count",
                "x-amz-version-id",
                "x-amz-delete-marker",
                "etag",
                "last-modified",
                "x-amz-tagging-count",
                "x-amz-restore",
                "x-amz-expiration"
            })
    void takesNoInternalMetadataFromARequest(String header) throws IOException {
        String key = "/bucket/injected-" + header;
        server.call("PUT", key, "", "x".getBytes(StandardCharsets.UTF_8), header, "injected");
        RawConnection.Response head = server.call("HEAD", key, "", new byte[0]);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers().values()).noneMatch(value -> value.contains("injected"));
    }

    @Test
    void letsNobodyButTheOwnerIn() {
        alice.putObject(b -> b.bucket("bucket").key("private"), RequestBody.fromString("x"));
        assertDenied(server.bob());
        try (S3Client nobody = server.nobody()) {
            assertDenied(nobody);
        }
    }

    private static void assertDenied(S3Client client) {
        assertThatThrownBy(() -> client.getObjectAsBytes(b -> b.bucket("bucket").key("private")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        assertThatThrownBy(() -> client.deleteObject(b -> b.bucket("bucket").key("private")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        assertThatThrownBy(() -> client.putObject(b -> b.bucket("bucket").key("private"), RequestBody.fromString("y")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }

    /** Clients put the word there by hand; it says how a body is sent, never what it is. */
    @ParameterizedTest
    @CsvSource({"'gzip, aws-chunked', gzip", "'aws-chunked,gzip', gzip", "aws-chunked,"})
    void leavesAwsChunkedOutOfContentEncoding(String sent, @Nullable String kept) {
        alice.putObject(b -> b.bucket("bucket").key("encoded").contentEncoding(sent), RequestBody.fromString("x"));
        assertThat(get("encoded").response().contentEncoding()).isEqualTo(kept);
        assertThat(get("encoded").asUtf8String()).isEqualTo("x");
    }

    /** Stored as it is, the wrapping would become part of the object. */
    @Test
    void refusesAWrappedBodyThatIsSignedAsPlain() throws IOException {
        byte[] wrapped = "1\r\nx\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        RawConnection.Response response = server.call(
                "PUT",
                "/bucket/wrapped",
                "",
                wrapped,
                "Content-Encoding",
                "aws-chunked",
                "x-amz-decoded-content-length",
                "1");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("<Code>InvalidRequest</Code>");
    }
}
