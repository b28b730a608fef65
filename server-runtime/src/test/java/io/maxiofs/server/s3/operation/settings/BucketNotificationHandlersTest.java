package io.maxiofs.server.s3.operation.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.event.notification.EventDocuments;
import io.maxiofs.server.event.notification.NotificationDocument;
import io.maxiofs.server.event.notification.NotificationTargets;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.caller.MapHeaders;
import io.maxiofs.server.s3.operation.caller.MemoryBody;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.BucketSetting;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GetBucketNotificationConfiguration and PutBucketNotificationConfiguration. */
class BucketNotificationHandlersTest {
    private final S3Caller alice = S3Caller.start();
    private final List<String> tested = new ArrayList<>();
    private final NotificationTargets targets = new NotificationTargets() {
        @Override
        public boolean exists(String name) {
            return name.equals("known") || name.equals("silent");
        }

        @Override
        public void test(String name, byte[] document) throws IOException {
            tested.add(name + " " + new String(document, StandardCharsets.UTF_8));
            if (name.equals("silent")) {
                throw new IOException("not reached");
            }
        }
    };

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private static String queue(String arn, String more) {
        return "<QueueConfiguration><Queue>" + arn + "</Queue>" + more + "</QueueConfiguration>";
    }

    private static String known(String events, String... filters) {
        StringBuilder more = new StringBuilder();
        for (String event : events.split(" ", -1)) {
            more.append("<Event>").append(event).append("</Event>");
        }
        if (filters.length > 0) {
            more.append("<Filter><S3Key>");
            for (int i = 0; i < filters.length; i += 2) {
                more.append("<FilterRule><Name>")
                        .append(filters[i])
                        .append("</Name><Value>")
                        .append(filters[i + 1]);
                more.append("</Value></FilterRule>");
            }
            more.append("</S3Key></Filter>");
        }
        return queue("arn:aws:sqs:us-east-1:maxiofs:known", more.toString());
    }

    private static String document(String rules) {
        return "<NotificationConfiguration>" + rules + "</NotificationConfiguration>";
    }

    private String put(String rules, String... headers) {
        BucketService buckets = new BucketService(alice.store().buckets());
        PutBucketNotificationConfigurationHandler handler = new PutBucketNotificationConfigurationHandler(
                new StoredDocument(BucketSetting.NOTIFICATION, alice.store().buckets(), buckets),
                alice.store().buckets(),
                targets,
                new EventDocuments("us-east-1"),
                alice.clock());
        S3Request request = new S3Request(
                S3Operation.PUT_BUCKET_NOTIFICATION_CONFIGURATION,
                "bucket",
                null,
                QueryParameters.NONE,
                MapHeaders.of(headers),
                MemoryBody.of(document(rules).getBytes(StandardCharsets.UTF_8)),
                new S3Request.Origin(
                        "REQUEST",
                        S3Caller.user("alice"),
                        InetAddress.getLoopbackAddress(),
                        alice.clock().instant(),
                        "/bucket",
                        "localhost",
                        false));
        return Integer.toString(handler.handle(request).status());
    }

    private void refuses(String code, String rules) {
        assertThatThrownBy(() -> put(rules))
                .as(rules)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code().wireName()).isEqualTo(code));
        assertThat(alice.get("/bucket?notification").xml().children()).isEmpty();
    }

    @Test
    void keepsRulesTestsTheirTargetsAndRemovesThem() {
        assertThat(alice.get("/bucket?notification").xml().children()).isEmpty();
        assertThat(put(known("s3:ObjectCreated:*", "Prefix", "a/", "suffix", ".b")))
                .isEqualTo("200");
        assertThat(tested)
                .singleElement()
                .satisfies(test -> assertThat(test)
                        .startsWith("known {\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"")
                        .contains("\"Bucket\":\"bucket\""));
        assertThat(alice.get("/bucket?notification").text())
                .contains("<Id>REQUEST-1</Id><Queue>arn:aws:sqs:us-east-1:maxiofs:known</Queue>"
                        + "<Event>s3:ObjectCreated:*</Event><Filter><S3Key><FilterRule><Name>Prefix</Name>"
                        + "<Value>a/</Value></FilterRule><FilterRule><Name>Suffix</Name><Value>.b</Value>");
        assertThat(put("")).isEqualTo("200");
        assertThat(alice.get("/bucket?notification").xml().children()).isEmpty();
    }

    @Test
    void takesAllFormsOfTargets() {
        String event = "<Event>s3:ObjectRemoved:Delete</Event>";
        assertThat(put("<TopicConfiguration><Topic>arn:aws:sns:us-east-1:1:known</Topic>"
                        + "<Event>s3:ObjectCreated:Put</Event></TopicConfiguration>"
                        + "<CloudFunctionConfiguration><CloudFunction>arn:aws:lambda:us-east-1:1:function:known"
                        + "</CloudFunction>" + event + "</CloudFunctionConfiguration>"))
                .isEqualTo("200");
        refusesEventBridgeWithoutItsTarget();
    }

    private void refusesEventBridgeWithoutItsTarget() {
        assertThatThrownBy(() -> put("<EventBridgeConfiguration/>"))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("Unable to validate");
    }

    @Test
    void refusesTargetsThatDoNotExistOrDoNotAnswer() {
        refuses("InvalidArgument", queue("arn:aws:sqs:us-east-1:1:unknown", "<Event>s3:ObjectCreated:*</Event>"));
        refuses("InvalidArgument", queue("known", "<Event>s3:ObjectCreated:*</Event>"));
        refuses("InvalidArgument", queue("arn:aws:sns:us-east-1:1:known", "<Event>s3:ObjectCreated:*</Event>"));
        String silent = queue("arn:aws:sqs:us-east-1:1:silent", "<Event>s3:ObjectCreated:*</Event>");
        refuses("InvalidArgument", silent);
        assertThat(put(silent, "x-amz-skip-destination-validation", "true")).isEqualTo("200");
    }

    @Test
    void refusesRulesThatCannotBe() {
        refuses("InvalidArgument", known("s3:ObjectEaten:*"));
        refuses("InvalidArgument", known("s3:ObjectCreated:*", "prefix", "a", "Prefix", "b"));
        refuses("InvalidArgument", known("s3:ObjectCreated:*", "infix", "a"));
        refuses("InvalidArgument", known("s3:ObjectCreated:*") + known("s3:ObjectCreated:Put"));
        refuses(
                "InvalidArgument",
                known("s3:ObjectCreated:Put", "prefix", "a") + known("s3:ObjectCreated:*", "prefix", "ab"));
        assertThat(put(known("s3:ObjectCreated:Put", "prefix", "a") + known("s3:ObjectCreated:*", "prefix", "b")))
                .isEqualTo("200");
        assertThat(put(known("s3:ObjectCreated:Put") + known("s3:ObjectRemoved:*")))
                .isEqualTo("200");
        assertThat(put("")).isEqualTo("200");
        String sameId = known("s3:ObjectCreated:Put").replace("<Queue>", "<Id>x</Id><Queue>")
                + known("s3:ObjectRemoved:*").replace("<Queue>", "<Id>x</Id><Queue>");
        refuses("InvalidArgument", sameId);
    }

    @Test
    void survivesAnyDocument() {
        MutatedDocuments.feed(
                bytes -> NotificationDocument.parse(bytes, () -> "id"),
                document(known("s3:ObjectCreated:*", "Prefix", "a/", "suffix", ".b") + "<EventBridgeConfiguration/>"));
    }
}
