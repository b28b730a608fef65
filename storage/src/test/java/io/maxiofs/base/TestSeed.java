package io.maxiofs.base;

import java.security.SecureRandom;

/**
 * Where random tests begin: at the same in every build, which must not fail by chance. {@code -Dmaxiofs.test.seed=…} begins
 * elsewhere, at a number or, with {@code random}, at one that is drawn and printed; {@code -Plong} draws.
 */
public final class TestSeed {
    private static final String PROPERTY = "maxiofs.test.seed";
    private static final long USUAL = 20_261_121;

    private static final long SEED = chosen();

    private TestSeed() {}

    /** One for a whole run; a test says it in the messages of its failures too. */
    public static long get() {
        return SEED;
    }

    private static long chosen() {
        String wanted = System.getProperty(PROPERTY, "");
        if (wanted.isEmpty()) {
            return USUAL;
        }
        long seed = wanted.equals("random") ? new SecureRandom().nextLong() : Long.parseLong(wanted);
        System.out.println("Random tests begin at -D" + PROPERTY + "=" + seed);
        return seed;
    }
}
