package io.maxiofs.storage.engine;

import static io.maxiofs.storage.reference.StoreClient.OWNER;
import static io.maxiofs.storage.reference.StoreClient.exactly;
import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.file.CrashEnumeration;
import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.maintenance.RepairTarget;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A fault at every call of two repairs: the version is damaged as it was or whole, never anything else. */
class RepairCrashTest {
    private static final Path ROOT = Path.of("/data");
    private static final long SEED = 1;
    private static final int REORDERINGS = 1;
    private static final int LARGE = 5_000;

    @Test
    void aRepairIsDoneAsAWholeOrNotAtAll() throws IOException {
        int points = new CrashEnumeration(SEED, REORDERINGS).run(RepairRun::new);
        System.out.println("Repair crash enumeration: seed " + SEED + ", " + points + " faults");
        assertThat(points).isGreaterThan(20);
    }

    /** A store with a damaged extent and a damaged body in the journal, mended with bytes from outside and from a copy. */
    private static final class RepairRun implements CrashEnumeration.Run {
        private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
        private final BucketName bucket = new BucketName("photos");
        private final Set<String> promised = new HashSet<>();
        private @Nullable ObjectVersion large;
        private @Nullable ObjectVersion small;

        private LocalObjectStore open(SimulatedDisk disk) throws IOException {
            EngineConfig config = TemporaryStore.small(1).withInlineBytes(100);
            return LocalObjectStore.open(
                    ROOT, new StoreOptions(disk, config, clock, new SecureRandom(), TenantLimits.NONE), records -> {});
        }

        private static byte[] content(String name) {
            return DamagedStore.bytes(name.length(), name.equals("large") ? LARGE : 50);
        }

        @Override
        public void prepare(SimulatedDisk disk) throws IOException {
            disk.makeDirectories(ROOT);
            LocalObjectStore store = open(disk);
            try {
                StoreClient client = new StoreClient(store);
                client.createBucket(bucket.value(), VersioningState.UNVERSIONED);
                large = put(client, "large", content("large"));
                small = put(client, "small", content("small"));
                put(client, "copy of small", content("small"));
            } finally {
                store.close();
            }
            assertThat(damage(disk, new StoreLayout(ROOT).extents(), content("large")))
                    .isTrue();
            assertThat(damage(disk, new StoreLayout(ROOT).journal(), content("small")))
                    .isTrue();
        }

        private ObjectVersion put(StoreClient client, String name, byte[] bytes) {
            return client.put(
                    bucket,
                    key(name),
                    bytes,
                    WriteCondition.NONE,
                    ObjectProperties.NONE.withTags(new Tags(Map.of("kept", "yes"))),
                    ObjectProtection.NONE);
        }

        /** Changes a byte in the middle of the first place that holds {@code bytes}. */
        private static boolean damage(SimulatedDisk disk, Path directory, byte[] bytes) throws IOException {
            for (Path path : disk.list(directory).stream().sorted().toList()) {
                byte[] found;
                try (var file = disk.open(path, OpenMode.READ)) {
                    ByteBuffer read = ByteBuffer.allocate((int) file.size());
                    for (int count = 0; count >= 0 && read.hasRemaining(); ) {
                        count = file.read(read, read.position());
                    }
                    found = read.array();
                } catch (IOException e) {
                    if (damage(disk, path, bytes)) {
                        return true;
                    }
                    continue;
                }
                for (int at = 0; at + bytes.length <= found.length; at++) {
                    if (Arrays.equals(found, at, at + bytes.length, bytes, 0, bytes.length)) {
                        disk.corrupt(path, at + bytes.length / 2, 0x10);
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public void work(SimulatedDisk disk) throws IOException {
            LocalObjectStore store = open(disk);
            try {
                try (RepairIntake intake = store.repairs().receive(target(Objects.requireNonNull(large)))) {
                    intake.write(ByteBuffer.wrap(content("large")));
                    intake.finish();
                }
                promised.add("large");
                store.repairs().fromCopy(target(Objects.requireNonNull(small)));
                promised.add("small");
            } finally {
                store.close();
            }
        }

        private RepairTarget target(ObjectVersion version) {
            return new RepairTarget(bucket, version.key(), exactly(version));
        }

        @Override
        public void verify(SimulatedDisk disk) throws IOException {
            LocalObjectStore store = open(disk);
            try {
                for (ObjectVersion version : List.of(Objects.requireNonNull(large), Objects.requireNonNull(small))) {
                    StoredObject object = store.find(bucket, version.key(), VersionSelector.CURRENT);
                    assertThat(object.version()).isEqualTo(version);
                    assertThat(object.version().owner()).isEqualTo(OWNER);
                    String name = version.key().value();
                    try {
                        assertThat(StoreClient.read(object)).isEqualTo(content(name));
                    } catch (CorruptDataException e) {
                        assertThat(promised).doesNotContain(name);
                    }
                }
                StoredObject copy = store.find(bucket, key("copy of small"), VersionSelector.CURRENT);
                assertThat(StoreClient.read(copy)).isEqualTo(content("small"));
            } finally {
                store.close();
            }
        }
    }
}
