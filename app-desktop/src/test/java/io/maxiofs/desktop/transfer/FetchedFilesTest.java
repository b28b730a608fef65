package io.maxiofs.desktop.transfer;

import static io.maxiofs.desktop.transfer.Transfers.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.desktop.transfer.ObjectScan.Chosen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FetchedFilesTest {
    private final Transfers transfers = new Transfers();

    @AfterEach
    void close() {
        transfers.close();
    }

    private FetchedFiles fetch(long mostBytes, List<Chosen> objects, List<String> prefixes)
            throws IOException, InterruptedException {
        return FetchedFiles.fetch(
                temporary(),
                transfers.access(),
                new FetchedFiles.Wanted(BUCKET, objects, prefixes, mostBytes),
                Transfers.QUICK,
                progress::add);
    }

    private final List<Double> progress = new CopyOnWriteArrayList<>();

    private Path temporary() throws IOException {
        return Files.createDirectories(transfers.folder().resolve("temporary"));
    }

    @Test
    void hasTheFilesWithTheirFoldersUntilItIsClosed() throws Exception {
        transfers.put("a/one.txt", 100);
        transfers.put("a/deep/er/two.txt", 200);
        transfers.put("three.txt", 300);

        FetchedFiles fetched = fetch(600, List.of(new Chosen("three.txt", null, 300)), List.of("a/"));

        assertThat(fetched.files()).extracting(Path::getFileName).containsExactly(Path.of("a"), Path.of("three.txt"));
        Path folder = fetched.files().getFirst();
        assertThat(Files.readAllBytes(folder.resolve("deep").resolve("er").resolve("two.txt")))
                .isEqualTo(transfers.stored("a/deep/er/two.txt"));
        assertThat(Files.readAllBytes(fetched.files().getLast())).isEqualTo(transfers.stored("three.txt"));
        assertThat(progress).allMatch(done -> done >= 0 && done <= 1);

        fetched.close();
        assertThat(temporary()).isEmptyDirectory();
        fetched.close();
    }

    @Test
    void leavesNothingOfWhatIsTooMuchOrGone() throws Exception {
        transfers.put("big", 1_000);

        assertThatThrownBy(() -> fetch(999, List.of(new Chosen("big", null, 1_000)), List.of()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> fetch(999, List.of(new Chosen("not there", null, 1)), List.of()))
                .isInstanceOf(IOException.class);

        assertThat(temporary()).isEmptyDirectory();
    }

    @Test
    void removesWhatEarlierRunsLeft() throws Exception {
        Path left =
                Files.createDirectories(temporary().resolve("maxiofs-drag-1").resolve("files"));
        Files.writeString(left.resolve("a"), "x");
        Files.setLastModifiedTime(left.getParent(), FileTime.from(Instant.EPOCH));
        Path fresh = Files.createDirectories(temporary().resolve("maxiofs-drag-2"));
        Path foreign = Files.createDirectories(temporary().resolve("other"));
        Files.setLastModifiedTime(foreign, FileTime.from(Instant.EPOCH));

        FetchedFiles.removeForgotten(temporary(), Instant.EPOCH.plusSeconds(1));

        assertThat(temporary().toFile().list()).containsExactlyInAnyOrder("maxiofs-drag-2", "other");
        assertThat(fresh).isDirectory();
    }
}
