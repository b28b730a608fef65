package io.maxiofs.desktop.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * A region of a file, as the body of one request. Takes its digest, counts what passes and ends with a failure when the
 * file has become shorter. It does not fail when the transfer is to stop: the SDK would leave the connection open with
 * half a body. An interrupt closes it instead, as soon as the thread has to wait for the network. For one thread.
 */
final class RegionInput extends InputStream {
    private final FileChannel channel;
    private final long end;
    private final Flow flow;
    private final MessageDigest digest = Digests.sha256();
    private long position;
    private long counted;

    RegionInput(FileChannel channel, long offset, long length, Flow flow) {
        this.channel = channel;
        this.position = offset;
        this.end = offset + length;
        this.flow = flow;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == end) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - position);
        int read = readFile(ByteBuffer.wrap(bytes, offset, wanted));
        digest.update(bytes, offset, read);
        position += read;
        counted += read;
        flow.moved(read);
        return read;
    }

    private int readFile(ByteBuffer into) throws TransferException {
        int read;
        try {
            read = channel.read(into, position);
        } catch (IOException e) {
            throw TransferException.lasting(TransferFailure.Kind.FILE_UNREADABLE, e);
        }
        if (read < 0) {
            throw TransferException.passing(TransferFailure.Kind.FILE_CHANGED, "The file became shorter");
        }
        return read;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - position);
    }

    /** Takes back what was counted: the request came to nothing, or its bytes are counted otherwise from now on. */
    void uncount() {
        flow.moved(-counted);
        counted = 0;
    }

    /** SHA-256 in Base64 of what was read; once. */
    String sha256() {
        return Base64.getEncoder().encodeToString(digest.digest());
    }
}
