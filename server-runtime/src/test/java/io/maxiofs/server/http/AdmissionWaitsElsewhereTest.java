package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.api.MemoryOnly;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who may do what can need a look at a disk; the thread of many connections does not wait for it. */
final class AdmissionWaitsElsewhereTest {
    private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);

    @Test
    void beginsAnewWhereItMayWait() throws Exception {
        ServerFixture server = ServerFixture.create()
                .authorizer(request -> {
                    if (MemoryOnly.isActive()) {
                        throw new MemoryOnly.MissException();
                    }
                    if (request.key().value().equals("refused")) {
                        throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
                    }
                })
                .start();
        try (server) {
            assertThat(server.call("PUT", "/bucket/key", "", BODY).status()).isEqualTo(200);
            assertThat(server.objects().get("bucket/key")).isEqualTo(BODY);
            assertThat(server.call("GET", "/bucket/key", "", new byte[0]).status())
                    .isEqualTo(200);
            assertThat(server.call("PUT", "/bucket/refused", "", BODY).status()).isEqualTo(403);
            assertThat(server.objects()).doesNotContainKey("bucket/refused");
        }
    }
}
