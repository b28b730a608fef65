package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.http.RequestSigner;
import io.maxiofs.server.policy.Permissions;
import io.maxiofs.server.s3.request.RoutingTable;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.service.NewBucketRules;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Security classes 1 and 8: every row of the routing table is tried on somebody's bucket without a signature and with
 * somebody else's, on the server as it is built. All are refused, and nothing has changed afterwards.
 */
final class UnsignedWalkTest {
    private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final WireServer server = WireServer.start(NewBucketRules.OLDER);

    @BeforeEach
    void createBucket() {
        server.alice().createBucket(b -> b.bucket("bucket"));
        server.alice().putObject(b -> b.bucket("bucket").key("key"), RequestBody.fromString("kept"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusesEverythingWithoutASignature() throws Exception {
        for (RoutingTable.Sample sample : RoutingTable.samples()) {
            if (Permissions.of(sample.operation()).decision() == Permissions.Decision.ROW) {
                assertRefused(sample, plain(sample));
            }
        }
        assertUntouched();
    }

    /** What handlers decide: the form is none, the list of keys is never read, actions of IAM need an account. */
    @Test
    void servesNothingWithoutASignatureWhereTheHandlerDecides() throws Exception {
        for (RoutingTable.Sample sample : RoutingTable.samples()) {
            if (Permissions.of(sample.operation()).decision() == Permissions.Decision.HANDLER) {
                assertThat(call(sample, plain(sample)).status())
                        .as(sample.toString())
                        .isGreaterThanOrEqualTo(400);
            }
        }
        assertUntouched();
    }

    @Test
    void refusesEverythingToSomebodyElse() throws Exception {
        for (RoutingTable.Sample sample : RoutingTable.samples()) {
            boolean everybodys = sample.operation() == S3Operation.LIST_BUCKETS
                    || sample.operation() == S3Operation.HEAD_SERVICE
                    || sample.operation() == S3Operation.LIST_DIRECTORY_BUCKETS
                    || sample.operation() == S3Operation.CREATE_BUCKET;
            if (Permissions.of(sample.operation()).decision() == Permissions.Decision.ROW && !everybodys) {
                Map<String, String> headers = plain(sample);
                headers.put("x-amz-content-sha256", RequestSigner.sha256(BODY));
                assertRefused(
                        sample,
                        new RequestSigner(
                                        "bob",
                                        "secret-of-bob",
                                        WireServer.REGION,
                                        InstantSource.system().instant())
                                .sign(sample.method(), sample.path(), sample.canonicalQuery(), headers));
            }
        }
        assertUntouched();
    }

    private Map<String, String> plain(RoutingTable.Sample sample) {
        Map<String, String> headers = new TreeMap<>(sample.headers());
        headers.put("Host", "127.0.0.1:" + server.endpoint().getPort());
        headers.put("Content-Length", Integer.toString(BODY.length));
        return headers;
    }

    private RawConnection.Response call(RoutingTable.Sample sample, Map<String, String> headers) throws Exception {
        try (RawConnection connection = server.connect()) {
            return connection.exchange(sample.method(), sample.target(), headers, BODY);
        }
    }

    private void assertRefused(RoutingTable.Sample sample, Map<String, String> headers) throws Exception {
        RawConnection.Response response = call(sample, headers);
        assertThat(response.status()).as("%s: %s", sample, response.text()).isEqualTo(403);
    }

    private void assertUntouched() {
        assertThat(server.alice()
                        .getObjectAsBytes(b -> b.bucket("bucket").key("key"))
                        .asUtf8String())
                .isEqualTo("kept");
        assertThat(server.alice().listObjectsV2(b -> b.bucket("bucket")).keyCount())
                .isEqualTo(1);
        assertThat(server.alice().listMultipartUploads(b -> b.bucket("bucket")).uploads())
                .isEmpty();
        assertThat(server.store().buckets().list().getFirst().settings()).isEmpty();
    }
}
