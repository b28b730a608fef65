package io.maxiofs.storage.extent;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.crypto.CustomerKey;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.crypto.FrameCipher;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.crypto.WrappedKey;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.model.ByteRange;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What version 1 of the formats wrote is read by every later version. The files never change; {@code extents.txt} has a
 * line for each: id, size and wrapped key of an extent, or of an inline body its identity, wrapped key and bytes.
 */
class GoldenExtentsTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path directory;

    @BeforeEach
    void copyGoldenFiles() throws IOException, URISyntaxException {
        URL golden = Objects.requireNonNull(GoldenExtentsTest.class.getResource("/golden/v1/extents.txt"));
        Path source = Objects.requireNonNull(Path.of(golden.toURI()).getParent());
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = directory.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private MasterKeys masterKeys() throws IOException {
        return MasterKeys.open(
                new LocalDisk(), directory.resolve("keys/storage.keys"), random, InstantSource.fixed(Instant.EPOCH));
    }

    @Test
    void readsExtentsOfVersionOne() throws IOException {
        MasterKeys keys = masterKeys();
        int read = 0;
        try (ExtentFixture fixture =
                new ExtentFixture(new LocalDisk(), directory.resolve("extents"), ExtentFixture.MEMORY_SLICES)) {
            for (List<String> line : lines(false)) {
                long id = Long.parseLong(line.get(0));
                int size = Integer.parseInt(line.get(1));
                WrappedKey wrapped = line.get(2).equals("-") ? null : wrapped(line.get(2));
                DataKey key = wrapped == null ? null : keys.unwrap(wrapped, id);
                ExtentRef ref = new ExtentRef(id, ByteRange.all(size), size, wrapped);

                assertThat(ExtentFixture.read(fixture.store, ref, key))
                        .as("extent %d", id)
                        .isEqualTo(expected(size));
                assertThat(fixture.store.verify(id).isIntact()).isTrue();
                read++;
            }
        }
        assertThat(read).isEqualTo(8);
        assertThat(keys.currentVersion(MasterKeys.DEFAULT_NAME)).contains(3);
    }

    @Test
    void readsAnInlineBodyWithACustomerKeyOfVersionOne() throws IOException {
        byte[] customer = new byte[32];
        for (int i = 0; i < customer.length; i++) {
            customer[i] = (byte) i;
        }
        List<String> line = lines(true).getFirst();
        long identity = Long.parseLong(line.get(1));
        DataKey key = new CustomerKey(customer, random).unwrap(wrapped(line.get(2)), identity);
        byte[] stored = HexFormat.of().parseHex(line.get(3));

        ByteBuffer body = new FrameCipher(key, identity).decryptBody(ByteBuffer.wrap(stored));

        assertThat(StandardCharsets.US_ASCII.decode(body).toString()).isEqualTo("inline body");
    }

    private List<List<String>> lines(boolean inline) throws IOException {
        return Files.readAllLines(directory.resolve("extents.txt")).stream()
                .filter(line -> line.startsWith("inline") == inline)
                .map(line -> List.of(line.split(" ", -1)))
                .toList();
    }

    private static WrappedKey wrapped(String hex) {
        return WrappedKey.of(HexFormat.of().parseHex(hex));
    }

    private static byte[] expected(int size) {
        byte[] body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = (byte) (i / 1024);
        }
        return body;
    }
}
