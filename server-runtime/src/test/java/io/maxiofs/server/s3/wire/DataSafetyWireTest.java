package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.testing.LiveFolder;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Faults that lost or showed data elsewhere, each against the files of a real store. */
class DataSafetyWireTest {
    private static final int SMALL = 2_000;
    private static final int LARGE = 3_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

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

    private static byte[] bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(String key) {
        return alice.getObjectAsBytes(b -> b.bucket("bucket").key(key)).asByteArray();
    }

    /** Attack class 18: others said "encrypted" of plaintext. */
    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void writesNoPlaintextWhereEncryptionWasAsked(int size) throws IOException {
        byte[] secret = bytes(size, size);
        alice.putObject(
                b -> b.bucket("bucket").key("secret-" + size).serverSideEncryption(ServerSideEncryption.AES256),
                RequestBody.fromBytes(secret));
        byte[] open = bytes(size, size + 1);
        alice.putObject(b -> b.bucket("bucket").key("open-" + size), RequestBody.fromBytes(open));
        assertThat(isOnDisk(open)).as("the search finds what is not encrypted").isTrue();
        assertThat(isOnDisk(secret)).isFalse();
        assertThat(read("secret-" + size)).isEqualTo(secret);
        assertThat(alice.headObject(b -> b.bucket("bucket").key("secret-" + size))
                        .serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AES256);
        alice.copyObject(b -> b.sourceBucket("bucket")
                .sourceKey("secret-" + size)
                .destinationBucket("bucket")
                .destinationKey("copy-" + size));
        assertThat(read("copy-" + size)).isEqualTo(secret);
    }

    /** A copy that asks for encryption is encrypted, though its source is not. */
    @Test
    void encryptsACopyOfWhatIsNotEncrypted() {
        byte[] content = bytes(LARGE, 99);
        alice.putObject(b -> b.bucket("bucket").key("plain"), RequestBody.fromBytes(content));
        alice.copyObject(b -> b.sourceBucket("bucket")
                .sourceKey("plain")
                .destinationBucket("bucket")
                .destinationKey("encrypted")
                .serverSideEncryption(ServerSideEncryption.AES256));
        alice.deleteObject(b -> b.bucket("bucket").key("plain"));
        assertThat(read("encrypted")).isEqualTo(content);
        await("the plaintext is gone with its object", () -> !isOnDisk(content));
    }

    private static boolean isOnDisk(byte[] content) {
        // The head of a body lies in one piece, in whatever file.
        String head = new String(content, 0, 200, StandardCharsets.ISO_8859_1);
        try {
            return !LiveFolder.filesWith(server.directory(), head).isEmpty();
        } catch (IOException e) {
            throw new AssertionError("The data directory cannot be read", e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Others answered 200 after a failed write, or lost the object that was there. */
    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void leavesTheOldObjectAndNothingElseWhenABodyIsNotWhatWasAnnounced(int size) throws IOException {
        String key = "kept-" + size;
        alice.putObject(b -> b.bucket("bucket").key(key), RequestBody.fromString("old"));
        byte[] body = bytes(size, 5);
        RawConnection.Response reply = server.call(
                "PUT",
                "/bucket/" + key,
                "",
                body,
                "Content-MD5",
                Base64.getEncoder().encodeToString(new byte[16]));
        assertThat(reply.status() + " " + reply.code()).isEqualTo("400 BadDigest");
        assertThat(read(key)).asString(StandardCharsets.UTF_8).isEqualTo("old");
        await("nothing of the refused body stays behind", () -> !isOnDisk(body));
    }

    @Test
    void leavesTheOldObjectAndNothingElseWhenTheConnectionBreaks() throws IOException {
        alice.putObject(b -> b.bucket("bucket").key("broken"), RequestBody.fromString("old"));
        byte[] body = bytes(LARGE, 6);
        Map<String, String> headers = server.signed("PUT", "/bucket/broken", "", body);
        try (RawConnection connection = server.connect()) {
            connection.send(RawConnection.head("PUT", "/bucket/broken", headers));
            connection.send(Arrays.copyOf(body, LARGE - 1));
        }
        await("nothing of the broken body stays behind", () -> !isOnDisk(body));
        assertThat(read("broken")).asString(StandardCharsets.UTF_8).isEqualTo("old");
    }

    /** Others destroyed the old object when a quota refused the new one. */
    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void keepsTheOldObjectWhenAQuotaRefusesTheNewOne(int size) {
        String bucket = "quota-" + size;
        alice.createBucket(b -> b.bucket(bucket));
        alice.putObject(b -> b.bucket(bucket).key("key"), RequestBody.fromString("old"));
        server.store()
                .buckets()
                .update(new BucketName(bucket), found -> found.withSetting(BucketSetting.QUOTA, "{\"bytes\":100}"))
                .join();
        assertThatThrownBy(
                        () -> alice.putObject(b -> b.bucket(bucket).key("key"), RequestBody.fromBytes(bytes(size, 7))))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("QuotaExceeded"));
        assertThat(alice.getObjectAsBytes(b -> b.bucket(bucket).key("key")).asUtf8String())
                .isEqualTo("old");
        alice.putObject(b -> b.bucket(bucket).key("key"), RequestBody.fromString("new"));
        assertThat(alice.getObjectAsBytes(b -> b.bucket(bucket).key("key")).asUtf8String())
                .isEqualTo("new");
    }

    @Test
    void countsExactlyWhatIsThere() {
        alice.createBucket(b -> b.bucket("counted"));
        alice.putObject(b -> b.bucket("counted").key("a"), RequestBody.fromBytes(bytes(SMALL, 1)));
        alice.putObject(b -> b.bucket("counted").key("a"), RequestBody.fromBytes(bytes(10, 2)));
        alice.putObject(b -> b.bucket("counted").key("b"), RequestBody.fromBytes(bytes(LARGE, 3)));
        alice.copyObject(b -> b.sourceBucket("counted")
                .sourceKey("b")
                .destinationBucket("counted")
                .destinationKey("c"));
        alice.deleteObject(b -> b.bucket("counted").key("b"));
        alice.deleteObject(b -> b.bucket("counted").key("b"));
        var usage = server.store().buckets().usage(new BucketName("counted"));
        assertThat(usage.objects()).isEqualTo(2);
        assertThat(usage.totalBytes()).isEqualTo(10 + LARGE);
        assertThat(read("counted", "c")).isEqualTo(bytes(LARGE, 3));
        assertThatThrownBy(() -> read("counted", "b")).isInstanceOf(NoSuchKeyException.class);
    }

    private static byte[] read(String bucket, String key) {
        return alice.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asByteArray();
    }
}
