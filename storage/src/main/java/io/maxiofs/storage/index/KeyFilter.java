package io.maxiofs.storage.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A Bloom filter in blocks of 64 bytes: a key sets one bit in each of the eight words of one block, so that a look-up
 * costs one cache line. Says "certainly not there" or "perhaps". One thread adds; a reader sees an addition if what told
 * it of the key was published after it.
 *
 * <p>Split block Bloom filters: Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007; also
 * in the Parquet format.
 */
final class KeyFilter {

    static final int BITS_PER_KEY = 10;
    static final int WORDS_PER_BLOCK = 8;

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long[] words;
    private final int blocks;
    private long keys;

    /** @param capacity keys for which the filter is right about 98.5 % of what is not there */
    KeyFilter(long capacity) {
        this(new long[Math.toIntExact(blocksFor(capacity) * WORDS_PER_BLOCK)], 0);
    }

    /** A filter as it was saved. */
    KeyFilter(long[] words, long keys) {
        if (words.length == 0 || words.length % WORDS_PER_BLOCK != 0) {
            throw new IllegalArgumentException("Not whole blocks: " + words.length + " words");
        }
        this.words = words;
        this.blocks = words.length / WORDS_PER_BLOCK;
        this.keys = keys;
    }

    private static long blocksFor(long capacity) {
        return Math.max(1, capacity * BITS_PER_KEY / (WORDS_PER_BLOCK * Long.SIZE));
    }

    static long bytesFor(long capacity) {
        return blocksFor(capacity) * WORDS_PER_BLOCK * Long.BYTES;
    }

    void add(byte[] key) {
        long hash = hash(key);
        int base = block(hash);
        boolean isNew = false;
        for (int i = 0; i < WORDS_PER_BLOCK; i++) {
            long before = (long) WORDS.getOpaque(words, base + i);
            long after = before | bit(hash, i);
            if (before != after) {
                WORDS.setOpaque(words, base + i, after);
                isNew = true;
            }
        }
        if (isNew) {
            keys++;
        }
    }

    boolean mightContain(byte[] key) {
        long hash = hash(key);
        int base = block(hash);
        for (int i = 0; i < WORDS_PER_BLOCK; i++) {
            if (((long) WORDS.getOpaque(words, base + i) & bit(hash, i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** About how many different keys were added. */
    long keys() {
        return keys;
    }

    long capacity() {
        return (long) words.length * Long.SIZE / BITS_PER_KEY;
    }

    long bytes() {
        return (long) words.length * Long.BYTES;
    }

    /** The filter's words, not copied. */
    long[] words() {
        return words;
    }

    /** The upper half of the hash chooses the block. */
    private int block(long hash) {
        return (int) (((hash >>> 32) * blocks) >>> 32) * WORDS_PER_BLOCK;
    }

    /** Six bits of the lower half, spread anew for each word, choose the bit. */
    private static long bit(long hash, int word) {
        long spread = (hash & 0xFFFFFFFFL) * ((MULTIPLIER + 2L * word * 0x632BE59BD9B4E019L) | 1);
        return 1L << ((spread >>> 26) & 63);
    }

    /** 64 bits of a key; part of the file format. */
    static long hash(byte[] key) {
        long hash = MULTIPLIER ^ key.length;
        int at = 0;
        for (; at + Long.BYTES <= key.length; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONG.get(key, at));
        }
        long rest = 0;
        for (; at < key.length; at++) {
            rest = (rest << 8) | (key[at] & 0xFF);
        }
        return mix(mix(hash ^ rest));
    }

    private static long mix(long value) {
        long low = value * 0xD6E8FEB86659FD93L;
        return low ^ Math.unsignedMultiplyHigh(value ^ MULTIPLIER, 0xA0761D6478BD642FL);
    }
}
