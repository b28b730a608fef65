package io.maxiofs.storage.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;

/** A record made from its number, so that a reader can tell what it must have been. */
record TestRecord(long sequence, byte type, byte[] payload, byte[] body) {

    static TestRecord of(long sequence, int payloadLength, int bodyLength) {
        Random random = new Random(sequence * 31 + payloadLength);
        byte[] payload = new byte[payloadLength];
        byte[] body = new byte[bodyLength];
        random.nextBytes(payload);
        random.nextBytes(body);
        return new TestRecord(sequence, (byte) (sequence & 0x7f), payload, body);
    }

    static TestRecord read(Journal journal, JournalRecord found) {
        try {
            ByteBuffer body = journal.readBody(
                    found.position().segment(), found.bodyOffset(), found.bodyLength(), found.bodyCrc());
            return new TestRecord(found.sequence(), found.type(), bytes(found.payload()), bytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    int bodyCrc() {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }

    NewRecord toNewRecord() {
        return new NewRecord(sequence, type, ByteBuffer.wrap(payload), ByteBuffer.wrap(body), bodyCrc());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TestRecord that
                && sequence == that.sequence
                && type == that.type
                && Arrays.equals(payload, that.payload)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence);
    }

    @Override
    public String toString() {
        return "record " + sequence + " (" + payload.length + " + " + body.length + " bytes)";
    }
}
