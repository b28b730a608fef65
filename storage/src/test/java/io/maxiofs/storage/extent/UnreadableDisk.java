package io.maxiofs.storage.extent;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.ForwardingDisk;
import io.maxiofs.storage.file.ForwardingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk with a range of bytes that no file can be read at. */
final class UnreadableDisk extends ForwardingDisk {
    private long from;
    private long to;
    private String reason = "";

    UnreadableDisk(Disk disk) {
        super(disk);
    }

    /** From now on reads that touch these bytes of any file fail. */
    void fail(long fromByte, long toByte, String message) {
        from = fromByte;
        to = toByte;
        reason = message;
    }

    @Override
    public DataFile open(Path path, OpenMode mode) throws IOException {
        return new Unreadable(super.open(path, mode));
    }

    private final class Unreadable extends ForwardingFile {
        Unreadable(DataFile file) {
            super(file);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            if (position < to && position + target.remaining() > from) {
                throw new IOException(reason);
            }
            return super.read(target, position);
        }
    }
}
