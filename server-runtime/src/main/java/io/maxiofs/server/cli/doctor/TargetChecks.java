package io.maxiofs.server.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What there is to say of a directory before a store is moved there. */
public final class TargetChecks {
    private static final Set<String> SMALL_FILES_ONLY = Set.of("vfat", "msdos", "fat", "fat32");
    private static final long MAX_FAT_FILE_BYTES = (1L << 32) - 1;

    private TargetChecks() {}

    /**
     * Looks at the file system; writes nothing.
     *
     * @param directory need not exist
     * @param needed bytes the store will take there
     * @param largestFile bytes of its largest file
     */
    public static List<Finding> of(Path directory, long needed, long largestFile) throws IOException {
        FileStore disk = Files.getFileStore(DirectoryCheck.nearestExisting(directory));
        List<Finding> findings = new ArrayList<>();
        findings.add(new FileSystemCheck(directory).run());
        findings.add(room(disk.getUsableSpace(), needed, disk.getTotalSpace()));
        findings.add(fileSize(disk.type(), largestFile));
        return findings.stream()
                .filter(finding -> finding.verdict() != Finding.Verdict.OK)
                .toList();
    }

    static Finding room(long free, long needed, long total) {
        if (free < needed) {
            return Finding.fail(
                    "free space", free + " bytes are free, " + needed + " are needed", "Use a larger drive");
        }
        Finding afterwards = SpaceCheck.judge(free - needed, total);
        return afterwards.verdict() == Finding.Verdict.OK
                ? afterwards
                : Finding.warn(
                        "free space",
                        "after the move: " + afterwards.detail(),
                        "The store stops taking uploads at its floor; use a larger drive");
    }

    static Finding fileSize(String type, long largestFile) {
        return SMALL_FILES_ONLY.contains(type.toLowerCase(Locale.ROOT)) && largestFile > MAX_FAT_FILE_BYTES
                ? Finding.fail(
                        "file size",
                        type + " has no files of 4 GiB and more, the store has",
                        "Format the drive as ext4, XFS, APFS or NTFS")
                : Finding.ok("file size", "");
    }
}
