package io.maxiofs.desktop.screen.buckets;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of bytes as people type them; exact. */
final class ByteAmount {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,20})\\s*([kmgt]ib|b)?");
    private static final int SHIFT = 10;

    private ByteAmount() {}

    /** Null if it is none, or more than a long holds. */
    static @Nullable Long parse(String text) {
        Matcher amount = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!amount.matches()) {
            return null;
        }
        String unit = amount.group(2);
        int power = 0;
        for (int i = 0; unit != null && i < UNITS.size(); i++) {
            power = UNITS.get(i).equalsIgnoreCase(unit) ? i : power;
        }
        BigInteger bytes = new BigInteger(amount.group(1)).shiftLeft(SHIFT * power);
        return bytes.bitLength() < Long.SIZE ? Long.valueOf(bytes.longValue()) : null;
    }

    /** In the largest unit that says it exactly; empty for null. */
    static String text(@Nullable Long bytes) {
        if (bytes == null) {
            return "";
        }
        int power = 0;
        long number = bytes;
        while (number > 0 && number % (1L << SHIFT) == 0 && power < UNITS.size() - 1) {
            number >>= SHIFT;
            power++;
        }
        return number + " " + UNITS.get(power);
    }
}
