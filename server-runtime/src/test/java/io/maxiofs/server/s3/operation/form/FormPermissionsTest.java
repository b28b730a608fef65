package io.maxiofs.server.s3.operation.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.http.RequestSigner;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** Who may upload by a form, against a whole server that has access control lists. */
class FormPermissionsTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("s3.acl.enabled", "true", "s3.public-access-block.default", "false"));
        server.s3().createBucket(b -> b.bucket("open").acl(BucketCannedACL.PUBLIC_READ_WRITE));
        server.s3().createBucket(b -> b.bucket("closed"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawConnection.Response post(String path, byte[] body, Map<String, String> headers)
            throws IOException {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Host", server.endpoint().getAuthority());
        all.put("Content-Length", Integer.toString(body.length));
        try (RawConnection connection = new RawConnection(new InetSocketAddress(
                server.endpoint().getHost(), server.endpoint().getPort()))) {
            return connection.exchange("POST", path, all, body);
        }
    }

    private static RawConnection.Response post(String bucket, Form form) throws IOException {
        return post(
                "/" + bucket, form.bytes(), Map.of("Content-Type", "multipart/form-data; boundary=" + Form.BOUNDARY));
    }

    @Test
    void anybodyMayUploadWhereAnybodyMayWrite() throws IOException {
        assertThat(post("open", new Form().field("key", "a").field("acl", "public-read"))
                        .status())
                .isEqualTo(204);
        assertThat(server.s3().getObjectAsBytes(b -> b.bucket("open").key("a")).asUtf8String())
                .isEqualTo("bar");
        RawConnection.Response closed = post("closed", new Form().field("key", "a"));
        assertThat(closed.status()).isEqualTo(403);
        assertThat(closed.code()).isEqualTo("AccessDenied");
        assertThat(post("nowhere", new Form().field("key", "a")).code()).isEqualTo("NoSuchBucket");
    }

    @Test
    void temporaryKeysSignFormsWithTheirToken() throws IOException {
        byte[] query = "Action=GetSessionToken&Version=2011-06-15".getBytes(StandardCharsets.UTF_8);
        Map<String, String> signed = new RequestSigner(
                        TestServer.ACCESS_KEY, TestServer.SECRET_KEY, TestServer.REGION, Instant.now())
                .sign(
                        "POST",
                        "/",
                        "",
                        Map.of(
                                "Host",
                                server.endpoint().getAuthority(),
                                "x-amz-content-sha256",
                                RequestSigner.sha256(query)));
        RawConnection.Response session = post("/", query, signed);
        assertThat(session.status()).as(session.text()).isEqualTo(200);
        Form good = new Form()
                .field("key", "by-session")
                .field("x-amz-security-token", session.element("SessionToken"))
                .prepareV4(session.element("AccessKeyId"), TestServer.REGION);
        good.signV4(session.element("SecretAccessKey"), TestServer.REGION, good.policy("closed"));
        assertThat(post("closed", good).status()).isEqualTo(204);

        Form without = new Form().field("key", "k").prepareV4(session.element("AccessKeyId"), TestServer.REGION);
        without.signV4(session.element("SecretAccessKey"), TestServer.REGION, without.policy("closed"));
        assertThat(post("closed", without).code()).isEqualTo("InvalidAccessKeyId");

        Form wrong = new Form()
                .field("key", "k")
                .field("x-amz-security-token", URLEncoder.encode("wrong", StandardCharsets.UTF_8))
                .prepareV4(session.element("AccessKeyId"), TestServer.REGION);
        wrong.signV4(session.element("SecretAccessKey"), TestServer.REGION, wrong.policy("closed"));
        assertThat(post("closed", wrong).code()).isEqualTo("InvalidToken");
    }
}
