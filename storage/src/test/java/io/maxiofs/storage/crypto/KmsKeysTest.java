package io.maxiofs.storage.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KmsKeysTest {
    private static final long BODY = 0x1234;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

    @TempDir
    Path directory;

    private Path path = Path.of("");

    @BeforeEach
    void choosePath() {
        path = directory.resolve("keys").resolve("storage.keys");
    }

    private MasterKeys create() throws IOException {
        return MasterKeys.create(new LocalDisk(), path, random, clock);
    }

    private MasterKeys open() throws IOException {
        return MasterKeys.open(new LocalDisk(), path, random, clock);
    }

    private Path file(String name) {
        return path.resolveSibling(name);
    }

    private static void assertOpens(MasterKeys keys, WrappedKey wrapped, DataKey expected) {
        assertThat(keys.unwrap(wrapped, BODY).copyOfBytes()).isEqualTo(expected.copyOfBytes());
    }

    @Test
    void opensWhatItWrappedAfterARestartAndARotation() throws IOException {
        MasterKeys keys = create();
        assertThat(file("kms.keys")).as("nothing is made before the first key").doesNotExist();
        keys.named().create("team/ledger");
        DataKey first = DataKey.generate(random);
        WrappedKey wrapped = keys.wrapNamed(first, "team/ledger", null, BODY);
        assertThat(wrapped.keyName()).contains("team/ledger");
        assertThat(wrapped.isCustomerKey()).isFalse();
        assertThat(keys.named().rotate("team/ledger").orElseThrow().version()).isEqualTo(2);
        assertThat(keys.isCurrent(wrapped, BODY)).isFalse();
        MasterKeys again = open();
        assertOpens(again, wrapped, first);
        WrappedKey anew = again.rewrap(wrapped, BODY);
        assertThat(again.isCurrent(anew, BODY)).isTrue();
        assertOpens(again, anew, first);
        keys.addVersion(MasterKeys.DEFAULT_NAME);
        assertOpens(open(), wrapped, first);
    }

    @Test
    void refusesWhatIsDisabledMissingOrOfAnotherBody() throws IOException {
        MasterKeys keys = create();
        keys.named().create("a");
        DataKey key = DataKey.generate(random);
        WrappedKey wrapped = keys.wrapNamed(key, "a", null, BODY);
        assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> keys.unwrap(wrapped, BODY + 1));
        assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> keys.wrapNamed(key, "b", null, BODY));
        keys.named().setEnabled("a", false);
        assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> keys.unwrap(wrapped, BODY));
        assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> keys.wrapNamed(key, "a", null, BODY));
        assertThat(open().named().find("a").orElseThrow().enabled()).isFalse();
        keys.named().setEnabled("a", true);
        assertOpens(keys, wrapped, key);
    }

    @Test
    void bindsTheContextIntoTheWrappedKey() throws IOException {
        MasterKeys keys = create();
        keys.named().create("a");
        DataKey key = DataKey.generate(random);
        WrappedKey wrapped = keys.wrapNamed(key, "a", ContextDigest.of("one"), BODY);
        assertThat(wrapped.keyName()).contains("a");
        assertThat(wrapped.context()).contains(ContextDigest.of("one"));
        assertThat(keys.wrapNamed(key, "a", null, BODY).context()).isEmpty();
        assertOpens(open(), wrapped, key);
        assertThat(keys.rewrap(wrapped, BODY).context()).contains(ContextDigest.of("one"));
        byte[] swapped = wrapped.bytes();
        // Kind, length of the name, name, version; then the digest.
        swapped[1 + 1 + 1 + Integer.BYTES] ^= 1;
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> keys.unwrap(WrappedKey.of(swapped), BODY));
    }

    @Test
    void noSecretStandsInTheFile() throws IOException {
        MasterKeys keys = create();
        keys.named().create("a");
        DataKey key = DataKey.generate(random);
        keys.wrapNamed(key, "a", null, BODY);
        String text = Files.readString(file("kms.keys"), StandardCharsets.UTF_8);
        String sealed = text.lines()
                .filter(line -> line.startsWith("key "))
                .findFirst()
                .orElseThrow()
                .split(" ", -1)[5];
        assertThat(WrappedKey.of(Base64.getDecoder().decode(sealed)).bytes()).hasSizeGreaterThan(DataKey.KEY_BYTES);
        assertThat(keys.toString()).doesNotContain(sealed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kms.keys", "kms.keys.copy"})
    void survivesTheLossOfEitherCopy(String lost) throws IOException {
        MasterKeys keys = create();
        keys.named().create("a");
        Files.writeString(file(lost), "maxiofs-kms-keys 1 9\ngarbage");
        assertThat(open().named().find("a")).isPresent();
    }

    @Test
    void saysSoWhenBothCopiesAreDamaged() throws IOException {
        create().named().create("a");
        Files.writeString(file("kms.keys"), "garbage");
        Files.writeString(file("kms.keys.copy"), "garbage");
        assertThatExceptionOfType(KeyFileException.class).isThrownBy(this::open);
    }

    @Test
    void comesBackWithTheRecoveryKit() throws IOException {
        MasterKeys keys = create();
        keys.named().create("a");
        DataKey key = DataKey.generate(random);
        WrappedKey wrapped = keys.wrapNamed(key, "a", null, BODY);
        String kit = keys.exportRecoveryKit();
        for (String name : new String[] {"storage.keys", "storage.keys.copy", "kms.keys", "kms.keys.copy"}) {
            Files.delete(file(name));
        }
        assertOpens(MasterKeys.restore(new LocalDisk(), path, kit, random, clock), wrapped, key);
        assertOpens(open(), wrapped, key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a b", "ä", "a\nb"})
    void refusesNamesThatCannotStandInALine(String name) throws IOException {
        MasterKeys keys = create();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> keys.named().create(name));
    }
}
