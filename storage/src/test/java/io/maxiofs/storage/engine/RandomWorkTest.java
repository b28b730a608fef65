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
    private static final int STEPS = Integer.getInteger("maxiofs.random.steps", 1500);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    private enum Disturbance {
        NONE,
        REOPEN,
        REBUILD
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

    private void run(long seed, Disturbance disturbance, boolean encrypted) {
        EngineConfig config = TemporaryStore.small(MINIMUM_PART_BYTES)
                .withInlineBytes(INLINE_BYTES)
                .withEncryption(encrypted);
        Random random = new Random(seed);
        try (TemporaryStore temporary = new TemporaryStore(clock, config)) {
            SwitchableStore subject = new SwitchableStore(temporary.store());
            SideBySide sides = new SideBySide(
                    new WorkloadSide(new InMemoryObjectStore(clock, MINIMUM_PART_BYTES)), new WorkloadSide(subject));
            sides.run(new RandomWorkload(seed, clock), STEPS, step -> {
                if (disturbance != Disturbance.NONE && random.nextInt(100) == 0) {
                    subject.switchTo(disturbance == Disturbance.REBUILD ? rebuilt(temporary) : temporary.reopen());
                    sides.compareEverything();
                }
            });
            assertExtentsMatchReferences(temporary);
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
