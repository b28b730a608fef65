package io.maxiofs.server.s3.operation.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.caller.MapHeaders;
import io.maxiofs.server.s3.operation.caller.MemoryBody;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.model.ObjectKey;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rule of buckets whose users pay, behind any authorizer that lets others in. */
class RequestPaymentTest {
    private static final OperationHandler BLOCKING = (OperationHandler.Blocking) request -> S3Response.ofStatus(200);
    private static final OperationHandler NON_BLOCKING = new OperationHandler.NonBlocking() {
        @Override
        public boolean isQuick(S3Request request) {
            return true;
        }

        @Override
        public CompletionStage<S3Response> handle(S3Request request) {
            return CompletableFuture.completedFuture(S3Response.ofStatus(200));
        }
    };

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBuckets() {
        alice.put("/charged", "");
        alice.put("/free", "");
        alice.put(
                "/charged?requestPayment",
                "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>");
    }

    private S3Response call(
            OperationHandler handler, Principal principal, String bucket, S3Operation operation, String... headers) {
        S3Request request = new S3Request(
                operation,
                bucket,
                ObjectKey.of("key"),
                QueryParameters.NONE,
                MapHeaders.of(headers),
                MemoryBody.of(new byte[0]),
                new S3Request.Origin(
                        "id",
                        principal,
                        InetAddress.getLoopbackAddress(),
                        alice.clock().instant(),
                        "/" + bucket + "/key",
                        "localhost",
                        false));
        return switch (RequestPayment.checked(handler, alice.store().buckets())) {
            case OperationHandler.Blocking blocking -> blocking.handle(request);
            case OperationHandler.NonBlocking nonBlocking ->
                nonBlocking.handle(request).toCompletableFuture().join();
        };
    }

    private void assertRefused(Principal principal, String bucket, S3Operation operation, String... headers) {
        for (OperationHandler handler : new OperationHandler[] {BLOCKING, NON_BLOCKING}) {
            assertThatThrownBy(() -> call(handler, principal, bucket, operation, headers))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.code().wireName()).isEqualTo("AccessDenied"));
        }
    }

    @Test
    void wantsOthersToSayThatTheyPay() {
        Principal bob = S3Caller.user("bob");
        for (OperationHandler handler : new OperationHandler[] {BLOCKING, NON_BLOCKING}) {
            assertThat(call(handler, bob, "free", S3Operation.GET_OBJECT).headers())
                    .isEmpty();
            assertThat(call(handler, bob, "charged", S3Operation.GET_OBJECT, "x-amz-request-payer", "requester")
                            .headers())
                    .containsEntry("x-amz-request-charged", "requester");
            assertThat(call(handler, S3Caller.user("alice"), "charged", S3Operation.GET_OBJECT)
                            .headers())
                    .isEmpty();
        }
        assertRefused(bob, "charged", S3Operation.GET_OBJECT);
        assertRefused(bob, "charged", S3Operation.PUT_OBJECT, "x-amz-request-payer", "somebody");
    }

    @Test
    void servesNobodyAnonymous() {
        assertRefused(Principal.ANONYMOUS, "charged", S3Operation.GET_OBJECT);
        assertRefused(Principal.ANONYMOUS, "charged", S3Operation.GET_OBJECT, "x-amz-request-payer", "requester");
        assertThat(call(BLOCKING, Principal.ANONYMOUS, "free", S3Operation.GET_OBJECT)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void countsTheSourceOfACopyToo() {
        assertRefused(S3Caller.user("bob"), "free", S3Operation.COPY_OBJECT, "x-amz-copy-source", "/charged/key");
        assertThat(call(
                                BLOCKING,
                                S3Caller.user("bob"),
                                "free",
                                S3Operation.COPY_OBJECT,
                                "x-amz-copy-source",
                                "/charged/key",
                                "x-amz-request-payer",
                                "requester")
                        .status())
                .isEqualTo(200);
    }
}
