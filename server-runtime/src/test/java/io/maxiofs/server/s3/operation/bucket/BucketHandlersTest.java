package io.maxiofs.server.s3.operation.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.identity.Accounts;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.storage.model.Owner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations on buckets but for their tags and the list of them. */
class BucketHandlersTest {
    private final S3Caller alice = S3Caller.start();
    private final S3Caller bob = alice.as(S3Caller.user("bob"));

    @Test
    void createsABucketAndTellsWhereItIs() {
        Reply created = alice.put("/bucket", "");
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.header("Location")).isEqualTo("/bucket");
        Reply head = alice.head("/bucket");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("x-amz-bucket-region")).isEqualTo(S3Caller.REGION);
        assertThat(alice.get("/bucket?location").xml().text()).isEqualTo(S3Caller.REGION);
        assertThat(alice.head("/").status()).isEqualTo(200);
    }

    @Test
    void createsOnesOwnBucketAgainWithoutChangingIt() {
        alice.put("/bucket", "");
        alice.versioning("bucket", "Enabled");
        alice.put("/bucket/key", "x");
        assertThat(alice.put("/bucket", "").status()).isEqualTo(200);
        assertThat(alice.get("/bucket?versioning").xml().value("Status")).isEqualTo("Enabled");
        assertThat(alice.get("/bucket/key").text()).isEqualTo("x");
        assertThat(bob.put("/bucket", "").outcome()).isEqualTo("409 BucketAlreadyExists");
    }

    @Test
    void tellsThatNoBucketIsReplicated() {
        alice.put("/bucket", "");
        assertThat(alice.get("/bucket?replication").outcome()).isEqualTo("404 ReplicationConfigurationNotFoundError");
        assertThat(alice.get("/missing?replication").outcome()).isEqualTo("404 NoSuchBucket");
    }

    @ParameterizedTest
    @CsvSource({
        "xn--bucket, 400 InvalidBucketName",
        "bucket-s3alias, 400 InvalidBucketName",
        "ab, 400 InvalidBucketName",
        "Bucket, 400 InvalidBucketName",
        "a..b, 400 InvalidBucketName",
        "1.2.3.4, 400 InvalidBucketName",
        "a_b, 400 InvalidBucketName",
        "a.b-c.1, 200"
    })
    void checksTheName(String name, String outcome) {
        assertThat(alice.put("/" + name, "").outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "<CreateBucketConfiguration/>, 200",
        "<CreateBucketConfiguration><LocationConstraint/></CreateBucketConfiguration>, 200",
        "<CreateBucketConfiguration><LocationConstraint>eu-test-1</LocationConstraint></CreateBucketConfiguration>, 200",
        "<CreateBucketConfiguration><LocationConstraint>elsewhere</LocationConstraint></CreateBucketConfiguration>, 400 InvalidLocationConstraint",
        "<CreateBucketConfiguration><Bucket><Type>Directory</Type></Bucket></CreateBucketConfiguration>, 501 NotImplemented",
        "<Other/>, 400 MalformedXML",
        "nonsense, 400 MalformedXML",
        "<CreateBucketConfiguration><Tags><Tag><Key>a</Key><Value>b</Value></Tag></Tags></CreateBucketConfiguration>, 200"
    })
    void readsTheConfiguration(String document, String outcome) {
        assertThat(alice.put("/bucket", document).outcome()).isEqualTo(outcome);
        assertThat(alice.head("/bucket").status()).isEqualTo(outcome.equals("200") ? 200 : 404);
        assertThat(alice.get("/bucket?tagging").status()).isEqualTo(document.contains("<Tags>") ? 200 : 404);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-object-ownership, BucketOwnerEnforced, 200",
        "x-amz-object-ownership, ObjectWriter, 200",
        "x-amz-object-ownership, nobody, 400 InvalidArgument",
        "x-amz-bucket-object-lock-enabled, perhaps, 400 InvalidArgument",
        "x-amz-bucket-object-lock-enabled, false, 200",
        "x-amz-acl, private, 200",
        "x-amz-acl, public-read, 400 InvalidBucketAclWithObjectOwnership",
        "x-amz-grant-read, id=x, 400 InvalidBucketAclWithObjectOwnership"
    })
    void readsTheHeaders(String header, String value, String outcome) {
        assertThat(alice.put("/bucket", "", header, value).outcome()).isEqualTo(outcome);
    }

    @Test
    void takesListsWhereTheWriterOwns() {
        assertThat(alice.put("/bucket", "", "x-amz-object-ownership", "ObjectWriter", "x-amz-acl", "public-read")
                        .outcome())
                .isEqualTo("400 InvalidBucketAclWithBlockPublicAccessError");
        alice.put("/bucket", "", "x-amz-object-ownership", "ObjectWriter");
        assertThat(alice.put("/bucket/key", "", "x-amz-acl", "bucket-owner-full-control")
                        .outcome())
                .isEqualTo("200");
    }

    @Test
    void versionsABucketWithObjectLockForGood() {
        alice.put("/bucket", "", "x-amz-bucket-object-lock-enabled", "true");
        assertThat(alice.get("/bucket?versioning").xml().value("Status")).isEqualTo("Enabled");
        assertThat(alice.put(
                                "/bucket?versioning",
                                "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>")
                        .outcome())
                .isEqualTo("409 InvalidBucketState");
        assertThat(alice.put(
                                "/bucket?versioning",
                                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
                        .outcome())
                .isEqualTo("200");
    }

    @Test
    void turnsVersioningOnAndSuspendsIt() {
        alice.put("/bucket", "");
        assertThat(alice.get("/bucket?versioning").xml().children()).isEmpty();
        for (String status : List.of("Enabled", "Suspended", "Enabled")) {
            alice.versioning("bucket", status);
            assertThat(alice.get("/bucket?versioning").xml().value("Status")).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<VersioningConfiguration/>, 400 IllegalVersioningConfigurationException",
        "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>, 400 MalformedXML",
        "<Versioning/>, 400 MalformedXML",
        "'', 400 MissingRequestBodyError",
        "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>, 501 NotImplemented",
        "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Disabled</MfaDelete></VersioningConfiguration>, 200"
    })
    void checksTheVersioningDocument(String document, String outcome) {
        alice.put("/bucket", "");
        assertThat(alice.put("/bucket?versioning", document).outcome()).isEqualTo(outcome);
    }

    @Test
    void deletesOnlyEmptyBuckets() {
        alice.put("/bucket", "");
        alice.put("/bucket/key", "x");
        assertThat(alice.delete("/bucket").outcome()).isEqualTo("409 BucketNotEmpty");
        alice.versioning("bucket", "Enabled");
        String marker = alice.delete("/bucket/key").header("x-amz-version-id");
        assertThat(alice.delete("/bucket").outcome()).isEqualTo("409 BucketNotEmpty");
        alice.delete("/bucket/key?versionId=null");
        assertThat(alice.delete("/bucket").outcome()).isEqualTo("409 BucketNotEmpty");
        alice.delete("/bucket/key?versionId=" + marker);
        assertThat(alice.delete("/bucket").status()).isEqualTo(204);
        assertThat(alice.head("/bucket").status()).isEqualTo(404);
        assertThat(alice.delete("/bucket").outcome()).isEqualTo("404 NoSuchBucket");
    }

    @Test
    void startsAnewUnderTheNameOfADeletedBucket() {
        alice.put("/bucket", "");
        alice.versioning("bucket", "Enabled");
        alice.delete("/bucket");
        assertThat(bob.put("/bucket", "").status()).isEqualTo(200);
        assertThat(bob.get("/bucket?versioning").xml().children()).isEmpty();
        assertThat(alice.head("/bucket").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /bucket?location",
        "GET, /bucket?versioning",
        "GET, /bucket?tagging",
        "HEAD, /bucket",
        "DELETE, /bucket",
        "GET, /bucket/key",
        "DELETE, /bucket/key"
    })
    void checksWhoseBucketTheClientExpects(String method, String target) {
        alice.put("/bucket", "");
        assertThat(alice.call(method, target, "", "x-amz-expected-bucket-owner", "bob-id")
                        .status())
                .isEqualTo(403);
        assertThat(alice.call(method, target, "", "x-amz-expected-bucket-owner", Accounts.number("bob-id"))
                        .status())
                .isEqualTo(403);
        for (String owner : List.of("alice-id", Accounts.number("alice-id"))) {
            assertThat(alice.call(method, target, "", "x-amz-expected-bucket-owner", owner)
                            .status())
                    .as(owner)
                    .isNotEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({"versioning", "location", "tagging"})
    void answersForBucketsThatAreNotThere(String subresource) {
        assertThat(alice.get("/nobucket?" + subresource).outcome()).isEqualTo("404 NoSuchBucket");
    }

    @Test
    void letsAnAdministratorIntoEveryBucket() {
        alice.put("/bucket", "");
        S3Caller admin =
                alice.as(new Principal(Principal.Kind.ADMIN, "root", "AKroot", new Owner("root-id", "root"), "", ""));
        assertThat(admin.get("/bucket?versioning").status()).isEqualTo(200);
        assertThat(bob.get("/bucket?versioning").outcome()).isEqualTo("403 AccessDenied");
        assertThat(admin.put("/bucket", "").outcome()).isEqualTo("409 BucketAlreadyExists");
    }
}
