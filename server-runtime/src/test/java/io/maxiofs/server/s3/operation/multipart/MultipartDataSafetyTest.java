package io.maxiofs.server.s3.operation.multipart;

import static io.maxiofs.server.s3.operation.multipart.Uploads.line;
import static io.maxiofs.server.s3.operation.multipart.Uploads.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.reference.StoreClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults that cost others data, each under its name. */
class MultipartDataSafetyTest {
    private static final String PATH = "/bucket/a";
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final byte[] CONTENT = Uploads.content(100, 1);

    private final S3Caller alice = S3Caller.start();
    private final Uploads uploads = new Uploads(alice);

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    @Test
    void failedCompleteDestroysTheLiveObject() {
        alice.put(PATH, "live");
        String id = uploads.begin(PATH);
        Reply one = uploads.part(PATH, id, 1, CONTENT);
        Reply two = uploads.part(PATH, id, 2, CONTENT);

        for (String bad : new String[] {
            list(line(1, one), line(2, two)), list(line(2, two), line(1, one)), list(line(7, one)), "<x/>", ""
        }) {
            assertThat(uploads.complete(PATH, id, bad).status()).isEqualTo(400);
            assertThat(alice.get(PATH).text()).isEqualTo("live");
        }
        assertThat(uploads.complete(PATH, id, list(line(1, one))).outcome()).isEqualTo("200");
    }

    @Test
    void quotaRefusalOfCompleteDestroysTheLiveObjectOrTheParts() {
        String id = uploads.begin("/bucket/new");
        Reply part = uploads.part("/bucket/new", id, 1, CONTENT);
        alice.put(PATH, "live");
        StoreClient client = new StoreClient(alice.store());
        client.setSetting(BUCKET, BucketSetting.QUOTA, "{\"objects\":1}");

        assertThat(uploads.complete("/bucket/new", id, list(line(1, part))).outcome())
                .isEqualTo("403 QuotaExceeded");
        assertThat(alice.get(PATH).text()).isEqualTo("live");
        client.setSetting(BUCKET, BucketSetting.QUOTA, null);
        assertThat(uploads.complete("/bucket/new", id, list(line(1, part))).outcome())
                .isEqualTo("200");
    }

    @Test
    void quotaRefusalOfAPartLosesThePartBefore() {
        String id = uploads.begin(PATH);
        Reply part = uploads.part(PATH, id, 1, CONTENT);
        new StoreClient(alice.store()).setSetting(BUCKET, BucketSetting.QUOTA, "{\"bytes\":150}");
        assertThat(uploads.part(PATH, id, 1, Uploads.content(200, 2)).outcome()).isEqualTo("403 QuotaExceeded");
        assertThat(uploads.complete(PATH, id, list(line(1, part))).outcome()).isEqualTo("200");
        assertThat(alice.get(PATH).body()).isEqualTo(CONTENT);
    }

    @Test
    void countersDrift() {
        String id = uploads.begin(PATH);
        uploads.part(PATH, id, 1, Uploads.content(500, 1));
        Reply one = uploads.part(PATH, id, 1, CONTENT);
        uploads.part(PATH, id, 2, CONTENT);
        assertThat(alice.store().buckets().usage(BUCKET)).isEqualTo(new BucketUsage(0, 0, 0, 0, 0, 1, 200));
        uploads.complete(PATH, id, list(line(1, one)));
        assertThat(alice.store().buckets().usage(BUCKET)).isEqualTo(new BucketUsage(1, 100, 0, 0, 0, 0, 0));
        uploads.complete(PATH, id, list(line(1, one)));
        assertThat(alice.store().buckets().usage(BUCKET)).isEqualTo(new BucketUsage(1, 100, 0, 0, 0, 0, 0));
    }

    @Test
    void retentionOfMultipartObjectsMissing() {
        alice.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true");
        String id = uploads.begin(
                "/locked/a",
                "x-amz-object-lock-mode",
                "GOVERNANCE",
                "x-amz-object-lock-retain-until-date",
                "2027-01-01T00:00:00Z");
        Reply part = uploads.part("/locked/a", id, 1, CONTENT);
        assertThat(uploads.complete("/locked/a", id, list(line(1, part))).outcome())
                .isEqualTo("200");

        String version = String.valueOf(alice.head("/locked/a").header("x-amz-version-id"));
        assertThat(alice.delete("/locked/a?versionId=" + version).outcome()).isEqualTo("403 AccessDenied");
        assertThat(alice.get("/locked/a").body()).isEqualTo(CONTENT);
    }

    @Test
    void deleteOfThePartsUploadDeletesTheObject() {
        alice.put(PATH, "live");
        assertThat(alice.delete(PATH + "?uploadId=").outcome()).isEqualTo("404 NoSuchUpload");
        assertThat(alice.delete(PATH + "?uploadId=gone").outcome()).isEqualTo("404 NoSuchUpload");
        assertThat(alice.get(PATH).text()).isEqualTo("live");
    }

    @Test
    void keyBleedBetweenUploadsOfSimilarKeys() {
        String[] keys = {"a", "a/", "a/b", "a:b", "A"};
        String[] ids = new String[keys.length];
        for (int i = 0; i < keys.length; i++) {
            ids[i] = uploads.begin("/bucket/" + keys[i]);
        }
        for (int i = 0; i < keys.length; i++) {
            String path = "/bucket/" + keys[i];
            Reply part = uploads.part(path, ids[i], 1, Uploads.content(50 + i, i));
            assertThat(uploads.complete(path, ids[i], list(line(1, part))).outcome())
                    .isEqualTo("200");
        }
        for (int i = 0; i < keys.length; i++) {
            assertThat(alice.get("/bucket/" + keys[i]).body()).isEqualTo(Uploads.content(50 + i, i));
        }
    }
}
