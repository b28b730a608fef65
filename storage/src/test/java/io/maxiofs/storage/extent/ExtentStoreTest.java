package io.maxiofs.storage.extent;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.model.ByteRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtentStoreTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 300_000, 3_000_000})
    void readsBackWhatWasWritten(int size) throws IOException {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        try (ExtentStore store = new ExtentStore(
                new LocalDisk(), directory, new AtomicLong()::incrementAndGet, ExtentConfig.defaults())) {
            for (DataKey key : new @Nullable DataKey[] {null, DataKey.generate(new SecureRandom())}) {
                ExtentRef ref;
                try (ExtentWriter writer = store.create(key, size)) {
                    writer.write(ByteBuffer.wrap(body));
                    ref = writer.finish();
                }

                assertThat(ref.range()).isEqualTo(ByteRange.all(size));
                assertThat(read(store, ref, key)).isEqualTo(body);
                assertThat(store.verify(ref.extentId()).isIntact()).isTrue();
                assertThat(store.storedBytes(ref.extentId())).isEqualTo(ExtentStore.storedBytes(size, key != null));
            }
        }
    }

    static byte[] read(ExtentStore store, ExtentRef ref, @Nullable DataKey key) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WritableByteChannel channel = Channels.newChannel(out);
        try (ExtentReader reader = store.open(ref, key)) {
            for (BodyReader.Slice slice = reader.next(); slice != null; slice = reader.next()) {
                switch (slice) {
                    case BodyReader.Memory memory -> channel.write(memory.bytes());
                    case BodyReader.File file ->
                        assertThat(file.channel().transferTo(file.position(), file.length(), channel))
                                .isEqualTo(file.length());
                }
            }
        }
        return out.toByteArray();
    }
}
