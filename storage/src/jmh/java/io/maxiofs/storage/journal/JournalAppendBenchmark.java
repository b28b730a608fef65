package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one group of 4 KiB records, appended and forced, against one write of as many bytes and one fdatasync in a file
 * that is preallocated too. What the journal adds is framing, checksums and, every 64 MiB, a new segment.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class JournalAppendBenchmark {

    private static final int BODY_BYTES = 4096;
    private static final int PAYLOAD_BYTES = 150;
    private static final int FILE_BYTES = 64 * 1024 * 1024;

    @Param({"1", "8", "32", "64"})
    public int group;

    private Path directory = Path.of("");
    private final ByteBuffer payload = ByteBuffer.allocate(PAYLOAD_BYTES);
    private final ByteBuffer body = ByteBuffer.allocate(BODY_BYTES);
    private int bodyCrc;
    private Journal journal;
    private DataFile bare;
    private ByteBuffer bareGroup = ByteBuffer.allocate(0);
    private long bareAt;
    private long sequence;

    @Setup
    public void open() throws IOException {
        directory = Files.createTempDirectory(Path.of(System.getProperty("bench.dir", "target")), "journal");
        LocalDisk disk = new LocalDisk();
        journal = Journal.open(disk, directory, JournalConfig.DEFAULT);
        journal.recover(RecordPosition.START, ignored -> {});
        CRC32C crc = new CRC32C();
        crc.update(body.duplicate());
        bodyCrc = (int) crc.getValue();
        bare = disk.open(directory.resolve("bare"), OpenMode.CREATE_NEW);
        bare.write(ByteBuffer.allocateDirect(FILE_BYTES), 0);
        bare.force();
        bareGroup = ByteBuffer.allocateDirect(group * (BODY_BYTES + PAYLOAD_BYTES));
    }

    /** Gives up all sealed segments now and then, as compaction would, so that files are recycled. */
    private void recycle() throws IOException {
        for (SegmentInfo segment : journal.segments()) {
            if (segment.sealed()) {
                journal.retire(segment.id());
            }
        }
    }

    @Benchmark
    public Appended journal() throws IOException {
        Appended last = null;
        for (int i = 0; i < group; i++) {
            sequence++;
            last = journal.append(new NewRecord(sequence, (byte) 1, payload, body, bodyCrc));
        }
        journal.force();
        if (sequence % 16_384 < group) {
            recycle();
        }
        return last;
    }

    @Benchmark
    public long bare() throws IOException {
        bareGroup.clear();
        if (bareAt + bareGroup.remaining() > FILE_BYTES) {
            bareAt = 0;
        }
        bareAt += bareGroup.remaining();
        bare.write(bareGroup, bareAt - bareGroup.remaining());
        bare.force();
        return bareAt;
    }

    @TearDown
    public void close() throws IOException {
        journal.close();
        bare.close();
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        files.forEach(file -> {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
