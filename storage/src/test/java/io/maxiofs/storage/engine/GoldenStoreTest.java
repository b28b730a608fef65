package io.maxiofs.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import io.maxiofs.storage.reference.RandomWorkload;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.WorkloadSide;
import io.maxiofs.storage.reference.WorkloadStep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store written by an earlier version, kept as text, opens and shows exactly what it held. A store of a new format is
 * added by running this with {@code -Dmaxiofs.golden.write=FOLDER}; those of released formats are never changed.
 */
class GoldenStoreTest {
    private static final int MINIMUM_PART_BYTES = 100;
    private static final int STEPS = 70;
    private static final int LONGEST_BODY = 3000;
    private static final Pattern BYTES = Pattern.compile("(\\d+) bytes");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    private Path folder;

    private StoreOptions options() {
        EngineConfig config = TemporaryStore.small(MINIMUM_PART_BYTES).withInlineBytes(24);
        return new StoreOptions(new LocalDisk(), config, clock, new SecureRandom(), TenantLimits.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1})
    void aStoreOfEveryReleasedFormatOpens(int format) throws IOException {
        GoldenText.unpack(resource("store-" + format + ".txt"), folder);

        try (LocalObjectStore store = LocalObjectStore.open(folder, options(), records -> {})) {
            assertThat(new WorkloadSide(store).snapshot()).isEqualTo(resource("store-" + format + ".content.txt"));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = GoldenStoreTest.class.getResourceAsStream("/io/maxiofs/storage/golden/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void writesTheStoreOfThisFormatWhereAsked() throws IOException {
        WorkloadSide model = new WorkloadSide(new InMemoryObjectStore(clock, MINIMUM_PART_BYTES));
        try (LocalObjectStore store = LocalObjectStore.open(folder, options(), records -> {})) {
            WorkloadSide subject = new WorkloadSide(store);
            RandomWorkload workload = new RandomWorkload(4, clock);
            for (int i = 0; i < STEPS; i++) {
                WorkloadStep step = workload.next();
                if (!isLong(step)) {
                    assertThat(subject.apply(step)).isEqualTo(model.apply(step));
                }
            }
        }
        String text = GoldenText.pack(folder);
        String content = model.snapshot();
        String target = System.getProperty("maxiofs.golden.write");
        if (target != null) {
            Files.writeString(Path.of(target, "store-" + DataDirectory.FORMAT + ".txt"), text);
            Files.writeString(Path.of(target, "store-" + DataDirectory.FORMAT + ".content.txt"), content);
        }
        Path copy = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-copy"));
        GoldenText.unpack(text, copy);
        try (LocalObjectStore store = LocalObjectStore.open(copy, options(), records -> {})) {
            assertThat(new WorkloadSide(store).snapshot()).isEqualTo(content);
        } finally {
            GoldenText.remove(copy);
        }
    }

    /** Whether a step would only make the text longer. */
    private static boolean isLong(WorkloadStep step) {
        Matcher matcher = BYTES.matcher(step.description());
        return matcher.find() && Integer.parseInt(matcher.group(1)) > LONGEST_BODY;
    }
}
