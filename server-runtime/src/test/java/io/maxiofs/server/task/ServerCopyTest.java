package io.maxiofs.server.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.policy.AccessControl;
import io.maxiofs.server.policy.IdentityPolicies;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationParts;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.s3.operation.S3Operations;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of what is larger than one copy may be, with parts of three bytes. */
class ServerCopyTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final S3Caller CALLER = new S3Caller(
            Principal.administrator(new Owner("owner", "Owner"), ""), InetAddress.getLoopbackAddress(), true);

    private final InMemoryObjectStore store = new InMemoryObjectStore(InstantSource.system(), 1);
    private boolean closed;
    private final S3Calls calls = calls();
    private final ServerCopy copies = new ServerCopy(calls, 3);

    private S3Calls calls() {
        AccessControl access = new AccessControl(store, IdentityPolicies.NONE, OperationSettings.DEFAULT_REGION);
        AtomicInteger ids = new AtomicInteger();
        return new S3Calls(
                store,
                access,
                access,
                S3OperationTable.of(S3Operations.handlers(OperationParts.of(
                        store,
                        InstantSource.system(),
                        new OperationSettings(OperationSettings.DEFAULT_REGION, 1 << 16)))),
                InstantSource.system(),
                () -> "R" + ids.incrementAndGet(),
                this::pass,
                (operation, bucket) -> {});
    }

    private void pass(S3Operation operation) {
        if (closed && operation == S3Operation.COPY_OBJECT) {
            throw new S3Exception(S3ErrorCode.SERVICE_UNAVAILABLE);
        }
    }

    @BeforeEach
    void putSource() {
        calls.call(CALLER, S3Call.of(S3Operation.CREATE_BUCKET, BUCKET.value()));
        calls.call(
                CALLER,
                S3Call.of(S3Operation.PUT_OBJECT, BUCKET.value(), ObjectKey.of("a b+ü"))
                        .header("content-type", "text/plain")
                        .header("x-amz-meta-m", "1")
                        .header("x-amz-tagging", "t=x%20y")
                        .body("0123456789".getBytes(StandardCharsets.UTF_8)));
    }

    private ObjectVersion find(String key) {
        return store.find(BUCKET, ObjectKey.of(key), VersionSelector.CURRENT).version();
    }

    private String content(String key) {
        S3Response response = calls.call(CALLER, S3Call.of(S3Operation.GET_OBJECT, BUCKET.value(), ObjectKey.of(key)));
        if (!(response.body() instanceof S3Response.Stored stored)) {
            throw new AssertionError("An object is answered with its bytes");
        }
        ByteBuffer all = ByteBuffer.allocate((int) stored.length());
        try (var reader = stored.reader()) {
            for (BodyReader.Slice slice = reader.next(); slice != null; slice = reader.next()) {
                assertThat(slice).isInstanceOfSatisfying(BodyReader.Memory.class, memory -> all.put(memory.bytes()));
            }
        }
        return new String(all.array(), StandardCharsets.UTF_8);
    }

    private ServerCopy.Copy copy(String key, boolean overwrite) {
        return new ServerCopy.Copy(BUCKET, find("a b+ü"), true, BUCKET, ObjectKey.of(key), overwrite);
    }

    @Test
    void copiesInPartsWithEverythingThatIsKept() {
        copies.copy(CALLER, copy("copy", false));
        assertThat(content("copy")).isEqualTo("0123456789");
        ObjectVersion copy = find("copy");
        assertThat(copy.requireContent().parts()).hasSize(4);
        assertThat(copy.properties().user().values()).isEqualTo(Map.of("m", "1"));
        assertThat(copy.properties().tags().values()).isEqualTo(Map.of("t", "x y"));
        assertThat(copy.properties().system().headers()).containsEntry("content-type", "text/plain");
    }

    @Test
    void whatIsThereStaysUnlessItMayBeWrittenOver() {
        calls.call(
                CALLER,
                S3Call.of(S3Operation.PUT_OBJECT, BUCKET.value(), ObjectKey.of("there"))
                        .body("there".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> copies.copy(CALLER, copy("there", false)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code().wireName()).isEqualTo("PreconditionFailed"));
        assertThat(content("there")).isEqualTo("there");
        assertThat(store.listing()
                        .listUploads(new ObjectListing.Query(BUCKET, "", null, 10), null, null)
                        .entries())
                .isEmpty();
        copies.copy(CALLER, copy("there", true));
        assertThat(content("there")).isEqualTo("0123456789");
    }

    @Test
    void nothingIsWrittenWhileTheServerTakesNoWrites() {
        closed = true;
        ServerCopy whole = new ServerCopy(calls);
        assertThatThrownBy(() -> whole.copy(CALLER, copy("late", true)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3ErrorCode.SERVICE_UNAVAILABLE));
        assertThat(store.buckets().usage(BUCKET).objects()).isEqualTo(1);
    }
}
