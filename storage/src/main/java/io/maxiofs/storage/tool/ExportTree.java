package io.maxiofs.storage.tool;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directories and files of an export. Keys come in the order of their bytes, so a file is there before the
 * directory of the same name is wanted, and the directories of one key are mostly those of the key before.
 */
final class ExportTree {
    private static final Logger LOG = LoggerFactory.getLogger(ExportTree.class);
    private static final int MAX_TWINS = 1_000_000;

    private final Disk disk;
    private final Path root;
    private List<String> wantedNames = List.of();
    private final List<Path> openDirectories = new ArrayList<>();

    /** @param root exists */
    ExportTree(Disk disk, Path root) {
        this.disk = disk;
        this.root = root;
    }

    /** A new file and the path it has. */
    record Created(Path path, DataFile file) {}

    Created create(List<String> names) throws IOException {
        Path directory = directory(names.subList(0, names.size() - 1));
        String last = names.getLast();
        for (int twin = 0; twin < MAX_TWINS; twin++) {
            Path path = directory.resolve(twin == 0 ? last : ExportNames.twin(last, twin));
            try {
                return new Created(path, disk.open(path, OpenMode.CREATE_NEW));
            } catch (FileAlreadyExistsException e) {
                LOG.debug("{} is taken: a directory, or a key this file system holds for the same one", path, e);
            }
        }
        throw new IOException("Too many keys of one name in " + directory);
    }

    private Path directory(List<String> names) throws IOException {
        int same = 0;
        while (same < names.size()
                && same < wantedNames.size()
                && names.get(same).equals(wantedNames.get(same))) {
            same++;
        }
        while (openDirectories.size() > same) {
            openDirectories.removeLast();
        }
        for (String name : names.subList(same, names.size())) {
            Path parent = openDirectories.isEmpty() ? root : openDirectories.getLast();
            openDirectories.add(enter(parent, name));
        }
        wantedNames = List.copyOf(names);
        return openDirectories.isEmpty() ? root : openDirectories.getLast();
    }

    private Path enter(Path parent, String name) throws IOException {
        Path plain = parent.resolve(name);
        return isDirectory(plain) ? plain : requireDirectory(parent.resolve(ExportNames.asDirectory(name)));
    }

    private Path requireDirectory(Path path) throws IOException {
        if (!isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
        return path;
    }

    /** Makes the directory if there is nothing; false if there is a file. */
    private boolean isDirectory(Path path) throws IOException {
        try {
            disk.createDirectory(path);
            return true;
        } catch (FileAlreadyExistsException e) {
            try {
                disk.list(path);
                return true;
            } catch (NotDirectoryException file) {
                return false;
            }
        }
    }
}
