package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.BodyWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Moves verified pieces of a stored body into another one. */
final class SliceBytes {
    private static final int CHUNK = 256 * 1024;

    private SliceBytes() {}

    static void write(BodyReader.Slice slice, BodyWriter writer) {
        switch (slice) {
            case BodyReader.Memory memory -> writer.write(memory.bytes());
            case BodyReader.File file -> write(file, writer);
        }
    }

    private static void write(BodyReader.File file, BodyWriter writer) {
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
            writer.write(chunk.flip());
        }
    }
}
