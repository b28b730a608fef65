package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.Payload;
import io.maxiofs.server.s3.request.RoutingTable;
import io.maxiofs.server.s3.request.S3Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security class 1: no route and no framing of a body gets past the signature. */
final class EveryRouteIsAuthenticatedTest {
    private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final Set<S3Operation> served = ConcurrentHashMap.newKeySet();
    private ServerFixture server = ServerFixture.create();

    @BeforeEach
    void start() {
        server = ServerFixture.create();
        for (S3Operation operation : S3Operation.values()) {
            server.handler(operation, (OperationHandler.Blocking) request -> {
                request.body().forEachChunk(chunk -> {});
                served.add(request.operation());
                return S3Response.ofStatus(200);
            });
        }
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Without this, the refusals below would prove nothing. */
    @Test
    void servesEveryOperationWithAGoodSignature() throws Exception {
        try (RawConnection connection = server.connect()) {
            for (RoutingTable.Sample sample : RoutingTable.samples()) {
                Map<String, String> headers = headers(sample, RequestSigner.sha256(BODY));
                RawConnection.Response response = connection.exchange(
                        sample.method(),
                        sample.target(),
                        server.signer().sign(sample.method(), sample.path(), sample.canonicalQuery(), headers),
                        BODY);
                assertThat(response.status())
                        .as("%s %s", sample, response.text())
                        .isEqualTo(200);
            }
        }
        assertThat(served).isEqualTo(EnumSet.allOf(S3Operation.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                Payload.UNSIGNED_PAYLOAD,
                Payload.SIGNED_CHUNKS,
                Payload.SIGNED_CHUNKS_TRAILER,
                Payload.UNSIGNED_CHUNKS_TRAILER
            })
    void refusesEveryOperationWithoutAndWithWrongSignatures(String payload) throws Exception {
        String hash = payload.isEmpty() ? RequestSigner.sha256(BODY) : payload;
        for (RoutingTable.Sample sample : RoutingTable.samples()) {
            Map<String, String> unsigned = headers(sample, hash);
            assertRefused(sample, sample.target(), unsigned);

            RequestSigner wrong =
                    new RequestSigner(ServerFixture.ACCESS_KEY, "wrong", ServerFixture.REGION, ServerFixture.NOW);
            assertRefused(sample, sample.target(), signedBy(wrong, sample, hash));

            RequestSigner unknown =
                    new RequestSigner("AKIAUNKNOWN", ServerFixture.SECRET, ServerFixture.REGION, ServerFixture.NOW);
            assertRefused(sample, sample.target(), signedBy(unknown, sample, hash));

            RequestSigner old = new RequestSigner(
                    ServerFixture.ACCESS_KEY,
                    ServerFixture.SECRET,
                    ServerFixture.REGION,
                    ServerFixture.NOW.minus(Duration.ofMinutes(16)));
            assertRefused(sample, sample.target(), signedBy(old, sample, hash));
        }
        assertThat(served).isEmpty();
    }

    @Test
    void refusesEveryOperationWithExpiredAndForgedPresignedUrls() throws Exception {
        for (RoutingTable.Sample sample : RoutingTable.samples()) {
            List<String> parameters = sample.query().isEmpty()
                    ? List.of()
                    : List.of(sample.query().split("&"));
            RequestSigner old = new RequestSigner(
                    ServerFixture.ACCESS_KEY,
                    ServerFixture.SECRET,
                    ServerFixture.REGION,
                    ServerFixture.NOW.minusSeconds(61));
            assertRefused(
                    sample,
                    sample.path() + "?" + old.presign(sample.method(), "s3.test", sample.path(), 60, parameters),
                    plain(sample));

            String good = server.signer().presign(sample.method(), "s3.test", sample.path(), 60, parameters);
            assertRefused(sample, sample.path() + "?" + good.replace("Expires=60", "Expires=61"), plain(sample));
            assertRefused(sample, sample.path() + "x?" + good, plain(sample));
        }
        assertThat(served).isEmpty();
    }

    private static Map<String, String> plain(RoutingTable.Sample sample) {
        Map<String, String> headers = new TreeMap<>(sample.headers());
        headers.put("Host", "s3.test");
        headers.put("Content-Length", Integer.toString(BODY.length));
        return headers;
    }

    private static Map<String, String> headers(RoutingTable.Sample sample, String hash) {
        Map<String, String> headers = plain(sample);
        headers.put("x-amz-content-sha256", hash);
        if (hash.startsWith("STREAMING")) {
            headers.put("x-amz-decoded-content-length", "0");
        }
        return headers;
    }

    private static Map<String, String> signedBy(RequestSigner signer, RoutingTable.Sample sample, String hash) {
        return signer.sign(sample.method(), sample.path(), sample.canonicalQuery(), headers(sample, hash));
    }

    private void assertRefused(RoutingTable.Sample sample, String target, Map<String, String> headers)
            throws Exception {
        try (RawConnection connection = server.connect()) {
            RawConnection.Response response = connection.exchange(sample.method(), target, headers, BODY);
            assertThat(response.status()).as("%s: %s", sample, response.text()).isEqualTo(403);
        }
    }
}
