package io.maxiofs.storage.crypto;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The text of the key file and of the recovery kit: lines that start with {@code #} are for people, then
 *
 * <pre>
 * maxiofs-master-keys 1
 * key NAME VERSION ID CREATED SECRET CRC
 * end COUNT CRC
 * </pre>
 *
 * Each key line ends with the CRC32C of what precedes it, so that a mistyped line of a printed kit is found; the last
 * line has the CRC32C of all key lines.
 */
final class KeyFileFormat {
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final String FIRST_LINE = "maxiofs-master-keys 1";

    private KeyFileFormat() {}

    /** The text is damaged, of a newer format, or something else altogether. */
    static final class FormatException extends Exception {
        FormatException(String message) {
            super(message);
        }
    }

    static String write(List<String> remarks, List<MasterKey> keys) {
        StringBuilder text = new StringBuilder();
        remarks.forEach(remark -> text.append("# ").append(remark).append('\n'));
        text.append(FIRST_LINE).append('\n');
        StringBuilder lines = new StringBuilder();
        for (MasterKey key : keys) {
            String line = "key %s %d %s %s %s"
                    .formatted(
                            key.name(),
                            key.version(),
                            key.idText(),
                            key.created(),
                            Base64.getEncoder().encodeToString(key.copyOfSecret()));
            lines.append(line).append(' ').append(crc(line)).append('\n');
        }
        return text.append(lines)
                .append("end %d %s%n"
                        .formatted(keys.size(), crc(lines.toString()))
                        .replace("\r", ""))
                .toString();
    }

    static List<MasterKey> read(String text) throws FormatException {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .toList();
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            throw new FormatException(
                    lines.isEmpty() ? "It is missing or empty" : "It does not begin with \"" + FIRST_LINE + "\"");
        }
        List<MasterKey> keys = new ArrayList<>();
        StringBuilder read = new StringBuilder();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("end ")) {
                if (!line.equals("end %d %s".formatted(keys.size(), crc(read.toString())))) {
                    throw new FormatException("Lines are missing or out of order");
                }
                return keys;
            }
            keys.add(key(line, keys.size() + 1));
            read.append(line).append('\n');
        }
        throw new FormatException("The end is missing");
    }

    private static MasterKey key(String line, int number) throws FormatException {
        String[] fields = line.split(" ", -1);
        int crcAt = line.lastIndexOf(' ');
        if (fields.length != 7
                || !fields[0].equals("key")
                || !crc(line.substring(0, crcAt)).equals(fields[6])) {
            throw new FormatException("Key line " + number + " is damaged");
        }
        try {
            return new MasterKey(
                    fields[1],
                    Integer.parseInt(fields[2]),
                    HexFormat.of().parseHex(fields[3]),
                    Instant.parse(fields[4]),
                    Base64.getDecoder().decode(fields[5]));
        } catch (IllegalArgumentException | DateTimeException e) {
            // The cause is left out: its text could hold the secret.
            throw new FormatException("Key line " + number + " is not understood");
        }
    }

    static String crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
