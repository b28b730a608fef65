package io.maxiofs.desktop.screenshot;

import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.transfer.TransferEngine;
import io.maxiofs.desktop.transfer.TransferProgress;
import io.maxiofs.desktop.transfer.TransferTask;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.UserDocument;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What somebody at home might have stored, for pictures. */
final class ExampleData {
    private static final Logger LOG = LoggerFactory.getLogger(ExampleData.class);
    /** The bucket with versions and folders. */
    static final String PHOTOS = "photos";

    private static final List<String> BUCKETS = List.of(PHOTOS, "backup-laptop", "documents");
    private static final int BACKUP_FILES = 60;
    /** Without a byte on the disk; enough to be still under way when it is stopped. */
    private static final long FILM_BYTES = 1L << 30;

    private static final String PASSWORD = "an example of a password";

    private ExampleData() {}

    /**
     * Blocks until it is there.
     *
     * @param folder for files to be uploaded; has to be there until the session is closed
     */
    static void fill(Session session, Path folder) throws IOException, InterruptedException {
        try (S3Client s3 = session.s3()) {
            BUCKETS.forEach(bucket -> s3.createBucket(b -> b.bucket(bucket)));
            s3.putBucketVersioning(
                    b -> b.bucket(PHOTOS).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
            photos(s3);
            for (int i = 0; i < BACKUP_FILES; i++) {
                int number = i;
                s3.putObject(
                        b -> b.bucket("backup-laptop").key("data/%02x/%08x".formatted(number % 16, number * 2_654_435)),
                        RequestBody.fromBytes(new byte[4096 * (number + 1)]));
            }
            s3.createMultipartUpload(b -> b.bucket("backup-laptop").key("data/3f/unfinished"));
            s3.putObject(
                    b -> b.bucket("documents").key("taxes/2025.txt").contentType("text/plain"),
                    RequestBody.fromString("Nothing to declare.\n"));
            miss(s3);
        }
        for (String name : List.of("anna", "ben")) {
            session.admin().createUser(new UserDocument.New(name, null, null, null, "user", PASSWORD, null));
            session.admin().createAccessKey(new AccessKeyDocument.New(name, null, null));
        }
        transfers(session.transfers(), folder);
        session.admin().health().startScrub();
        Screenshots.await(() -> session.admin().health().findings().scrub().last() != null);
    }

    /** One that is done and one that is stopped half way. */
    private static void transfers(TransferEngine engine, Path folder) throws IOException, InterruptedException {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear Clara,\n");
        Path film = folder.resolve("beach.mp4");
        try (RandomAccessFile file = new RandomAccessFile(film.toFile(), "rw")) {
            file.setLength(FILM_BYTES);
        }
        List<Long> ids = engine.add(List.of(
                upload(letter, "documents", "letters/clara.txt"), upload(film, PHOTOS, "2025/holiday/beach.mp4")));
        long stopped = ids.getLast();
        Screenshots.await(() -> engine.totals().doneFiles() == 1 && moved(engine, stopped) > 0);
        engine.pause(stopped);
    }

    private static long moved(TransferEngine engine, long id) {
        TransferProgress transfer = engine.transfer(id);
        return transfer == null ? 0 : transfer.doneBytes();
    }

    private static TransferTask upload(Path file, String bucket, String key) throws IOException {
        long modified = Files.getLastModifiedTime(file).toMillis();
        return new TransferTask.Upload(file, Files.size(file), modified, bucket, key, true);
    }

    private static void photos(S3Client s3) {
        put(s3, "readme.txt", "Photos of the family, sorted by year.\n");
        put(s3, "2025/holiday/plan.txt", "- beach\n- mountains\n- museum\n");
        put(s3, "2025/birthday/guests.txt", "Anna\nBen\nClara\n");
        put(s3, "2024/garden/notes.txt", "12 tomatoes, 3 pumpkins\n");
        for (int version = 1; version <= 3; version++) {
            put(s3, "2025/holiday/diary.txt", "Day " + version + "\n");
        }
        s3.deleteObject(b -> b.bucket(PHOTOS).key("2025/holiday/diary.txt"));
    }

    private static void put(S3Client s3, String key, String text) {
        s3.putObject(b -> b.bucket(PHOTOS).key(key).contentType("text/plain"), RequestBody.fromString(text));
    }

    /** Some errors for the charts: clients ask for what is not there. */
    private static void miss(S3Client s3) {
        for (int i = 0; i < 5; i++) {
            try {
                s3.getObjectAsBytes(b -> b.bucket(PHOTOS).key("missing.jpg")).asByteArray();
            } catch (NoSuchKeyException e) {
                LOG.trace("That is what the picture is to show", e);
            }
        }
    }
}
