package io.maxiofs.storage.extent;

import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.extent.ExtentFormat.Footer;
import io.maxiofs.storage.extent.ExtentFormat.Layout;
import io.maxiofs.storage.extent.VerifyResult.Damage;
import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.model.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is in an extent file wherever it lies, for people: also in one that was copied out of a store, has another
 * name, or is damaged. Needs no key, changes nothing. Safe on any thread.
 */
public final class ExtentInspector {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Disk disk;

    public ExtentInspector(Disk disk) {
        this.disk = disk;
    }

    /**
     * Reads all of a file.
     *
     * @return lines of text; the last one says whether the file is intact
     * @throws IOException if the file is missing or cannot be opened
     */
    public List<String> describe(Path path) throws IOException {
        List<String> lines = new ArrayList<>();
        try (DataFile file = disk.open(path, OpenMode.READ)) {
            long fileBytes = file.size();
            lines.add("file      " + path + ", " + fileBytes + " bytes");
            Footer footer = footer(file, fileBytes, lines);
            if (footer != null) {
                describe(path, file, footer, lines);
            }
        }
        return lines;
    }

    private static @Nullable Footer footer(DataFile file, long fileBytes, List<String> lines) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(ExtentFormat.FOOTER_BYTES);
        if (fileBytes < bytes.capacity()
                || !FrameSource.readFully(file, bytes, fileBytes - ExtentFormat.FOOTER_BYTES)) {
            lines.add("damaged   too short for a footer: never finished, or cut off");
            return null;
        }
        try {
            return ExtentFormat.readFooter(bytes.flip());
        } catch (ExtentFormat.FormatException e) {
            lines.add("damaged   " + e.getMessage() + ": never finished, cut off, or not an extent");
            return null;
        }
    }

    private void describe(Path path, DataFile file, Footer footer, List<String> lines) throws IOException {
        Layout layout = footer.layout();
        String id = ExtentStore.name(footer.extentId());
        lines.add("extent    " + id
                + (String.valueOf(path.getFileName()).equals(id + ".ext") ? "" : ", under another name"));
        lines.add("body      " + layout.plaintextBytes() + " bytes in " + layout.frames() + " frames"
                + (layout.encrypted() ? ", encrypted" : ""));
        FrameSource source;
        try {
            source = FrameSource.open(footer.extentId(), file, new DiskFailures(disk, path));
        } catch (StorageException e) {
            lines.add("damaged   " + e.getMessage());
            return;
        }
        VerifyResult result =
                ExtentVerification.of(footer.extentId(), source, ByteBuffer.allocateDirect(BUFFER_BYTES), bytes -> {});
        for (Damage damage : result.damages()) {
            ByteRange where = damage.plaintext();
            lines.add("damaged   " + damage.reason()
                    + (where.length() == 0 ? "" : ": bytes " + where.offset() + " to " + (where.end() - 1)));
        }
        if (result.isIntact()) {
            lines.add("intact");
        }
    }
}
