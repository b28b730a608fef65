package io.maxiofs.server.s3.operation.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.service.UploadRules;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.model.VersioningState;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Security class 5: permission on the URL's key, action on the upload id's key. All four must belong together. */
class UploadOfAnotherKeyBucketOrUserTest {
    private static final byte[] CONTENT = Uploads.content(100, 1);

    private final S3Caller alice = S3Caller.start();
    private final S3Caller bob = alice.as(S3Caller.user("bob"));
    private final Uploads uploads = new Uploads(alice);
    private String id = "";
    private String list = "";

    @BeforeEach
    void fill() {
        alice.put("/bucket", "");
        alice.put("/other", "");
        bob.put("/bobs", "");
        alice.put("/bucket/source", "source");
        bob.put("/bobs/source", "bobs");
        id = uploads.begin("/bucket/a");
        list = Uploads.list(Uploads.line(1, uploads.part("/bucket/a", id, 1, CONTENT)));
    }

    private void refusesEverything(S3Caller caller, String path, String source, String expected) {
        Uploads theirs = new Uploads(caller);
        String target = path + "?uploadId=" + id;
        assertThat(theirs.part(path, id, 2, CONTENT).outcome()).as("UploadPart").isEqualTo(expected);
        assertThat(caller.put(target + "&partNumber=2", "", "x-amz-copy-source", source)
                        .outcome())
                .as("UploadPartCopy")
                .isEqualTo(expected);
        assertThat(caller.get(target).outcome()).as("ListParts").isEqualTo(expected);
        assertThat(theirs.complete(path, id, list).outcome()).as("Complete").isEqualTo(expected);
        assertThat(caller.delete(target).outcome()).as("Abort").isEqualTo(expected);
        assertUntouched();
    }

    private void assertUntouched() {
        Reply parts = alice.get("/bucket/a?uploadId=" + id);
        assertThat(parts.text()).containsOnlyOnce("<Part>").contains("<Size>100</Size>");
        assertThat(alice.get("/bucket/a").outcome()).isEqualTo("404 NoSuchKey");
    }

    @Test
    void anotherKeyOfTheBucket() {
        refusesEverything(alice, "/bucket/b", "/bucket/source", "404 NoSuchUpload");
        refusesEverything(alice, "/bucket/a/", "/bucket/source", "404 NoSuchUpload");
    }

    @Test
    void anotherBucketOfTheSameUser() {
        refusesEverything(alice, "/other/a", "/bucket/source", "404 NoSuchUpload");
    }

    @Test
    void anotherUsersBucket() {
        refusesEverything(bob, "/bobs/a", "/bobs/source", "404 NoSuchUpload");
    }

    @Test
    void anotherUser() {
        refusesEverything(bob, "/bucket/a", "/bobs/source", "403 AccessDenied");
    }

    @Test
    void theFirstCompletesAnswerIsNotForOtherKeys() {
        assertThat(uploads.complete("/bucket/a", id, list).outcome()).isEqualTo("200");
        alice.put("/bucket/b", "b");
        for (String path : new String[] {"/bucket/b", "/other/a"}) {
            assertThat(uploads.complete(path, id, list).outcome()).isEqualTo("404 NoSuchUpload");
        }
        assertThat(new Uploads(bob).complete("/bucket/a", id, list).outcome()).isEqualTo("403 AccessDenied");
    }

    /** Once others may write into a bucket, they still may not write into uploads that are not theirs. */
    @Test
    void whoeverMayWriteTheKeyMayNotWriteIntoAForeignUpload() {
        Owner owner = new Owner("owner-id", "owner");
        Bucket bucket = new Bucket(
                1, new BucketName("bucket"), owner, "", S3Caller.START, VersioningState.UNVERSIONED, false, Map.of());
        MultipartUpload upload = new MultipartUpload(
                new UploadId(new VersionId(1, 1), 1),
                ObjectKey.of("a"),
                S3Caller.START,
                new Owner("alice-id", "alice"),
                new MultipartUpload.Specification(
                        owner, ObjectProperties.NONE, ObjectProtection.NONE, Encryption.NONE, null, null));

        for (Principal stranger : new Principal[] {S3Caller.user("bob"), Principal.ANONYMOUS}) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> UploadRules.requireWriter(upload, bucket, stranger))
                    .matches(e -> e.code() == S3ErrorCode.ACCESS_DENIED);
        }
        for (Principal friend : new Principal[] {S3Caller.user("alice"), S3Caller.user("owner")}) {
            assertThatNoException().isThrownBy(() -> UploadRules.requireWriter(upload, bucket, friend));
        }
        Principal admin = new Principal(Principal.Kind.ADMIN, "root", "AK", new Owner("root-id", "root"), "", "");
        assertThatNoException().isThrownBy(() -> UploadRules.requireWriter(upload, bucket, admin));
    }
}
