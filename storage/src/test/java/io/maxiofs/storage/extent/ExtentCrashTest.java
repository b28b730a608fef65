package io.maxiofs.storage.extent;

import static io.maxiofs.storage.extent.ExtentFixture.FRAME;
import static io.maxiofs.storage.extent.ExtentFixture.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.TestSeed;
import io.maxiofs.storage.file.CrashEnumeration;
import io.maxiofs.storage.file.SimulatedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code finish()} promised is there after any crash, and what it did not promise is at most an orphan. */
@ExtendWith(QuietLog.class)
class ExtentCrashTest {
    private static final Path ROOT = Path.of("/data/extents");

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void keepsWhatWasFinishedThroughEveryCrash(int preparedNames) throws IOException {
        long seed = TestSeed.get();
        ExtentConfig config = new ExtentConfig(2 * FRAME, 16, 0, preparedNames, 0, false);

        int crashes = new CrashEnumeration(seed, 3).run(() -> new Workload(config));

        assertThat(crashes).isGreaterThan(60);
    }

    private static final class Workload implements CrashEnumeration.Run {
        private final ExtentConfig config;
        private final Map<ExtentRef, Boolean> promised = new LinkedHashMap<>();

        /** Keeps its key over all reopenings. */
        private ExtentFixture fixture;

        Workload(ExtentConfig config) {
            this.config = config;
            this.fixture = new ExtentFixture(new SimulatedDisk(0), ROOT, config);
        }

        @Override
        public void prepare(SimulatedDisk disk) throws IOException {
            disk.makeDirectories(ROOT);
        }

        @Override
        public void work(SimulatedDisk disk) {
            // The ids 254 to 257 need a second directory on the way.
            fixture = new ExtentFixture(disk, ROOT, config, 0xfd);
            try (ExtentFixture open = fixture) {
                for (boolean encrypted : new boolean[] {false, true}) {
                    for (int size : new int[] {0, 1_000, 2 * FRAME + 1}) {
                        promised.put(open.write(body(size), encrypted), encrypted);
                    }
                }
                try (ExtentWriter abandoned = open.store.create(null, -1)) {
                    abandoned.write(ByteBuffer.wrap(body(3 * FRAME)));
                }
                ExtentRef first = promised.keySet().iterator().next();
                promised.remove(first);
                open.store.delete(first.extentId());
            }
        }

        @Override
        public void verify(SimulatedDisk disk) {
            ExtentFixture after = new ExtentFixture(disk, ROOT, config.withoutBackground(), 0xfd);
            for (Map.Entry<ExtentRef, Boolean> one : promised.entrySet()) {
                ExtentRef ref = one.getKey();
                byte[] expected = body((int) ref.extentLength());
                assertThat(ExtentFixture.read(after.store, ref, fixture.keyIf(one.getValue())))
                        .isEqualTo(expected);
                assertThat(after.store.verify(ref.extentId()).isIntact()).isTrue();
            }
            List<Long> onDisk = after.idsOnDisk();
            assertThat(onDisk)
                    .containsAll(
                            promised.keySet().stream().map(ExtentRef::extentId).toList());
            ExtentRef next = after.write(body(10), false);
            assertThat(onDisk).doesNotContain(next.extentId());
            assertThat(after.read(next, false)).isEqualTo(body(10));
        }
    }
}
