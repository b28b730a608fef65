package io.maxiofs.desktop.wizard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What there is to know of a folder before a server's data goes there.
 *
 * @param free bytes this user may still write
 * @param flushMicros how long it takes until a small write is on the disk, the middle of several
 */
public record FolderReport(
        Path folder, long free, long total, String fileSystem, long flushMicros, Set<Verdict> verdicts) {
    private static final int FLUSHES = 15;
    private static final int FLUSH_BYTES = 4096;
    private static final long LITTLE = 10L << 30;
    private static final List<String> SYNCHRONISED = List.of(
            "dropbox",
            "onedrive",
            "google drive",
            "googledrive",
            "icloud drive",
            "mobile documents",
            "nextcloud",
            "owncloud",
            "seafile",
            "pcloud");

    public FolderReport {
        verdicts = Set.copyOf(verdicts);
    }

    /** What a person should know. */
    public enum Verdict {
        /** It holds a store already, which is used as it is. */
        EXISTING_STORE(false),
        /** It holds something else. */
        NOT_EMPTY(true),
        /** FAT or exFAT: no large files, no safe flush. */
        FAT(false),
        NETWORK(false),
        /** Gone after the next start of the computer. */
        MEMORY(false),
        /** A program copies it elsewhere while it changes. */
        SYNCHRONISED(false),
        /** The drive of the system: a full one stops the computer. */
        SYSTEM_DRIVE(false),
        LITTLE_SPACE(false);

        private final boolean refused;

        Verdict(boolean refused) {
            this.refused = refused;
        }

        /** Whether a server would refuse it. */
        public boolean isRefused() {
            return refused;
        }

        /** Of its text, behind {@code wizard.verdict.}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether a server would refuse it. */
    public boolean isRefused() {
        return verdicts.stream().anyMatch(Verdict::isRefused);
    }

    /**
     * Looks at a folder, or at the nearest one above it that exists. Blocks.
     *
     * @throws IOException if nothing can be written there
     */
    public static FolderReport of(Path folder) throws IOException {
        Path existing = folder.toAbsolutePath().normalize();
        while (existing != null && !Files.isDirectory(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            throw new IOException("There is no such drive: " + folder);
        }
        FileStore store = Files.getFileStore(existing);
        EnumSet<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        if (Files.isRegularFile(folder.resolve("maxiofs.id"))) {
            verdicts.add(Verdict.EXISTING_STORE);
        } else if (Files.isDirectory(folder) && !isEmpty(folder)) {
            verdicts.add(Verdict.NOT_EMPTY);
        }
        verdicts.addAll(ofFileSystem(store.type(), folder));
        Path root = existing.getRoot();
        if (root != null && Files.getFileStore(root).equals(store)) {
            verdicts.add(Verdict.SYSTEM_DRIVE);
        }
        if (store.getUsableSpace() < LITTLE) {
            verdicts.add(Verdict.LITTLE_SPACE);
        }
        return new FolderReport(
                folder, store.getUsableSpace(), store.getTotalSpace(), store.type(), flush(existing), verdicts);
    }

    /** @param type as the system names it, such as {@code ext4} or {@code NTFS} */
    static Set<Verdict> ofFileSystem(String type, Path folder) {
        EnumSet<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.contains("fat") || lower.equals("msdos")) {
            verdicts.add(Verdict.FAT);
        }
        if (lower.startsWith("nfs")
                || lower.startsWith("smb")
                || lower.equals("cifs")
                || lower.startsWith("afp")
                || lower.equals("webdav")
                || lower.equals("9p")
                || lower.equals("fuse.sshfs")) {
            verdicts.add(Verdict.NETWORK);
        }
        if (lower.equals("tmpfs") || lower.equals("ramfs")) {
            verdicts.add(Verdict.MEMORY);
        }
        String path = folder.toString().toLowerCase(Locale.ROOT);
        if (SYNCHRONISED.stream().anyMatch(path::contains)) {
            verdicts.add(Verdict.SYNCHRONISED);
        }
        return verdicts;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static long flush(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, ".maxiofs-probe", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long[] micros = new long[FLUSHES];
            for (int i = 0; i < FLUSHES; i++) {
                ByteBuffer bytes = ByteBuffer.allocate(FLUSH_BYTES);
                long begin = System.nanoTime();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
                micros[i] = (System.nanoTime() - begin) / 1000;
            }
            Arrays.sort(micros);
            return micros[FLUSHES / 2];
        } finally {
            Files.delete(file);
        }
    }
}
