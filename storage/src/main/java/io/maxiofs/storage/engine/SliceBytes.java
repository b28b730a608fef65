package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodyReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Hands verified pieces of a stored body on, in memory. */
final class SliceBytes {
    private static final int CHUNK = 256 * 1024;

    private SliceBytes() {}

    static void write(BodyReader.Slice slice, Consumer<ByteBuffer> target) {
        switch (slice) {
            case BodyReader.Memory memory -> target.accept(memory.bytes());
            case BodyReader.File file -> write(file, target);
        }
    }

    private static void write(BodyReader.File file, Consumer<ByteBuffer> target) {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, file.length()));
        long position = file.position();
        long rest = file.length();
        while (rest > 0) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), rest));
            try {
                while (chunk.hasRemaining()) {
                    int count = file.channel().read(chunk, position);
                    if (count < 0) {
                        throw new IOException("the file ended early");
                    }
                    position += count;
                }
            } catch (IOException e) {
                throw BodyAccess.unavailable(e);
            }
            rest -= chunk.position();
            target.accept(chunk.flip());
        }
    }
}
