package io.maxiofs.storage.tool;

import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.Kind;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Files and folders below a directory. */
final class FileTree {
    /** Far deeper than anything the product makes; a link of the file system to itself ends here. */
    private static final int MAX_DEPTH = 64;

    private final Disk disk;

    FileTree(Disk disk) {
        this.disk = disk;
    }

    /** What is below a directory. */
    record Size(long files, long bytes, long largestFile) {
        static final Size NONE = new Size(0, 0, 0);

        Size and(Size other) {
            return new Size(files + other.files, bytes + other.bytes, Math.max(largestFile, other.largestFile));
        }
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    static String below(String relative, String name) {
        return relative.isEmpty() ? name : relative + "/" + name;
    }

    /** In the order of their names, so that every run does the same. */
    List<Path> list(Path directory) throws IOException {
        return disk.list(directory).stream()
                .sorted(Comparator.comparing(FileTree::name))
                .toList();
    }

    /**
     * Counts.
     *
     * @param leftOut names below {@code root}, with slashes
     * @throws StoreRefusedException if something is neither file nor directory, or too deep
     */
    Size measure(Path root, Set<String> leftOut, Pace pace) throws IOException {
        return measure(root, "", 0, leftOut, pace);
    }

    private Size measure(Path directory, String relative, int depth, Set<String> leftOut, Pace pace)
            throws IOException {
        if (depth > MAX_DEPTH) {
            throw new StoreRefusedException("Folders are nested too deeply at " + directory);
        }
        Size sum = Size.NONE;
        for (Path entry : list(directory)) {
            String name = below(relative, name(entry));
            if (leftOut.contains(name)) {
                continue;
            }
            if (!disk.exists(entry)) {
                continue;
            }
            if (requireCopyable(entry) == Kind.DIRECTORY) {
                sum = sum.and(measure(entry, name, depth + 1, leftOut, pace));
            } else {
                sum = sum.and(measureFile(entry));
                pace.file();
            }
        }
        return sum;
    }

    private Size measureFile(Path path) throws IOException {
        try (DataFile file = disk.open(path, OpenMode.READ)) {
            return new Size(1, file.size(), file.size());
        } catch (NoSuchFileException e) {
            // A server that runs may take files away; while a move runs there is none.
            return Size.NONE;
        }
    }

    /** @throws StoreRefusedException for a link, or another thing that cannot be copied as it is */
    Kind requireCopyable(Path entry) throws IOException {
        Kind kind = disk.kind(entry);
        if (kind == Kind.OTHER) {
            throw new StoreRefusedException(entry + " is a symbolic link, or no file at all. A move cannot say what"
                    + " belongs to it: put what it stands for in its place, or take it away");
        }
        return kind;
    }

    /** Removes a file, or a directory with everything in it; links are removed and not followed. */
    void delete(Path path, Pace pace) throws IOException {
        if (!disk.exists(path)) {
            return;
        }
        if (disk.kind(path) == Kind.DIRECTORY) {
            for (Path entry : list(path)) {
                delete(entry, pace);
            }
        }
        disk.delete(path);
        pace.file();
    }
}
