package io.maxiofs.storage.state;

import io.maxiofs.storage.codec.Decoder;
import io.maxiofs.storage.codec.Encoder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * How much of every journal segment is still needed. Writer thread only. A removal needs its record as long as an older
 * segment may still hold what was removed; its bytes are counted apart with the lowest such segment.
 */
public final class SegmentLedger {
    private final TreeMap<Long, Share> shares = new TreeMap<>();
    private final Set<Long> unsaved = new HashSet<>();

    /**
     * What a segment holds.
     *
     * @param liveBytes records and bodies that the state refers to
     * @param removalBytes records of removals
     * @param removalFloor lowest floor of those; {@link Long#MAX_VALUE} if there are none
     */
    public record Share(long liveBytes, long removalBytes, long removalFloor) {
        static final Share NONE = new Share(0, 0, Long.MAX_VALUE);
    }

    public Map<Long, Share> shares() {
        return new TreeMap<>(shares);
    }

    void addLive(long segment, long bytes) {
        change(segment, share -> new Share(share.liveBytes() + bytes, share.removalBytes(), share.removalFloor()));
    }

    void addRemoval(long segment, long bytes, long floor) {
        change(
                segment,
                share -> new Share(
                        share.liveBytes(), share.removalBytes() + bytes, Math.min(share.removalFloor(), floor)));
    }

    private void change(long segment, UnaryOperator<Share> change) {
        shares.put(segment, change.apply(shares.getOrDefault(segment, Share.NONE)));
        unsaved.add(segment);
    }

    /** The segment is gone. */
    public void forget(long segment) {
        shares.remove(segment);
        unsaved.add(segment);
    }

    void load(long segment, byte[] value) {
        Decoder in = new Decoder(value);
        shares.put(segment, new Share(in.varint(), in.varint(), in.varint()));
    }

    /** Puts what changed since the last call into the table; part of a checkpoint. */
    void save(Tables tables) {
        for (long segment : unsaved) {
            Share share = shares.get(segment);
            byte[] key = TableKeys.number(segment);
            if (share == null) {
                tables.remove(Table.SEGMENT, key);
            } else {
                tables.put(
                        Table.SEGMENT,
                        key,
                        new Encoder(24)
                                .varint(share.liveBytes())
                                .varint(share.removalBytes())
                                .varint(share.removalFloor())
                                .toByteArray());
            }
        }
        unsaved.clear();
    }
}
