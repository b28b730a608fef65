package io.maxiofs.desktop.transfer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of files for keys of objects: a key may be anything, a file's name may not, and none may lead out of the folder.
 * The names suit every system, because what is fetched here is often carried elsewhere. One object per folder and batch,
 * so that two keys never get one name, even where case does not count. For one thread.
 */
final class SafeNames {
    /** Below the 255 of most systems, which leaves room for the ending of an unfinished file. */
    static final int MOST_BYTES = 200;

    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\\$|conout\\$)(\\..*)?");

    private final Path root;

    /** Folder of the local side to the names used in it, as they compare. */
    private final Map<Path, Set<String>> used = new HashMap<>();

    /** Folder of the keys to that of the local side. */
    private final Map<String, Path> folders = new HashMap<>();

    SafeNames(Path root) {
        this.root = root.toAbsolutePath().normalize();
        folders.put("", this.root);
    }

    Path root() {
        return root;
    }

    /**
     * Where an object goes.
     *
     * @param key what of the key follows the part that is not repeated here
     * @return inside the root; another one for every call
     */
    Path file(String key) {
        int slash = key.lastIndexOf('/');
        Path folder = folder(slash < 0 ? "" : key.substring(0, slash));
        return unused(folder, segment(key.substring(slash + 1)));
    }

    /** The folder for keys that begin with {@code prefix} and a slash; the same for every call. */
    Path folder(String prefix) {
        Path known = folders.get(prefix);
        if (known != null) {
            return known;
        }
        int slash = prefix.lastIndexOf('/');
        Path parent = folder(slash < 0 ? "" : prefix.substring(0, slash));
        String last = prefix.substring(slash + 1);
        Path folder = last.isEmpty() ? parent : unused(parent, segment(last));
        folders.put(prefix, folder);
        return folder;
    }

    private Path unused(Path folder, String name) {
        Set<String> names = used.computeIfAbsent(folder, f -> new HashSet<>());
        String candidate = name;
        for (int number = 2; !names.add(comparable(candidate)); number++) {
            candidate = numbered(name, number);
        }
        return folder.resolve(candidate);
    }

    private static String comparable(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** One part of a key as a name that is allowed everywhere. */
    static String segment(String raw) {
        StringBuilder safe = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> safe.appendCodePoint(allowed(c) ? c : '_'));
        String name = shortened(safe.toString());
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
            end--;
        }
        // Windows drops dots and blanks at the end; "." and ".." are made of nothing else.
        name = name.substring(0, end) + "_".repeat(name.length() - end);
        if (name.isEmpty()) {
            return "_";
        }
        return RESERVED.matcher(name).matches() ? "_" + name : name;
    }

    private static boolean allowed(int c) {
        return c >= ' '
                && c != 0x7F
                && "<>:\"/\\|?*".indexOf(c) < 0
                && Character.getType(c) != Character.SURROGATE
                // Characters that turn the direction of text make "exe.jpg" of what is none.
                && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.CONTROL;
    }

    private static String shortened(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        int room = MOST_BYTES - ending.getBytes(StandardCharsets.UTF_8).length;
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int c :
                name.substring(0, name.length() - ending.length()).codePoints().toArray()) {
            bytes += Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > room) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept + ending;
    }

    /** The name itself or the first numbered one that no file has. */
    static Path free(Path file) {
        Path candidate = file;
        for (int number = 2; Files.exists(candidate); number++) {
            candidate = file.resolveSibling(numbered(String.valueOf(file.getFileName()), number));
        }
        return candidate;
    }

    private static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        return dot > 0
                ? name.substring(0, dot) + " (" + number + ")" + name.substring(dot)
                : name + " (" + number + ")";
    }
}
