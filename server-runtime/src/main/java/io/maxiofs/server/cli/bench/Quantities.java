package io.maxiofs.server.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Reads numbers and sizes of the command line, each with its bounds. */
final class Quantities {
    private static final Map<String, Long> UNITS = Map.of(
            "KIB", 1L << 10, "MIB", 1L << 20, "GIB", 1L << 30, "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L);
    private static final int MAX_DIGITS = 9;
    private static final int MAX_LIST = 16;

    private Quantities() {}

    /** @throws IllegalArgumentException with a message for people */
    static int number(String text, int least, int most) {
        long value = digits(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException("'" + text + "' is not a number from " + least + " to " + most);
        }
        return (int) value;
    }

    /**
     * Such as {@code 4KiB}, {@code 1MB}, {@code 17}.
     *
     * @throws IllegalArgumentException with a message for people
     */
    static long bytes(String text, long most) {
        String upper = text.toUpperCase(Locale.ROOT);
        for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
            if (upper.endsWith(unit.getKey())) {
                String amount = text.substring(0, text.length() - unit.getKey().length());
                return bounded(text, Math.multiplyExact(Math.max(-1, digits(amount)), unit.getValue()), most);
            }
        }
        return bounded(text, digits(text), most);
    }

    /** Of a list with commas; at most 16, without repetitions. */
    static <T> List<T> list(String text, Function<String, T> parse) {
        List<T> values = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            T value = parse.apply(part);
            if (!values.contains(value)) {
                values.add(value);
            }
        }
        if (values.size() > MAX_LIST) {
            throw new IllegalArgumentException("More than " + MAX_LIST + " values");
        }
        return values;
    }

    private static long bounded(String text, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("'" + text + "' is not a size from 0 to " + most + " bytes");
        }
        return value;
    }

    /** -1 if it is none. */
    private static long digits(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(text) : -1;
    }
}
