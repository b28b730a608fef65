package io.maxiofs.desktop.testing;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** What a server of somebody at home might hold. */
public final class SampleData {
    /** With folders, several kinds of files and a deleted one; versions are kept. */
    public static final String PHOTOS = "photos";

    /** Without versions; {@value #BACKUP_OBJECTS} objects. */
    public static final String BACKUPS = "backups";

    public static final String EMPTY = "empty";
    public static final int BACKUP_OBJECTS = 40;

    /** Written three times and then deleted. */
    public static final String DELETED = "2024/holiday/beach.txt";

    public static final String USER = "anna";

    private SampleData() {}

    public static void fill(TestServer server) {
        S3Client s3 = server.s3();
        for (String bucket : List.of(PHOTOS, BACKUPS, EMPTY)) {
            s3.createBucket(b -> b.bucket(bucket));
        }
        s3.putBucketVersioning(
                b -> b.bucket(PHOTOS).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        photos(s3);
        for (int i = 0; i < BACKUP_OBJECTS; i++) {
            int number = i;
            s3.putObject(
                    b -> b.bucket(BACKUPS).key("data/%02d/%04d".formatted(number % 4, number)),
                    RequestBody.fromBytes(new byte[1024 * (number + 1)]));
        }
        s3.createMultipartUpload(b -> b.bucket(BACKUPS).key("data/unfinished"));
        people(server);
    }

    private static void photos(S3Client s3) {
        put(s3, "readme.txt", "text/plain", "Photos of the family.\n");
        put(s3, "2024/holiday/plan.md", "text/markdown", "# Plan\n\n- beach\n- mountains\n");
        put(s3, "2024/birthday/guests.csv", "text/csv", "name,comes\nAnna,yes\nBen,no\n");
        put(s3, "2025/garden/notes.json", "application/json", "{\"tomatoes\": 12}\n");
        for (int i = 1; i <= 3; i++) {
            put(s3, DELETED, "text/plain", "version " + i + "\n");
        }
        s3.deleteObject(b -> b.bucket(PHOTOS).key(DELETED));
    }

    private static void put(S3Client s3, String key, String type, String body) {
        s3.putObject(b -> b.bucket(PHOTOS).key(key).contentType(type), RequestBody.fromString(body));
    }

    private static void people(TestServer server) {
        try (AdminClient admin = server.adminClient()) {
            admin.createUser(new UserDocument.New(USER, null, "Anna", null, "user", "a password for anna", null));
            admin.createAccessKey(new AccessKeyDocument.New(USER, null, null));
        }
    }
}
