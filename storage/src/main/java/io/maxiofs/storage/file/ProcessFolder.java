package io.maxiofs.storage.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for files that are worth nothing once the process has ended, such as libraries that are unpacked to be loaded. A
 * process that is killed cannot remove its own, so the next one does.
 */
public final class ProcessFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessFolder.class);

    private ProcessFolder() {}

    /**
     * Makes a folder that only this process's user can enter.
     *
     * @param parent existing folder, usually that for temporary files
     * @param name what the folders of all processes begin with, without a hyphen at the end
     * @param pid of this process
     * @param alive whether there is a process of this id; folders of others are removed
     * @throws IOException if the folder cannot be made; that old ones cannot be removed is only logged
     */
    public static Path create(Path parent, String name, long pid, LongPredicate alive) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, name + "-*-*")) {
            for (Path folder : found) {
                long owner = owner(folder, name);
                if (owner >= 0 && owner != pid && !alive.test(owner)) {
                    remove(folder);
                }
            }
        }
        return Files.createTempDirectory(parent, name + "-" + pid + "-");
    }

    /** The id of the process a folder was made by; -1 if its name does not tell. */
    private static long owner(Path folder, String name) {
        String rest = folder.getFileName().toString().substring(name.length() + 1);
        int hyphen = rest.indexOf('-');
        try {
            return hyphen < 0 ? -1 : Long.parseLong(rest, 0, hyphen, 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static void remove(Path folder) {
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            LOG.debug("The folder {} of a process that has ended cannot be removed", folder, e);
        }
    }
}
