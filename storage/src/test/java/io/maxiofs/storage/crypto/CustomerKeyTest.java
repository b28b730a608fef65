package io.maxiofs.storage.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerKeyTest {
    private static final long BODY = 99;

    private final SecureRandom random = new SecureRandom();
    private final byte[] bytes = newBytes();

    private byte[] newBytes() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return key;
    }

    @Test
    void unwrapsWithTheSameKeyOnly() {
        DataKey key = DataKey.generate(random);
        WrappedKey wrapped = new CustomerKey(bytes, random).wrap(key, BODY);
        byte[] almost = bytes.clone();
        almost[31] ^= 1;

        assertThat(new CustomerKey(bytes, random).unwrap(wrapped, BODY).copyOfBytes())
                .isEqualTo(key.copyOfBytes());
        assertThatThrownBy(() -> new CustomerKey(almost, random).unwrap(wrapped, BODY))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> new CustomerKey(bytes, random).unwrap(wrapped, BODY + 1))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> new CustomerKey(new byte[16], random)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotMixWithMasterKeys(@TempDir Path directory) throws IOException {
        MasterKeys keys =
                MasterKeys.create(new LocalDisk(), directory.resolve("k"), random, InstantSource.fixed(Instant.EPOCH));
        CustomerKey customer = new CustomerKey(bytes, random);
        WrappedKey byCustomer = customer.wrap(DataKey.generate(random), BODY);
        WrappedKey byMaster = keys.wrap(DataKey.generate(random), MasterKeys.DEFAULT_NAME, BODY);

        assertThat(byCustomer.isCustomerKey()).isTrue();
        assertThat(byMaster.isCustomerKey()).isFalse();
        assertThat(keys.isCurrent(byCustomer, BODY)).isTrue();
        assertThatThrownBy(() -> keys.unwrap(byCustomer, BODY)).isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> customer.unwrap(byMaster, BODY)).isInstanceOf(DecryptionException.class);
    }
}
