package io.maxiofs.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another file, but for what a subclass does otherwise. */
public abstract class ForwardingFile implements DataFile {
    private final DataFile file;

    protected ForwardingFile(DataFile file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        file.write(source, position);
    }

    @Override
    public void force() throws IOException {
        file.force();
    }

    @Override
    public void truncate(long size) throws IOException {
        file.truncate(size);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public @Nullable Closeable tryLock() throws IOException {
        return file.tryLock();
    }

    @Override
    public Optional<FileChannel> channel() {
        return file.channel();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
