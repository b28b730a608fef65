package io.maxiofs.storage.tool;

import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.maintenance.ScrubOptions;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every file of a store, cut to nothing or to a half: the store opens and hands out what is whole, or says why it does not
 * open; no wrong byte is ever handed out; and the inspector says that the file is not whole.
 */
class CutFilesTest {
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final int OBJECTS = 60;

    private static String name(int i) {
        return String.format(Locale.ROOT, "key%03d", i);
    }

    private static String content(int i) {
        return ("content of " + i + " ").repeat(i % 6 == 0 ? 600 : 60);
    }

    /** Inline bodies and extents, several segments, a subscriber, a scrub. */
    private static void fill(DataFolder folder) throws IOException {
        try (LocalObjectStore store = folder.open()) {
            StoreClient client = new StoreClient(store);
            client.createBucket(BUCKET.value(), VersioningState.UNVERSIONED);
            store.changes().subscribe("test", 0).close();
            for (int i = 0; i < OBJECTS; i++) {
                client.put(BUCKET, name(i), content(i));
            }
            store.scrub(ScrubOptions.fullSpeed(), ScrubListener.NONE);
        }
    }

    private enum Outcome {
        /** All is there. */
        ALL,
        /** It opens; some objects are refused or gone, none is wrong. */
        SOME,
        /** It does not open and says so. */
        REFUSED
    }

    private static Outcome open(DataFolder folder) throws IOException {
        try (LocalObjectStore store = folder.open()) {
            StoreClient client = new StoreClient(store);
            int right = 0;
            for (int i = 0; i < OBJECTS; i++) {
                try {
                    byte[] read = StoreClient.read(store.find(BUCKET, key(name(i)), VersionSelector.CURRENT));
                    assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo(content(i));
                    right++;
                } catch (StorageException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
            client.put(new BucketName("bucket"), "more", "after");
            assertThat(client.text(BUCKET, "more")).isEqualTo("after");
            return right == OBJECTS ? Outcome.ALL : Outcome.SOME;
        } catch (StoreRefusedException e) {
            assertThat(e.getMessage()).contains(folder.root().toString());
            return Outcome.REFUSED;
        }
    }

    private static void cut(Path file, boolean toNothing) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(toNothing ? 0 : channel.size() / 2);
        }
    }

    /** The kind of a file, by which the right outcome is known. */
    private static String kind(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.');
        return name.endsWith(".seg") || name.endsWith(".ext") || name.endsWith(".free") ? name.substring(dot) : name;
    }

    @Test
    void everyFileMayBeCutToNothingOrToAHalf() throws IOException {
        List<String> seen = new ArrayList<>();
        try (DataFolder folder = new DataFolder(DataFolder.small(4096))) {
            fill(folder);
            Map<Path, byte[]> whole = read(folder);
            for (Path file : whole.keySet()) {
                for (boolean toNothing : new boolean[] {true, false}) {
                    if (whole.get(file).length > 0) {
                        restore(folder, whole);
                        cut(file, toNothing);
                        assertThat(inspected(file)).as("inspection of %s", file).isFalse();
                        Outcome outcome = open(folder);
                        seen.add(kind(file) + " " + outcome);
                        assertThat(outcome)
                                .as("%s cut to %s", file, toNothing ? "nothing" : "a half")
                                .isIn(allowed(kind(file)));
                    }
                }
            }
        }
        assertThat(seen).contains("maxiofs.id REFUSED", ".seg SOME", ".ext SOME", "index.mv ALL", "storage.keys ALL");
    }

    private static List<Outcome> allowed(String kind) {
        return switch (kind) {
            case "maxiofs.id" -> List.of(Outcome.REFUSED);
            case ".seg", ".ext" -> List.of(Outcome.ALL, Outcome.SOME);
            default -> List.of(Outcome.ALL);
        };
    }

    private static Map<Path, byte[]> read(DataFolder folder) throws IOException {
        Map<Path, byte[]> contents = new TreeMap<>();
        for (Path file : folder.files("")) {
            if (!file.endsWith("lock")) {
                contents.put(file, Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static void restore(DataFolder folder, Map<Path, byte[]> contents) throws IOException {
        for (Path file : folder.files("")) {
            if (!contents.containsKey(file)) {
                Files.delete(file);
            }
        }
        for (Map.Entry<Path, byte[]> entry : contents.entrySet()) {
            Files.write(entry.getKey(), entry.getValue());
        }
    }

    /** Whether the inspector takes the file for whole; files it does not know are none of its business. */
    private static boolean inspected(Path file) throws IOException {
        if (kind(file).equals("index.mv.filter") || kind(file).equals(".free")) {
            return false;
        }
        try {
            return new FileInspection(new LocalDisk(), InstantSource.system()).run(file, item -> {});
        } catch (IOException | RuntimeException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    @Test
    void theInspectorTakesWholeFilesForWhole() throws IOException {
        try (DataFolder folder = new DataFolder(DataFolder.small(4096))) {
            fill(folder);
            int files = 0;
            for (Path file : read(folder).keySet()) {
                if (Files.size(file) > 0
                        && !kind(file).equals("index.mv.filter")
                        && !kind(file).equals(".free")) {
                    assertThat(inspected(file)).as("%s", file).isTrue();
                    files++;
                }
            }
            assertThat(files).isGreaterThan(10);
        }
    }

    @Test
    void bothCopiesOfTheKeyFileCutIsRefusedAndTheKitIsNamed() throws IOException {
        try (DataFolder folder = new DataFolder(DataFolder.small(4096))) {
            fill(folder);
            for (Path file : folder.files(".keys")) {
                cut(file, false);
            }
            for (Path file : folder.files(".keys.copy")) {
                cut(file, false);
            }
            assertThatThrownBy(folder::open).isInstanceOf(IOException.class).hasMessageContaining("key file");
        }
    }
}
