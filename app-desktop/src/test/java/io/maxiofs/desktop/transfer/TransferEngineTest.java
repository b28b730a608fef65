package io.maxiofs.desktop.transfer;

import static io.maxiofs.desktop.transfer.Transfers.BUCKET;
import static io.maxiofs.desktop.transfer.Transfers.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransferEngineTest {
    private final Transfers transfers = new Transfers();

    @AfterEach
    void close() {
        transfers.close();
    }

    @Test
    void sendsSmallAndEmptyFilesAndTellsTheTotals() throws Exception {
        Path small = transfers.file("small.txt", 1000);
        Path empty = transfers.file("empty", 0);

        long first = transfers.upload(small, "a/small.txt");
        long second = transfers.upload(empty, "a/empty");
        transfers.await(first, TransferState.DONE);
        transfers.await(second, TransferState.DONE);

        assertThat(transfers.stored("a/small.txt")).isEqualTo(Files.readAllBytes(small));
        assertThat(transfers.stored("a/empty")).isEmpty();
        TransferTotals totals = transfers.engine().totals();
        assertThat(totals.files()).isEqualTo(2);
        assertThat(totals.doneFiles()).isEqualTo(2);
        assertThat(totals.doneBytes()).isEqualTo(1000);
    }

    @Test
    void sendsALargeFileInPartsAndFetchesItAgain() throws Exception {
        Path large = transfers.file("large.bin", 23 * MIB + 7);
        Files.setLastModifiedTime(large, FileTime.from(Instant.parse("2024-02-29T12:00:00.250Z")));

        transfers.await(transfers.upload(large, "large.bin"), TransferState.DONE);

        assertThat(transfers
                        .s3()
                        .headObject(b -> b.bucket(BUCKET).key("large.bin"))
                        .eTag())
                .endsWith("-5\"");
        assertThat(transfers.unfinishedUploads()).isZero();
        Path back = transfers.folder().resolve("back.bin");
        TransferProgress done = transfers.await(transfers.download("large.bin", back), TransferState.DONE);
        assertThat(done.doneBytes()).isEqualTo(23 * MIB + 7);
        assertThat(Files.mismatch(large, back)).isEqualTo(-1);
        assertThat(Files.getLastModifiedTime(back)).isEqualTo(Files.getLastModifiedTime(large));
    }

    @Test
    void fetchesWhatOtherProgramsSentWithoutAChecksumOfTheirs() throws Exception {
        transfers.put("foreign", 3 * MIB);
        transfers.put("empty", 0);
        Path file = transfers.folder().resolve("foreign");
        Path empty = transfers.folder().resolve("nothing");

        transfers.await(transfers.download("foreign", file), TransferState.DONE);
        transfers.await(transfers.download("empty", empty), TransferState.DONE);

        assertThat(Files.readAllBytes(file)).isEqualTo(transfers.stored("foreign"));
        assertThat(empty).isEmptyFile();
        assertThat(partials()).isEmpty();
    }

    @Test
    void doesNotReplaceAFileThatIsThere() throws Exception {
        transfers.put("letter.txt", 10);
        Path there = Files.writeString(transfers.folder().resolve("letter.txt"), "mine");

        TransferProgress done = transfers.await(transfers.download("letter.txt", there), TransferState.DONE);

        assertThat(there).hasContent("mine");
        assertThat(done.task().file()).hasFileName("letter (2).txt").isRegularFile();
    }

    @Test
    void keepsAnObjectThatMayNotBeReplaced() throws Exception {
        transfers.put("kept", 10);
        Path file = transfers.file("kept", 20);

        long id = transfers
                .engine()
                .add(List.of(new TransferTask.Upload(
                        file, 20, Files.getLastModifiedTime(file).toMillis(), BUCKET, "kept", false)))
                .getFirst();

        TransferProgress failed = transfers.await(id, TransferState.FAILED);
        assertThat(failed.failure())
                .isNotNull()
                .satisfies(f -> assertThat(f.kind()).isEqualTo(TransferFailure.Kind.EXISTS));
        assertThat(transfers.stored("kept")).hasSize(10);
    }

    @Test
    void failsForGoodWhereTryingAgainCannotHelp() throws Exception {
        long missing = transfers.download("missing", transfers.folder().resolve("x"));
        Path file = transfers.file("gone", 5);
        Files.delete(file);
        long gone = transfers
                .engine()
                .add(List.of(new TransferTask.Upload(file, 5, 0, BUCKET, "gone", true)))
                .getFirst();

        assertThat(kind(transfers.await(missing, TransferState.FAILED))).isEqualTo(TransferFailure.Kind.NO_OBJECT);
        assertThat(kind(transfers.await(gone, TransferState.FAILED))).isEqualTo(TransferFailure.Kind.FILE_GONE);
    }

    private static TransferFailure.Kind kind(TransferProgress progress) {
        return java.util.Objects.requireNonNull(progress.failure()).kind();
    }

    @Test
    void refusesToFollowALinkOutOfTheChosenFolder() throws Exception {
        transfers.put("d/x", 5);
        Path root = Files.createDirectories(transfers.folder().resolve("root"));
        Path outside = Files.createDirectories(transfers.folder().resolve("outside"));
        Files.createSymbolicLink(root.resolve("d"), outside);

        long id = transfers
                .engine()
                .add(List.of(new TransferTask.Download(
                        BUCKET, "d/x", null, null, 5, root, root.resolve("d").resolve("x"), false)))
                .getFirst();

        assertThat(kind(transfers.await(id, TransferState.FAILED))).isEqualTo(TransferFailure.Kind.REFUSED);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void sendsAFolderWithOddNamesAndFetchesItAgain() throws Exception {
        List<String> names = List.of("plain", "ä ö+%.txt", "deep/er/x", "100%25", "q?&=#", "uml\u0308aut");
        for (String name : names) {
            transfers.file("folder/" + name, 50);
        }
        Path folder = transfers.folder().resolve("files").resolve("folder");

        FolderScan.Result found = new FolderScan(transfers.engine(), BUCKET, "in/", true).add(List.of(folder));
        awaitAllDone();

        assertThat(found.files()).isEqualTo(names.size());
        assertThat(transfers.stored("in/folder/q?&=#")).hasSize(50);
        Path back = Files.createDirectories(transfers.folder().resolve("back"));
        new ObjectScan(transfers.engine(), transfers.access(), BUCKET, back, false)
                .add(List.of(), List.of("in/folder/"));
        awaitAllDone();
        assertThat(back.resolve("folder").resolve("deep").resolve("er").resolve("x"))
                .isRegularFile();
        assertThat(back.resolve("folder").resolve("q_&=#")).isRegularFile();
        try (Stream<Path> files = Files.walk(back).filter(Files::isRegularFile)) {
            assertThat(files).hasSize(names.size());
        }
    }

    @Test
    void manySmallFilesPassThroughAShortQueue() throws Exception {
        int count = 400;
        for (int i = 0; i < count; i++) {
            transfers.file("many/" + i, 1);
        }
        TransferSettings quick = Transfers.QUICK;
        transfers.open(new TransferSettings(
                quick.files(),
                quick.requests(),
                quick.multipartFromBytes(),
                quick.partBytes(),
                quick.attempts(),
                quick.firstDelay(),
                quick.longestDelay(),
                50));
        Path folder = transfers.folder().resolve("files").resolve("many");

        FolderScan.Result found = new FolderScan(transfers.engine(), BUCKET, "", true).add(List.of(folder));

        assertThat(found.files()).isEqualTo(count);
        awaitAllDone();
        assertThat(transfers.engine().totals().doneFiles()).isEqualTo(count);
        assertThat(transfers
                        .s3()
                        .listObjectsV2(b -> b.bucket(BUCKET).prefix("many/"))
                        .keyCount())
                .isEqualTo(count);
    }

    private void awaitAllDone() {
        transfers.awaitThat(
                () -> transfers.engine().transfers().stream()
                        .allMatch(transfer -> transfer.state() == TransferState.DONE),
                () -> transfers.engine().totals().toString());
    }

    private List<Path> partials() throws IOException {
        try (Stream<Path> files = Files.walk(transfers.folder())) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }
}
