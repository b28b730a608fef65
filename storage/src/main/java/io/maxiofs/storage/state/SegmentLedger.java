package io.maxiofs.storage.state;

import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.Decoder;
import io.maxiofs.storage.codec.Encoder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * How much of every journal segment is still needed. Writer thread only. A removal needs its record as long as an older
 * segment may still hold what was removed; its bytes are counted apart with the span of such segments.
 */
public final class SegmentLedger {
    private final TreeMap<Long, Share> shares = new TreeMap<>();
    private final Set<Long> unsaved = new HashSet<>();

    /**
     * What a segment holds.
     *
     * @param liveBytes records and bodies that the state refers to
     * @param removalBytes records of removals
     * @param removalSpan segments because of which those are needed; covers all of theirs
     */
    public record Share(long liveBytes, long removalBytes, Change.Span removalSpan) {
        private static final Change.Span NO_SPAN = new Change.Span(0, 0);
        static final Share NONE = new Share(0, 0, NO_SPAN);

        Share withRemoval(long bytes, Change.Span span) {
            Change.Span both = removalBytes == 0 ? span : removalSpan.with(span);
            return new Share(liveBytes, removalBytes + bytes, both);
        }
    }

    public Share share(long segment) {
        return shares.getOrDefault(segment, Share.NONE);
    }

    public Map<Long, Share> shares() {
        return new TreeMap<>(shares);
    }

    void addLive(long segment, long bytes) {
        change(segment, share -> new Share(share.liveBytes() + bytes, share.removalBytes(), share.removalSpan()));
    }

    void addRemoval(long segment, long bytes, Change.Span span) {
        change(segment, share -> share.withRemoval(bytes, span));
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
        long live = in.varint();
        long removals = in.varint();
        long first = in.varint();
        shares.put(segment, new Share(live, removals, new Change.Span(first, in.varint())));
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
                                .varint(share.removalSpan().first())
                                .varint(share.removalSpan().last())
                                .toByteArray());
            }
        }
        unsaved.clear();
    }
}
