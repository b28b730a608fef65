package io.maxiofs.server.s3.operation.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.wire.WireServer;
import io.maxiofs.server.testing.LiveFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Attack class 18: what is said to be encrypted stands nowhere in the data directory, whatever became of the write. */
class NoPlaintextOnTheDiskTest {
    private static WireServer server;
    private static S3Client alice;
    private static final ClientKey KEY = ClientKey.of(0x5A);
    private static final String BUCKET = "hidden";
    private static final int LARGE = 300_000;
    private static final int PART = 5 << 20;

    /** Ways to ask for it. */
    enum Kind {
        S3,
        KMS,
        CUSTOMER,
        BUCKET_DEFAULT
    }

    @BeforeAll
    static void createBuckets() {
        server = WireServer.start(new OperationSettings.Data(false, false, 86_400));
        alice = server.alice();
        for (String bucket : new String[] {BUCKET, BUCKET + "-default"}) {
            alice.createBucket(b -> b.bucket(bucket));
        }
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS))
                .build();
        alice.putBucketEncryption(
                b -> b.bucket(BUCKET + "-default").serverSideEncryptionConfiguration(c -> c.rules(rule)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String bucket(Kind kind) {
        return kind == Kind.BUCKET_DEFAULT ? BUCKET + "-default" : BUCKET;
    }

    private static String name(Kind kind, String what) {
        return kind.name().toLowerCase(Locale.ROOT) + "-" + what;
    }

    /** A text that stands nowhere else, again and again. */
    private static String marker(Kind kind, String what) {
        return "plaintext of " + name(kind, what) + "; ";
    }

    private static byte[] body(Kind kind, String what, int size) {
        String marker = marker(kind, what);
        return marker.repeat(size / marker.length() + 1).substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable ServerSideEncryption mode(Kind kind) {
        return switch (kind) {
            case S3 -> ServerSideEncryption.AES256;
            case KMS -> ServerSideEncryption.AWS_KMS;
            case CUSTOMER, BUCKET_DEFAULT -> null;
        };
    }

    private static void put(Kind kind, String what, int size) {
        boolean customer = kind == Kind.CUSTOMER;
        alice.putObject(
                b -> b.bucket(bucket(kind))
                        .key(name(kind, what))
                        .serverSideEncryption(mode(kind))
                        .sseCustomerAlgorithm(customer ? ClientKey.ALGORITHM : null)
                        .sseCustomerKey(customer ? KEY.text() : null)
                        .sseCustomerKeyMD5(customer ? KEY.md5() : null),
                RequestBody.fromBytes(body(kind, what, size)));
    }

    private static String create(Kind kind, String what) {
        boolean customer = kind == Kind.CUSTOMER;
        return alice.createMultipartUpload(b -> b.bucket(bucket(kind))
                        .key(name(kind, what))
                        .serverSideEncryption(mode(kind))
                        .sseCustomerAlgorithm(customer ? ClientKey.ALGORITHM : null)
                        .sseCustomerKey(customer ? KEY.text() : null)
                        .sseCustomerKeyMD5(customer ? KEY.md5() : null))
                .uploadId();
    }

    private static CompletedPart part(Kind kind, String what, String id, int number, int size) {
        boolean customer = kind == Kind.CUSTOMER;
        String tag = alice.uploadPart(
                        b -> b.bucket(bucket(kind))
                                .key(name(kind, what))
                                .uploadId(id)
                                .partNumber(number)
                                .sseCustomerAlgorithm(customer ? ClientKey.ALGORITHM : null)
                                .sseCustomerKey(customer ? KEY.text() : null)
                                .sseCustomerKeyMD5(customer ? KEY.md5() : null),
                        RequestBody.fromBytes(body(kind, what, size)))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void afterEveryKindOfWrite(Kind kind) throws IOException {
        put(kind, "small", 500);
        put(kind, "large", LARGE);
        String id = create(kind, "parts");
        CompletedPart one = part(kind, "parts", id, 1, PART);
        CompletedPart two = part(kind, "parts", id, 2, 1000);
        alice.completeMultipartUpload(b ->
                b.bucket(bucket(kind)).key(name(kind, "parts")).uploadId(id).multipartUpload(m -> m.parts(one, two)));
        String aborted = create(kind, "aborted");
        part(kind, "aborted", aborted, 1, LARGE);
        alice.abortMultipartUpload(
                b -> b.bucket(bucket(kind)).key(name(kind, "aborted")).uploadId(aborted));
        part(kind, "unfinished", create(kind, "unfinished"), 1, LARGE);
        cutOff(kind);
        // What stands in memory now is on the disk after this.
        server.store().compact(100);
        for (String what : new String[] {"small", "large", "parts", "aborted", "unfinished", "cut"}) {
            assertThat(filesWith(marker(kind, what).repeat(2)))
                    .as(kind + " " + what)
                    .isEmpty();
        }
        assertThat(filesWith(KEY.text())).isEmpty();
    }

    /** A client that goes away in the middle of its body. */
    private static void cutOff(Kind kind) throws IOException {
        List<String> more = new ArrayList<>();
        switch (kind) {
            case S3 -> more.addAll(List.of("x-amz-server-side-encryption", "AES256"));
            case KMS -> more.addAll(List.of("x-amz-server-side-encryption", "aws:kms"));
            case CUSTOMER ->
                more.addAll(List.of(
                        "x-amz-server-side-encryption-customer-algorithm", ClientKey.ALGORITHM,
                        "x-amz-server-side-encryption-customer-key", KEY.text(),
                        "x-amz-server-side-encryption-customer-key-MD5", KEY.md5()));
            case BUCKET_DEFAULT -> {
                // The bucket says it.
            }
        }
        byte[] body = body(kind, "cut", LARGE * 4);
        String path = "/" + bucket(kind) + "/" + name(kind, "cut");
        Map<String, String> headers = server.signed("PUT", path, "", body, more.toArray(String[]::new));
        headers.put("Content-Length", Integer.toString(body.length));
        StringBuilder head = new StringBuilder("PUT " + path + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        try (RawConnection connection = server.connect()) {
            connection.send(head.append("\r\n").toString());
            connection.send(Arrays.copyOf(body, LARGE * 2));
        }
    }

    @Test
    void findsPlaintextWhereItIs() throws IOException {
        String text = "nobody asked for this to be hidden; ".repeat(100);
        alice.putObject(b -> b.bucket(BUCKET).key("open"), RequestBody.fromString(text));
        assertThat(filesWith("nobody asked for this to be hidden; nobody")).isNotEmpty();
    }

    private static List<Path> filesWith(String text) throws IOException {
        return LiveFolder.filesWith(server.directory(), text);
    }
}
