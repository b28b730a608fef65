package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AclForm;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Access control lists as forms, felt through S3. */
class AclApiTest {
    private static final String SECRET = "a-secret-for-the-tests-0123456789";

    private static TestServer server;
    private static AdminClient admin;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        admin = server.adminClient();
    }

    @AfterAll
    static void stop() {
        admin.close();
        server.close();
    }

    private static S3Client user(String name, String email) {
        admin.createUser(new UserDocument.New(
                name, null, null, email, null, null, new AccessKeyDocument.Chosen("AKIA" + name, SECRET), null));
        return server.s3("AKIA" + name, SECRET);
    }

    private static AclForm.Grant user(AclForm form, String permission) {
        return new AclForm.Grant(AclForm.USER, form.owner(), null, permission);
    }

    private static AclForm.Grant named(String grantee, String permission) {
        return new AclForm.Grant(AclForm.USER, grantee, null, permission);
    }

    private static String problem(Runnable call) {
        try {
            call.run();
            return "";
        } catch (AdminClientException e) {
            return e.problem().orElseThrow().code();
        }
    }

    private static void denied(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    }

    @Test
    void listsAreOffUntilOwnershipSaysOtherwise() {
        server.s3().createBucket(b -> b.bucket("off"));
        AclForm form = admin.buckets().acl("off");
        assertThat(form.enabled()).isFalse();
        assertThat(form.ownership()).isEqualTo("BucketOwnerEnforced");
        assertThat(form.grants()).singleElement().satisfies(grant -> {
            assertThat(grant.grantee()).isEqualTo(form.owner());
            assertThat(grant.permission()).isEqualTo("FULL_CONTROL");
        });
        assertThat(problem(() -> admin.buckets()
                        .putAcl(
                                "off",
                                new AclForm.Change(List.of(new AclForm.Grant(AclForm.EVERYONE, "", "", "READ"))))))
                .isEqualTo("s3.AccessControlListNotSupported");
        assertThat(admin.buckets().putOwnership("off", "ObjectWriter").enabled())
                .isTrue();
        assertThat(problem(() -> admin.buckets().putOwnership("off", "Nobody"))).isEqualTo("s3.MalformedXML");
    }

    @Test
    void usersAreNamedByIdNameOrAddressAndMayWhatTheyAreGranted() {
        S3Client owner = server.s3();
        owner.createBucket(b -> b.bucket("lists"));
        owner.putObject(b -> b.bucket("lists").key("k"), RequestBody.fromString("v"));
        try (S3Client pia = user("pia", "pia@example.com")) {
            AclForm form = admin.buckets().putOwnership("lists", "ObjectWriter");
            denied(() -> pia.listObjectsV2(b -> b.bucket("lists")));

            AclForm set = admin.buckets()
                    .putAcl("lists", new AclForm.Change(List.of(user(form, "FULL_CONTROL"), named("pia", "READ"))));
            assertThat(set.grants()).hasSize(2).last().satisfies(grant -> {
                assertThat(grant.name()).isEqualTo("pia");
                assertThat(grant.kind()).isEqualTo(AclForm.USER);
            });
            assertThat(set.document()).contains("<Permission>READ</Permission>");
            assertThat(pia.listObjectsV2(b -> b.bucket("lists")).contents()).hasSize(1);
            denied(() -> pia.putObject(b -> b.bucket("lists").key("l"), RequestBody.fromString("w")));

            String id = set.grants().getLast().grantee();
            for (String grantee : List.of(String.valueOf(id), "pia@example.com")) {
                assertThat(admin.buckets()
                                .putAcl(
                                        "lists",
                                        new AclForm.Change(
                                                List.of(user(form, "FULL_CONTROL"), named(grantee, "WRITE"))))
                                .grants())
                        .as(grantee)
                        .extracting(AclForm.Grant::grantee)
                        .containsExactly(form.owner(), id);
            }
            pia.putObject(b -> b.bucket("lists").key("l"), RequestBody.fromString("w"));
            assertThat(problem(() ->
                            admin.buckets().putAcl("lists", new AclForm.Change(List.of(named("nobody", "READ"))))))
                    .isEqualTo("invalid");
            assertThat(problem(() -> admin.buckets()
                            .putAcl("lists", new AclForm.Change(List.of(named("no@example.com", "READ"))))))
                    .isEqualTo("s3.UnresolvableGrantByEmailAddress");
            assertThat(problem(() ->
                            admin.buckets().putAcl("lists", new AclForm.Change(List.of(named("pia", "EVERYTHING"))))))
                    .isEqualTo("s3.MalformedACLError");
        }
    }

    @Test
    void listsOfObjectsAreFormsToo() {
        S3Client owner = server.s3();
        owner.createBucket(b -> b.bucket("objects"));
        owner.putObject(b -> b.bucket("objects").key("k"), RequestBody.fromString("v"));
        admin.buckets().putOwnership("objects", "ObjectWriter");
        try (S3Client quinn = user("quinn", "")) {
            denied(() -> quinn.getObject(b -> b.bucket("objects").key("k")).abort());
            ObjectRef object = ObjectRef.current("k");
            AclForm form = admin.objects().acl("objects", object);
            List<AclForm.Grant> everybody =
                    List.of(user(form, "FULL_CONTROL"), new AclForm.Grant(AclForm.SIGNED_IN, null, null, "READ"));
            assertThat(problem(() -> admin.objects().putAcl("objects", object, new AclForm.Change(everybody))))
                    .as("public access is blocked")
                    .isEqualTo("forbidden");
            admin.buckets()
                    .putPublicAccessBlock("objects", new BucketForms.PublicAccessBlock(false, false, false, false));
            AclForm set = admin.objects().putAcl("objects", object, new AclForm.Change(everybody));
            assertThat(set.grants()).extracting(AclForm.Grant::kind).containsExactly(AclForm.USER, AclForm.SIGNED_IN);
            assertThat(quinn.getObjectAsBytes(b -> b.bucket("objects").key("k")).asUtf8String())
                    .isEqualTo("v");
        }
    }
}
