package io.maxiofs.storage.tool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Object keys as names that every common file system takes, and back. A key is split at its slashes; of each piece,
 * what some system would not take or would change is written as {@code %XX} per byte of UTF-8. Three more marks are no
 * such escapes:
 *
 * <ul>
 *   <li>{@code %} alone stands for an empty piece, as in {@code a//b} and {@code a/};
 *   <li>{@code %+} at the end of a name: the piece was too long and goes on in the next name, without a slash;
 *   <li>{@code %~} and a number at the end of the last name: another key had the name already, as happens where upper
 *       and lower case are one. It stands for nothing.
 * </ul>
 *
 * A directory whose name a file has already ends with {@code %2F}.
 */
public final class ExportNames {
    private static final int MAX_NAME_BYTES = 200;
    private static final String EMPTY = "%";
    private static final String CONTINUES = "%+";
    private static final String DIRECTORY = "%2F";
    private static final String TWIN = "%~";
    private static final Pattern TWIN_AT_END = Pattern.compile("%~\\d+$");
    private static final Pattern RESERVED = Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
    private static final Set<Character> REFUSED = Set.of('<', '>', ':', '"', '|', '?', '*', '\\', '%', '/');

    private ExportNames() {}

    /** The names from the first directory to the file; at least one. */
    public static List<String> of(String key) {
        List<String> names = new ArrayList<>();
        for (String piece : key.split("/", -1)) {
            add(names, piece);
        }
        return names;
    }

    private static void add(List<String> names, String piece) {
        if (piece.isEmpty()) {
            names.add(EMPTY);
            return;
        }
        StringBuilder name = new StringBuilder();
        int bytes = 0;
        int[] points = piece.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            boolean edge = i == 0 || i == points.length - 1;
            String text = isPlain(points, i, edge) ? Character.toString(points[i]) : escaped(points[i]);
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > MAX_NAME_BYTES) {
                names.add(name + CONTINUES);
                name.setLength(0);
                bytes = 0;
            }
            name.append(text);
            bytes += length;
        }
        names.add(unreserved(name.toString()));
    }

    private static boolean isPlain(int[] points, int at, boolean edge) {
        int point = points[at];
        if (point < 0x80) {
            boolean awkwardAtEdge = point == '.' || point == ' ';
            return point >= 0x20 && point != 0x7f && !REFUSED.contains((char) point) && !(edge && awkwardAtEdge);
        }
        // Systems compose and decompose accents as they please; a letter that is one thing in every form stays.
        String text = Character.toString(point);
        return Character.isLetterOrDigit(point)
                && Normalizer.isNormalized(text, Normalizer.Form.NFC)
                && Normalizer.isNormalized(text, Normalizer.Form.NFD);
    }

    private static String escaped(int point) {
        StringBuilder out = new StringBuilder();
        for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            out.append(String.format("%%%02X", b & 0xFF));
        }
        return out.toString();
    }

    /** Windows has devices under these names in every directory. */
    private static String unreserved(String name) {
        return RESERVED.matcher(name.toLowerCase(Locale.ROOT)).matches()
                ? escaped(name.charAt(0)) + name.substring(1)
                : name;
    }

    /** The name of a directory where a file has the plain one. */
    static String asDirectory(String name) {
        return name + DIRECTORY;
    }

    /** The name of a file where another key has the plain one. */
    static String twin(String name, int number) {
        return name + TWIN + number;
    }

    /**
     * The key behind names that {@link #of} or the export made.
     *
     * @throws IllegalArgumentException if they were not made so
     */
    public static String keyOf(List<String> names) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            boolean last = i == names.size() - 1;
            String name = last ? TWIN_AT_END.matcher(names.get(i)).replaceFirst("") : names.get(i);
            boolean continues = name.endsWith(CONTINUES);
            boolean directory = name.endsWith(DIRECTORY);
            if (continues) {
                name = name.substring(0, name.length() - CONTINUES.length());
            } else if (directory) {
                name = name.substring(0, name.length() - DIRECTORY.length());
            }
            key.append(name.equals(EMPTY) ? "" : unescaped(name));
            if (!last && !continues) {
                key.append('/');
            }
        }
        return key.toString();
    }

    private static String unescaped(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = 0;
        while (i < name.length()) {
            if (name.charAt(i) == '%') {
                if (i + 3 > name.length()) {
                    throw new IllegalArgumentException("Not a name of an export: " + name);
                }
                out.write(Integer.parseInt(name, i + 1, i + 3, 16));
                i += 3;
            } else {
                int point = name.codePointAt(i);
                out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
