package io.maxiofs.server.s3.operation.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GetBucketTagging, PutBucketTagging and DeleteBucketTagging. */
class BucketTaggingHandlersTest {
    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private static String document(int count) {
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < count; i++) {
            set.append("<Tag><Key>k").append(i).append("</Key><Value>v + w</Value></Tag>");
        }
        return "<Tagging><TagSet>" + set + "</TagSet></Tagging>";
    }

    @Test
    void keepsReplacesAndRemovesTags() {
        assertThat(alice.get("/bucket?tagging").outcome()).isEqualTo("404 NoSuchTagSet");
        assertThat(alice.put("/bucket?tagging", document(2)).status()).isEqualTo(204);
        Reply reply = alice.get("/bucket?tagging");
        assertThat(reply.xml().child("TagSet").orElseThrow().children("Tag")).hasSize(2);
        assertThat(reply.xml()
                        .child("TagSet")
                        .orElseThrow()
                        .children("Tag")
                        .getFirst()
                        .value("Value"))
                .isEqualTo("v + w");
        alice.put("/bucket?tagging", document(1));
        assertThat(alice.get("/bucket?tagging")
                        .xml()
                        .child("TagSet")
                        .orElseThrow()
                        .children("Tag"))
                .hasSize(1);
        assertThat(alice.delete("/bucket?tagging").status()).isEqualTo(204);
        assertThat(alice.get("/bucket?tagging").outcome()).isEqualTo("404 NoSuchTagSet");
        assertThat(alice.head("/bucket").status()).isEqualTo(200);
    }

    @Test
    void allowsFiftyTagsAndNotMore() {
        assertThat(alice.put("/bucket?tagging", document(50)).status()).isEqualTo(204);
        assertThat(alice.put("/bucket?tagging", document(51)).outcome()).isEqualTo("400 BadRequest");
        assertThat(alice.get("/bucket?tagging")
                        .xml()
                        .child("TagSet")
                        .orElseThrow()
                        .children("Tag"))
                .hasSize(50);
    }

    @Test
    void refusesOtherDocuments() {
        assertThat(alice.put("/bucket?tagging", "<Tagging/>").outcome()).isEqualTo("400 MalformedXML");
        assertThat(alice.put("/bucket?tagging", document(1), "Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==")
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(alice.get("/bucket?tagging").outcome()).isEqualTo("404 NoSuchTagSet");
    }
}
