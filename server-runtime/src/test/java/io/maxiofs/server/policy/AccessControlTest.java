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
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what where no policy and no list says anything. */
final class AccessControlTest {
    private static final Owner ALICE = new Owner("alice-id", "alice");
    private static final Owner BOB = new Owner("bob-id", "bob");

    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> Instant.EPOCH);
    private final BucketCatalog buckets = store.buckets();
    private final AccessControl authorizer = new AccessControl(store, IdentityPolicies.NONE, "us-east-1");

    @BeforeEach
    void createBuckets() {
        create("alices", ALICE);
        create("bobs", BOB);
    }

    private void create(String name, Owner owner) {
        buckets.create(new BucketCatalog.NewBucket(
                        new BucketName(name),
                        owner,
                        "",
                        VersioningState.UNVERSIONED,
                        false,
                        Map.of(BucketSetting.OWNERSHIP_CONTROLS, "BucketOwnerEnforced")))
                .join();
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void refusesAnonymousRequestsUnlessTheBodySaysWhoAsks(S3Operation operation) {
        if (operation == S3Operation.POST_OBJECT || operation == S3Operation.QUERY_PROTOCOL) {
            assertThat(Permissions.of(operation).decision()).isEqualTo(Permissions.Decision.HANDLER);
            return;
        }
        assertRefused(request(operation, Principal.ANONYMOUS, "alices", null), S3ErrorCode.ACCESS_DENIED);
        if (Permissions.of(operation).decision() == Permissions.Decision.ROW) {
            assertRefused(request(operation, Principal.ANONYMOUS, null, null), S3ErrorCode.ACCESS_DENIED);
        }
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void refusesStrangersUnlessTheHandlerDecides(S3Operation operation) {
        boolean anywhere = operation == S3Operation.CREATE_BUCKET;
        if (!anywhere && Permissions.of(operation).decision() == Permissions.Decision.ROW) {
            assertRefused(request(operation, alice(), "bobs", null), S3ErrorCode.ACCESS_DENIED);
        }
    }

    @Test
    void decidesOnlyWhatComesWithTheBodyInHandlers() {
        assertThat(EnumSet.allOf(S3Operation.class).stream()
                        .filter(operation -> Permissions.of(operation).decision() == Permissions.Decision.HANDLER))
                .containsExactlyInAnyOrder(
                        S3Operation.POST_OBJECT, S3Operation.DELETE_OBJECTS, S3Operation.QUERY_PROTOCOL);
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void letsAdministratorsDoEverything(S3Operation operation) {
        Principal admin = new Principal(Principal.Kind.ADMIN, "root", "K", BOB, "", "");
        authorizer.authorize(request(operation, admin, "alices", "/bobs/key"));
        assertThat(admin.isAdmin()).isTrue();
    }

    @Test
    void letsUsersListAndCreateBuckets() {
        authorizer.authorize(request(S3Operation.LIST_BUCKETS, alice(), null, null));
        authorizer.authorize(request(S3Operation.CREATE_BUCKET, alice(), "fresh", null));
    }

    @Test
    void letsUsersIntoTheirOwnBucketsOnly() {
        authorizer.authorize(request(S3Operation.PUT_OBJECT, alice(), "alices", null));
        assertRefused(request(S3Operation.GET_OBJECT, alice(), "bobs", null), S3ErrorCode.ACCESS_DENIED);
        assertRefused(request(S3Operation.GET_OBJECT, alice(), "missing", null), S3ErrorCode.NO_SUCH_BUCKET);
        assertRefused(request(S3Operation.GET_OBJECT, alice(), "Not_A_Bucket", null), S3ErrorCode.INVALID_BUCKET_NAME);
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
