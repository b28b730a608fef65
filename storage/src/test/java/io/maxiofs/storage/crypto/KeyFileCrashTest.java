package io.maxiofs.storage.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.TestSeed;
import io.maxiofs.storage.file.CrashEnumeration;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key that wrapped anything is never lost, and a key file that was begun never keeps a store from starting. */
class KeyFileCrashTest {
    private static final Path FILE = Path.of("/data/keys/master.keys");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    @Test
    void keepsEveryKeyThatWasAddedThroughEveryCrash() throws IOException {
        long seed = TestSeed.get();

        int crashes = new CrashEnumeration(seed, 5).run(Workload::new);

        assertThat(crashes).isGreaterThan(40);
    }

    private static final class Workload implements CrashEnumeration.Run {
        private final SecureRandom random = new SecureRandom();
        private final DataKey key = DataKey.generate(random);
        private final List<WrappedKey> wrapped = new ArrayList<>();

        @Override
        public void prepare(SimulatedDisk disk) throws IOException {
            disk.makeDirectories(Path.of("/data"));
        }

        @Override
        public void work(SimulatedDisk disk) throws IOException {
            MasterKeys keys = MasterKeys.create(disk, FILE, random, CLOCK);
            wrapped.add(keys.wrap(key, MasterKeys.DEFAULT_NAME, 1));
            keys.addVersion(MasterKeys.DEFAULT_NAME);
            wrapped.add(keys.wrap(key, MasterKeys.DEFAULT_NAME, 1));
            keys.addVersion("tenant");
            wrapped.add(keys.wrap(key, "tenant", 1));
        }

        @Override
        public void verify(SimulatedDisk disk) throws IOException {
            MasterKeys keys = openOrCreate(disk);
            for (WrappedKey one : wrapped) {
                assertThat(keys.unwrap(one, 1).copyOfBytes()).isEqualTo(key.copyOfBytes());
            }
        }

        private MasterKeys openOrCreate(Disk disk) throws IOException {
            return MasterKeys.exist(disk, FILE)
                    ? MasterKeys.open(disk, FILE, random, CLOCK)
                    : MasterKeys.create(disk, FILE, random, CLOCK);
        }
    }
}
