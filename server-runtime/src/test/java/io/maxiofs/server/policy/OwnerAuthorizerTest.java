package io.maxiofs.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.BodyBuffers;
import io.maxiofs.server.s3.request.BodyFraming;
import io.maxiofs.server.s3.request.Payload;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.request.SentHeaders;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Security class 4 among others: the bucket a copy reads from is authorised on its own. */
final class OwnerAuthorizerTest {
    private static final Owner ALICE = new Owner("alice-id", "alice");
    private static final Owner BOB = new Owner("bob-id", "bob");

    private final BucketCatalog buckets = new InMemoryObjectStore(() -> Instant.EPOCH).buckets();
    private final OwnerAuthorizer authorizer = new OwnerAuthorizer(buckets);

    @BeforeEach
    void createBuckets() {
        create("alices", ALICE);
        create("bobs", BOB);
    }

    private void create(String name, Owner owner) {
        buckets.create(new BucketCatalog.NewBucket(
                        new BucketName(name), owner, "", VersioningState.UNVERSIONED, false, Map.of()))
                .join();
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void refusesAnonymousRequestsWhateverTheyAsk(S3Operation operation) {
        assertRefused(request(operation, Principal.ANONYMOUS, "missing", null), S3ErrorCode.ACCESS_DENIED);
        assertRefused(request(operation, Principal.ANONYMOUS, null, null), S3ErrorCode.ACCESS_DENIED);
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void letsAdministratorsDoEverything(S3Operation operation) {
        Principal admin = new Principal(Principal.Kind.ADMIN, "root", "K", BOB, "", "");
        authorizer.authorize(request(operation, admin, "alices", "/bobs/key"));
        assertThat(admin.isAdmin()).isTrue();
    }

    @Test
    void letsUsersListAndCreateBucketsAndNothingElseOutsideOfBuckets() {
        authorizer.authorize(request(S3Operation.LIST_BUCKETS, alice(), null, null));
        authorizer.authorize(request(S3Operation.CREATE_BUCKET, alice(), "fresh", null));
        assertRefused(request(S3Operation.QUERY_PROTOCOL, alice(), null, null), S3ErrorCode.ACCESS_DENIED);
    }

    @Test
    void letsUsersIntoTheirOwnBucketsOnly() {
        authorizer.authorize(request(S3Operation.PUT_OBJECT, alice(), "alices", null));
        assertRefused(request(S3Operation.GET_OBJECT, alice(), "bobs", null), S3ErrorCode.ACCESS_DENIED);
        assertRefused(request(S3Operation.GET_OBJECT, alice(), "missing", null), S3ErrorCode.NO_SUCH_BUCKET);
        assertRefused(request(S3Operation.GET_OBJECT, alice(), "Not_A_Bucket", null), S3ErrorCode.INVALID_BUCKET_NAME);
    }

    @ParameterizedTest
    @EnumSource(names = {"COPY_OBJECT", "UPLOAD_PART_COPY"})
    void authorisesTheSourceOfACopyOnItsOwn(S3Operation copy) {
        authorizer.authorize(request(copy, alice(), "alices", "/alices/key"));
        assertRefused(request(copy, alice(), "alices", "/bobs/key"), S3ErrorCode.ACCESS_DENIED);
        assertRefused(request(copy, alice(), "alices", "bobs%2Fkey"), S3ErrorCode.ACCESS_DENIED);
        assertRefused(request(copy, alice(), "bobs", "/alices/key"), S3ErrorCode.ACCESS_DENIED);
        assertRefused(request(copy, alice(), "alices", "/missing/key"), S3ErrorCode.NO_SUCH_BUCKET);
        assertRefused(request(copy, alice(), "alices", "nonsense"), S3ErrorCode.INVALID_ARGUMENT);
    }

    private void assertRefused(S3Request request, S3ErrorCode code) {
        assertThatThrownBy(() -> authorizer.authorize(request))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Principal alice() {
        return new Principal(Principal.Kind.USER, "alice", "AK", ALICE, "", "");
    }

    private static S3Request request(
            S3Operation operation, Principal principal, @Nullable String bucket, @Nullable String copySource) {
        return new S3Request(
                operation,
                bucket,
                ObjectKey.of("key"),
                QueryParameters.NONE,
                copySource == null ? SentHeaders.of() : SentHeaders.of("x-amz-copy-source", copySource),
                new BodyFraming(new Payload.Unsigned(), 0, OptionalLong.of(0), Set.of())
                        .stream(destination -> -1, new BodyBuffers(16, 1)),
                new S3Request.Origin(
                        "id", principal, InetAddress.getLoopbackAddress(), Instant.EPOCH, "/", "localhost", false));
    }
}
