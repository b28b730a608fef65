package io.maxiofs.storage.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
    private static final long BODY = 0x1234;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

    @TempDir
    Path directory;

    private Path path = Path.of("");

    @BeforeEach
    void choosePath() {
        path = directory.resolve("master.keys");
    }

    private MasterKeys create() throws IOException {
        return MasterKeys.create(new LocalDisk(), path, random, clock);
    }

    private MasterKeys open() throws IOException {
        return MasterKeys.open(new LocalDisk(), path, random, clock);
    }

    @Test
    void unwrapsWhatItWrappedAfterReopening() throws IOException {
        DataKey key = DataKey.generate(random);
        WrappedKey wrapped = create().wrap(key, MasterKeys.DEFAULT_NAME, BODY);

        DataKey unwrapped = open().unwrap(WrappedKey.of(wrapped.bytes()), BODY);

        assertThat(unwrapped.copyOfBytes()).isEqualTo(key.copyOfBytes());
    }

    @Test
    void refusesTheKeyOfAnotherBody() throws IOException {
        MasterKeys keys = create();
        WrappedKey wrapped = keys.wrap(DataKey.generate(random), MasterKeys.DEFAULT_NAME, BODY);

        assertThatThrownBy(() -> keys.unwrap(wrapped, BODY + 1)).isInstanceOf(DecryptionException.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsTheKeyFileFromOtherUsers() throws IOException {
        create();

        for (String name : new String[] {"master.keys", "master.keys.copy"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }
}
