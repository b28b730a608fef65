package io.maxiofs.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.reference.InMemoryObjectStore;
import io.maxiofs.storage.reference.RandomWorkload;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.SideBySide;
import io.maxiofs.storage.reference.WorkloadSide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine and the model do the same random work and must agree in every answer, whatever happens in between. */
class RandomWorkTest {
    private static final int MINIMUM_PART_BYTES = 100;
    private static final int INLINE_BYTES = 24;
    private static final int LARGER_INLINE_BYTES = 8 * 1024;
    private static final int STEPS = Integer.getInteger("maxiofs.random.steps", 800);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    private enum Disturbance {
        NONE,
        REOPEN,
        REBUILD,
        COMPACT
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheModel(long seed) {
        run(seed, Disturbance.NONE, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void agreesWithTheModelAcrossRestarts(long seed) {
        run(seed, Disturbance.REOPEN, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void agreesWithTheModelWhenEncrypted(long seed) {
        run(seed, Disturbance.REOPEN, true);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void agreesWithTheModelWhenTheIndexIsLostAgainAndAgain(long seed) {
        run(seed, Disturbance.REBUILD, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42})
    void agreesWithTheModelWhileSegmentsAreCompacted(long seed) {
        run(seed, Disturbance.COMPACT, false);
    }

    private void run(long seed, Disturbance disturbance, boolean encrypted) {
        EngineConfig config = TemporaryStore.small(MINIMUM_PART_BYTES)
                .withInlineBytes(disturbance == Disturbance.COMPACT ? LARGER_INLINE_BYTES : INLINE_BYTES)
                .withEncryption(encrypted);
        Random random = new Random(seed);
        int[] compacted = new int[1];
        try (TemporaryStore temporary = new TemporaryStore(clock, config)) {
            SwitchableStore subject = new SwitchableStore(temporary.store());
            SideBySide sides = new SideBySide(
                    new WorkloadSide(new InMemoryObjectStore(clock, MINIMUM_PART_BYTES)), new WorkloadSide(subject));
            sides.run(new RandomWorkload(seed, clock), disturbance == Disturbance.COMPACT ? 2 * STEPS : STEPS, step -> {
                if (disturbance != Disturbance.NONE && random.nextInt(100) == 0) {
                    boolean rebuild = disturbance == Disturbance.REBUILD
                            || disturbance == Disturbance.COMPACT && random.nextBoolean();
                    subject.switchTo(rebuild ? rebuilt(temporary) : temporary.reopen());
                    if (disturbance == Disturbance.COMPACT) {
                        compacted[0] += compact(temporary.store());
                    }
                    sides.compareEverything();
                }
            });
            assertExtentsMatchReferences(temporary);
        }
        assertThat(compacted[0] > 0).isEqualTo(disturbance == Disturbance.COMPACT);
    }

    private static int compact(LocalObjectStore store) {
        try {
            return store.compact(100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalObjectStore rebuilt(TemporaryStore temporary) {
        return temporary.reopenAfter(() -> {
            try (Stream<Path> files = Files.list(temporary.root().resolve("index"))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Every file an object needs is there, and no other one is left behind. */
    private static void assertExtentsMatchReferences(TemporaryStore temporary) {
        Engine engine = temporary.store().engine();
        engine.extents()
                .forEachId(id -> assertThat(engine.state().extents().count(id))
                        .as("references to extent %d", id)
                        .isPositive());
    }
}
