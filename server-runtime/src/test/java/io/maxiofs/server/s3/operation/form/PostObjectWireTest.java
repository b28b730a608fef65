package io.maxiofs.server.s3.operation.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.s3.wire.WireServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Tag;

/** Forms sent to a real server. */
class PostObjectWireTest {
    private static WireServer server;
    private static S3Client alice;
    private static final String SECRET = "secret-of-alice";
    private static final String BUCKET = "forms";

    @BeforeAll
    static void createBucket() {
        server = WireServer.start();
        alice = server.alice();
        alice.createBucket(b -> b.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawConnection.Response post(byte[] body, String... more) throws IOException {
        return post("/" + BUCKET, body, more);
    }

    private static RawConnection.Response post(String path, byte[] body, String... more) throws IOException {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "Host",
                server.endpoint().getAuthority(),
                "Content-Type",
                "multipart/form-data; boundary=" + Form.BOUNDARY,
                "Content-Length",
                Integer.toString(body.length)));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        try (RawConnection connection = server.connect()) {
            return connection.exchange("POST", path, headers, body);
        }
    }

    private static Form form(String key) {
        return new Form().field("key", key);
    }

    private static Form signedV2(Form form, String... more) {
        return form.signV2("alice", SECRET, form.policy(BUCKET, more));
    }

    private static Form signedV4(Form form, String... more) {
        form.prepareV4("alice", WireServer.REGION);
        return form.signV4(SECRET, WireServer.REGION, form.policy(BUCKET, more));
    }

    private static String content(String key) {
        return alice.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static void assertAbsent(String key) {
        assertThatThrownBy(() -> alice.headObject(b -> b.bucket(BUCKET).key(key)))
                .isInstanceOf(NoSuchKeyException.class);
    }

    private static void assertRefused(RawConnection.Response response, int status, String code) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.code()).isEqualTo(code);
    }

    @Test
    void writesWhatAFormOfVersion4Carries() throws IOException {
        RawConnection.Response response = post(signedV4(form("v4/one")
                        .field("Content-Type", "text/x-test")
                        .field("Cache-Control", "max-age=5")
                        .field("x-amz-meta-colour", "grün")
                        .field("x-amz-storage-class", "STANDARD_IA"))
                .bytes());

        assertThat(response.status()).as(response.text()).isEqualTo(204);
        assertThat(response.header("etag")).isEqualTo("\"37b51d194a7513e45b56f6524f2d51f2\"");
        assertThat(response.header("location")).endsWith("/forms/v4%2Fone");
        GetObjectResponse read =
                alice.getObjectAsBytes(b -> b.bucket(BUCKET).key("v4/one")).response();
        assertThat(read.contentType()).isEqualTo("text/x-test");
        assertThat(read.cacheControl()).isEqualTo("max-age=5");
        assertThat(read.storageClassAsString()).isEqualTo("STANDARD_IA");
        assertThat(read.metadata()).containsKey("colour");
        assertThat(content("v4/one")).isEqualTo("bar");
    }

    @Test
    void writesWhatAFormOfVersion2Carries() throws IOException {
        RawConnection.Response response = post(signedV2(form("v2")
                        .field(
                                "tagging",
                                "<Tagging><TagSet><Tag><Key>a b</Key><Value>c/d</Value></Tag></TagSet></Tagging>"))
                .bytes());

        assertThat(response.status()).as(response.text()).isEqualTo(204);
        assertThat(alice.getObjectTagging(b -> b.bucket(BUCKET).key("v2")).tagSet())
                .containsExactly(Tag.builder().key("a b").value("c/d").build());
        assertThat(alice.headObject(b -> b.bucket(BUCKET).key("v2")).contentType())
                .isEqualTo("binary/octet-stream");
    }

    @Test
    void namesTheObjectLikeTheFile() throws IOException {
        Form form = form("up/${filename}");
        form.signV2("alice", SECRET, new Form().policy(BUCKET, "[\"starts-with\", \"$key\", \"up/cat\"]"));
        assertThat(post(form.bytes()).status()).isEqualTo(204);
        assertThat(content("up/cat.jpg")).isEqualTo("bar");
    }

    @Test
    void answersAsTheFormAsks() throws IOException {
        assertThat(post(signedV2(form("s200").field("success_action_status", "200"))
                                .bytes())
                        .status())
                .isEqualTo(200);
        assertThat(post(signedV2(form("s404").field("success_action_status", "404"))
                                .bytes())
                        .status())
                .isEqualTo(204);

        RawConnection.Response created = post(
                signedV2(form("s 201").field("success_action_status", "201")).bytes());
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).contains("<PostResponse>");
        assertThat(created.element("Bucket")).isEqualTo(BUCKET);
        assertThat(created.element("Key")).isEqualTo("s 201");
        assertThat(created.element("Location")).endsWith("/forms/s%20201");
        assertThat(created.element("ETag")).contains("37b51d194a7513e45b56f6524f2d51f2");
    }

    @Test
    void redirectsWithWhatWasWritten() throws IOException {
        RawConnection.Response response =
                post(signedV2(form("re direct").field("success_action_redirect", "http://example.com/done?x=1#top"))
                        .bytes());
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("location"))
                .isEqualTo("http://example.com/done?x=1&bucket=forms&key=re%20direct"
                        + "&etag=%2237b51d194a7513e45b56f6524f2d51f2%22#top");
        assertThat(post(signedV2(form("bad").field("success_action_redirect", "javascript:alert(1)"))
                                .bytes())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void streamsLargeFiles() throws IOException {
        byte[] content = new byte[3_000_000];
        new Random(5).nextBytes(content);
        assertThat(post(signedV4(form("large").file(content)).bytes()).status()).isEqualTo(204);
        assertThat(alice.getObjectAsBytes(b -> b.bucket(BUCKET).key("large")).asByteArray())
                .isEqualTo(content);
    }

    @Test
    void enforcesTheLengthWhileTheFileArrives() throws IOException {
        byte[] content = new byte[200_000];
        assertRefused(
                post(signedV2(form("long").file(content), "[\"content-length-range\", 0, 199999]")
                        .bytes()),
                400,
                "EntityTooLarge");
        assertRefused(
                post(signedV2(form("short").file(content), "[\"content-length-range\", 200001, 300000]")
                        .bytes()),
                400,
                "EntityTooSmall");
        assertThat(post(signedV2(form("right").file(content), "[\"content-length-range\", 200000, 200000]")
                                .bytes())
                        .status())
                .isEqualTo(204);
        assertAbsent("long");
        assertAbsent("short");
    }

    @Test
    void everyFieldMustBeAllowed() throws IOException {
        Form form = signedV2(form("extra")).field("x-amz-meta-more", "1");
        assertRefused(post(form.bytes()), 403, "AccessDenied");
        assertThat(post(signedV2(form("ignored")).field("x-ignore-more", "1").bytes())
                        .status())
                .isEqualTo(204);
        assertAbsent("extra");
    }

    @Test
    void thePolicyIsForItsBucketOnly() throws IOException {
        alice.createBucket(b -> b.bucket("another"));
        assertRefused(post("/another", signedV2(form("k")).bytes()), 403, "AccessDenied");
        assertRefused(
                post("/another", signedV2(form("k")).field("bucket", BUCKET).bytes()), 403, "AccessDenied");
    }

    @Test
    void refusesSignaturesThatAreNotRight() throws IOException {
        Form wrongSecret = form("k");
        wrongSecret.signV2("alice", "other", wrongSecret.policy(BUCKET));
        assertRefused(post(wrongSecret.bytes()), 403, "SignatureDoesNotMatch");

        Form changed = signedV4(form("k"));
        changed.field("policy", changed.policy(BUCKET, "[\"eq\", \"$a\", \"\"]").substring(1));
        assertRefused(post(changed.bytes()), 403, "SignatureDoesNotMatch");

        Form region = form("k").prepareV4("alice", "mars-1");
        assertRefused(
                post(region.signV4(SECRET, "mars-1", region.policy(BUCKET)).bytes()), 400, "InvalidArgument");

        assertRefused(post(signedV2(form("k")).without("signature").bytes()), 400, "InvalidArgument");
        assertRefused(post(signedV2(form("k")).without("AWSAccessKeyId").bytes()), 400, "InvalidArgument");
        assertRefused(post(signedV2(form("k")).without("policy").bytes()), 400, "InvalidArgument");
        assertRefused(post(signedV4(form("k")).without("x-amz-signature").bytes()), 400, "InvalidArgument");
        assertRefused(post(signedV4(form("k")).without("x-amz-date").bytes()), 400, "InvalidArgument");
        assertRefused(
                post(signedV4(form("k")).field("x-amz-security-token", "t").bytes()), 400, "InvalidToken");
        assertAbsent("k");
    }

    @Test
    void othersNeedPermissionAsForAnyUpload() throws IOException {
        Form bob = form("k");
        bob.signV2("bob", "secret-of-bob", bob.policy(BUCKET));
        assertRefused(post(bob.bytes()), 403, "AccessDenied");
        assertRefused(post(form("k").bytes()), 403, "AccessDenied");
        assertAbsent("k");
    }

    @Test
    void refusesFormsThatAreNone() throws IOException {
        assertRefused(
                post("/" + BUCKET, new byte[0], "Content-Type", "multipart/form-data"), 400, "MalformedPOSTRequest");
        assertRefused(post(new byte[0]), 400, "MalformedPOSTRequest");
        assertRefused(post(signedV2(form("k")).withoutFile().bytes()), 400, "InvalidArgument");
        assertRefused(post(signedV2(new Form().field("x", "y")).bytes()), 400, "InvalidArgument");
        byte[] whole = signedV2(form("k").file(new byte[100_000])).bytes();
        assertRefused(post(Arrays.copyOf(whole, whole.length - 10)), 400, "MalformedPOSTRequest");
        assertAbsent("k");
    }

    @Test
    void aSignedRequestThatIsNoFormIsRefusedAsAwsDoes() throws IOException {
        RawConnection.Response response = server.call("POST", "/" + BUCKET, "", new byte[] {'x'});
        assertRefused(response, 412, "PreconditionFailed");
    }

    @Test
    void expiredPoliciesAllowNothing() throws IOException {
        Form form = form("k");
        form.signV2("alice", SECRET, form.policy(BUCKET).replace("2099", "2019"));
        RawConnection.Response response = post(form.bytes());
        assertRefused(response, 403, "AccessDenied");
        assertThat(response.element("Message")).isEqualTo("Invalid according to Policy: Policy expired.");
    }

    @Test
    void valuesCannotPretendToBeSeveralHeaders() throws IOException {
        Form form = form("k").field("x-amz-meta-a", "x\r\nSet-Cookie: y");
        form.signV2("alice", SECRET, form("k").policy(BUCKET, "[\"starts-with\", \"$x-amz-meta-a\", \"\"]"));
        assertRefused(post(form.bytes()), 400, "InvalidArgument");
    }

    @Test
    void checksumsOfFieldsAreVerified() throws IOException {
        assertRefused(
                post(signedV2(form("sum").field("x-amz-checksum-crc32", "AAAAAA=="))
                        .bytes()),
                400,
                "BadDigest");
        assertThat(post(signedV2(form("sum")
                                        .field("x-amz-checksum-sha256", "/N4rLtula/QIYB+3If6bXDONEO5CnqBPrlURto+/j7k="))
                                .bytes())
                        .status())
                .isEqualTo(204);
        assertThat(content("sum")).isEqualTo("bar");
    }
}
