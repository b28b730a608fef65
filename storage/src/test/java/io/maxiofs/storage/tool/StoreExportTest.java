package io.maxiofs.storage.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.base.TestSeed;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.tool.StoreExport.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreExportTest {
    private static final List<String> KEYS = List.of(
            "a",
            "a/",
            "a/b",
            "a/b/c",
            "a//b",
            "A",
            ".",
            "..",
            "a:b",
            "a\\b",
            "é",
            "😀",
            "a\u0000",
            " ",
            "con",
            "aux.txt",
            "dir/../up",
            "100%",
            "%",
            "%2F",
            "x%~1",
            "y%+",
            "k".repeat(1024),
            "ü".repeat(500));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void copiesEveryCurrentObjectUnderANameThatGivesTheKeyBack(boolean encrypted) throws IOException {
        try (DataFolder folder = new DataFolder(DataFolder.small(64).withEncryption(encrypted))) {
            Map<String, String> expected = new TreeMap<>();
            folder.with(client -> {
                BucketName bucket = client.createBucket("odd-names", VersioningState.ENABLED);
                for (int i = 0; i < KEYS.size(); i++) {
                    client.put(bucket, KEYS.get(i), "old");
                    String text = ("text " + i + " ").repeat(1 + i % 3 * 30_000);
                    client.put(bucket, KEYS.get(i), text);
                    expected.put(KEYS.get(i), text);
                }
                client.put(bucket, "deleted", "x");
                client.delete(bucket, "deleted");
            });
            var before = folder.contents();
            Path target = folder.newDirectory("out");
            ExportReport report = export(folder, target, Selection.ALL);
            assertThat(report.findings()).isEmpty();
            assertThat(report.objects()).isEqualTo(KEYS.size());
            assertThat(read(target.resolve("objects/odd-names"))).isEqualTo(expected);
            List<String> manifest = Files.readAllLines(target.resolve("manifest.jsonl"));
            assertThat(manifest).hasSize(KEYS.size());
            assertThat(manifest.getFirst()).startsWith("{\"bucket\":\"odd-names\",\"key\":");
            assertThat(folder.contents()).isEqualTo(before);
            try (Stream<Path> all = Files.list(target)) {
                assertThat(all.map(p -> p.getFileName().toString()))
                        .containsExactlyInAnyOrder("objects", "manifest.jsonl");
            }
        }
    }

    @Test
    void copiesOneBucketAndPrefixOnly() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.with(client -> {
                for (String name : List.of("first", "second")) {
                    BucketName bucket = client.createBucket(name, VersioningState.UNVERSIONED);
                    client.put(bucket, "in/1", "1");
                    client.put(bucket, "in/2", "2");
                    client.put(bucket, "out/3", "3");
                }
            });
            Path target = folder.newDirectory("out");
            ExportReport report = export(folder, target, new Selection(Optional.of("second"), "in/"));
            assertThat(report.objects()).isEqualTo(2);
            assertThat(read(target.resolve("objects/second"))).containsOnlyKeys("in/1", "in/2");
            assertThat(target.resolve("objects/first")).doesNotExist();
            Path other = folder.newDirectory("other");
            assertThatThrownBy(() -> export(folder, other, new Selection(Optional.of("third"), "")))
                    .isInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining("third");
        }
    }

    @Test
    void leavesOutWhatFailsItsChecksumAndSaysSo() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.with(client -> {
                BucketName bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
                client.put(bucket, "bad", "b".repeat(1000));
                client.put(bucket, "good", "g".repeat(1000));
            });
            // Which extent got which number is not said: names are made ahead.
            List<Path> bad = new ArrayList<>();
            for (Path extent : folder.files(".ext")) {
                if (Files.readString(extent, StandardCharsets.ISO_8859_1).startsWith("bbb")) {
                    bad.add(extent);
                }
            }
            assertThat(bad).hasSize(1);
            DataFolder.flip(bad.getFirst(), 500);
            Path target = folder.newDirectory("out");
            ExportReport report = export(folder, target, Selection.ALL);
            assertThat(report.objects()).isEqualTo(1);
            assertThat(report.leftOut()).isEqualTo(1);
            assertThat(report.findings())
                    .singleElement()
                    .satisfies(f -> assertThat(f.affected()).hasToString("bucket/bad (version null)"));
            assertThat(read(target.resolve("objects/bucket"))).containsOnlyKeys("good");
        }
    }

    @Test
    void exportsWithoutAnIndex() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.with(
                    client -> client.put(client.createBucket("bucket", VersioningState.UNVERSIONED), "key", "text"));
            Files.write(folder.root().resolve("index/index.mv"), new byte[50]);
            Path target = folder.newDirectory("out");
            assertThat(export(folder, target, Selection.ALL).objects()).isEqualTo(1);
            assertThat(read(target.resolve("objects/bucket"))).containsEntry("key", "text");
        }
    }

    @Test
    void namesAreReversibleDistinctAndHarmlessForRandomKeys() {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        String alphabet = "ab/.:% \\ CON\u0000é😀+~2F";
        Set<List<String>> seen = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder key = new StringBuilder();
            int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 300 : 12);
            int[] points = alphabet.codePoints().toArray();
            for (int j = 0; j < length; j++) {
                key.appendCodePoint(points[random.nextInt(points.length)]);
            }
            List<String> names = ExportNames.of(key.toString());
            assertThat(ExportNames.keyOf(names)).as("seed %d", seed).isEqualTo(key.toString());
            assertThat(names)
                    .allSatisfy(name -> assertThat(name)
                            .isNotEmpty()
                            .isNotEqualTo(".")
                            .isNotEqualTo("..")
                            .doesNotContain("/", "\\", ":", "\u0000")
                            .matches(n -> n.getBytes(StandardCharsets.UTF_8).length <= 210));
            assertThat(seen.add(names)).isEqualTo(keys.add(key.toString()));
        }
    }

    private static ExportReport export(DataFolder folder, Path target, Selection selection) throws IOException {
        return new StoreExport(new LocalDisk(), folder.root(), target, selection, folder.clock(), ScrubListener.NONE)
                .run(objects -> {});
    }

    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                List<String> names = new ArrayList<>();
                directory.relativize(path).forEach(name -> names.add(name.toString()));
                found.put(ExportNames.keyOf(names), Files.readString(path));
            }
        }
        return found;
    }
}
