package io.maxiofs.desktop.transfer;

import io.maxiofs.server.admin.api.AdminJson;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the transfers of one server have come to: a file of lines, only ever appended to and now and then written anew. A
 * last line that was not written whole is passed over. Safe on any thread.
 */
final class TransferJournal implements AutoCloseable {
    static final String FILE = "transfers.jsonl";

    private static final Logger log = LoggerFactory.getLogger(TransferJournal.class);

    private final AdminJson json = AdminJson.lenient();
    private final Path file;

    /** Not a channel: those close themselves when a thread that writes is interrupted, and transfers are. */
    private FileOutputStream out;

    private TransferJournal(Path file) throws IOException {
        this.file = file;
        this.out = append(file);
    }

    /**
     * Opens the journal of a directory, which is created if it is not there.
     *
     * @param reader is told what the file says, in order
     */
    static TransferJournal open(Path directory, Consumer<JournalLine> reader) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve(FILE);
            if (Files.exists(file)) {
                read(file, reader);
            }
            return new TransferJournal(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path file, Consumer<JournalLine> reader) throws IOException {
        AdminJson json = AdminJson.lenient();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    continue;
                }
                JournalLine parsed;
                try {
                    parsed = json.read(line.getBytes(StandardCharsets.UTF_8), JournalLine.class);
                } catch (IOException e) {
                    log.warn("A line of {} is not understood and passed over: {}", file, e.getMessage());
                    continue;
                }
                reader.accept(parsed);
            }
        }
    }

    private static FileOutputStream append(Path file) throws IOException {
        boolean torn = Files.exists(file) && !endsWithLine(file);
        FileOutputStream out = new FileOutputStream(file.toFile(), true);
        if (torn) {
            out.write('\n');
        }
        return out;
    }

    private static boolean endsWithLine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() == 0) {
                return true;
            }
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
        }
    }

    /** Survives the end of this process once it returns. */
    synchronized void append(List<JournalLine> lines) {
        try {
            out.write(encode(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(JournalLine line) {
        append(List.of(line));
    }

    /** Survives a power cut once it returns. */
    synchronized void appendDurably(JournalLine line) {
        append(line);
        try {
            out.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the whole content. */
    synchronized void rewrite(List<JournalLine> lines) {
        Path fresh = file.resolveSibling(FILE + ".new");
        try {
            try (FileOutputStream whole = new FileOutputStream(fresh.toFile())) {
                whole.write(encode(lines));
                whole.getFD().sync();
            }
            out.close();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            out = append(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] encode(List<JournalLine> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JournalLine line : lines) {
            bytes.writeBytes(json.write(line));
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
