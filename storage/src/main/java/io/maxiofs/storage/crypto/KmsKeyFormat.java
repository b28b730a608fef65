package io.maxiofs.storage.crypto;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The text of the file of named keys, which is part of the recovery kit too: lines that start with {@code #} are for
 * people, then
 *
 * <pre>
 * maxiofs-kms-keys 1 GENERATION
 * key NAME VERSION STATE CREATED SEALED CRC
 * end COUNT CRC
 * </pre>
 *
 * SEALED is the secret as a master key wraps it. The generation grows with every change, so that of two copies the newer
 * one is known.
 */
final class KmsKeyFormat {
    static final String FIRST_WORD = "maxiofs-kms-keys";

    private static final String ENABLED = "enabled";
    private static final String DISABLED = "disabled";

    private KmsKeyFormat() {}

    /** One version of a key. */
    record Line(String name, int version, boolean enabled, Instant created, WrappedKey sealed) {}

    /** What a file says. */
    record Content(long generation, List<Line> lines) {
        Content {
            lines = List.copyOf(lines);
        }
    }

    static String write(Content content) {
        StringBuilder text = new StringBuilder();
        text.append("# Keys that clients name, wrapped by the master keys of this store. Useless without those.\n");
        text.append(FIRST_WORD).append(" 1 ").append(content.generation()).append('\n');
        StringBuilder lines = new StringBuilder();
        for (Line key : content.lines()) {
            String line = "key %s %d %s %s %s"
                    .formatted(
                            key.name(),
                            key.version(),
                            key.enabled() ? ENABLED : DISABLED,
                            key.created(),
                            Base64.getEncoder().encodeToString(key.sealed().bytes()));
            lines.append(line).append(' ').append(KeyFileFormat.crc(line)).append('\n');
        }
        return text.append(lines)
                .append("end ")
                .append(content.lines().size())
                .append(' ')
                .append(KeyFileFormat.crc(lines.toString()))
                .append('\n')
                .toString();
    }

    static Content read(String text) throws KeyFileFormat.FormatException {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .toList();
        long generation = lines.isEmpty() ? -1 : generation(lines.getFirst());
        if (generation < 0) {
            throw new KeyFileFormat.FormatException("It does not begin with \"" + FIRST_WORD + " 1\"");
        }
        List<Line> keys = new ArrayList<>();
        StringBuilder read = new StringBuilder();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("end ")) {
                if (!line.equals("end " + keys.size() + " " + KeyFileFormat.crc(read.toString()))) {
                    throw new KeyFileFormat.FormatException("Lines are missing or out of order");
                }
                return new Content(generation, keys);
            }
            keys.add(key(line, keys.size() + 1));
            read.append(line).append('\n');
        }
        throw new KeyFileFormat.FormatException("The end is missing");
    }

    private static long generation(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !words[0].equals(FIRST_WORD) || !words[1].equals("1")) {
            return -1;
        }
        try {
            return Long.parseLong(words[2]);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static Line key(String line, int number) throws KeyFileFormat.FormatException {
        String[] fields = line.split(" ", -1);
        int crcAt = line.lastIndexOf(' ');
        boolean whole = fields.length == 7
                && fields[0].equals("key")
                && KeyFileFormat.crc(line.substring(0, crcAt)).equals(fields[6])
                && (fields[3].equals(ENABLED) || fields[3].equals(DISABLED));
        if (!whole) {
            throw new KeyFileFormat.FormatException("Key line " + number + " is damaged");
        }
        try {
            return new Line(
                    fields[1],
                    Integer.parseInt(fields[2]),
                    fields[3].equals(ENABLED),
                    Instant.parse(fields[4]),
                    WrappedKey.of(Base64.getDecoder().decode(fields[5])));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new KeyFileFormat.FormatException("Key line " + number + " is not understood");
        }
    }
}
