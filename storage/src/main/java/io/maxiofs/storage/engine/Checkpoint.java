package io.maxiofs.storage.engine;

import io.maxiofs.storage.codec.Decoder;
import io.maxiofs.storage.codec.Encoder;
import io.maxiofs.storage.journal.RecordPosition;

/**
 * What the index holds, and what the journal cannot tell cheaply.
 *
 * @param position the first record the index does not contain
 * @param sequence of the last record it contains
 * @param versionTime highest time given to a version
 * @param bucketId highest number given to a bucket
 * @param extentLimit extent ids from here on have never been given
 * @param rebuilding whether the index is being made anew from the journal and has not reached its end
 */
record Checkpoint(
        RecordPosition position, long sequence, long versionTime, long bucketId, long extentLimit, boolean rebuilding) {
    /** An index that holds nothing yet. */
    static final Checkpoint NONE = new Checkpoint(RecordPosition.START, 0, 0, 0, 0, true);

    byte[] encode() {
        return new Encoder(48)
                .varint(position.segment())
                .varint(position.offset())
                .varint(sequence)
                .varint(versionTime)
                .varint(bucketId)
                .varint(extentLimit)
                .u8(rebuilding ? 1 : 0)
                .toByteArray();
    }

    static Checkpoint decode(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        RecordPosition position = new RecordPosition(in.varint(), in.count());
        return new Checkpoint(position, in.varint(), in.varint(), in.varint(), in.varint(), in.u8() != 0);
    }
}
