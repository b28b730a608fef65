package io.maxiofs.server.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A tree of files of many sizes and odd names, and what it holds. */
final class FileTree {
    private static final int CHUNK = 1 << 20;
    private static final List<String> ODD_NAMES = List.of(
            "plain.txt",
            "with space",
            "plus+and&ampersand",
            "100%25",
            "quote'quote",
            "umläut-é-ñ",
            "日本語",
            "emoji-😀",
            "tilde~",
            "(brackets)[square]{curly}",
            "semi;colon,comma",
            "equals=sign",
            "at@sign",
            "dollar$",
            "hash#tag",
            "caret^",
            "..dots..",
            ".hidden");

    private FileTree() {}

    /**
     * Makes a tree.
     *
     * @param largest bytes of the largest file; one file has exactly that size, one is empty
     */
    static void make(Path root, int files, long largest, long seed) {
        Random random = new Random(seed);
        try {
            for (int i = 0; i < files; i++) {
                Path folder = root.resolve("folder " + i % 17).resolve("é" + i % 5);
                Files.createDirectories(folder);
                String name = i + "-" + ODD_NAMES.get(i % ODD_NAMES.size());
                write(folder.resolve(name), size(i, largest, random), random);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Mostly small; sizes around the borders at which the server changes its ways. */
    private static long size(int i, long largest, Random random) {
        return switch (i) {
            case 0 -> 0;
            case 1 -> largest;
            case 2 -> Math.min(largest, 128 * 1024);
            case 3 -> Math.min(largest, 128 * 1024 + 1);
            case 4 -> Math.min(largest, (8L << 20) + 7);
            default -> Math.min(largest, (long) Math.exp(random.nextDouble() * 13));
        };
    }

    private static void write(Path file, long size, Random random) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long rest = size; rest > 0; rest -= Math.min(rest, CHUNK)) {
                random.nextBytes(chunk);
                out.write(chunk, 0, (int) Math.min(rest, CHUNK));
            }
        }
    }

    /** SHA-256 of every file by its path below {@code root}. */
    static Map<String, String> contents(Path root) {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(path).toString(), digest(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    private static String digest(Path file) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
