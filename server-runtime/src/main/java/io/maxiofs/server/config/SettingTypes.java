package io.maxiofs.server.config;

import io.maxiofs.base.DayWindow;
import io.maxiofs.server.config.SettingType.Form;
import io.maxiofs.server.config.SettingType.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The notations settings are written in. */
public final class SettingTypes {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");
    private static final Map<String, Long> BYTE_UNITS =
            Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "tib", 1L << 40);
    private static final Map<String, Long> MILLIS_UNITS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private static final int MAX_SECRET = 1_000;

    private SettingTypes() {}

    /** {@code true} or {@code false}; also {@code on}, {@code off}, {@code yes}, {@code no}. */
    public static SettingType<Boolean> bool() {
        return new SettingType<>(
                "true or false",
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "on", "yes" -> true;
                    case "false", "off", "no" -> false;
                    default -> throw new IllegalArgumentException("expected true or false");
                },
                String::valueOf,
                Form.of(Kind.BOOL));
    }

    /** The name of a constant in lower case with hyphens. */
    public static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
        Map<String, E> byName = new TreeMap<>();
        for (E constant : type.getEnumConstants()) {
            byName.put(nameOf(constant), constant);
        }
        String names =
                Arrays.stream(type.getEnumConstants()).map(SettingTypes::nameOf).collect(Collectors.joining(", "));
        return new SettingType<>(
                "one of " + names,
                text -> {
                    E found = byName.get(text.toLowerCase(Locale.ROOT));
                    if (found == null) {
                        throw new IllegalArgumentException("expected one of " + names);
                    }
                    return found;
                },
                SettingTypes::nameOf,
                new Form(
                        Kind.CHOICE,
                        null,
                        null,
                        null,
                        Arrays.stream(type.getEnumConstants())
                                .map(SettingTypes::nameOf)
                                .toList()));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A whole number between two bounds, both included. */
    public static SettingType<Integer> integer(int min, int max, String unit) {
        String description = unit + ", " + min + " to " + max;
        return new SettingType<>(
                description,
                text -> {
                    try {
                        return Math.toIntExact(within(Long.parseLong(text), min, max, description));
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException("expected a whole number: " + description, e);
                    }
                },
                String::valueOf,
                new Form(Kind.INT, unit, String.valueOf(min), String.valueOf(max), List.of()));
    }

    /** A number of bytes, such as {@code 65536} or {@code 64KiB}. */
    public static SettingType<Long> bytes(long min, long max) {
        String description = "bytes, " + formatBytes(min) + " to " + formatBytes(max);
        return new SettingType<>(
                description,
                text -> within(amount(text, BYTE_UNITS, description), min, max, description),
                SettingTypes::formatBytes,
                new Form(Kind.BYTES, "bytes", formatBytes(min), formatBytes(max), List.of()));
    }

    /** A length of time with its unit, such as {@code 50ms} or {@code 30d}. */
    public static SettingType<Duration> duration(Duration min, Duration max) {
        String description = "time, " + formatDuration(min) + " to " + formatDuration(max);
        return new SettingType<>(
                description,
                text -> Duration.ofMillis(
                        within(amount(text, MILLIS_UNITS, description), min.toMillis(), max.toMillis(), description)),
                SettingTypes::formatDuration,
                new Form(Kind.DURATION, null, formatDuration(min), formatDuration(max), List.of()));
    }

    /** Text of a given shape. */
    public static SettingType<String> text(Pattern shape, String description) {
        return new SettingType<>(
                description,
                text -> {
                    if (!shape.matcher(text).matches()) {
                        throw new IllegalArgumentException("expected " + description);
                    }
                    return text;
                },
                text -> text);
    }

    /** Texts of a given shape with commas between them; may be empty. */
    public static SettingType<List<String>> list(Pattern shape, String description) {
        return new SettingType<>(
                description,
                text -> {
                    List<String> parts = Pattern.compile(",")
                            .splitAsStream(text)
                            .map(String::strip)
                            .filter(part -> !part.isEmpty())
                            .toList();
                    if (!parts.stream().allMatch(part -> shape.matcher(part).matches())) {
                        throw new IllegalArgumentException("expected " + description);
                    }
                    return parts;
                },
                parts -> String.join(",", parts),
                Form.of(Kind.LIST));
    }

    /** A password of the server's own for another one: stored encrypted, and never shown. Empty for none. */
    public static SettingType<String> secret() {
        return new SettingType<>(
                "a secret of up to 1000 characters, or nothing",
                text -> {
                    if (text.length() > MAX_SECRET || text.chars().anyMatch(Character::isISOControl)) {
                        throw new IllegalArgumentException("expected up to 1000 characters in one line");
                    }
                    return text;
                },
                text -> text,
                Form.of(Kind.SECRET));
    }

    /** A part of every day, {@code HH:MM-HH:MM}; empty for none. */
    public static SettingType<String> dayWindow() {
        String description = "HH:MM-HH:MM, or nothing";
        return new SettingType<>(
                description,
                text -> {
                    if (!text.isEmpty()) {
                        DayWindow.parse(text, ZoneOffset.UTC);
                    }
                    return text;
                },
                text -> text);
    }

    /** A path of this system; empty for none. */
    public static SettingType<String> path() {
        return new SettingType<>(
                "a path, or nothing",
                text -> {
                    try {
                        return text.isEmpty() ? "" : Path.of(text).toString();
                    } catch (InvalidPathException e) {
                        throw new IllegalArgumentException("not a path: " + e.getReason(), e);
                    }
                },
                text -> text);
    }

    /** {@code HOST:PORT}. */
    public static SettingType<ListenAddress> listenAddress() {
        return new SettingType<>("HOST:PORT, port 0 for any free one", ListenAddress::parse, ListenAddress::toString);
    }

    private static long within(long value, long min, long max, String description) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("out of range: " + description);
        }
        return value;
    }

    private static long amount(String text, Map<String, Long> units, String description) {
        Matcher matcher = AMOUNT.matcher(text);
        Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new IllegalArgumentException(
                    "expected a number with a unit of " + new TreeMap<>(units).keySet() + ": " + description);
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("out of range: " + description, e);
        }
    }

    private static String formatBytes(long bytes) {
        return withLargestUnit(bytes, List.of("TiB", "GiB", "MiB", "KiB"), BYTE_UNITS, "");
    }

    private static String formatDuration(Duration duration) {
        return withLargestUnit(duration.toMillis(), List.of("d", "h", "m", "s"), MILLIS_UNITS, "ms");
    }

    private static String withLargestUnit(long amount, List<String> units, Map<String, Long> sizes, String smallest) {
        for (String unit : units) {
            long size = sizes.getOrDefault(unit.toLowerCase(Locale.ROOT), 1L);
            if (amount != 0 && amount % size == 0) {
                return amount / size + unit;
            }
        }
        return amount + smallest;
    }
}
