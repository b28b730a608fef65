package io.maxiofs.storage.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.StoreClient;
import io.maxiofs.storage.reference.WorkloadSide;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreRescueTest {
    private static final int STEPS = 600;
    private static final int OBJECTS = 200;

    enum Harm {
        DELETED {
            @Override
            void to(Path index, Random random) throws IOException {
                Files.delete(index);
            }
        },
        EMPTY {
            @Override
            void to(Path index, Random random) throws IOException {
                Files.write(index, new byte[0]);
            }
        },
        CUT {
            @Override
            void to(Path index, Random random) throws IOException {
                byte[] bytes = Files.readAllBytes(index);
                Files.write(index, Arrays.copyOf(bytes, bytes.length / 2));
            }
        },
        GARBAGE {
            @Override
            void to(Path index, Random random) throws IOException {
                byte[] bytes = new byte[(int) Files.size(index)];
                random.nextBytes(bytes);
                Files.write(index, bytes);
            }
        },
        FLIPPED {
            @Override
            void to(Path index, Random random) throws IOException {
                for (int i = 0; i < 50; i++) {
                    DataFolder.flip(index, random.nextInt((int) Files.size(index)));
                }
            }
        };

        abstract void to(Path index, Random random) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Harm.class)
    void makesTheIndexAnewWhateverHappenedToIt(Harm harm) throws IOException {
        long seed = 20L + harm.name().length();
        try (DataFolder folder = new DataFolder()) {
            WorkloadSide side = folder.fill(seed, STEPS);
            String expected = folder.snapshot(side, folder.root());
            Path index = folder.root().resolve("index/index.mv");
            harm.to(index, new Random(seed));
            boolean left = Files.exists(index);
            RescueReport report = rescue(folder);
            assertThat(report.faults()).as("seed %d", seed).isZero();
            assertThat(report.setAside() != null
                            && Files.exists(report.setAside().resolve("index.mv")))
                    .isEqualTo(left);
            assertThat(folder.snapshot(side, folder.root())).isEqualTo(expected);
            assertThat(folder.verify().findings()).isEmpty();
        }
    }

    @Test
    void keepsEveryOldIndexWhenItRunsAgain() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.fill(3, STEPS);
            RescueReport first = rescue(folder);
            RescueReport second = rescue(folder);
            assertThat(first.setAside())
                    .isNotEqualTo(second.setAside())
                    .isNotNull()
                    .exists();
            assertThat(second.setAside()).isNotNull().exists();
        }
    }

    @Test
    void givesANewIdentityWhereItIsGoneOrDamaged() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            WorkloadSide side = folder.fill(4, STEPS);
            String expected = folder.snapshot(side, folder.root());
            Path identity = folder.root().resolve("maxiofs.id");
            Files.delete(identity);
            assertThatThrownBy(folder::verify)
                    .isInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining("rescue");
            assertThat(rescue(folder).newIdentity()).isTrue();
            Files.writeString(identity, "format=1\nid=no-uuid\n");
            assertThat(rescue(folder).newIdentity()).isTrue();
            assertThat(folder.root().resolve("maxiofs.id.damaged")).exists();
            assertThat(rescue(folder).newIdentity()).isFalse();
            assertThat(folder.snapshot(side, folder.root())).isEqualTo(expected);
        }
    }

    @Test
    void refusesANewerFormatAndAnOpenStore() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            try (LocalObjectStore open = folder.open()) {
                assertThat(open.id()).isNotNull();
                assertThatThrownBy(() -> rescue(folder)).isInstanceOf(StoreRefusedException.class);
            }
            Path identity = folder.root().resolve("maxiofs.id");
            String text = Files.readString(identity);
            Files.writeString(identity, text.replace("format=1", "format=2"));
            assertThatThrownBy(() -> rescue(folder))
                    .isInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining("format 2");
        }
    }

    /** Bits flipped in records: those are reported, everything else is there. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void savesEverythingButWhatWasHit(long seed) throws IOException {
        Random random = new Random(seed);
        try (DataFolder folder = new DataFolder(DataFolder.small(4096))) {
            fillPlain(folder);
            Set<String> hit = hitRecords(folder, random, 5);
            Files.delete(folder.root().resolve("index/index.mv"));
            RescueReport report = rescue(folder);
            assertThat(report.faults()).isPositive();
            assertEverythingBut(folder, folder.root(), hit, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void salvagesEverythingButWhatWasHit(long seed) throws IOException {
        Random random = new Random(seed);
        try (DataFolder folder = new DataFolder(DataFolder.small(4096))) {
            fillPlain(folder);
            Set<String> hit = hitRecords(folder, random, 5);
            DataFolder.flip(folder.files(".ext").get(2), 10);
            var before = folder.contents();
            Path target = folder.newDirectory("copy");
            RescueReport report = salvage(folder, target);
            assertThat(report.findings())
                    .filteredOn(f -> f.severity() == Finding.Severity.LOST && f.kind() == Finding.Kind.BODY_DAMAGED)
                    .isNotEmpty();
            assertThat(folder.contents()).isEqualTo(before);
            report.findings().stream()
                    .filter(f -> f.affected() != null && f.affected().key() != null)
                    .forEach(f -> hit.add(String.valueOf(f.affected().key())));
            assertEverythingBut(folder, target, hit, seed);
            assertThat(verify(folder, target).isClean()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void salvagesAHealthyStoreAsItIs(long seed) throws IOException {
        try (DataFolder folder = new DataFolder()) {
            WorkloadSide side = folder.fill(seed, STEPS);
            String expected = folder.snapshot(side, folder.root());
            Path target = folder.newDirectory("copy");
            RescueReport report = salvage(folder, target);
            assertThat(report.findings()).isEmpty();
            assertThat(folder.snapshot(side, target)).isEqualTo(expected);
            assertThat(verify(folder, target).findings()).isEmpty();
        }
    }

    @Test
    void salvagesAStoreWithoutIdentityAndIndexAndRefusesATargetInUse() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            WorkloadSide side = folder.fill(33, STEPS);
            String expected = folder.snapshot(side, folder.root());
            Files.delete(folder.root().resolve("maxiofs.id"));
            Files.delete(folder.root().resolve("index/index.mv"));
            Path target = folder.newDirectory("copy");
            assertThat(salvage(folder, target).findings()).isEmpty();
            assertThat(folder.snapshot(side, target)).isEqualTo(expected);
            assertThatThrownBy(() -> salvage(folder, target)).isInstanceOf(StoreRefusedException.class);
        }
    }

    private static void fillPlain(DataFolder folder) throws IOException {
        folder.with(client -> {
            BucketName bucket = client.createBucket("plain", VersioningState.UNVERSIONED);
            for (int i = 0; i < OBJECTS; i++) {
                client.put(bucket, key(i), content(i));
            }
        });
    }

    private static String key(int i) {
        return "object-%05d".formatted(i);
    }

    private static String content(int i) {
        return (key(i) + " ").repeat(i % 20 == 0 ? 1000 : 20);
    }

    /** Flips a bit inside the key of some objects' records; returns the keys. */
    private static Set<String> hitRecords(DataFolder folder, Random random, int count) throws IOException {
        Set<String> hit = new TreeSet<>();
        while (hit.size() < count) {
            // Not those whose bodies are extents: damage to one of these is another case.
            String key = key(random.nextInt(OBJECTS / 20) * 20 + 1 + random.nextInt(19));
            for (Path segment : folder.files(".seg")) {
                int at = Files.readString(segment, StandardCharsets.ISO_8859_1).indexOf(key);
                if (at > 0 && hit.add(key)) {
                    DataFolder.flip(segment, at + random.nextInt(key.length()));
                    break;
                }
            }
        }
        return hit;
    }

    private static void assertEverythingBut(DataFolder folder, Path root, Set<String> hit, long seed)
            throws IOException {
        try (LocalObjectStore store = folder.open(root)) {
            StoreClient client = new StoreClient(store);
            BucketName bucket = new BucketName("plain");
            Set<String> there = new TreeSet<>(client.keys(bucket));
            for (int i = 0; i < OBJECTS; i++) {
                if (!hit.contains(key(i))) {
                    assertThat(there).as("seed %d", seed).contains(key(i));
                    assertThat(client.text(bucket, key(i))).isEqualTo(content(i));
                } else {
                    assertThat(there).doesNotContain(key(i));
                }
            }
        }
    }

    private static RescueReport rescue(DataFolder folder) throws IOException {
        return new StoreRescue(new LocalDisk(), folder.root(), folder.clock(), ScrubListener.NONE).run(records -> {});
    }

    private static RescueReport salvage(DataFolder folder, Path target) throws IOException {
        return new StoreSalvage(new LocalDisk(), folder.root(), target, folder.clock(), ScrubListener.NONE)
                .run(records -> {});
    }

    private static VerifyReport verify(DataFolder folder, Path root) throws IOException {
        return new StoreVerification(new LocalDisk(), root, folder.beside(), folder.clock(), ScrubListener.NONE).run();
    }
}
