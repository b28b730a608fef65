package io.maxiofs.storage.extent;

import io.maxiofs.storage.file.Disk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Names of extents: {@code xx/yy/NNNNNNNNNNNNNNNN.ext}, the id in hex. 256 neighbouring ids share a directory, so that a
 * small store has few directories and a burst of uploads touches one; with 65,536 directories ten million extents leave
 * some 150 in each. Safe on any thread.
 */
final class ExtentFiles {
    private static final String SUFFIX = ".ext";
    private static final Pattern FILE_NAME = Pattern.compile("[0-9a-f]{16}\\.ext");
    private static final Pattern DIRECTORY_NAME = Pattern.compile("[0-9a-f]{2}");

    private final Disk disk;
    private final Path root;
    private final Set<Path> durableDirectories = ConcurrentHashMap.newKeySet();

    ExtentFiles(Disk disk, Path root) {
        this.disk = disk;
        this.root = root;
    }

    Path path(long id) {
        return directory(id).resolve(String.format(Locale.ROOT, "%016x", id) + SUFFIX);
    }

    Path directory(long id) {
        return root.resolve(hexByte(id >>> 16)).resolve(hexByte(id >>> 8));
    }

    private static String hexByte(long value) {
        return String.format(Locale.ROOT, "%02x", value & 0xff);
    }

    /** Makes the directory of {@code id} exist, durably. */
    void makeDirectory(long id) throws IOException {
        Path directory = directory(id);
        if (!durableDirectories.contains(directory)) {
            Path upper = Objects.requireNonNull(directory.getParent());
            makeDurable(upper);
            makeDurable(directory);
        }
    }

    private void makeDurable(Path directory) throws IOException {
        if (durableDirectories.contains(directory)) {
            return;
        }
        if (!disk.exists(directory)) {
            try {
                disk.createDirectory(directory);
            } catch (FileAlreadyExistsException e) {
                // Another thread was faster; its directory is forced below as well.
            }
        }
        disk.forceDirectory(Objects.requireNonNull(directory.getParent()));
        durableDirectories.add(directory);
    }

    /** Some of {@code ids}: one for each directory they are in. */
    List<Long> oneOfEachDirectory(List<Long> ids) {
        Map<Path, Long> one = new HashMap<>();
        ids.forEach(id -> one.putIfAbsent(directory(id), id));
        return List.copyOf(one.values());
    }

    /** Every id that has a file, directory by directory. Other files are left alone. */
    void forEachId(LongConsumer action) throws IOException {
        for (Path upper : directoriesIn(root)) {
            for (Path lower : directoriesIn(upper)) {
                for (Path file : list(lower)) {
                    idOf(file).ifPresent(action);
                }
            }
        }
    }

    private List<Path> directoriesIn(Path parent) throws IOException {
        return list(parent).stream()
                .filter(path -> DIRECTORY_NAME.matcher(name(path)).matches())
                .sorted()
                .toList();
    }

    private List<Path> list(Path directory) throws IOException {
        try {
            return disk.list(directory);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private OptionalLong idOf(Path file) {
        String name = name(file);
        if (!FILE_NAME.matcher(name).matches()) {
            return OptionalLong.empty();
        }
        long id = Long.parseUnsignedLong(name.substring(0, 16), 16);
        boolean isInPlace = Optional.ofNullable(file.getParent())
                .map(parent -> parent.endsWith(root.relativize(directory(id))))
                .orElse(false);
        return isInPlace ? OptionalLong.of(id) : OptionalLong.empty();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
