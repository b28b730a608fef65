package io.maxiofs.server.s3.operation.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import org.junit.jupiter.api.Test;

class RestoreObjectHandlerTest {
    private static final String REQUEST = "<RestoreRequest><Days>1</Days></RestoreRequest>";

    private final S3Caller alice = S3Caller.start();

    @Test
    void answersAsForObjectsThatAreNotArchived() {
        alice.put("/bucket", "");
        alice.put("/bucket/key", "body");
        Reply reply = alice.post("/bucket/key?restore", REQUEST);
        assertThat(reply.outcome()).isEqualTo("403 InvalidObjectState");
        assertThat(reply.xml().value("StorageClass")).isEqualTo("STANDARD");
        alice.put("/bucket/rare", "body", "x-amz-storage-class", "STANDARD_IA");
        assertThat(alice.post("/bucket/rare?restore", REQUEST).xml().value("StorageClass"))
                .isEqualTo("STANDARD_IA");
        assertThat(alice.post("/bucket/none?restore", REQUEST).outcome()).isEqualTo("404 NoSuchKey");
        assertThat(alice.post("/bucket/key?restore", "").outcome()).isEqualTo("400 MalformedXML");
        assertThat(alice.post("/bucket/key?restore", "<RestoreRequest/>").outcome())
                .isEqualTo("400 MalformedXML");
        assertThat(alice.post("/bucket/key?restore", "<RestoreRequest><Type>SELECT</Type></RestoreRequest>")
                        .outcome())
                .isEqualTo("501 NotImplemented");
    }
}
