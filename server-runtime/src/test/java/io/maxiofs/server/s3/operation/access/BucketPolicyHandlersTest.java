package io.maxiofs.server.s3.operation.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.service.NewBucketRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetBucketPolicy, PutBucketPolicy, DeleteBucketPolicy, GetBucketPolicyStatus, and what policies do. */
final class BucketPolicyHandlersTest {
    private final S3Caller alice = S3Caller.start(new NewBucketRules(false, false));
    private final S3Caller bob = alice.as(S3Caller.user("bob"));
    private final S3Caller nobody = alice.as(Principal.ANONYMOUS);

    @BeforeEach
    void createBucket() {
        alice.put("/photos", "");
        alice.put("/photos/cat", "meow", "x-amz-tagging", "kind=pet");
    }

    private void policy(String statements) {
        assertThat(alice.put("/photos?policy", document(statements)).outcome()).isEqualTo("204");
    }

    private static String document(String statements) {
        return ("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"');
    }

    private static String statement(String effect, String principal, String action, String resource, String condition) {
        return "{'Effect':'" + effect + "','Principal':" + principal + ",'Action':" + action + ",'Resource':" + resource
                + (condition.isEmpty() ? "" : ",'Condition':" + condition) + "}";
    }

    private static String allow(String principal, String action, String resource) {
        return statement("Allow", principal, action, resource, "");
    }

    @Test
    void keepsReplacesAndRemovesAPolicy() {
        assertThat(alice.get("/photos?policy").outcome()).isEqualTo("404 NoSuchBucketPolicy");
        assertThat(alice.get("/photos?policyStatus").outcome()).isEqualTo("404 NoSuchBucketPolicy");
        String text = document(allow("'*'", "'s3:GetObject'", "'arn:aws:s3:::photos/*'"));
        policy(allow("'*'", "'s3:GetObject'", "'arn:aws:s3:::photos/*'"));
        assertThat(alice.get("/photos?policy").text()).isEqualTo(text);
        assertThat(nobody.get("/photos/cat").text()).isEqualTo("meow");
        assertThat(nobody.get("/photos?policy").outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.delete("/photos?policy").status()).isEqualTo(204);
        assertThat(alice.delete("/photos?policy").status()).isEqualTo(204);
        assertThat(nobody.get("/photos/cat").outcome()).isEqualTo("403 AccessDenied");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nonsense|Policies must be valid JSON and the first byte must be '{'",
                "{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::other/*'}|Policy has invalid resource",
                "{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::photos'}|Action does not apply to any resource(s) in statement",
                "{'Effect':'Allow','Principal':'*','Action':'s3:ListBucket','Resource':'arn:aws:s3:::photos/*'}|Action does not apply to any resource(s) in statement",
                "{'Effect':'Allow','Principal':'bob','Action':'s3:GetObject','Resource':'arn:aws:s3:::photos/*'}|Invalid principal in policy",
                "{'Effect':'Allow','Principal':'*','Action':'s3:Fly','Resource':'arn:aws:s3:::photos/*'}|Policy has invalid action"
            })
    void refusesPoliciesThatMeanNothing(String statement, String reason) {
        String text = statement.startsWith("{") ? document(statement) : statement;
        assertThat(alice.put("/photos?policy", text).outcome()).isEqualTo("400 MalformedPolicy");
        assertThat(alice.put("/photos?policy", text).text())
                .contains(reason.replace("'", "&#39;").isEmpty() ? "" : "Message");
        assertThat(alice.put("/photos?policy", text).xml().value("Message")).isEqualTo(reason);
        assertThat(alice.get("/photos?policy").outcome()).isEqualTo("404 NoSuchBucketPolicy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'*'|true",
                "{'AWS':'*'}|true",
                "{'AWS':['arn:aws:iam:::user/bob','x1']}|true",
                "{'AWS':'arn:aws:iam:::user/carol'}|false",
                "{'CanonicalUser':'bobid'}|false",
                "{'AWS':'arn:aws:iam::other:user/bob'}|false"
            })
    void namesPrincipals(String principal, boolean bobMay) {
        policy(allow(principal, "'s3:GetObject'", "'arn:aws:s3:::photos/*'"));
        assertThat(bob.get("/photos/cat").status()).isEqualTo(bobMay ? 200 : 403);
    }

    @Test
    void deniesBeforeItAllowsEvenTheOwner() {
        policy(allow("'*'", "'s3:*'", "['arn:aws:s3:::photos','arn:aws:s3:::photos/*']") + ","
                + statement("Deny", "'*'", "'s3:GetObject'", "'arn:aws:s3:::photos/c*'", ""));
        assertThat(alice.get("/photos/cat").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.get("/photos/cat").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.put("/photos/dog", "x").status()).isEqualTo(200);
        assertThat(bob.get("/photos/dog").text()).isEqualTo("x");
    }

    @Test
    void canNotLockItsOwnerOut() {
        policy(statement("Deny", "'*'", "'s3:*'", "['arn:aws:s3:::photos','arn:aws:s3:::photos/*']", ""));
        assertThat(alice.get("/photos").outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.get("/photos?policy").status()).isEqualTo(200);
        assertThat(bob.delete("/photos?policy").outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.delete("/photos?policy").status()).isEqualTo(204);
        assertThat(alice.get("/photos").status()).isEqualTo(200);
    }

    @Test
    void tellsWhatIsMissingOnlyToThoseWhoMayList() {
        policy(allow("'*'", "'s3:GetObject'", "'arn:aws:s3:::photos/*'"));
        assertThat(bob.get("/photos/missing").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.head("/photos/missing").status()).isEqualTo(403);
        assertThat(bob.get("/photos/missing?tagging").outcome()).isEqualTo("403 AccessDenied");
        policy(allow("'*'", "['s3:GetObject','s3:ListBucket']", "['arn:aws:s3:::photos','arn:aws:s3:::photos/*']"));
        assertThat(bob.get("/photos/missing").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(bob.head("/photos/missing").status()).isEqualTo(404);
    }

    @Test
    void looksAtTheTagsOfTheObjectAndOfTheRequest() {
        policy(statement(
                        "Allow",
                        "'*'",
                        "['s3:GetObject','s3:GetObjectTagging']",
                        "'arn:aws:s3:::photos/*'",
                        "{'StringEquals':{'s3:ExistingObjectTag/kind':'pet'}}")
                + ","
                + statement(
                        "Allow",
                        "'*'",
                        "['s3:PutObject','s3:PutObjectTagging']",
                        "'arn:aws:s3:::photos/*'",
                        "{'StringEquals':{'s3:RequestObjectTag/kind':'pet'}}"));
        alice.put("/photos/chair", "x", "x-amz-tagging", "kind=thing");
        assertThat(bob.get("/photos/cat").status()).isEqualTo(200);
        assertThat(bob.get("/photos/cat?tagging").status()).isEqualTo(200);
        assertThat(bob.get("/photos/chair").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.get("/photos/chair?tagging").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.put("/photos/dog", "x", "x-amz-tagging", "kind=pet").status())
                .isEqualTo(200);
        assertThat(bob.put("/photos/sofa", "x", "x-amz-tagging", "kind=thing").outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(bob.put("/photos/sofa", "x").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.put("/photos/chair?tagging", tagging("pet")).status()).isEqualTo(200);
        assertThat(bob.put("/photos/cat?tagging", tagging("thing")).outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.get("/photos/cat?tagging").text()).contains("pet");
    }

    private static String tagging(String kind) {
        return "<Tagging><TagSet><Tag><Key>kind</Key><Value>" + kind + "</Value></Tag></TagSet></Tagging>";
    }

    @Test
    void looksAtParametersAndHeaders() {
        policy(statement(
                        "Allow",
                        "'*'",
                        "'s3:ListBucket'",
                        "'arn:aws:s3:::photos'",
                        "{'StringLike':{'s3:prefix':'public/*'},'NumericLessThanEquals':{'s3:max-keys':'10'}}")
                + ","
                + statement(
                        "Allow",
                        "'*'",
                        "'s3:PutObject'",
                        "'arn:aws:s3:::photos/*'",
                        "{'StringEquals':{'s3:x-amz-storage-class':'STANDARD_IA'}}"));
        assertThat(bob.get("/photos?list-type=2&prefix=public/&max-keys=5").status())
                .isEqualTo(200);
        assertThat(bob.get("/photos?list-type=2&prefix=public/").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.get("/photos?list-type=2&max-keys=5").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.put("/photos/a", "x", "x-amz-storage-class", "STANDARD_IA")
                        .status())
                .isEqualTo(200);
        assertThat(bob.put("/photos/a", "x").outcome()).isEqualTo("403 AccessDenied");
    }

    /** Security class 11: what a policy sees of the caller comes from the connection and the signature. */
    @Test
    void doesNotBelieveHeadersThatClaimToBeSomebody() {
        policy(statement(
                        "Allow",
                        "'*'",
                        "'s3:GetObject'",
                        "'arn:aws:s3:::photos/*'",
                        "{'IpAddress':{'aws:SourceIp':'192.0.2.0/24'}}")
                + ","
                + statement(
                        "Allow",
                        "'*'",
                        "'s3:GetObject'",
                        "'arn:aws:s3:::photos/*'",
                        "{'StringEquals':{'aws:userid':'root','aws:username':'root'}}")
                + ","
                + statement(
                        "Allow",
                        "'*'",
                        "'s3:GetObject'",
                        "'arn:aws:s3:::photos/*'",
                        "{'Bool':{'aws:SecureTransport':'true'}}"));
        assertThat(bob.get(
                                "/photos/cat",
                                "X-Forwarded-For",
                                "192.0.2.1",
                                "X-Real-IP",
                                "192.0.2.1",
                                "Forwarded",
                                "for=192.0.2.1;proto=https",
                                "X-Forwarded-Proto",
                                "https",
                                "userid",
                                "root",
                                "aws:userid",
                                "root",
                                "aws:username",
                                "root")
                        .outcome())
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void asksForWhatHeadersImply() {
        policy(allow("'*'", "['s3:PutObject','s3:DeleteObject']", "'arn:aws:s3:::photos/*'"));
        assertThat(bob.put("/photos/a", "x", "x-amz-tagging", "a=b").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.delete("/photos/a", "x-amz-bypass-governance-retention", "true")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(bob.delete("/photos/a?versionId=null").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.put("/photos/a", "x", "x-amz-acl", "bucket-owner-full-control")
                        .status())
                .isEqualTo(200);
        assertThat(bob.delete("/photos/a").status()).isEqualTo(204);
    }

    @Test
    void judgesTheSourceOfACopyOnItsOwn() {
        bob.put("/bobs", "");
        assertThat(bob.put("/bobs/copy", "", "x-amz-copy-source", "/photos/cat").outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(bob.put("/bobs/copy", "", "x-amz-copy-source", "photos%2Fmissing")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        policy(allow("'*'", "'s3:GetObject'", "'arn:aws:s3:::photos/*'"));
        assertThat(bob.put("/bobs/copy", "", "x-amz-copy-source", "/photos/cat").outcome())
                .as("its tags may not be read")
                .isEqualTo("403 AccessDenied");
        assertThat(bob.put("/bobs/copy", "", "x-amz-copy-source", "/photos/cat", "x-amz-tagging-directive", "REPLACE")
                        .status())
                .isEqualTo(200);
        assertThat(bob.put("/bobs/copy", "", "x-amz-copy-source", "/photos/cat?versionId=null")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(bob.put("/photos/in", "", "x-amz-copy-source", "/bobs/copy").outcome())
                .isEqualTo("403 AccessDenied");
        String upload = bob.post("/bobs/big?uploads", "").xml().require("UploadId");
        String part = "/bobs/big?partNumber=1&uploadId=" + upload;
        assertThat(bob.put(part, "", "x-amz-copy-source", "/photos/cat").status())
                .isEqualTo(200);
        alice.delete("/photos?policy");
        assertThat(bob.put(part, "", "x-amz-copy-source", "/photos/cat").outcome())
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void judgesEachKeyOfADelete() {
        alice.put("/photos/mine", "x");
        policy(allow("'*'", "'s3:DeleteObject'", "'arn:aws:s3:::photos/c*'"));
        String document = "<Delete><Object><Key>cat</Key></Object><Object><Key>mine</Key></Object></Delete>";
        String answer = bob.post("/photos?delete", document, "Content-MD5", md5(document))
                .text();
        assertThat(answer).contains("<Deleted><Key>cat</Key></Deleted>");
        assertThat(answer).contains("<Error><Key>mine</Key><Code>AccessDenied</Code>");
        assertThat(alice.get("/photos/mine").status()).isEqualTo(200);
        alice.delete("/photos?policy");
        assertThat(nobody.post("/photos?delete", document, "Content-MD5", md5(document))
                        .outcome())
                .isEqualTo("403 AccessDenied");
    }

    private static String md5(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'*'|''|true",
                "{'AWS':'*'}|''|true",
                "{'AWS':'arn:aws:iam::tenant:root'}|''|false",
                "'*'|{'IpAddress':{'aws:SourceIp':'10.0.0.0/32'}}|false",
                "'*'|{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}|true",
                "'*'|{'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}}|true",
                "'*'|{'StringEquals':{'aws:SourceVpc':'vpc-1'}}|false",
                "'*'|{'StringLike':{'aws:SourceVpc':'vpc-*'}}|true",
                "'*'|{'StringLike':{'aws:Referer':'https://a/*'}}|true",
                "'*'|{'StringEqualsIfExists':{'aws:SourceVpc':'vpc-1'}}|true"
            })
    void tellsWhetherAPolicyIsPublic(String principal, String condition, boolean open) {
        policy(statement("Allow", principal, "'s3:GetObject'", "'arn:aws:s3:::photos/*'", condition.replace("''", "")));
        assertThat(alice.get("/photos?policyStatus").xml().require("IsPublic")).isEqualTo(Boolean.toString(open));
        assertThat(alice.put("/photos?publicAccessBlock", block("BlockPublicPolicy"))
                        .status())
                .isEqualTo(200);
        String again = document(statement(
                "Allow", principal, "'s3:GetObject'", "'arn:aws:s3:::photos/*'", condition.replace("''", "")));
        assertThat(alice.put("/photos?policy", again).status()).isEqualTo(open ? 403 : 204);
    }

    @Test
    void grantsNothingToOthersWherePublicBucketsAreRestricted() {
        policy(allow("'*'", "'s3:GetObject'", "'arn:aws:s3:::photos/*'"));
        assertThat(bob.get("/photos/cat").status()).isEqualTo(200);
        alice.put("/photos?publicAccessBlock", block("RestrictPublicBuckets"));
        assertThat(bob.get("/photos/cat").outcome()).isEqualTo("403 AccessDenied");
        assertThat(nobody.get("/photos/cat").outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.get("/photos/cat").status()).isEqualTo(200);
        policy(allow("{'AWS':'arn:aws:iam:::user/bob'}", "'s3:GetObject'", "'arn:aws:s3:::photos/*'"));
        assertThat(bob.get("/photos/cat").status())
                .as("who is named is not the public")
                .isEqualTo(200);
    }

    private static String block(String name) {
        return "<PublicAccessBlockConfiguration><" + name + ">true</" + name + "></PublicAccessBlockConfiguration>";
    }

    /** Security class 20: what was granted goes with the bucket. */
    @Test
    void forgetsWhatWasGrantedWithTheBucket() {
        policy(allow("'*'", "'s3:*'", "['arn:aws:s3:::photos','arn:aws:s3:::photos/*']"));
        assertThat(bob.delete("/photos/cat").status()).isEqualTo(204);
        assertThat(alice.delete("/photos").status()).isEqualTo(204);
        alice.put("/photos", "");
        alice.put("/photos/cat", "meow");
        assertThat(bob.get("/photos/cat").outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.get("/photos?policy").outcome()).isEqualTo("404 NoSuchBucketPolicy");
    }

    /** Security class 3: the name that is judged is the name that is read. */
    @Test
    void judgesTheNameThatIsRead() {
        alice.put("/photos/secret", "hidden");
        alice.put("/photos/open/x", "seen");
        policy(allow(
                "'*'", "['s3:GetObject','s3:ListBucket']", "['arn:aws:s3:::photos','arn:aws:s3:::photos/open/*']"));
        assertThat(bob.get("/photos/open%2Fx").text()).isEqualTo("seen");
        assertThat(bob.get("/photos/open/../secret").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(bob.get("/photos/open/..%2Fsecret").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(bob.get("/photos/open/%2e%2e/secret").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(bob.get("/photos/s%65cret").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.get("/photos//secret").outcome()).isEqualTo("403 AccessDenied");
        bob.put("/bobs", "");
        for (String source : new String[] {"/photos/open/../secret", "photos%2Fopen%2F..%2Fsecret"}) {
            assertThat(bob.put("/bobs/copy", "", "x-amz-copy-source", source).outcome())
                    .isEqualTo("404 NoSuchKey");
        }
        assertThat(bob.put("/bobs/copy", "", "x-amz-copy-source", "photos%2Fs%65cret")
                        .outcome())
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void asksWhetherACopyMayHaveTags() {
        policy(allow("'*'", "['s3:GetObject','s3:GetObjectTagging','s3:PutObject']", "'arn:aws:s3:::photos/*'"));
        assertThat(bob.put("/photos/dog", "", "x-amz-copy-source", "/photos/cat")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        policy(allow(
                "'*'",
                "['s3:GetObject','s3:GetObjectTagging','s3:PutObject','s3:PutObjectTagging']",
                "'arn:aws:s3:::photos/*'"));
        assertThat(bob.put("/photos/dog", "", "x-amz-copy-source", "/photos/cat")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsBucketsOfOthersOutOfTheList() {
        policy(allow("'*'", "'s3:*'", "['arn:aws:s3:::photos','arn:aws:s3:::photos/*']"));
        bob.put("/bobs", "");
        assertThat(bob.get("/").text()).contains("bobs").doesNotContain("photos");
        assertThat(nobody.get("/").outcome()).isEqualTo("403 AccessDenied");
    }
}
