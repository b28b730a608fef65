package io.maxiofs.server.s3.operation.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tags, permissions boundaries, versions of policies and conditions of trust, against a whole server. */
class TagsAndBoundariesWireTest {
    private static final String SECRET = "a-secret-for-the-tests-0123456789";
    private static final String ALLOW_ALL = policy("\"Action\": [\"s3:*\", \"iam:*\"], \"Resource\": \"*\"");
    private static final String READ_ONLY =
            policy("\"Action\": [\"s3:GetObject\", \"s3:ListBucket\"], \"Resource\": \"*\"");

    private static TestServer server;
    private static QueryClient alice;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        try (AdminClient client = server.adminClient()) {
            client.createUser(new UserDocument.New(
                    "alice",
                    "a1".repeat(16),
                    null,
                    null,
                    null,
                    null,
                    new AccessKeyDocument.Chosen("AKIAalice", SECRET)));
        }
        alice = new QueryClient(server.endpoint(), "AKIAalice", SECRET, null);
        s3 = server.s3("AKIAalice", SECRET);
        s3.createBucket(b -> b.bucket("bounded"));
        s3.putObject(b -> b.bucket("bounded").key("k"), RequestBody.fromString("v"));
    }

    @AfterAll
    static void stop() {
        s3.close();
        server.close();
    }

    private static String policy(String statement) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", " + statement + "}]}";
    }

    private static RawConnection.Response ok(RawConnection.Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response;
    }

    private static void refused(RawConnection.Response response, int status, String code) {
        assertThat(response.code()).as(response.text()).isEqualTo(code);
        assertThat(response.status()).isEqualTo(status);
    }

    private static void denied(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    }

    private static RawConnection.Response keyOf(String user) {
        return ok(alice.iam("CreateAccessKey", "UserName", user));
    }

    private static S3Client s3(RawConnection.Response key) {
        return server.s3(key.element("AccessKeyId"), key.element("SecretAccessKey"));
    }

    private static QueryClient iam(RawConnection.Response key) {
        return new QueryClient(server.endpoint(), key.element("AccessKeyId"), key.element("SecretAccessKey"), null);
    }

    private static String boundary(String name, String document) {
        return ok(alice.iam("CreatePolicy", "PolicyName", name, "PolicyDocument", document))
                .element("Arn");
    }

    @Test
    void tagsAreAddedReplacedListedAndRemoved() {
        ok(alice.iam("CreateUser", "UserName", "tagged"));
        String role = policy("\"Principal\": {\"AWS\": \"*\"}, \"Action\": \"sts:AssumeRole\"");
        ok(alice.iam("CreateRole", "RoleName", "tagged", "AssumeRolePolicyDocument", role));
        String arn = boundary("tagged", READ_ONLY);
        for (String[] what : new String[][] {
            {"User", "UserName", "tagged"}, {"Role", "RoleName", "tagged"}, {"Policy", "PolicyArn", arn}
        }) {
            tags(what[0], what[1], what[2]);
        }
        assertThat(ok(alice.iam("GetPolicy", "PolicyArn", arn)).text()).contains("<Key>team</Key><Value>x</Value>");
    }

    private static void tags(String kind, String parameter, String name) {
        String tag = "Tag" + kind;
        String list = "List" + kind + "Tags";
        ok(alice.iam(
                tag,
                parameter,
                name,
                "Tags.member.1.Key",
                "Team",
                "Tags.member.1.Value",
                "a",
                "Tags.member.2.Key",
                "b",
                "Tags.member.2.Value",
                ""));
        ok(alice.iam(tag, parameter, name, "Tags.member.1.Key", "team", "Tags.member.1.Value", "x"));
        assertThat(ok(alice.iam(list, parameter, name)).text())
                .contains(
                        "<Tags><member><Key>b</Key><Value></Value></member><member><Key>team</Key><Value>x</Value></member></Tags>")
                .contains("<IsTruncated>false</IsTruncated>");
        RawConnection.Response page = ok(alice.iam(list, parameter, name, "MaxItems", "1"));
        assertThat(page.text()).contains("<IsTruncated>true</IsTruncated>").doesNotContain(">team<");
        assertThat(ok(alice.iam(list, parameter, name, "Marker", page.element("Marker")))
                        .text())
                .contains(">team<")
                .doesNotContain(">b<");
        ok(alice.iam("Untag" + kind, parameter, name, "TagKeys.member.1", "B", "TagKeys.member.2", "none"));
        assertThat(ok(alice.iam(list, parameter, name)).text()).doesNotContain(">b<");
        refused(alice.iam(tag, parameter, name), 400, "ValidationError");
        refused(alice.iam("Untag" + kind, parameter, name), 400, "ValidationError");
        refused(
                alice.iam(tag, parameter, name, "Tags.member.1.Key", "aws:x", "Tags.member.1.Value", "y"),
                400,
                "InvalidInput");
        refused(
                alice.iam(tag, parameter, name + "-none", "Tags.member.1.Key", "k", "Tags.member.1.Value", "y"),
                404,
                "NoSuchEntity");
        String[] many = new String[2 + 50 * 4];
        many[0] = parameter;
        many[1] = name;
        for (int i = 0; i < 50; i++) {
            many[2 + i * 4] = "Tags.member." + (i + 1) + ".Key";
            many[3 + i * 4] = "k" + i;
            many[4 + i * 4] = "Tags.member." + (i + 1) + ".Value";
            many[5 + i * 4] = "v";
        }
        refused(alice.iam(tag, many), 409, "LimitExceeded");
    }

    @Test
    void tagsOfAUserCountInConditionsFromTheNextRequestOn() {
        ok(alice.iam("CreateUser", "UserName", "coloured"));
        ok(alice.iam(
                "PutUserPolicy",
                "UserName",
                "coloured",
                "PolicyName",
                "p",
                "PolicyDocument",
                policy("\"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\":"
                        + " {\"aws:PrincipalTag/colour\": \"blue\"}}")));
        try (S3Client client = s3(keyOf("coloured"))) {
            denied(() -> client.listObjectsV2(b -> b.bucket("bounded")));
            ok(alice.iam(
                    "TagUser", "UserName", "coloured", "Tags.member.1.Key", "colour", "Tags.member.1.Value", "blue"));
            client.listObjectsV2(b -> b.bucket("bounded"));
            ok(alice.iam("UntagUser", "UserName", "coloured", "TagKeys.member.1", "colour"));
            denied(() -> client.listObjectsV2(b -> b.bucket("bounded")));
        }
    }

    @Test
    void aBoundaryLimitsWhatPoliciesGiveAUser() {
        String arn = boundary("reading", READ_ONLY);
        RawConnection.Response made = ok(alice.iam("CreateUser", "UserName", "limited", "PermissionsBoundary", arn));
        assertThat(made.text()).contains("<PermissionsBoundaryArn>" + arn + "</PermissionsBoundaryArn>");
        assertThat(ok(alice.iam("GetUser", "UserName", "limited")).text())
                .contains("<PermissionsBoundaryType>PermissionsBoundaryPolicy</PermissionsBoundaryType>");
        assertThat(ok(alice.iam("GetPolicy", "PolicyArn", arn)).text())
                .contains("<PermissionsBoundaryUsageCount>1</PermissionsBoundaryUsageCount>");
        refused(alice.iam("DeletePolicy", "PolicyArn", arn), 409, "DeleteConflict");
        RawConnection.Response key = keyOf("limited");
        try (S3Client client = s3(key)) {
            denied(() -> client.listObjectsV2(b -> b.bucket("bounded")));
            ok(alice.iam("PutUserPolicy", "UserName", "limited", "PolicyName", "p", "PolicyDocument", ALLOW_ALL));
            client.listObjectsV2(b -> b.bucket("bounded"));
            denied(() -> client.putObject(b -> b.bucket("bounded").key("no"), RequestBody.fromString("x")));
            denied(() -> client.createBucket(b -> b.bucket("no-such-thing")));
            refused(iam(key).iam("CreateUser", "UserName", "escaped"), 403, "AccessDenied");
            refused(iam(key).iam("DeleteUserPermissionsBoundary", "UserName", "limited"), 403, "AccessDenied");

            // A new version of the boundary counts at once, and so does its end.
            ok(alice.iam("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", ALLOW_ALL, "SetAsDefault", "true"));
            client.putObject(b -> b.bucket("bounded").key("yes"), RequestBody.fromString("x"));
            ok(alice.iam("SetDefaultPolicyVersion", "PolicyArn", arn, "VersionId", "v1"));
            denied(() -> client.putObject(b -> b.bucket("bounded").key("no"), RequestBody.fromString("x")));
            ok(alice.iam("DeleteUserPermissionsBoundary", "UserName", "limited"));
            client.putObject(b -> b.bucket("bounded").key("yes"), RequestBody.fromString("x"));
        }
        refused(
                alice.iam("PutUserPermissionsBoundary", "UserName", "limited", "PermissionsBoundary", arn + "-none"),
                404,
                "NoSuchEntity");
        refused(alice.iam("PutUserPermissionsBoundary", "UserName", "limited"), 400, "ValidationError");
        refused(
                alice.iam("PutUserPermissionsBoundary", "UserName", "nobody", "PermissionsBoundary", arn),
                404,
                "NoSuchEntity");
    }

    /** What a bucket gives to the very user no boundary takes away, unless it says so; what it gives to everybody it does. */
    @Test
    void aBoundaryIsNotAboutWhatABucketGivesToTheUser() {
        s3.createBucket(b -> b.bucket("giving"));
        String arn = boundary("nothing", policy("\"Action\": \"s3:GetBucketLocation\", \"Resource\": \"*\""));
        String user = ok(alice.iam("CreateUser", "UserName", "given", "PermissionsBoundary", arn))
                .element("Arn");
        String given = policy("\"Principal\": {\"AWS\": \"" + user
                + "\"}, \"Action\": \"s3:ListBucket\", \"Resource\": \"arn:aws:s3:::giving\"");
        try (S3Client client = s3(keyOf("given"))) {
            denied(() -> client.listObjectsV2(b -> b.bucket("giving")));
            s3.putBucketPolicy(b -> b.bucket("giving").policy(given));
            client.listObjectsV2(b -> b.bucket("giving"));
            String denying = READ_ONLY.replace(
                    "}]}", "}, {\"Effect\": \"Deny\", \"Action\": \"s3:ListBucket\", \"Resource\": \"*\"}]}");
            ok(alice.iam("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", denying, "SetAsDefault", "true"));
            denied(() -> client.listObjectsV2(b -> b.bucket("giving")));
        }
    }

    @Test
    void aBoundaryLimitsTheSessionsOfARole() {
        String arn = boundary("role-reading", READ_ONLY);
        String trust = policy("\"Principal\": {\"AWS\": \"" + "a1".repeat(16) + "\"}, \"Action\": \"sts:AssumeRole\"");
        String role = ok(alice.iam("CreateRole", "RoleName", "limited", "AssumeRolePolicyDocument", trust))
                .element("Arn");
        ok(alice.iam("PutRolePolicy", "RoleName", "limited", "PolicyName", "p", "PolicyDocument", ALLOW_ALL));
        RawConnection.Response session = ok(alice.sts("AssumeRole", "RoleArn", role, "RoleSessionName", "visit"));
        try (S3Client client = S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        session.element("AccessKeyId"),
                        session.element("SecretAccessKey"),
                        session.element("SessionToken"))))
                .forcePathStyle(true)
                .httpClientBuilder(TestServer.patient())
                .build()) {
            client.putObject(b -> b.bucket("bounded").key("by-role"), RequestBody.fromString("x"));
            ok(alice.iam("PutRolePermissionsBoundary", "RoleName", "limited", "PermissionsBoundary", arn));
            assertThat(ok(alice.iam("GetRole", "RoleName", "limited")).text()).contains(arn);
            denied(() -> client.putObject(b -> b.bucket("bounded").key("by-role"), RequestBody.fromString("x")));
            client.listObjectsV2(b -> b.bucket("bounded"));
            ok(alice.iam("DeleteRolePermissionsBoundary", "RoleName", "limited"));
            client.putObject(b -> b.bucket("bounded").key("by-role"), RequestBody.fromString("x"));
        }
    }

    /** Who may hand on rights only under a boundary is told so by the key that AWS has for it. */
    @Test
    void aPolicyCanAskForABoundaryOfWhatIsMade() {
        String arn = boundary("handed-on", READ_ONLY);
        ok(alice.iam("CreateUser", "UserName", "delegate"));
        ok(alice.iam(
                "PutUserPolicy",
                "UserName",
                "delegate",
                "PolicyName",
                "p",
                "PolicyDocument",
                policy("\"Action\": \"iam:CreateUser\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\":"
                        + " {\"iam:PermissionsBoundary\": \"" + arn + "\"}}")));
        QueryClient delegate = iam(keyOf("delegate"));
        refused(delegate.iam("CreateUser", "UserName", "free"), 403, "AccessDenied");
        ok(delegate.iam("CreateUser", "UserName", "under", "PermissionsBoundary", arn));
    }

    @Test
    void numbersOfVersionsAreNeverGivenTwiceAndTheNewestComesFirst() {
        String arn = boundary("versioned", READ_ONLY);
        ok(alice.iam("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", ALLOW_ALL));
        ok(alice.iam("DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v2"));
        assertThat(ok(alice.iam("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", ALLOW_ALL))
                        .element("VersionId"))
                .isEqualTo("v3");
        String listed = ok(alice.iam("ListPolicyVersions", "PolicyArn", arn)).text();
        assertThat(listed.indexOf("<VersionId>v3</VersionId>"))
                .isPositive()
                .isLessThan(listed.indexOf("<VersionId>v1</VersionId>"));
    }

    @Test
    void trustCanAskForAnExternalId() {
        String trust = policy("\"Principal\": {\"AWS\": \"" + "a1".repeat(16) + "\"}, \"Action\": \"sts:AssumeRole\","
                + " \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"shared word\"}}");
        String role = ok(alice.iam("CreateRole", "RoleName", "external", "AssumeRolePolicyDocument", trust))
                .element("Arn");
        refused(alice.sts("AssumeRole", "RoleArn", role, "RoleSessionName", "s1"), 403, "AccessDenied");
        refused(
                alice.sts("AssumeRole", "RoleArn", role, "RoleSessionName", "s1", "ExternalId", "other"),
                403,
                "AccessDenied");
        ok(alice.sts("AssumeRole", "RoleArn", role, "RoleSessionName", "s1", "ExternalId", "shared word"));
        refused(
                alice.sts("AssumeRole", "RoleArn", "arn:aws:iam::not-a-role-at-all", "RoleSessionName", "s1"),
                400,
                "ValidationError");
    }

    @Test
    void tellsWhoUsesAPolicy() {
        String arn = boundary("used", READ_ONLY);
        ok(alice.iam("CreateUser", "UserName", "using", "PermissionsBoundary", arn));
        ok(alice.iam("CreateUser", "UserName", "attached"));
        ok(alice.iam("AttachUserPolicy", "UserName", "attached", "PolicyArn", arn));
        ok(alice.iam("CreateGroup", "GroupName", "users-of-it"));
        ok(alice.iam("AttachGroupPolicy", "GroupName", "users-of-it", "PolicyArn", arn));
        String all = ok(alice.iam("ListEntitiesForPolicy", "PolicyArn", arn)).text();
        assertThat(all)
                .contains("<PolicyGroups><member><GroupName>users-of-it</GroupName>")
                .contains("<UserName>attached</UserName>", "<UserName>using</UserName>")
                .contains("<IsTruncated>false</IsTruncated>");
        assertThat(ok(alice.iam("ListEntitiesForPolicy", "PolicyArn", arn, "PolicyUsageFilter", "PermissionsBoundary"))
                        .text())
                .contains("<UserName>using</UserName>")
                .doesNotContain("<UserName>attached</UserName>", "<GroupName>");
        assertThat(ok(alice.iam("ListEntitiesForPolicy", "PolicyArn", arn, "EntityFilter", "Group"))
                        .text())
                .contains("<GroupName>users-of-it</GroupName>")
                .doesNotContain("<UserName>");
        RawConnection.Response first = ok(alice.iam("ListEntitiesForPolicy", "PolicyArn", arn, "MaxItems", "1"));
        assertThat(first.text()).contains("<GroupName>").doesNotContain("<UserName>");
        assertThat(ok(alice.iam("ListEntitiesForPolicy", "PolicyArn", arn, "Marker", first.element("Marker")))
                        .text())
                .contains("<UserName>attached</UserName>", "<UserName>using</UserName>")
                .doesNotContain("<GroupName>");
        refused(alice.iam("ListEntitiesForPolicy", "PolicyArn", arn + "-none"), 404, "NoSuchEntity");
        refused(alice.iam("ListEntitiesForPolicy", "PolicyArn", arn, "EntityFilter", "Nobody"), 400, "ValidationError");
    }

    @Test
    void countsWhatIsInTheAccount() {
        int before = count("Groups");
        ok(alice.iam("CreateGroup", "GroupName", "counted"));
        assertThat(count("Groups")).isEqualTo(before + 1);
        ok(alice.iam("DeleteGroup", "GroupName", "counted"));
        assertThat(count("Groups")).isEqualTo(before);
        assertThat(count("AccessKeysPerUserQuota")).isEqualTo(2);
        assertThat(count("AccountAccessKeysPresent")).isEqualTo(1);
    }

    private static int count(String key) {
        String text = ok(alice.iam("GetAccountSummary")).text();
        String entry = "<entry><key>" + key + "</key><value>";
        int start = text.indexOf(entry) + entry.length();
        assertThat(start).as(text).isGreaterThan(entry.length());
        return Integer.parseInt(text.substring(start, text.indexOf('<', start)));
    }

    /** As at AWS, where such a key reaches IAM only with a second factor. */
    @Test
    void keysOfGetSessionTokenDoNotReachIam() {
        RawConnection.Response borrowed = ok(alice.sts("GetSessionToken", "DurationSeconds", "900"));
        QueryClient borrower = new QueryClient(
                server.endpoint(),
                borrowed.element("AccessKeyId"),
                borrowed.element("SecretAccessKey"),
                borrowed.element("SessionToken"));
        refused(borrower.iam("ListUsers"), 403, "AccessDenied");
        ok(borrower.sts("GetCallerIdentity"));
    }
}
