package io.maxiofs.storage.tool;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.Kind;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes a directory equal to another one. Every file is written under a temporary name, forced, read back and compared by
 * its SHA-256, and only then gets its name: what has its name was stored once, and an interrupted copy goes on with the
 * first file that has none or another content.
 */
final class TreeCopy {
    private static final int PIECE_BYTES = 1 << 20;

    private final Disk disk;
    private final FileTree tree;
    private final Path source;
    private final Path target;
    private final Set<String> leftOut;
    private final Pace pace;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    private final ByteBuffer other = ByteBuffer.allocateDirect(PIECE_BYTES);
    private long alreadyThere;
    private long replaced;

    /** @param leftOut names below {@code source} that are not copied, with slashes */
    TreeCopy(Disk disk, Path source, Path target, Set<String> leftOut, Pace pace) {
        this.disk = disk;
        this.tree = new FileTree(disk);
        this.source = source;
        this.target = target;
        this.leftOut = leftOut;
        this.pace = pace;
    }

    /** Files that were there with the right content. */
    long alreadyThere() {
        return alreadyThere;
    }

    /** Files that were there with another content. */
    long replaced() {
        return replaced;
    }

    /** Everything is durable on return. */
    void run() throws IOException {
        directory(source, target, "");
        disk.delete(temporary());
        disk.forceDirectory(target);
    }

    private Path temporary() {
        return target.resolve(MoveFiles.TEMPORARY);
    }

    private void directory(Path from, Path to, String relative) throws IOException {
        Set<String> wanted = new HashSet<>();
        for (Path entry : tree.list(from)) {
            String name = FileTree.below(relative, FileTree.name(entry));
            if (leftOut.contains(name)) {
                continue;
            }
            String nameInCopy = MoveFiles.nameInCopy(name, FileTree.name(entry));
            wanted.add(nameInCopy);
            Path copy = to.resolve(nameInCopy);
            Kind kind = tree.requireCopyable(entry);
            if (disk.exists(copy) && disk.kind(copy) != kind) {
                tree.delete(copy, new Pace(MoveListener.NONE));
            }
            if (kind == Kind.DIRECTORY) {
                if (!disk.exists(copy)) {
                    disk.createDirectory(copy);
                }
                disk.copyAccess(entry, copy);
                directory(entry, copy, name);
            } else {
                file(entry, copy);
            }
        }
        removeOthers(to, relative, wanted);
        disk.forceDirectory(to);
    }

    /** What an earlier try has copied and is not in the original any more. */
    private void removeOthers(Path to, String relative, Set<String> wanted) throws IOException {
        Set<String> kept = relative.isEmpty() ? MoveFiles.keptInTarget() : Set.of();
        for (Path entry : tree.list(to)) {
            String name = FileTree.name(entry);
            if (!wanted.contains(name) && !kept.contains(name)) {
                tree.delete(entry, new Pace(MoveListener.NONE));
            }
        }
    }

    private void file(Path from, Path to) throws IOException {
        try (DataFile original = disk.open(from, OpenMode.READ)) {
            if (!disk.exists(to)) {
                copy(original, from, to);
            } else if (isSame(original, to)) {
                disk.copyAccess(from, to);
                alreadyThere++;
                pace.bytes(original.size());
            } else {
                copy(original, from, to);
                replaced++;
            }
        }
        pace.file();
    }

    private boolean isSame(DataFile original, Path to) throws IOException {
        try (DataFile copy = disk.open(to, OpenMode.READ)) {
            long size = original.size();
            if (copy.size() != size) {
                return false;
            }
            for (long at = 0; at < size; ) {
                read(original, piece, at, size);
                read(copy, other, at, size);
                if (!piece.equals(other)) {
                    return false;
                }
                at += piece.remaining();
                pace.bytes(0);
            }
            return true;
        }
    }

    private void copy(DataFile original, Path from, Path to) throws IOException {
        Path temporary = temporary();
        disk.delete(temporary);
        byte[] expected;
        try (DataFile file = disk.open(temporary, OpenMode.CREATE_NEW)) {
            disk.restrictToOwner(temporary);
            expected = write(original, file);
            file.force();
        }
        byte[] found;
        try (DataFile file = disk.open(temporary, OpenMode.READ)) {
            found = digest(file);
        }
        if (!MessageDigest.isEqual(expected, found)) {
            throw new IOException("What was written to " + to + " reads back differently: the drive cannot be trusted");
        }
        disk.copyAccess(from, temporary);
        disk.move(temporary, to);
    }

    private byte[] write(DataFile original, DataFile file) throws IOException {
        MessageDigest digest = sha256();
        long size = original.size();
        for (long at = 0; at < size; ) {
            read(original, piece, at, size);
            int length = piece.remaining();
            digest.update(piece.duplicate());
            file.write(piece, at);
            at += length;
            pace.bytes(length);
        }
        return digest.digest();
    }

    private byte[] digest(DataFile file) throws IOException {
        MessageDigest digest = sha256();
        long size = file.size();
        for (long at = 0; at < size; ) {
            read(file, piece, at, size);
            at += piece.remaining();
            digest.update(piece);
            pace.bytes(0);
        }
        return digest.digest();
    }

    /** Fills {@code into} as far as the file goes, ready to be taken out. */
    private static void read(DataFile file, ByteBuffer into, long at, long size) throws IOException {
        into.clear().limit((int) Math.min(into.capacity(), size - at));
        while (into.hasRemaining()) {
            if (file.read(into, at + into.position()) < 0) {
                throw new IOException("A file became shorter while it was copied");
            }
        }
        into.flip();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
