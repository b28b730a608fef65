package io.maxiofs.server.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The few different bodies of one size. Which one an object has follows from its number. Safe on any thread. */
final class Bodies {
    /** A prime, so that no power of two repeats the same bytes: a server that mixes up its blocks is found out. */
    private static final int BLOCK_BYTES = 1_048_583;

    private static final int SHIFT_BYTES = 4_099;
    private static final int MOST = 8;
    private static final long HASHED_BYTES = 64L << 20;

    private final List<Body> variants;

    private Bodies(List<Body> variants) {
        this.variants = variants;
    }

    /** The random bytes all bodies of a run are cut from. */
    static byte[] block(long seed) {
        byte[] block = new byte[BLOCK_BYTES];
        new SplittableRandom(seed).nextBytes(block);
        return block;
    }

    /** @param size bytes of each */
    static Bodies of(byte[] block, long size) {
        int count = (int) Math.max(2, Math.min(MOST, HASHED_BYTES / Math.max(1, size)));
        List<Body> variants = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            variants.add(new Body(block, i * SHIFT_BYTES, size));
        }
        return new Bodies(variants);
    }

    /** @param number of the object, from 0 */
    Body of(long number) {
        return variants.get((int) (number % variants.size()));
    }
}
