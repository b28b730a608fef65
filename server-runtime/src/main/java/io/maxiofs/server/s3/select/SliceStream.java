package io.maxiofs.server.s3.select;

import io.maxiofs.storage.api.BodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The verified pieces of a body as a stream. Used by one thread. */
final class SliceStream extends InputStream {
    private final BodyReader reader;
    private @Nullable ByteBuffer memory;
    private BodyReader.@Nullable File file;
    private long inFile;

    SliceStream(BodyReader reader) {
        this.reader = reader;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            ByteBuffer bytes = memory;
            if (bytes != null && bytes.hasRemaining()) {
                int taken = Math.min(length, bytes.remaining());
                bytes.get(target, offset, taken);
                return taken;
            }
            BodyReader.File piece = file;
            if (piece != null && inFile < piece.length()) {
                int wanted = (int) Math.min(length, piece.length() - inFile);
                int taken = piece.channel().read(ByteBuffer.wrap(target, offset, wanted), piece.position() + inFile);
                if (taken < 0) {
                    throw new IOException("The file ends before the range that was verified");
                }
                inFile += taken;
                return taken;
            }
            BodyReader.Slice next = reader.next();
            switch (next) {
                case null -> {
                    return -1;
                }
                case BodyReader.Memory inMemory -> {
                    memory = inMemory.bytes();
                    file = null;
                }
                case BodyReader.File inFileNow -> {
                    memory = null;
                    file = inFileNow;
                    inFile = 0;
                }
            }
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
