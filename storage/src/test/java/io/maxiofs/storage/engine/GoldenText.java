package io.maxiofs.storage.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of a store as text: a line {@code file SIZE PATH}, then its content in hex, 64 bytes a line behind their offset.
 * Lines of zeros are left out, and so is the index, which a store makes anew.
 */
final class GoldenText {
    private static final int LINE_BYTES = 64;

    private GoldenText() {}

    static String pack(Path root) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files(root)) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (name.startsWith("index/") || name.equals("lock")) {
                continue;
            }
            byte[] bytes = Files.readAllBytes(file);
            text.append("file ").append(bytes.length).append(' ').append(name).append('\n');
            for (int at = 0; at < bytes.length; at += LINE_BYTES) {
                append(text, bytes, at);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, byte[] bytes, int at) {
        int end = Math.min(at + LINE_BYTES, bytes.length);
        boolean zeros = true;
        for (int i = at; i < end; i++) {
            zeros &= bytes[i] == 0;
        }
        if (!zeros) {
            text.append(Integer.toHexString(at)).append(' ');
            text.append(HexFormat.of().formatHex(bytes, at, end)).append('\n');
        }
    }

    static void unpack(String text, Path root) throws IOException {
        Path file = null;
        byte[] bytes = new byte[0];
        for (String line : text.lines().toList()) {
            List<String> words = List.of(line.split(" ", 3));
            if (words.getFirst().equals("file")) {
                write(file, bytes);
                bytes = new byte[Integer.parseInt(words.get(1))];
                file = root.resolve(words.get(2));
            } else {
                byte[] part = HexFormat.of().parseHex(words.get(1));
                System.arraycopy(part, 0, bytes, Integer.parseInt(words.getFirst(), 16), part.length);
            }
        }
        write(file, bytes);
        Files.createDirectories(root.resolve("extents"));
    }

    private static void write(@Nullable Path file, byte[] bytes) throws IOException {
        if (file != null) {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static void remove(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
