package io.maxiofs.server.s3.operation.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.testing.TestServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Users inside accounts, their policies and temporary keys, against a whole server. */
class QueryProtocolWireTest {
    private static final String ALLOW_S3 = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
            + " \"Action\": \"s3:*\", \"Resource\": \"*\"}]}";
    private static final String READ_ONLY = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
            + " \"Action\": [\"s3:GetObject\", \"s3:ListBucket\"], \"Resource\": \"*\"}]}";
    private static final String SECRET = "a-secret-for-the-tests-0123456789";

    private static TestServer server;
    private static QueryClient admin;
    private static QueryClient alice;
    private static QueryClient bob;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        admin = new QueryClient(server.endpoint(), TestServer.ACCESS_KEY, TestServer.SECRET_KEY, null);
        alice = user("alice", "a1".repeat(16));
        bob = user("bob", "b2".repeat(16));
    }

    private static QueryClient user(String name, String canonicalId) {
        try (AdminClient client = server.adminClient()) {
            client.createUser(new UserDocument.New(
                    name, canonicalId, null, null, null, null, new AccessKeyDocument.Chosen("AKIA" + name, SECRET)));
        }
        return new QueryClient(server.endpoint(), "AKIA" + name, SECRET, null);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawConnection.Response ok(RawConnection.Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response;
    }

    private static void refused(RawConnection.Response response, int status, String code) {
        assertThat(response.code()).as(response.text()).isEqualTo(code);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).startsWith("<?xml").contains("<ErrorResponse xmlns=");
    }

    private static void denied(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    }

    private static S3Client session(RawConnection.Response response) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        response.element("AccessKeyId"),
                        response.element("SecretAccessKey"),
                        response.element("SessionToken"))))
                .forcePathStyle(true)
                .httpClientBuilder(TestServer.patient())
                .build();
    }

    private static QueryClient sessionQuery(RawConnection.Response response) {
        return new QueryClient(
                server.endpoint(),
                response.element("AccessKeyId"),
                response.element("SecretAccessKey"),
                response.element("SessionToken"));
    }

    @Test
    void usersComeAndGo() {
        RawConnection.Response made = ok(alice.iam("CreateUser", "UserName", "Dev", "Path", "/team/"));
        assertThat(made.element("UserId")).startsWith("AIDA");
        assertThat(made.element("Arn")).matches("arn:aws:iam::\\d{12}:user/team/Dev");
        assertThat(made.text()).contains("<CreateUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">");
        refused(alice.iam("CreateUser", "UserName", "dev"), 409, "EntityAlreadyExists");
        assertThat(ok(alice.iam("GetUser", "UserName", "Dev")).element("Path")).isEqualTo("/team/");
        assertThat(ok(alice.iam("ListUsers", "PathPrefix", "/team/")).text()).contains("<UserName>Dev</UserName>");
        assertThat(ok(bob.iam("ListUsers")).text()).doesNotContain("Dev");
        refused(bob.iam("GetUser", "UserName", "Dev"), 404, "NoSuchEntity");
        ok(alice.iam("UpdateUser", "UserName", "Dev", "NewUserName", "Ops", "NewPath", "/"));
        refused(alice.iam("GetUser", "UserName", "Dev"), 404, "NoSuchEntity");
        ok(alice.iam("CreateAccessKey", "UserName", "Ops"));
        refused(alice.iam("DeleteUser", "UserName", "Ops"), 409, "DeleteConflict");
        String key = alice.iam("ListAccessKeys", "UserName", "Ops").element("AccessKeyId");
        ok(alice.iam("DeleteAccessKey", "UserName", "Ops", "AccessKeyId", key));
        ok(alice.iam("DeleteUser", "UserName", "Ops"));
        refused(alice.iam("DeleteUser", "UserName", "Ops"), 404, "NoSuchEntity");
        refused(alice.iam("CreateUser", "UserName", "no spaces"), 400, "ValidationError");
        refused(alice.iam("CreateUser", "UserName", "x", "Path", "relative"), 400, "ValidationError");
    }

    @Test
    void aUserMayDoWhatPoliciesAllowAndOnlyInTheAccount() {
        ok(alice.iam("CreateUser", "UserName", "worker"));
        RawConnection.Response key = ok(alice.iam("CreateAccessKey", "UserName", "worker"));
        server.s3("AKIAbob", SECRET).createBucket(b -> b.bucket("bobs-own"));
        try (S3Client worker = server.s3(key.element("AccessKeyId"), key.element("SecretAccessKey"));
                S3Client root = server.s3("AKIAalice", SECRET)) {
            denied(() -> worker.listBuckets());
            denied(() -> worker.createBucket(b -> b.bucket("workers")));
            ok(alice.iam("PutUserPolicy", "UserName", "worker", "PolicyName", "all", "PolicyDocument", ALLOW_S3));
            worker.createBucket(b -> b.bucket("workers"));
            worker.putObject(b -> b.bucket("workers").key("k"), RequestBody.fromString("v"));
            // What it makes belongs to the account.
            assertThat(root.getObjectAsBytes(b -> b.bucket("workers").key("k")).asUtf8String())
                    .isEqualTo("v");
            denied(() -> worker.listObjectsV2(b -> b.bucket("bobs-own")));
            assertThat(alice.iam("GetUserPolicy", "UserName", "worker", "PolicyName", "all")
                            .element("PolicyDocument"))
                    .startsWith("%7B%22Version%22");
            assertThat(alice.iam("ListUserPolicies", "UserName", "worker").text())
                    .contains("<member>all</member>");
            ok(alice.iam("DeleteUserPolicy", "UserName", "worker", "PolicyName", "all"));
            denied(() -> worker.getObjectAsBytes(b -> b.bucket("workers").key("k")));
            ok(alice.iam(
                    "AttachUserPolicy",
                    "UserName",
                    "worker",
                    "PolicyArn",
                    "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
            assertThat(worker.getObjectAsBytes(b -> b.bucket("workers").key("k"))
                            .asUtf8String())
                    .isEqualTo("v");
            denied(() -> worker.putObject(b -> b.bucket("workers").key("k"), RequestBody.fromString("w")));
            ok(alice.iam(
                    "UpdateAccessKey",
                    "UserName",
                    "worker",
                    "AccessKeyId",
                    key.element("AccessKeyId"),
                    "Status",
                    "Inactive"));
            assertThatThrownBy(() ->
                            worker.getObjectAsBytes(b -> b.bucket("workers").key("k")))
                    .hasMessageContaining("access key");
        }
    }

    @Test
    void groupsGiveTheirMembersPolicies() {
        ok(alice.iam("CreateUser", "UserName", "member"));
        RawConnection.Response key = ok(alice.iam("CreateAccessKey", "UserName", "member"));
        ok(alice.iam("CreateGroup", "GroupName", "readers", "Path", "/g/"));
        ok(alice.iam("PutGroupPolicy", "GroupName", "readers", "PolicyName", "p", "PolicyDocument", ALLOW_S3));
        try (S3Client member = server.s3(key.element("AccessKeyId"), key.element("SecretAccessKey"))) {
            denied(() -> member.listBuckets());
            ok(alice.iam("AddUserToGroup", "GroupName", "readers", "UserName", "member"));
            member.listBuckets();
            assertThat(alice.iam("GetGroup", "GroupName", "readers").text()).contains("<UserName>member</UserName>");
            assertThat(alice.iam("ListGroupsForUser", "UserName", "member").element("GroupName"))
                    .isEqualTo("readers");
            refused(alice.iam("DeleteGroup", "GroupName", "readers"), 409, "DeleteConflict");
            refused(alice.iam("DeleteUser", "UserName", "member"), 409, "DeleteConflict");
            ok(alice.iam("RemoveUserFromGroup", "GroupName", "readers", "UserName", "member"));
            denied(() -> member.listBuckets());
        }
        ok(alice.iam("DeleteGroupPolicy", "GroupName", "readers", "PolicyName", "p"));
        ok(alice.iam("DeleteGroup", "GroupName", "readers"));
    }

    @Test
    void policiesHaveVersions() {
        RawConnection.Response made =
                ok(alice.iam("CreatePolicy", "PolicyName", "versions", "PolicyDocument", READ_ONLY));
        String arn = made.element("Arn");
        assertThat(arn).matches("arn:aws:iam::\\d{12}:policy/versions");
        refused(
                alice.iam("CreatePolicy", "PolicyName", "Versions", "PolicyDocument", READ_ONLY),
                409,
                "EntityAlreadyExists");
        refused(
                alice.iam("CreatePolicy", "PolicyName", "bad", "PolicyDocument", "{\"Version\": 1}"),
                400,
                "MalformedPolicyDocument");
        assertThat(ok(alice.iam(
                                "CreatePolicyVersion",
                                "PolicyArn",
                                arn,
                                "PolicyDocument",
                                ALLOW_S3,
                                "SetAsDefault",
                                "true"))
                        .element("VersionId"))
                .isEqualTo("v2");
        assertThat(alice.iam("GetPolicy", "PolicyArn", arn).element("DefaultVersionId"))
                .isEqualTo("v2");
        refused(alice.iam("DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v2"), 409, "DeleteConflict");
        refused(alice.iam("DeletePolicy", "PolicyArn", arn), 409, "DeleteConflict");
        ok(alice.iam("DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v1"));
        refused(bob.iam("GetPolicy", "PolicyArn", arn), 404, "NoSuchEntity");
        assertThat(alice.iam("ListPolicies", "Scope", "Local").text()).contains(arn);
        ok(alice.iam("CreateUser", "UserName", "attached"));
        ok(alice.iam("AttachUserPolicy", "UserName", "attached", "PolicyArn", arn));
        assertThat(alice.iam("ListAttachedUserPolicies", "UserName", "attached").element("PolicyArn"))
                .isEqualTo(arn);
        refused(alice.iam("DeletePolicy", "PolicyArn", arn), 409, "DeleteConflict");
        ok(alice.iam("DetachUserPolicy", "UserName", "attached", "PolicyArn", arn));
        ok(alice.iam("DeletePolicy", "PolicyArn", arn));
    }

    @Test
    void listsComeInPages() {
        for (int i = 0; i < 5; i++) {
            ok(bob.iam("CreateUser", "UserName", "page" + i, "Path", "/pages/"));
        }
        String marker = "";
        StringBuilder names = new StringBuilder();
        for (int page = 0; page < 3; page++) {
            RawConnection.Response response = ok(
                    marker.isEmpty()
                            ? bob.iam("ListUsers", "PathPrefix", "/pages/", "MaxItems", "2")
                            : bob.iam("ListUsers", "PathPrefix", "/pages/", "MaxItems", "2", "Marker", marker));
            for (int i = 0; i < 5; i++) {
                names.append(response.text().contains("page" + i + "</UserName>") ? "page" + i + " " : "");
            }
            assertThat(response.element("IsTruncated")).isEqualTo(page < 2 ? "true" : "false");
            marker = response.element("Marker");
        }
        assertThat(names).hasToString("page0 page1 page2 page3 page4 ");
        refused(bob.iam("ListUsers", "MaxItems", "0"), 400, "ValidationError");
    }

    @Test
    void rolesAreTakenByThoseTheyTrust() {
        String trustBob =
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\":"
                        + " \"arn:aws:iam:::user/" + "b2".repeat(16) + "\"}, \"Action\": \"sts:AssumeRole\"}]}";
        RawConnection.Response made =
                ok(alice.iam("CreateRole", "RoleName", "guest", "AssumeRolePolicyDocument", trustBob));
        String arn = made.element("Arn");
        ok(alice.iam("PutRolePolicy", "RoleName", "guest", "PolicyName", "p", "PolicyDocument", ALLOW_S3));
        server.s3("AKIAalice", SECRET).createBucket(b -> b.bucket("guests"));
        server.s3("AKIAalice", SECRET).putObject(b -> b.bucket("guests").key("k"), RequestBody.fromString("v"));

        RawConnection.Response whole = ok(bob.sts("AssumeRole", "RoleArn", arn, "RoleSessionName", "visit"));
        assertThat(whole.element("AccessKeyId")).startsWith("ASIA");
        assertThat(whole.element("Arn")).endsWith(":assumed-role/guest/visit");
        RawConnection.Response narrow =
                ok(bob.sts("AssumeRole", "RoleArn", arn, "RoleSessionName", "visit", "Policy", READ_ONLY));
        refused(admin.sts("AssumeRole", "RoleArn", arn, "RoleSessionName", "visit"), 403, "AccessDenied");
        refused(
                bob.sts("AssumeRole", "RoleArn", arn, "RoleSessionName", "visit", "DurationSeconds", "100"),
                400,
                "ValidationError");
        try (S3Client free = session(whole);
                S3Client reader = session(narrow)) {
            free.putObject(b -> b.bucket("guests").key("new"), RequestBody.fromString("w"));
            assertThat(reader.getObjectAsBytes(b -> b.bucket("guests").key("k")).asUtf8String())
                    .isEqualTo("v");
            denied(() -> reader.putObject(b -> b.bucket("guests").key("no"), RequestBody.fromString("w")));
            assertThat(sessionQuery(whole).sts("GetCallerIdentity").element("Arn"))
                    .endsWith(":assumed-role/guest/visit");
            // A role without permission for IAM changes nothing there.
            refused(sessionQuery(whole).iam("CreateUser", "UserName", "sneaky"), 403, "AccessDenied");
            server.restart();
            admin = new QueryClient(server.endpoint(), TestServer.ACCESS_KEY, TestServer.SECRET_KEY, null);
            alice = new QueryClient(server.endpoint(), "AKIAalice", SECRET, null);
            bob = new QueryClient(server.endpoint(), "AKIAbob", SECRET, null);
        }
        try (S3Client free = session(whole)) {
            assertThat(free.getObjectAsBytes(b -> b.bucket("guests").key("k")).asUtf8String())
                    .as("sessions survive a restart")
                    .isEqualTo("v");
            ok(alice.iam("DeleteRolePolicy", "RoleName", "guest", "PolicyName", "p"));
            denied(() -> free.getObjectAsBytes(b -> b.bucket("guests").key("k")));
            ok(alice.iam("DeleteRole", "RoleName", "guest"));
            assertThatThrownBy(
                            () -> free.getObjectAsBytes(b -> b.bucket("guests").key("k")))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidToken"));
        }
    }

    @Test
    void borrowedKeysNeverGain() {
        RawConnection.Response borrowed = ok(alice.sts("GetSessionToken", "DurationSeconds", "900"));
        QueryClient borrower = sessionQuery(borrowed);
        try (S3Client s3 = session(borrowed)) {
            s3.listBuckets();
        }
        refused(borrower.iam("CreateAccessKey"), 403, "AccessDenied");
        refused(borrower.iam("CreateUser", "UserName", "x"), 403, "AccessDenied");
        refused(borrower.sts("GetSessionToken"), 403, "AccessDenied");
        QueryClient wrongToken = new QueryClient(
                server.endpoint(), borrowed.element("AccessKeyId"), borrowed.element("SecretAccessKey"), "other");
        refused(wrongToken.sts("GetCallerIdentity"), 403, "InvalidClientTokenId");
        QueryClient noToken = new QueryClient(
                server.endpoint(), borrowed.element("AccessKeyId"), borrowed.element("SecretAccessKey"), null);
        refused(noToken.sts("GetCallerIdentity"), 403, "InvalidClientTokenId");
    }

    @Test
    void bucketsAreMadeOnlyWhereAPolicyWantsThem() {
        ok(alice.iam("CreateUser", "UserName", "builder"));
        RawConnection.Response key = ok(alice.iam("CreateAccessKey", "UserName", "builder"));
        ok(alice.iam(
                "PutUserPolicy",
                "UserName",
                "builder",
                "PolicyName",
                "here",
                "PolicyDocument",
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:CreateBucket\","
                        + " \"Resource\": \"*\", \"Condition\": {\"StringEquals\": {\"s3:LocationConstraint\": \""
                        + TestServer.REGION + "\"}}}]}"));
        try (S3Client s3 = server.s3(key.element("AccessKeyId"), key.element("SecretAccessKey"))) {
            denied(() -> s3.createBucket(
                    b -> b.bucket("anywhere").createBucketConfiguration(c -> c.locationConstraint("elsewhere"))));
            denied(() -> s3.createBucket(b -> b.bucket("not-an-account-s-bucket")
                    .createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))));
            s3.createBucket(
                    b -> b.bucket("placed").createBucketConfiguration(c -> c.locationConstraint(TestServer.REGION)));
        }
    }

    @Test
    void onlyAdministratorsReachOtherAccounts() {
        String bobsId = "b2".repeat(16);
        refused(
                alice.iam("PutUserPolicy", "UserName", bobsId, "PolicyName", "p", "PolicyDocument", ALLOW_S3),
                404,
                "NoSuchEntity");
        refused(
                alice.iam("PutUserPolicy", "UserName", "alice", "PolicyName", "p", "PolicyDocument", ALLOW_S3),
                403,
                "AccessDenied");
        refused(alice.iam("CreateAccessKey", "UserName", "bob"), 404, "NoSuchEntity");
        server.s3("AKIAalice", SECRET).createBucket(b -> b.bucket("alices-own"));
        try (S3Client s3 = server.s3("AKIAbob", SECRET)) {
            denied(() -> s3.listObjectsV2(b -> b.bucket("alices-own")));
            ok(admin.iam("PutUserPolicy", "UserName", bobsId, "PolicyName", "p", "PolicyDocument", READ_ONLY));
            s3.listObjectsV2(b -> b.bucket("alices-own"));
            assertThat(admin.iam("ListUserPolicies", "UserName", "bob").text()).contains("<member>p</member>");
            ok(admin.iam("DeleteUserPolicy", "UserName", "bob", "PolicyName", "p"));
            denied(() -> s3.listObjectsV2(b -> b.bucket("alices-own")));
        }
        assertThat(ok(alice.iam("GetUser")).element("Arn")).matches("arn:aws:iam::\\d{12}:root");
    }

    @Test
    void refusesWhatItDoesNotKnowInTheShapeOfTheProtocol() {
        refused(alice.iam("Unheard"), 400, "InvalidAction");
        refused(alice.sts("AssumeRoleWithSAML"), 501, "NotImplemented");
        refused(alice.post("iam", new byte[0], true), 400, "MissingAction");
        byte[] form = "Action=ListUsers&Version=2010-05-08".getBytes(StandardCharsets.UTF_8);
        assertThat(alice.post("iam", form, false).status()).isEqualTo(403);
        QueryClient wrong = new QueryClient(server.endpoint(), "AKIAalice", "wrong-secret-wrong", null);
        refused(wrong.iam("ListUsers"), 403, "SignatureDoesNotMatch");
        refused(
                new QueryClient(server.endpoint(), "AKIAnobody", SECRET, null).iam("ListUsers"),
                403,
                "InvalidClientTokenId");
        assertThat(alice.post("iam", new byte[300_000], true).status()).isEqualTo(400);
    }
}
