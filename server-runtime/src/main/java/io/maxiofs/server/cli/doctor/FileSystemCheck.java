package io.maxiofs.server.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether the file system keeps what it confirms, and nobody else moves the files. */
final class FileSystemCheck implements Check {
    private static final String NAME = "file system";
    private static final Set<String> WITHOUT_JOURNAL = Set.of("vfat", "msdos", "fat", "fat32", "exfat");
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");
    private static final List<String> NETWORK = List.of("nfs", "cifs", "smb", "afp", "9p", "sshfs", "webdav", "ceph");
    private static final List<String> SYNCED = List.of(
            "dropbox",
            "onedrive",
            "google drive",
            "googledrive",
            "icloud",
            "mobile documents",
            "cloudstorage",
            "nextcloud",
            "owncloud",
            "pcloud",
            "megasync",
            "syncthing");

    private final Path directory;

    FileSystemCheck(Path directory) {
        this.directory = directory;
    }

    @Override
    public Finding run() {
        try {
            String type = Files.getFileStore(DirectoryCheck.nearestExisting(directory))
                    .type();
            return judge(type, directory);
        } catch (IOException e) {
            return Finding.unknown(NAME, "cannot be read: " + e);
        }
    }

    static Finding judge(String type, Path directory) {
        String folded = type.toLowerCase(Locale.ROOT);
        if (IN_MEMORY.contains(folded)) {
            return Finding.warn(
                    NAME, type + ": everything is lost when the machine restarts", "Use a directory on a disk");
        }
        if (WITHOUT_JOURNAL.contains(folded)) {
            return Finding.warn(
                    NAME,
                    type + " keeps no journal: a power cut can damage it as a whole",
                    "Format the drive as ext4, XFS, APFS or NTFS");
        }
        if (NETWORK.stream().anyMatch(folded::contains)) {
            return Finding.warn(
                    NAME,
                    type + ": flushing and locking over a network cannot be relied on",
                    "Run the server on the machine that has the disk");
        }
        for (Path part : directory.toAbsolutePath()) {
            String name = part.toString().toLowerCase(Locale.ROOT);
            if (SYNCED.stream().anyMatch(name::contains)) {
                return Finding.warn(
                        NAME,
                        "the directory seems to be synchronised with a cloud (" + part
                                + "), which copies files while they change",
                        "Use a directory outside of it");
            }
        }
        return Finding.ok(NAME, type);
    }
}
