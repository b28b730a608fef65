package io.maxiofs.server.s3.veeam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.caller.MapHeaders;
import io.maxiofs.server.s3.operation.caller.MemoryBody;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ObjectKey;
import java.net.InetAddress;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a backup server reads before anything else. */
class VeeamDocumentsTest {
    private static final String SYSTEM = VeeamDocuments.PREFIX + "system.xml";
    private static final String CAPACITY = VeeamDocuments.PREFIX + "capacity.xml";

    private final S3Caller alice = S3Caller.start();
    private OptionalLong tenantQuota = OptionalLong.empty();

    private final Capacity capacity = new Capacity() {
        @Override
        public OptionalLong tenantQuotaBytes(Bucket bucket) {
            return tenantQuota;
        }

        @Override
        public Disk disk() {
            return new Disk(1_000_000, 400_000);
        }
    };

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
        alice.put("/bucket/key", "0123456789");
    }

    private XmlElement read(String key) {
        OperationHandler handler = new VeeamDocuments(alice.store().buckets(), capacity, alice.clock())
                .before(S3Operation.GET_OBJECT, (OperationHandler.Blocking) request -> {
                    throw new AssertionError("Not the document's: " + request.key());
                });
        S3Response response = ((OperationHandler.Blocking) handler).handle(request(key));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsKeys("ETag", "Last-Modified");
        return XmlReader.read(((S3Response.Bytes) response.body()).content());
    }

    private S3Request request(String key) {
        return new S3Request(
                S3Operation.GET_OBJECT,
                "bucket",
                ObjectKey.of(key),
                QueryParameters.NONE,
                MapHeaders.of(),
                MemoryBody.of(new byte[0]),
                new S3Request.Origin(
                        "id",
                        S3Caller.user("alice"),
                        InetAddress.getLoopbackAddress(),
                        alice.clock().instant(),
                        "/",
                        "localhost",
                        false));
    }

    private static String amounts(XmlElement capacity) {
        return capacity.require("Capacity") + " " + capacity.require("Available") + " " + capacity.require("Used");
    }

    @Test
    void saysWhatTheServerIs() {
        XmlElement system = read(SYSTEM);
        assertThat(system.require("ProtocolVersion")).isEqualTo("\"1.0\"");
        assertThat(system.child("ProtocolCapabilities").orElseThrow().require("CapacityInfo"))
                .isEqualTo("true");
    }

    @Test
    void saysHowMuchRoomThereIs() {
        assertThat(amounts(read(CAPACITY))).isEqualTo("1000000 400000 600000");
        tenantQuota = OptionalLong.of(5_000);
        assertThat(amounts(read(CAPACITY))).isEqualTo("5000 4990 10");
        quota("{\"bytes\": 1000}");
        assertThat(amounts(read(CAPACITY))).isEqualTo("1000 990 10");
        quota("{\"bytes\": 900000}");
        assertThat(amounts(read(CAPACITY))).isEqualTo("900000 400000 10");
        quota("{\"objects\": 3}");
        assertThat(amounts(read(CAPACITY))).isEqualTo("5000 4990 10");
    }

    private void quota(String document) {
        new BucketService(alice.store().buckets())
                .setDocument(new BucketName("bucket"), BucketSetting.QUOTA, document)
                .join();
    }

    @Test
    void standsInEveryBucketAndInNoListing() {
        Reply get = alice.get("/bucket/" + SYSTEM);
        assertThat(get.outcome()).isEqualTo("200");
        assertThat(get.xml().name()).isEqualTo("SystemInfo");
        Reply head = alice.head("/bucket/" + CAPACITY);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).isNotNull();
        assertThat(alice.get("/bucket?list-type=2").text()).doesNotContain(".system");
        assertThat(alice.get("/bucket/" + VeeamDocuments.PREFIX + "other.xml").outcome())
                .isEqualTo("404 NoSuchKey");
        assertThat(alice.get("/missing/" + SYSTEM).outcome()).isEqualTo("404 NoSuchBucket");
        assertThat(alice.as(S3Caller.user("bob")).get("/bucket/" + SYSTEM).outcome())
                .isEqualTo("403 AccessDenied");
        alice.delete("/bucket/key");
        assertThat(alice.delete("/bucket").status()).isEqualTo(204);
    }

    @Test
    void cannotBeWritten() {
        assertThat(alice.put("/bucket/" + SYSTEM, "x").outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.post("/bucket/" + CAPACITY + "?uploads", "").outcome()).isEqualTo("403 AccessDenied");
        OperationHandler copy = new VeeamDocuments(alice.store().buckets(), capacity, alice.clock())
                .before(S3Operation.COPY_OBJECT, (OperationHandler.Blocking) request -> S3Response.ofStatus(200));
        assertThatThrownBy(() -> ((OperationHandler.Blocking) copy).handle(request(SYSTEM)))
                .isInstanceOf(S3Exception.class);
    }
}
