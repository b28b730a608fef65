package io.maxiofs.storage.index;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.file.FileReplacement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Key filters as a clean close leaves them. Good for exactly one state of the index file, named by the time that file
 * was made and its sequence; otherwise, or if anything about it is wrong, it is ignored and the filters are built again.
 */
final class FilterFile {

    private static final long MAGIC = 0x4D58494F464C540AL;
    private static final int FORMAT_VERSION = 1;
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int LONGEST_NAME = 1024;

    private final Disk disk;
    private final Path path;

    FilterFile(Disk disk, Path indexFile) {
        this.disk = disk;
        this.path = pathFor(indexFile);
    }

    static Path pathFor(Path indexFile) {
        return indexFile.resolveSibling(indexFile.getFileName() + ".filter");
    }

    /** Durable on return; replaces what was there. */
    void save(FileHeader state, Map<String, KeyFilter> filters) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + FileReplacement.TEMPORARY_SUFFIX);
        try (DataFile file = disk.open(temporary, OpenMode.CREATE)) {
            file.truncate(0);
            Output out = new Output(file);
            out.putLong(MAGIC);
            out.putLong(FORMAT_VERSION);
            out.putLong(state.createdMillis());
            out.putLong(state.sequence());
            out.putLong(filters.size());
            for (Map.Entry<String, KeyFilter> entry : filters.entrySet()) {
                byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
                out.putLong(name.length);
                for (byte b : name) {
                    out.putLong(b);
                }
                out.putLong(entry.getValue().keys());
                out.putLong(entry.getValue().words().length);
                for (long word : entry.getValue().words()) {
                    out.putLong(word);
                }
            }
            out.finish();
            file.force();
        }
        disk.move(temporary, path);
        disk.forceDirectory(TreeStore.directoryOf(path));
    }

    /**
     * The filters of exactly {@code state}, by table; none if there are none to trust.
     *
     * @param maxBytes the most the words of all filters may take
     */
    Map<String, KeyFilter> load(FileHeader state, long maxBytes) throws IOException {
        try (DataFile file = disk.open(path, OpenMode.READ)) {
            Input in = new Input(file);
            if (in.nextLong() != MAGIC
                    || in.nextLong() != FORMAT_VERSION
                    || in.nextLong() != state.createdMillis()
                    || in.nextLong() != state.sequence()) {
                return Map.of();
            }
            Map<String, KeyFilter> filters = new LinkedHashMap<>();
            long left = maxBytes;
            for (long tables = in.nextLong(); tables > 0; tables--) {
                byte[] name = new byte[in.nextCount(LONGEST_NAME)];
                for (int i = 0; i < name.length; i++) {
                    name[i] = (byte) in.nextLong();
                }
                long keys = in.nextLong();
                long[] words = new long[in.nextCount(Math.min(left / Long.BYTES, file.size() / Long.BYTES))];
                left -= (long) words.length * Long.BYTES;
                for (int i = 0; i < words.length; i++) {
                    words[i] = in.nextLong();
                }
                filters.put(new String(name, StandardCharsets.UTF_8), new KeyFilter(words, keys));
            }
            return in.isIntact() ? filters : Map.of();
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IllegalArgumentException e) {
            // Lengths that make no sense: the file is damaged, and only costs the time to build the filters again.
            return Map.of();
        }
    }

    private static final class Output {
        private final DataFile file;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        private final CRC32C crc = new CRC32C();
        private long position;

        Output(DataFile file) {
            this.file = file;
        }

        void putLong(long value) throws IOException {
            if (buffer.remaining() < Long.BYTES) {
                drain();
            }
            buffer.putLong(value);
        }

        void finish() throws IOException {
            drain();
            putLong(crc.getValue());
            drain();
        }

        private void drain() throws IOException {
            buffer.flip();
            crc.update(buffer.duplicate());
            position += buffer.remaining();
            file.write(buffer, position - buffer.remaining());
            buffer.clear();
        }
    }

    private static final class Input {
        private final DataFile file;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
        private final CRC32C crc = new CRC32C();
        private long position;
        private int checked;

        Input(DataFile file) {
            this.file = file;
        }

        long nextLong() throws IOException {
            while (buffer.remaining() < Long.BYTES) {
                check();
                buffer.compact();
                int count = file.read(buffer, position);
                buffer.flip();
                checked = 0;
                if (count < 0) {
                    throw new IllegalArgumentException("The file ends too early");
                }
                position += count;
            }
            return buffer.getLong();
        }

        /** What was taken out of the buffer counts. */
        private void check() {
            crc.update(buffer.array(), checked, buffer.position() - checked);
            checked = buffer.position();
        }

        int nextCount(long most) throws IOException {
            long count = nextLong();
            if (count < 0 || count > most || count > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("A count of " + count + " where at most " + most + " can be");
            }
            return (int) count;
        }

        boolean isIntact() throws IOException {
            check();
            long expected = crc.getValue();
            return nextLong() == expected;
        }
    }
}
