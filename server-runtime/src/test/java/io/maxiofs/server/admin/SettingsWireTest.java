package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maxiofs.server.DataLayout;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.SettingDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.OnceClients;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

class SettingsWireTest {
    private final TestServer server = TestServer.start(Map.of("security.lockout.failures", "7"));
    private AdminClient local = server.adminClient();

    @AfterEach
    void stop() {
        local.close();
        server.close();
    }

    private static String codeOf(Runnable call) {
        AdminClientException refused = catchThrowableOfType(AdminClientException.class, call::run);
        return Optional.ofNullable(refused)
                .flatMap(AdminClientException::problem)
                .map(Problem::code)
                .orElse("done");
    }

    private static String errorOf(Runnable call) {
        S3Exception refused = catchThrowableOfType(S3Exception.class, call::run);
        return refused == null ? "done" : refused.awsErrorDetails().errorCode();
    }

    @Test
    void changesAreKeptAndCanBeTakenBack() {
        SettingDocument before = local.settings().get("audit.retention-days");
        assertThat(before.value()).isEqualTo("90");
        assertThat(before.state().source()).isEqualTo("default");
        assertThat(before.form().type()).isEqualTo("int");
        assertThat(before.form().maximum()).isEqualTo("3650");
        local.settings().set("audit.retention-days", "30");
        local.close();
        server.restart();
        local = server.adminClient();
        SettingDocument changed = local.settings().get("audit.retention-days");
        assertThat(changed.value()).isEqualTo("30");
        assertThat(changed.state().source()).isEqualTo("changed");
        assertThat(local.settings().reset("audit.retention-days").value()).isEqualTo("90");
    }

    @Test
    void whatTheStartFixedIsLockedAndWrongValuesAreRefused() {
        SettingDocument locked = local.settings().get("security.lockout.failures");
        assertThat(locked.value()).isEqualTo("7");
        assertThat(locked.state().locked()).isTrue();
        assertThat(locked.state().lockReason()).contains("command line");
        assertThat(codeOf(() -> local.settings().set("security.lockout.failures", "3")))
                .isEqualTo("invalid");
        assertThat(codeOf(() -> local.settings().set("audit.retention-days", "0")))
                .isEqualTo("invalid");
        assertThat(codeOf(() -> local.settings().set("no.such-setting", "0"))).isEqualTo("not-found");
        assertThat(codeOf(() -> local.settings().set("server.listen", "127.0.0.1:1")))
                .isEqualTo("not-found");
        assertThat(local.settings().get("server.listen").state().locked()).isTrue();
    }

    @Test
    void severalChangeTogetherOrNotAtAll() {
        assertThat(codeOf(() -> local.settings()
                        .setAll(Map.of("audit.retention-days", "10", "storage.disk.warning-percent", "500"))))
                .isEqualTo("invalid");
        assertThat(codeOf(() -> local.settings().set("storage.disk.warning-percent", "96")))
                .as("the warning comes before the alarm")
                .isEqualTo("invalid");
        assertThat(local.settings().get("audit.retention-days").value()).isEqualTo("90");
        local.settings().setAll(Map.of("storage.disk.warning-percent", "95", "storage.disk.critical-percent", "97"));
        local.settings().set("email.smtp.password", "a password for e-mail");
        SettingDocument.Changes exported = local.settings().exportChanged();
        assertThat(exported.values())
                .isEqualTo(Map.of("storage.disk.warning-percent", "95", "storage.disk.critical-percent", "97"));
        Map<String, @Nullable String> back = new HashMap<>();
        back.put("storage.disk.warning-percent", null);
        assertThat(local.settings().setAll(back).getFirst().value()).isEqualTo("85");
        local.settings().set("audit.retention-days", "11");
        local.settings().importAll(exported);
        assertThat(local.settings().get("storage.disk.warning-percent").value()).isEqualTo("95");
        assertThat(local.settings().get("audit.retention-days").value()).isEqualTo("90");
        assertThat(local.settings().get("email.smtp.password").state().source()).isEqualTo("changed");
    }

    @Test
    void secretsAreNeitherShownNorReadable() throws IOException {
        local.settings().set("email.smtp.password", "marked-7d21-for-e-mail");
        assertThat(local.settings().all().toString()).doesNotContain("marked-7d21");
        server.stop();
        byte[] database = Files.readAllBytes(new DataLayout(server.dataDirectory()).database());
        assertThat(new String(database, StandardCharsets.ISO_8859_1)).doesNotContain("marked-7d21");
        server.startAgain();
    }

    @Test
    void maintenanceLetsReadAndTellsWritersToComeBack() {
        S3Client s3 = server.s3();
        s3.createBucket(b -> b.bucket("kept"));
        s3.putObject(b -> b.bucket("kept").key("k"), RequestBody.fromString("body"));
        local.settings().setAll(Map.of("system.maintenance", "true", "system.maintenance.retry-after", "7s"));
        assertThat(s3.getObjectAsBytes(b -> b.bucket("kept").key("k")).asUtf8String())
                .isEqualTo("body");
        // Another would come back after the seconds it was told, three times.
        try (S3Client once = OnceClients.of(server.endpoint())) {
            S3Exception refused = catchThrowableOfType(
                    S3Exception.class,
                    () -> once.deleteObject(b -> b.bucket("kept").key("k")));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After"))
                    .contains("7");
        }
        assertThat(codeOf(() -> local.buckets().create(new BucketDocument.New("another", "admin", false, false))))
                .isEqualTo("maintenance");
        local.settings().reset("system.maintenance");
        s3.deleteObject(b -> b.bucket("kept").key("k"));
    }

    @Test
    void objectsAreNoLargerThanAllowedHoweverTheyCome() {
        S3Client s3 = server.s3();
        s3.createBucket(b -> b.bucket("small"));
        s3.putObject(b -> b.bucket("small").key("before"), RequestBody.fromString("x".repeat(2_000)));
        local.settings().set("storage.max-object-size", "1000");
        assertThat(errorOf(
                        () -> s3.putObject(b -> b.bucket("small").key("k"), RequestBody.fromString("x".repeat(1_001)))))
                .isEqualTo("EntityTooLarge");
        s3.putObject(b -> b.bucket("small").key("k"), RequestBody.fromString("x".repeat(1_000)));
        assertThat(errorOf(() -> s3.copyObject(b -> b.sourceBucket("small")
                        .sourceKey("before")
                        .destinationBucket("small")
                        .destinationKey("copy"))))
                .isEqualTo("EntityTooLarge");

        local.settings().set("storage.max-object-size", "6MiB");
        String upload =
                s3.createMultipartUpload(b -> b.bucket("small").key("parts")).uploadId();
        List<CompletedPart> parts = List.of(part(s3, upload, 1), part(s3, upload, 2));
        assertThat(errorOf(() -> s3.completeMultipartUpload(b -> b.bucket("small")
                        .key("parts")
                        .uploadId(upload)
                        .multipartUpload(
                                CompletedMultipartUpload.builder().parts(parts).build()))))
                .isEqualTo("EntityTooLarge");
        local.settings().reset("storage.max-object-size");
        s3.completeMultipartUpload(b -> b.bucket("small")
                .key("parts")
                .uploadId(upload)
                .multipartUpload(CompletedMultipartUpload.builder().parts(parts).build()));
    }

    private static CompletedPart part(S3Client s3, String upload, int number) {
        String tag = s3.uploadPart(
                        b -> b.bucket("small").key("parts").uploadId(upload).partNumber(number),
                        RequestBody.fromBytes(new byte[5 << 20]))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    @Test
    void newBucketsStartAsTheSettingsSay() {
        S3Client s3 = server.s3();
        local.settings().setAll(Map.of("storage.new-buckets.versioning", "true", "storage.new-buckets.lock-days", "9"));
        s3.createBucket(b -> b.bucket("versions"));
        assertThat(s3.getBucketVersioning(b -> b.bucket("versions")).status())
                .isEqualTo(BucketVersioningStatus.ENABLED);
        s3.createBucket(b -> b.bucket("locked").objectLockEnabledForBucket(true));
        assertThat(s3.getObjectLockConfiguration(b -> b.bucket("locked"))
                        .objectLockConfiguration()
                        .rule()
                        .defaultRetention()
                        .days())
                .isEqualTo(9);
        local.buckets().create(new BucketDocument.New("by-admin", "admin", false, false));
        assertThat(s3.getBucketVersioning(b -> b.bucket("by-admin")).status())
                .isEqualTo(BucketVersioningStatus.ENABLED);
    }

    @Test
    void oneCallerMakesOnlySoManyChanges() {
        local.settings().set("security.rate.changes-per-minute", "10");
        local.createUser(new UserDocument.New("ann", null, null, null, "admin", "ann's own password", null));
        try (AdminClient ann = server.adminClient().signIn("ann", "ann's own password")) {
            List<String> codes = Stream.generate(() -> codeOf(() -> ann.deleteUser("nobody")))
                    .limit(40)
                    .toList();
            assertThat(codes.subList(0, 10)).containsOnly("not-found");
            assertThat(codes).contains("too-many-requests");
            assertThat(ann.users()).as("reading goes on").isNotEmpty();
        }
    }
}
