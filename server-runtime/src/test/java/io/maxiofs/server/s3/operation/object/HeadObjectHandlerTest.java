package io.maxiofs.server.s3.operation.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadObjectHandlerTest {
    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void writeObject() {
        alice.put("/bucket", "");
        alice.put("/bucket/key", "0123456789");
    }

    @Test
    void saysWhatGetWouldSayWithTheLength() {
        Reply reply = alice.head("/bucket/key");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers())
                .containsEntry("content-length", "10")
                .containsAllEntriesOf(alice.get("/bucket/key").headers());
    }

    @Test
    void tellsTheLengthOfARange() {
        Reply reply = alice.head("/bucket/key", "Range", "bytes=2-4");
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.headers()).containsEntry("content-length", "3").containsEntry("content-range", "bytes 2-4/10");
    }

    @Test
    void answersAMissWithoutABody() {
        Reply reply = alice.head("/bucket/other");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void returnsDeleteMarkerHeaderForHiddenKey() {
        alice.versioning("bucket", "Enabled");
        String marker = alice.delete("/bucket/key").header("x-amz-version-id");
        Reply hidden = alice.head("/bucket/key");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.header("x-amz-delete-marker")).isEqualTo("true");
        assertThat(alice.head("/bucket/key?versionId=" + marker).status()).isEqualTo(405);
    }
}
