package io.maxiofs.storage.extent;

import static io.maxiofs.storage.extent.ExtentFixture.FRAME;
import static io.maxiofs.storage.extent.ExtentFixture.MEMORY_SLICES;
import static io.maxiofs.storage.extent.ExtentFixture.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtentInspectorTest {
    @TempDir
    Path directory;

    private final ExtentInspector inspector = new ExtentInspector(new LocalDisk());

    private Path writeExtent(boolean encrypted) {
        try (ExtentFixture fixture = new ExtentFixture(new LocalDisk(), directory, MEMORY_SLICES)) {
            return fixture.files.path(
                    fixture.write(body(3 * FRAME + 1), encrypted).extentId());
        }
    }

    @Test
    void describesAnIntactExtentUnderItsNameAndAnother() throws IOException {
        Path file = writeExtent(true);
        assertThat(inspector.describe(file))
                .contains("extent    0000000000000001", "body      196609 bytes in 4 frames, encrypted", "intact");

        Path renamed = Files.move(file, directory.resolve("copy.bin"));
        assertThat(inspector.describe(renamed)).contains("extent    0000000000000001, under another name", "intact");
    }

    @Test
    void saysWhichBytesAreDamaged() throws IOException {
        Path file = writeExtent(false);
        byte[] stored = Files.readAllBytes(file);
        stored[FRAME + 1] ^= 1;
        Files.write(file, stored);

        assertThat(inspector.describe(file))
                .anySatisfy(line -> assertThat(line).contains("damaged").endsWith("bytes 65536 to 131071"))
                .doesNotContain("intact");
    }

    @Test
    void saysThatAFileIsNoFinishedExtent() throws IOException {
        Path file = writeExtent(false);
        byte[] stored = Files.readAllBytes(file);
        for (int length : new int[] {0, 39, stored.length - 1}) {
            Files.write(file, Arrays.copyOf(stored, length));
            assertThat(inspector.describe(file).getLast()).startsWith("damaged").contains("never finished");
        }
        Files.write(file, Arrays.copyOfRange(stored, 10, stored.length));
        assertThat(inspector.describe(file).getLast()).startsWith("damaged").contains("bytes, not");
        assertThatThrownBy(() -> inspector.describe(directory.resolve("missing")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
