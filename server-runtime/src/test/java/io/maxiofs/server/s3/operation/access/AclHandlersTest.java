package io.maxiofs.server.s3.operation.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.service.NewBucketRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetBucketAcl, PutBucketAcl, GetObjectAcl, PutObjectAcl, and lists in the headers of other operations. */
final class AclHandlersTest {
    private static final String OWNER_GRANT = "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xsi:type=\"CanonicalUser\"><ID>alice-id</ID><DisplayName>alice</DisplayName></Grantee>"
            + "<Permission>FULL_CONTROL</Permission></Grant>";

    private final S3Caller alice = S3Caller.start(NewBucketRules.OLDER);
    private final S3Caller bob = alice.as(S3Caller.user("bob"));
    private final S3Caller nobody = alice.as(Principal.ANONYMOUS);

    @BeforeEach
    void createBucket() {
        alice.put("/photos", "");
    }

    @Test
    void tellsTheUsualListOfBucketAndObject() {
        alice.put("/photos/cat", "meow");
        String usual = "<Owner><ID>alice-id</ID><DisplayName>alice</DisplayName></Owner><AccessControlList>"
                + OWNER_GRANT + "</AccessControlList>";
        assertThat(alice.get("/photos?acl").text()).contains(usual);
        assertThat(alice.get("/photos/cat?acl").text()).contains(usual);
        assertThat(alice.get("/photos/dog?acl").errorCode()).isEqualTo("NoSuchKey");
    }

    @ParameterizedTest
    @CsvSource({
        "private,''",
        "public-read,AllUsers=READ",
        "public-read-write,AllUsers=READ AllUsers=WRITE",
        "authenticated-read,AuthenticatedUsers=READ",
        "log-delivery-write,LogDelivery=WRITE LogDelivery=READ_ACP",
        "bucket-owner-full-control,''",
        "aws-exec-read,''"
    })
    void setsCannedLists(String canned, String granted) {
        assertThat(alice.put("/photos?acl", "", "x-amz-acl", canned).status()).isEqualTo(200);
        assertThat(groups(alice.get("/photos?acl").text())).isEqualTo(granted);
    }

    private static String groups(String document) {
        StringBuilder found = new StringBuilder();
        for (String grant : document.split("<Grant>", -1)) {
            int uri = grant.indexOf("</URI>");
            if (uri > 0) {
                String group = grant.substring(grant.lastIndexOf('/', uri - 1) + 1, uri);
                String permission = grant.substring(grant.indexOf("<Permission>") + 12, grant.indexOf("</Permission>"));
                found.append(found.isEmpty() ? "" : " ")
                        .append(group)
                        .append('=')
                        .append(permission);
            }
        }
        return found.toString();
    }

    @Test
    void setsWhatADocumentSays() {
        alice.put("/photos/cat", "meow");
        String document = policy(
                "alice-id",
                "<Grant>" + grantee("CanonicalUser", "<ID>bob-id</ID>")
                        + "<Permission>READ</Permission></Grant><Grant>"
                        + grantee("AmazonCustomerByEmail", "<EmailAddress>carol@example.com</EmailAddress>")
                        + "<Permission>WRITE_ACP</Permission></Grant>");
        assertThat(alice.put("/photos/cat?acl", document).status()).isEqualTo(200);
        assertThat(alice.get("/photos/cat?acl").text())
                .contains("<ID>bob-id</ID><DisplayName>bob</DisplayName>")
                .contains("<ID>carol-id</ID><DisplayName>carol</DisplayName>")
                .doesNotContain("FULL_CONTROL");
        assertThat(bob.get("/photos/cat").text()).isEqualTo("meow");
        assertThat(alice.get("/photos/cat").errorCode())
                .as("the owner took it from herself")
                .isEqualTo("AccessDenied");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Grant/>|MalformedACLError",
                "<Grant><Permission>READ</Permission></Grant>|MalformedACLError",
                "<Grant>$CanonicalUser:<ID>bob-id</ID>$<Permission>FLY</Permission></Grant>|MalformedACLError",
                "<Grant>$Nobody:<ID>bob-id</ID>$<Permission>READ</Permission></Grant>|MalformedACLError",
                "<Grant>$CanonicalUser:<ID>ghost</ID>$<Permission>READ</Permission></Grant>|InvalidArgument",
                "<Grant>$Group:<URI>http://x</URI>$<Permission>READ</Permission></Grant>|InvalidArgument",
                "<Grant>$AmazonCustomerByEmail:<EmailAddress>x@y</EmailAddress>$<Permission>READ</Permission></Grant>|UnresolvableGrantByEmailAddress",
                "<Other/>|MalformedACLError"
            })
    void refusesDocumentsThatMeanNothing(String grants, String code) {
        String[] parts = grants.split("\\$", -1);
        String grant = grants;
        if (parts.length == 3) {
            int colon = parts[1].indexOf(':');
            grant = parts[0] + grantee(parts[1].substring(0, colon), parts[1].substring(colon + 1)) + parts[2];
        }
        assertThat(alice.put("/photos?acl", policy("alice-id", grant)).errorCode())
                .isEqualTo(code);
        assertThat(alice.get("/photos?acl").text()).contains(OWNER_GRANT);
    }

    @Test
    void refusesOtherOwnersBrokenXmlAndTwoWaysAtOnce() {
        assertThat(alice.put("/photos?acl", policy("bob-id", "")).errorCode()).isEqualTo("AccessDenied");
        assertThat(alice.put("/photos?acl", "<AccessControlPolicy>").errorCode())
                .isEqualTo("MalformedACLError");
        assertThat(alice.put("/photos?acl", "").errorCode()).isEqualTo("MissingSecurityHeader");
        assertThat(alice.put("/photos?acl", policy("alice-id", ""), "x-amz-acl", "private")
                        .errorCode())
                .isEqualTo("UnexpectedContent");
        assertThat(alice.put("/photos?acl", "", "x-amz-acl", "private", "x-amz-grant-read", "id=bob-id")
                        .errorCode())
                .isEqualTo("InvalidRequest");
        assertThat(alice.put("/photos?acl", "", "x-amz-acl", "sesame").errorCode())
                .isEqualTo("InvalidArgument");
        assertThat(alice.put("/photos?acl", "", "x-amz-grant-read", "bob").errorCode())
                .isEqualTo("InvalidArgument");
        Reply unknown = alice.put("/photos?acl", "", "x-amz-grant-read", "id=ghost");
        assertThat(unknown.errorCode()).isEqualTo("InvalidArgument");
        assertThat(unknown.text()).contains("Invalid id").contains("CanonicalUser/ID");
    }

    @Test
    void honoursListsOfPutCopyAndMultipart() {
        alice.put("/photos/a", "x", "x-amz-acl", "public-read");
        assertThat(nobody.get("/photos/a").text()).isEqualTo("x");
        alice.put("/photos/b", "", "x-amz-copy-source", "/photos/a");
        assertThat(nobody.get("/photos/b").errorCode())
                .as("lists are not copied")
                .isEqualTo("AccessDenied");
        alice.put("/photos/c", "", "x-amz-copy-source", "/photos/a", "x-amz-acl", "public-read");
        assertThat(nobody.get("/photos/c").text()).isEqualTo("x");
        String id = alice.post("/photos/d?uploads", "", "x-amz-acl", "public-read")
                .xml()
                .require("UploadId");
        Reply part = alice.put("/photos/d?partNumber=1&uploadId=" + id, "part");
        assertThat(alice.post(
                                "/photos/d?uploadId=" + id,
                                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + part.header("ETag")
                                        + "</ETag></Part></CompleteMultipartUpload>")
                        .status())
                .isEqualTo(200);
        assertThat(nobody.get("/photos/d").text()).isEqualTo("part");
        assertThat(nobody.head("/photos/d").status()).isEqualTo(200);
        alice.put("/photos/d", "again");
        assertThat(nobody.get("/photos/d").errorCode())
                .as("a new object has a list of its own")
                .isEqualTo("AccessDenied");
    }

    @Test
    void changesOneVersionOnly() {
        alice.versioning("photos", "Enabled");
        String first = alice.put("/photos/cat", "one").header("x-amz-version-id");
        alice.put("/photos/cat", "two");
        assertThat(alice.put("/photos/cat?acl&versionId=" + first, "", "x-amz-acl", "public-read")
                        .status())
                .isEqualTo(200);
        assertThat(nobody.get("/photos/cat?versionId=" + first).text()).isEqualTo("one");
        assertThat(nobody.get("/photos/cat").errorCode()).isEqualTo("AccessDenied");
    }

    @Test
    void leavesToTheWriterWhatTheWriterOwns() {
        alice.put("/photos?acl", "", "x-amz-acl", "public-read-write");
        bob.put("/photos/bobs", "mine");
        assertThat(bob.get("/photos/bobs?acl").text()).contains("<ID>bob-id</ID>");
        assertThat(alice.get("/photos/bobs").errorCode()).isEqualTo("AccessDenied");
        assertThat(alice.get("/photos/bobs?acl").errorCode()).isEqualTo("AccessDenied");
        bob.put("/photos/shared", "ours", "x-amz-acl", "bucket-owner-full-control");
        assertThat(alice.get("/photos/shared").text()).isEqualTo("ours");
        alice.put("/photos/alices", "hers");
        assertThat(bob.delete("/photos/alices").errorCode()).isEqualTo("AccessDenied");
        assertThat(bob.delete("/photos/shared").status()).isEqualTo(204);
        assertThat(alice.delete("/photos/bobs").status())
                .as("the bucket is hers")
                .isEqualTo(204);
    }

    @Test
    void givesObjectsToABucketOwnerWhoPrefersThem() {
        ownership("BucketOwnerPreferred");
        alice.put("/photos?acl", "", "x-amz-acl", "public-read-write");
        bob.put("/photos/given", "x", "x-amz-acl", "bucket-owner-full-control");
        bob.put("/photos/kept", "x");
        assertThat(alice.get("/photos/given?acl").text())
                .contains("<Owner><ID>alice-id</ID>")
                .doesNotContain("bob");
        assertThat(alice.get("/photos/kept").errorCode()).isEqualTo("AccessDenied");
    }

    @Test
    void takesNoListsWhereTheOwnerIsEnforced() {
        alice.put("/photos/cat", "meow", "x-amz-acl", "public-read");
        ownership("BucketOwnerEnforced");
        assertThat(nobody.get("/photos/cat").errorCode())
                .as("old lists do not count")
                .isEqualTo("AccessDenied");
        assertThat(alice.put("/photos?acl", "", "x-amz-acl", "public-read").errorCode())
                .isEqualTo("AccessControlListNotSupported");
        assertThat(alice.put("/photos/cat?acl", "", "x-amz-acl", "public-read").errorCode())
                .isEqualTo("AccessControlListNotSupported");
        assertThat(alice.put("/photos/dog", "x", "x-amz-grant-read", "id=bob-id")
                        .errorCode())
                .isEqualTo("AccessControlListNotSupported");
        assertThat(alice.put("/photos/dog", "x", "x-amz-acl", "bucket-owner-full-control")
                        .status())
                .isEqualTo(200);
        assertThat(alice.put("/photos/cat?acl", "", "x-amz-acl", "bucket-owner-full-control")
                        .status())
                .isEqualTo(200);
        assertThat(alice.get("/photos/cat?acl").text()).contains(OWNER_GRANT).doesNotContain("AllUsers");
    }

    @Test
    void takesAListWithTheBucket() {
        alice.put("/open", "", "x-amz-acl", "public-read");
        assertThat(nobody.get("/open").status()).isEqualTo(200);
        alice.put("/open", "");
        assertThat(nobody.get("/open").errorCode())
                .as("made again, it has the usual list")
                .isEqualTo("AccessDenied");
        assertThat(alice.put("/shut", "", "x-amz-acl", "public-read", "x-amz-object-ownership", "BucketOwnerEnforced")
                        .errorCode())
                .isEqualTo("InvalidBucketAclWithObjectOwnership");
        assertThat(alice.put("/granted", "", "x-amz-grant-read", "id=bob-id, id=alice-id")
                        .status())
                .isEqualTo(200);
        assertThat(bob.get("/granted").status()).isEqualTo(200);
    }

    private void ownership(String ownership) {
        assertThat(alice.put(
                                "/photos?ownershipControls",
                                "<OwnershipControls><Rule><ObjectOwnership>" + ownership
                                        + "</ObjectOwnership></Rule></OwnershipControls>")
                        .status())
                .isEqualTo(200);
    }

    private static String policy(String owner, String grants) {
        return "<AccessControlPolicy xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Owner><ID>" + owner
                + "</ID></Owner><AccessControlList>" + grants + "</AccessControlList></AccessControlPolicy>";
    }

    private static String grantee(String type, String inside) {
        return "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"" + type + "\">" + inside
                + "</Grantee>";
    }
}
