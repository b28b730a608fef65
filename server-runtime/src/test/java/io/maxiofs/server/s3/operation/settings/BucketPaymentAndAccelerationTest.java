package io.maxiofs.server.s3.operation.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Get and PutBucketRequestPayment, Get and PutBucketAccelerateConfiguration. */
class BucketPaymentAndAccelerationTest {
    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private static String payer(String payer) {
        return "<RequestPaymentConfiguration><Payer>" + payer + "</Payer></RequestPaymentConfiguration>";
    }

    private static String status(String status) {
        return "<AccelerateConfiguration><Status>" + status + "</Status></AccelerateConfiguration>";
    }

    @Test
    void tellsWhoPays() {
        assertThat(alice.get("/bucket?requestPayment").xml().value("Payer")).isEqualTo("BucketOwner");
        assertThat(alice.put("/bucket?requestPayment", payer("Requester")).outcome())
                .isEqualTo("200");
        assertThat(alice.get("/bucket?requestPayment").xml().value("Payer")).isEqualTo("Requester");
        assertThat(alice.put("/bucket?requestPayment", payer("Nobody")).outcome())
                .isEqualTo("400 MalformedXML");
        assertThat(alice.put("/bucket?requestPayment", payer("BucketOwner")).outcome())
                .isEqualTo("200");
        assertThat(alice.get("/bucket?requestPayment").xml().value("Payer")).isEqualTo("BucketOwner");
    }

    @Test
    void doesNotChargeTheOwner() {
        alice.put("/bucket?requestPayment", payer("Requester"));
        Reply put = alice.put("/bucket/key", "body");
        assertThat(put.outcome()).isEqualTo("200");
        assertThat(put.header("x-amz-request-charged")).isNull();
    }

    @Test
    void keepsWhetherTheBucketIsAccelerated() {
        Reply never = alice.get("/bucket?accelerate");
        assertThat(never.xml().name()).isEqualTo("AccelerateConfiguration");
        assertThat(never.xml().children()).isEmpty();
        assertThat(alice.put("/bucket?accelerate", status("Enabled")).outcome()).isEqualTo("200");
        assertThat(alice.get("/bucket?accelerate").xml().value("Status")).isEqualTo("Enabled");
        assertThat(alice.put("/bucket?accelerate", status("Suspended")).outcome())
                .isEqualTo("200");
        assertThat(alice.get("/bucket?accelerate").xml().value("Status")).isEqualTo("Suspended");
        assertThat(alice.put("/bucket?accelerate", status("Perhaps")).outcome()).isEqualTo("400 MalformedXML");
        alice.put("/dotted.name", "");
        assertThat(alice.put("/dotted.name?accelerate", status("Enabled")).outcome())
                .isEqualTo("400 InvalidRequest");
    }
}
