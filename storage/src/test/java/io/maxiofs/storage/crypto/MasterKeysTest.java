package io.maxiofs.storage.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {
    private static final long BODY = 0x1234;
    private static final String DEFAULT = MasterKeys.DEFAULT_NAME;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

    @TempDir
    Path directory;

    private Path path = Path.of("");
    private Path copy = Path.of("");

    @BeforeEach
    void choosePath() {
        path = directory.resolve("keys").resolve("master.keys");
        copy = directory.resolve("keys").resolve("master.keys.copy");
    }

    private MasterKeys create() throws IOException {
        return MasterKeys.create(new LocalDisk(), path, random, clock);
    }

    private MasterKeys open() throws IOException {
        return MasterKeys.open(new LocalDisk(), path, random, clock);
    }

    private DataKey newKey() {
        return DataKey.generate(random);
    }

    private static void assertOpens(MasterKeys keys, WrappedKey wrapped, DataKey expected) {
        assertThat(keys.unwrap(wrapped, BODY).copyOfBytes()).isEqualTo(expected.copyOfBytes());
    }

    @Test
    void unwrapsWhatItWrappedAfterReopening() throws IOException {
        DataKey key = newKey();
        WrappedKey wrapped = create().wrap(key, DEFAULT, BODY);

        assertOpens(open(), WrappedKey.of(wrapped.bytes()), key);
    }

    @Test
    void refusesTheKeyOfAnotherBody() throws IOException {
        MasterKeys keys = create();
        WrappedKey wrapped = keys.wrap(newKey(), DEFAULT, BODY);

        assertThatThrownBy(() -> keys.unwrap(wrapped, BODY + 1)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void refusesEveryChangedByteOfAWrappedKey() throws IOException {
        MasterKeys keys = create();
        byte[] wrapped = keys.wrap(newKey(), DEFAULT, BODY).bytes();
        for (int at = 0; at < wrapped.length; at++) {
            byte[] changed = wrapped.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> keys.unwrap(WrappedKey.of(changed), BODY))
                    .as("byte %d", at)
                    .isInstanceOf(DecryptionException.class);
        }
        for (int length = 1; length < wrapped.length; length++) {
            WrappedKey cut = WrappedKey.of(Arrays.copyOf(wrapped, length));
            assertThatThrownBy(() -> keys.unwrap(cut, BODY)).isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void rotatesWithoutLosingWhatOlderVersionsWrapped() throws IOException {
        MasterKeys keys = create();
        DataKey key = newKey();
        WrappedKey old = keys.wrap(key, DEFAULT, BODY);

        assertThat(keys.addVersion(DEFAULT)).isEqualTo(2);
        MasterKeys reopened = open();

        assertThat(reopened.currentVersion(DEFAULT)).contains(2);
        assertOpens(reopened, old, key);
        assertThat(reopened.isCurrent(old, BODY)).isFalse();
        WrappedKey renewed = reopened.rewrap(old, BODY);
        assertThat(reopened.isCurrent(renewed, BODY)).isTrue();
        assertThat(renewed).isNotEqualTo(old);
        assertOpens(reopened, renewed, key);
    }

    @Test
    void keepsKeysOfTenantsApart() throws IOException {
        MasterKeys keys = create();
        assertThat(keys.addVersion("tenant-a")).isEqualTo(1);
        DataKey key = newKey();

        WrappedKey wrapped = keys.wrap(key, "tenant-a", BODY);

        assertThat(keys.names()).containsExactly(DEFAULT, "tenant-a");
        keys.addVersion(DEFAULT);
        assertThat(keys.isCurrent(wrapped, BODY)).isTrue();
        assertOpens(keys, wrapped, key);
        assertThatThrownBy(() -> keys.wrap(key, "tenant-b", BODY)).isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> keys.addVersion("../x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhichKeyIsMissingInAStoreThatHasAnotherOfTheSameName() throws IOException {
        WrappedKey foreign = create().wrap(newKey(), DEFAULT, BODY);
        path = directory.resolve("other.keys");
        MasterKeys other = create();

        assertThatThrownBy(() -> other.unwrap(foreign, BODY))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("default version 1");
    }

    @Test
    void restoresALostKeyFileFromTheRecoveryKit() throws IOException {
        MasterKeys keys = create();
        keys.addVersion(DEFAULT);
        keys.addVersion("tenant-a");
        DataKey key = newKey();
        WrappedKey wrapped = keys.wrap(key, "tenant-a", BODY);
        String kit = keys.exportRecoveryKit();
        Files.delete(path);
        Files.delete(copy);

        assertThatThrownBy(this::open).isInstanceOf(KeyFileException.class);
        MasterKeys.restore(new LocalDisk(), path, kit.replace("\n", "\r\n  "), random, clock);

        assertOpens(open(), wrapped, key);
        assertThat(open().currentVersion(DEFAULT)).contains(2);
    }

    @Test
    void importsOnlyWhatItLacks() throws IOException {
        MasterKeys first = create();
        DataKey key = newKey();
        WrappedKey wrapped = first.wrap(key, DEFAULT, BODY);
        String kit = first.exportRecoveryKit();
        path = directory.resolve("other.keys");
        MasterKeys second = create();
        WrappedKey own = second.wrap(key, DEFAULT, BODY);

        assertThat(second.importRecoveryKit(kit)).isEqualTo(1);
        assertThat(second.importRecoveryKit(kit)).isZero();

        assertOpens(open(), wrapped, key);
        assertOpens(open(), own, key);
    }

    @Test
    void refusesEveryDamagedRecoveryKit() throws IOException {
        MasterKeys keys = create();
        keys.addVersion(DEFAULT);
        String kit = keys.exportRecoveryKit();
        String body = kit.substring(kit.indexOf("maxiofs-master-keys"));
        for (int at = 0; at < body.length() - 1; at++) {
            char changed = body.charAt(at) == 'x' ? 'y' : 'x';
            String damaged = body.substring(0, at) + changed + body.substring(at + 1);
            assertThatThrownBy(() -> keys.importRecoveryKit(damaged))
                    .as("character %d", at)
                    .isInstanceOf(KeyFileException.class);
        }
        String withoutEnd = body.substring(0, body.indexOf("end "));
        assertThatThrownBy(() -> keys.importRecoveryKit(withoutEnd)).isInstanceOf(KeyFileException.class);
        assertThatThrownBy(() -> keys.importRecoveryKit("")).isInstanceOf(KeyFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "flipped", "cut"})
    void readsTheCopyWhenTheKeyFileIsDamagedAndMendsIt(String damage) throws IOException {
        DataKey key = newKey();
        WrappedKey wrapped = create().wrap(key, DEFAULT, BODY);
        byte[] whole = Files.readAllBytes(path);
        for (Path damaged : new Path[] {path, copy}) {
            damage(damaged, damage);

            assertThat(MasterKeys.exist(new LocalDisk(), path)).isTrue();
            assertOpens(open(), wrapped, key);
            assertThat(damaged).hasBinaryContent(whole);
        }
    }

    @Test
    void refusesToStartWhenBothCopiesAreDamagedRatherThanMakingNewKeys() throws IOException {
        create();
        damage(path, "flipped");
        damage(copy, "cut");

        assertThatThrownBy(this::open)
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("master.keys:")
                .hasMessageContaining("master.keys.copy:");
        assertThatThrownBy(this::create).isInstanceOf(KeyFileException.class);
    }

    private static void damage(Path file, String how) throws IOException {
        byte[] content = Files.readAllBytes(file);
        switch (how) {
            case "missing" -> Files.delete(file);
            case "empty" -> Files.write(file, new byte[0]);
            case "cut" -> Files.write(file, Arrays.copyOf(content, content.length - 20));
            default -> {
                content[content.length - 40] ^= 1;
                Files.write(file, content);
            }
        }
    }

    /** The file is replaced before its copy: a crash in between must not bring the old keys back. */
    @Test
    void prefersTheFileWithMoreKeys() throws IOException {
        MasterKeys keys = create();
        byte[] older = Files.readAllBytes(path);
        keys.addVersion(DEFAULT);
        Files.write(path, older);

        assertThat(open().currentVersion(DEFAULT)).contains(2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsTheKeyFileFromOtherUsers() throws IOException {
        create();

        for (Path file : new Path[] {path, copy}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesToReplaceAKeyFile() throws IOException {
        MasterKeys keys = create();
        String kit = keys.exportRecoveryKit();

        assertThatThrownBy(this::create).isInstanceOf(KeyFileException.class);
        assertThatThrownBy(() -> MasterKeys.restore(new LocalDisk(), path, kit, random, clock))
                .isInstanceOf(KeyFileException.class);
    }

    @Test
    void refusesAForeignFile() throws IOException {
        Files.createDirectory(directory.resolve("keys"));
        Files.write(path, "something else".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(this::open).isInstanceOf(KeyFileException.class);
    }
}
