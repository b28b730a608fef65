package io.maxiofs.storage.engine;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.file.SimulatedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Finds where bytes lie on a simulated disk. */
final class DiskSearch {
    private DiskSearch() {}

    /** A place in a file, and the length of what was looked for. */
    record Place(Path file, int offset, int length) {
        void flip(SimulatedDisk disk) {
            change(disk, offset, 1);
        }

        /** Makes the last character another one. */
        void replaceLast(SimulatedDisk disk, char wanted) {
            int at = offset + length - 1;
            try (DataFile open = disk.open(file, OpenMode.READ)) {
                ByteBuffer one = ByteBuffer.allocate(1);
                if (open.read(one, at) != 1) {
                    throw new IOException("nothing there");
                }
                change(disk, at, one.get(0) ^ wanted);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void change(SimulatedDisk disk, int at, int xor) {
            try {
                disk.corrupt(file, at, xor);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The first file at or below {@code path} that holds {@code text}. */
    static Optional<Place> find(SimulatedDisk disk, Path path, String text) throws IOException {
        Optional<Place> here = Optional.empty();
        try (DataFile file = disk.open(path, OpenMode.READ)) {
            ByteBuffer content = ByteBuffer.allocate((int) file.size());
            int count = 0;
            while (content.hasRemaining() && count >= 0) {
                count = file.read(content, content.position());
            }
            int at = new String(content.array(), StandardCharsets.ISO_8859_1).indexOf(text);
            here = at < 0 ? Optional.empty() : Optional.of(new Place(path, at, text.length()));
        } catch (IOException directory) {
            for (Path child : disk.list(path)) {
                Optional<Place> below = find(disk, child, text);
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return here;
    }
}
