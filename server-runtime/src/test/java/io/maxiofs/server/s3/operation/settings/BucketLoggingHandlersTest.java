package io.maxiofs.server.s3.operation.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.event.accesslog.LoggingDocument;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GetBucketLogging and PutBucketLogging. */
class BucketLoggingHandlersTest {
    private static final String PARTITIONED = "<TargetObjectKeyFormat><PartitionedPrefix>"
            + "<PartitionDateSource>EventTime</PartitionDateSource></PartitionedPrefix></TargetObjectKeyFormat>";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBuckets() {
        alice.put("/bucket", "");
        alice.put("/logs", "");
        alice.as(S3Caller.user("bob")).put("/bobs-logs", "");
    }

    private static String granted(String permission) {
        return "<TargetGrants><Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"CanonicalUser\"><ID>bob-id</ID></Grantee><Permission>" + permission
                + "</Permission></Grant></TargetGrants>";
    }

    /** What was said is answered, and what was not is not made up. */
    @Test
    void tellsTheKeyFormatAsItWasGiven() {
        String simple = "<TargetObjectKeyFormat><SimplePrefix></SimplePrefix></TargetObjectKeyFormat>";
        alice.put("/bucket?logging", logging("logs", "<TargetPrefix>p/</TargetPrefix>" + simple));
        assertThat(alice.get("/bucket?logging")
                        .xml()
                        .children("LoggingEnabled")
                        .getFirst()
                        .children("TargetObjectKeyFormat"))
                .singleElement()
                .satisfies(format -> assertThat(format.has("SimplePrefix")).isTrue());
        alice.put("/bucket?logging", logging("logs", "<TargetPrefix>p/</TargetPrefix>"));
        assertThat(alice.get("/bucket?logging").text()).doesNotContain("TargetObjectKeyFormat");
    }

    private static String logging(String target, String more) {
        return "<BucketLoggingStatus><LoggingEnabled><TargetBucket>" + target + "</TargetBucket>" + more
                + "</LoggingEnabled></BucketLoggingStatus>";
    }

    @Test
    void keepsAndTurnsOff() {
        assertThat(alice.get("/bucket?logging").xml().children()).isEmpty();
        String on = logging("logs", "<TargetPrefix>p/</TargetPrefix>" + PARTITIONED);
        assertThat(alice.put("/bucket?logging", on).outcome()).isEqualTo("200");
        assertThat(alice.get("/bucket?logging").text())
                .contains("<TargetBucket>logs</TargetBucket><TargetPrefix>p/</TargetPrefix>" + PARTITIONED);
        assertThat(alice.put("/bucket?logging", "<BucketLoggingStatus/>").outcome())
                .isEqualTo("200");
        assertThat(alice.get("/bucket?logging").xml().children()).isEmpty();
    }

    @Test
    void refusesTargetsThatCannotBe() {
        String prefix = "<TargetPrefix></TargetPrefix>";
        refuses("400 InvalidTargetBucketForLogging", logging("missing", prefix));
        refuses("400 InvalidTargetBucketForLogging", logging("NOT VALID", prefix));
        refuses("400 InvalidTargetBucketForLogging", logging("bobs-logs", prefix));
        refuses("400 MalformedXML", logging("logs", ""));
        refuses("400 MalformedXML", logging("logs", prefix + PARTITIONED.replace("EventTime", "Never")));
        refuses("400 InvalidArgument", logging("logs", "<TargetPrefix>" + "p".repeat(701) + "</TargetPrefix>"));
        refuses(
                "400 MalformedXML",
                logging("logs", prefix + "<TargetGrants><Grant><Permission>READ</Permission></Grant></TargetGrants>"));
        refuses("400 AccessControlListNotSupported", logging("logs", prefix + granted("READ")));
        refuses("400 MalformedXML", logging("logs", prefix + granted("READ_ACP")));
        assertThat(alice.get("/bucket?logging").xml().children()).isEmpty();
    }

    private void refuses(String outcome, String document) {
        assertThat(alice.put("/bucket?logging", document).outcome())
                .as(document)
                .isEqualTo(outcome);
    }

    @Test
    void survivesAnyDocument() {
        MutatedDocuments.feed(
                LoggingDocument::parse,
                logging("logs", "<TargetPrefix>p/</TargetPrefix>" + granted("READ") + PARTITIONED));
    }
}
