package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.http.RequestSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Headers that a presigned link carries as parameters, which the signature covers. Security class 2. */
class HoistedHeadersWireTest {
    private static WireServer server;
    private static S3Client alice;
    private static final byte[] BODY = "body".getBytes(StandardCharsets.US_ASCII);

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

    private static String host() {
        return server.endpoint().getAuthority();
    }

    private static String query(String method, String path, String... parameters) {
        RequestSigner signer = server.signer("alice");
        return signer.presign(method, host(), path, 300, List.of(parameters));
    }

    private static RawConnection.Response send(String method, String path, String query, byte[] body, String... headers)
            throws IOException {
        Map<String, String> all = new TreeMap<>();
        all.put("Host", host());
        all.put("Content-Length", Integer.toString(body.length));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        try (RawConnection connection = server.connect()) {
            return connection.exchange(method, path + "?" + query, all, body);
        }
    }

    @Test
    void storesWhatTheLinkSays() throws IOException {
        String path = "/bucket/linked";
        String query = query(
                "PUT",
                path,
                "X-Amz-Meta-Colour=dark%20green",
                "X-Amz-Meta-Name=%C3%A9t%C3%A9",
                "x-amz-storage-class=STANDARD_IA",
                "x-amz-tagging=a%3Db",
                "x-amz-server-side-encryption=AES256");
        assertThat(send("PUT", path, query, BODY).status()).isEqualTo(200);
        HeadObjectResponse head = alice.headObject(b -> b.bucket("bucket").key("linked"));
        assertThat(head.metadata()).containsEntry("colour", "dark green");
        assertThat(head.storageClassAsString()).isEqualTo("STANDARD_IA");
        assertThat(head.serverSideEncryptionAsString()).isEqualTo("AES256");
        assertThat(alice.getObjectTagging(b -> b.bucket("bucket").key("linked")).tagSet())
                .singleElement()
                .satisfies(tag -> assertThat(tag.key() + tag.value()).isEqualTo("ab"));
        RawConnection.Response raw = server.call("HEAD", path, "", new byte[0]);
        assertThat(new String(
                        String.valueOf(raw.header("x-amz-meta-name")).getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.UTF_8))
                .isEqualTo("été");
    }

    @Test
    void copiesWhatTheLinkNames() throws IOException {
        alice.putObject(
                b -> b.bucket("bucket").key("source"), software.amazon.awssdk.core.sync.RequestBody.fromBytes(BODY));
        String path = "/bucket/copy";
        String query = query("PUT", path, "x-amz-copy-source=%2Fbucket%2Fsource");
        assertThat(send("PUT", path, query, new byte[0]).element("ETag")).isNotEmpty();
        assertThat(alice.getObjectAsBytes(b -> b.bucket("bucket").key("copy")).asByteArray())
                .isEqualTo(BODY);
    }

    @Test
    void refusesAChecksumThatIsWrong() throws IOException {
        String path = "/bucket/checked";
        assertThat(send("PUT", path, query("PUT", path, "x-amz-checksum-crc32=AAAAAA%3D%3D"), BODY)
                        .code())
                .isEqualTo("BadDigest");
        assertThat(send("PUT", path, query("PUT", path, "x-amz-acl=nonsense"), BODY)
                        .status())
                .isIn(400, 501);
        assertThat(send("GET", path, query("GET", path), new byte[0]).status()).isEqualTo(404);
    }

    @Test
    void takesNoParametersThatAreNotSigned() throws IOException {
        String path = "/bucket/forged";
        assertThat(send("PUT", path, query("PUT", path) + "&X-Amz-Meta-Colour=red", BODY)
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(send("PUT", path, query("PUT", path), BODY, "x-amz-meta-colour", "red")
                        .code())
                .isEqualTo("AccessDenied");
        // Without a signature in the query they are parameters like any other, and mean nothing.
        assertThat(server.call("PUT", path, "x-amz-meta-colour=red", BODY).status())
                .isEqualTo(200);
        assertThat(alice.headObject(b -> b.bucket("bucket").key("forged")).metadata())
                .isEmpty();
    }

    @Test
    void boundsMetadataOfLinksToo() throws IOException {
        String path = "/bucket/large";
        assertThat(send("PUT", path, query("PUT", path, "X-Amz-Meta-Large=" + "x".repeat(2100)), BODY)
                        .code())
                .isEqualTo("MetadataTooLarge");
    }
}
