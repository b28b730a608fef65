package io.maxiofs.server.s3.operation.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.event.inventory.InventoryDocument;
import io.maxiofs.server.identity.Accounts;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Get, Put, List and DeleteBucketInventoryConfiguration. */
class BucketInventoryHandlersTest {
    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBuckets() {
        alice.put("/bucket", "");
        alice.put("/lists", "");
        alice.as(S3Caller.user("bob")).put("/bobs-lists", "");
    }

    private static String inventory(String id) {
        return "<InventoryConfiguration><Id>" + id
                + "</Id><IsEnabled>true</IsEnabled><Destination><S3BucketDestination>"
                + "<Bucket>arn:aws:s3:::lists</Bucket><Format>CSV</Format></S3BucketDestination></Destination>"
                + "<Schedule><Frequency>Daily</Frequency></Schedule><Filter><Prefix>p</Prefix></Filter>"
                + "<IncludedObjectVersions>All</IncludedObjectVersions><OptionalFields><Field>Size</Field>"
                + "</OptionalFields></InventoryConfiguration>";
    }

    @Test
    void keepsListsAndRemoves() {
        assertThat(alice.get("/bucket?inventory&id=a").outcome()).isEqualTo("404 NoSuchConfiguration");
        assertThat(alice.put("/bucket?inventory&id=b", inventory("b")).outcome())
                .isEqualTo("200");
        assertThat(alice.put("/bucket?inventory&id=a", inventory("a")).outcome())
                .isEqualTo("200");
        assertThat(alice.put("/bucket?inventory&id=a", inventory("a").replace("Daily", "Weekly"))
                        .outcome())
                .isEqualTo("200");
        assertThat(alice.get("/bucket?inventory&id=a").text())
                .contains("<Frequency>Weekly</Frequency>", "<Prefix>p</Prefix>", "<Field>Size</Field>");
        assertThat(alice.get("/bucket?inventory").xml().children("InventoryConfiguration").stream()
                        .map(one -> one.require("Id")))
                .containsExactly("a", "b");
        assertThat(alice.delete("/bucket?inventory&id=a").status()).isEqualTo(204);
        assertThat(alice.delete("/bucket?inventory&id=a").outcome()).isEqualTo("404 NoSuchConfiguration");
        assertThat(alice.delete("/bucket?inventory&id=b").status()).isEqualTo(204);
        assertThat(alice.get("/bucket?inventory").xml().children("InventoryConfiguration"))
                .isEmpty();
    }

    @Test
    void refusesWhatCannotBe() {
        refuses("400 IdMismatch", "other", inventory("a"));
        refuses("400 InvalidArgument", "a%20b", inventory("a b"));
        refuses("400 InvalidS3DestinationBucket", "a", inventory("a").replace(":::lists", ":::missing"));
        refuses("400 InvalidS3DestinationBucket", "a", inventory("a").replace(":::lists", ":::bobs-lists"));
        refuses("400 InvalidS3DestinationBucket", "a", inventory("a").replace("arn:aws:s3:::", ""));
        refuses("501 NotImplemented", "a", inventory("a").replace("CSV", "ORC"));
        refuses("501 NotImplemented", "a", inventory("a").replace(">Size<", ">IntelligentTieringAccessTier<"));
        refuses("400 MalformedXML", "a", inventory("a").replace("Daily", "Hourly"));
        refuses("400 MalformedXML", "a", inventory("a").replace("<IsEnabled>true</IsEnabled>", ""));
    }

    @Test
    void goesToAnotherOwnerOnlyIfTheirPolicyNamesTheService() {
        S3Caller bob = alice.as(S3Caller.user("bob"));
        String toBob = inventory("a").replace(":::lists", ":::bobs-lists");
        bob.put("/bobs-lists?policy", mayWrite("*"));
        refuses("400 InvalidS3DestinationBucket", "a", toBob);
        bob.put("/bobs-lists?policy", mayWrite("logging.s3.amazonaws.com"));
        refuses("400 InvalidS3DestinationBucket", "a", toBob);
        assertThat(bob.put("/bobs-lists?policy", mayWrite("s3.amazonaws.com")).status())
                .isEqualTo(204);
        assertThat(alice.put("/bucket?inventory&id=a", toBob).outcome()).isEqualTo("200");
        assertThat(alice.as(S3Caller.user("carol")).put("/carols", "").status()).isEqualTo(200);
        assertThat(alice.as(S3Caller.user("carol"))
                        .put("/carols?inventory&id=a", toBob)
                        .outcome())
                .as("the policy asks for another source")
                .isEqualTo("400 InvalidS3DestinationBucket");
    }

    /** The policy AWS shows for the destination of inventories. */
    static String mayWrite(String service) {
        String principal = service.equals("*") ? "\"*\"" : "{\"Service\": \"" + service + "\"}";
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": " + principal
                + ", \"Action\": \"s3:PutObject\", \"Resource\": [\"arn:aws:s3:::bobs-lists/*\"], \"Condition\":"
                + " {\"ArnLike\": {\"aws:SourceArn\": \"arn:aws:s3:::bucket\"}, \"StringEquals\":"
                + " {\"aws:SourceAccount\": \"" + Accounts.number("alice-id")
                + "\", \"s3:x-amz-acl\": \"bucket-owner-full-control\"}}}]}";
    }

    private void refuses(String outcome, String id, String document) {
        assertThat(alice.put("/bucket?inventory&id=" + id, document).outcome())
                .as(document)
                .isEqualTo(outcome);
    }

    @Test
    void survivesAnyDocument() {
        MutatedDocuments.feed(InventoryDocument::parse, inventory("a"));
    }
}
