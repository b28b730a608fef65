package io.maxiofs.server.s3.operation.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.service.NewBucketRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Get, Put and Delete of ownership controls and of the public access block, and the defaults of new buckets. */
final class OwnershipAndBlockHandlersTest {

    @Test
    void startsBucketsPrivate() {
        S3Caller alice = S3Caller.start();
        alice.put("/photos", "");
        assertThat(alice.get("/photos?ownershipControls").text())
                .contains("<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>");
        assertThat(alice.get("/photos?publicAccessBlock").text())
                .contains(
                        "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
                                + "<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>");
        assertThat(alice.put("/open", "", "x-amz-acl", "public-read").outcome())
                .isEqualTo("400 InvalidBucketAclWithObjectOwnership");
        assertThat(alice.put("/open", "", "x-amz-acl", "public-read", "x-amz-object-ownership", "ObjectWriter")
                        .outcome())
                .isEqualTo("400 InvalidBucketAclWithBlockPublicAccessError");
    }

    @Test
    void startsBucketsInTheOlderWorldWhereASettingSaysSo() {
        S3Caller alice = S3Caller.start(NewBucketRules.OLDER);
        alice.put("/photos", "");
        assertThat(alice.get("/photos?ownershipControls").outcome()).isEqualTo("404 OwnershipControlsNotFoundError");
        assertThat(alice.get("/photos?publicAccessBlock").outcome())
                .isEqualTo("404 NoSuchPublicAccessBlockConfiguration");
        alice.put("/chosen", "", "x-amz-object-ownership", "BucketOwnerPreferred");
        assertThat(alice.get("/chosen?ownershipControls").text()).contains("BucketOwnerPreferred");
    }

    @Test
    void keepsReplacesAndRemovesOwnership() {
        S3Caller alice = S3Caller.start(NewBucketRules.OLDER);
        alice.put("/photos", "");
        assertThat(alice.put("/photos?ownershipControls", ownership("BucketOwnerPreferred"))
                        .status())
                .isEqualTo(200);
        assertThat(alice.get("/photos?ownershipControls").text()).contains("BucketOwnerPreferred");
        alice.put("/photos?acl", "", "x-amz-acl", "public-read");
        assertThat(alice.put("/photos?ownershipControls", ownership("BucketOwnerEnforced"))
                        .outcome())
                .isEqualTo("400 InvalidBucketAclWithObjectOwnership");
        alice.put("/photos?acl", "", "x-amz-acl", "private");
        assertThat(alice.put("/photos?ownershipControls", ownership("BucketOwnerEnforced"))
                        .status())
                .isEqualTo(200);
        assertThat(alice.delete("/photos?ownershipControls").status()).isEqualTo(204);
        assertThat(alice.get("/photos?ownershipControls").outcome()).isEqualTo("404 OwnershipControlsNotFoundError");
        assertThat(alice.put("/photos?ownershipControls", ownership("Nobody")).outcome())
                .isEqualTo("400 MalformedXML");
        assertThat(alice.put("/photos?ownershipControls", "<OwnershipControls/>")
                        .outcome())
                .isEqualTo("400 MalformedXML");
    }

    @Test
    void refusesListsOfBucketsWhoseOwnerIsEnforced() {
        S3Caller alice = S3Caller.start();
        alice.put("/photos", "");
        for (String canned : List.of("private", "public-read", "authenticated-read", "log-delivery-write")) {
            assertThat(alice.put("/photos?acl", "", "x-amz-acl", canned).outcome())
                    .as(canned)
                    .isEqualTo("400 AccessControlListNotSupported");
        }
        assertThat(alice.put("/photos?acl", "", "x-amz-acl", "bucket-owner-full-control")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsReplacesAndRemovesTheBlock() {
        S3Caller alice = S3Caller.start(NewBucketRules.OLDER);
        alice.put("/photos", "");
        assertThat(alice.put("/photos?publicAccessBlock", block("<BlockPublicAcls>true</BlockPublicAcls>"))
                        .status())
                .isEqualTo(200);
        assertThat(alice.get("/photos?publicAccessBlock").text())
                .contains("<BlockPublicAcls>true<", "<IgnorePublicAcls>false<", "<RestrictPublicBuckets>false<");
        assertThat(alice.put("/photos?publicAccessBlock", block("<BlockPublicAcls>perhaps</BlockPublicAcls>"))
                        .outcome())
                .isEqualTo("400 MalformedXML");
        assertThat(alice.put("/photos?publicAccessBlock", block("")).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(alice.delete("/photos?publicAccessBlock").status()).isEqualTo(204);
        assertThat(alice.get("/photos?publicAccessBlock").outcome())
                .isEqualTo("404 NoSuchPublicAccessBlockConfiguration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"public-read", "public-read-write", "authenticated-read"})
    void refusesPublicListsWhereTheyAreBlocked(String canned) {
        S3Caller alice = S3Caller.start(NewBucketRules.OLDER);
        alice.put("/photos", "");
        alice.put("/photos/cat", "meow");
        alice.put("/photos?publicAccessBlock", block("<BlockPublicAcls>true</BlockPublicAcls>"));
        assertThat(alice.put("/photos?acl", "", "x-amz-acl", canned).outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.put("/photos/cat?acl", "", "x-amz-acl", canned).outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(alice.put("/photos/dog", "x", "x-amz-acl", canned).outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.post("/photos/dog?uploads", "", "x-amz-acl", canned).outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(alice.put("/photos/dog", "", "x-amz-copy-source", "/photos/cat", "x-amz-acl", canned)
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(alice.put("/photos/dog", "x", "x-amz-acl", "private").status())
                .isEqualTo(200);
    }

    @Test
    void ignoresPublicListsWhereItIsTold() {
        S3Caller alice = S3Caller.start(NewBucketRules.OLDER);
        S3Caller nobody = alice.as(Principal.ANONYMOUS);
        S3Caller bob = alice.as(S3Caller.user("bob"));
        alice.put("/photos", "", "x-amz-acl", "public-read");
        alice.put("/photos/cat", "meow", "x-amz-acl", "public-read");
        alice.put("/photos/dog", "woof", "x-amz-grant-read", "id=bob-id");
        assertThat(nobody.get("/photos/cat").status()).isEqualTo(200);
        alice.put("/photos?publicAccessBlock", block("<IgnorePublicAcls>true</IgnorePublicAcls>"));
        assertThat(nobody.get("/photos/cat").outcome()).isEqualTo("403 AccessDenied");
        assertThat(nobody.get("/photos").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.get("/photos/cat").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.get("/photos/dog").text())
                .as("who is named is not the public")
                .isEqualTo("woof");
        assertThat(alice.get("/photos/cat?acl").text()).contains("AllUsers");
    }

    private static String ownership(String name) {
        return "<OwnershipControls><Rule><ObjectOwnership>" + name + "</ObjectOwnership></Rule></OwnershipControls>";
    }

    private static String block(String inside) {
        return "<PublicAccessBlockConfiguration>" + inside + "</PublicAccessBlockConfiguration>";
    }
}
