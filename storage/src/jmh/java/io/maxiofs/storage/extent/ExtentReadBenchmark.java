package io.maxiofs.storage.extent;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 64 MiB from the page cache to a socket on this machine, whose other end a thread drains. The ways of verifying are to
 * be compared with {@link #unverified}, which is what a server of static files does.
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ExtentReadBenchmark {
    private static final int BODY_BYTES = 64 * 1024 * 1024;
    private static final int MIB = 1024 * 1024;

    private Path directory;
    private ExtentStore memorySlices;
    private ExtentStore fileSlices;
    private DataKey key;
    private ExtentRef plain;
    private ExtentRef encrypted;
    private Path file;
    private ServerSocketChannel server;
    private SocketChannel socket;
    private Thread drain;

    @Setup
    public void open() throws IOException {
        directory = Files.createTempDirectory(Path.of("target"), "bench");
        AtomicLong ids = new AtomicLong();
        memorySlices = new ExtentStore(
                new LocalDisk(), directory, ids::incrementAndGet, new ExtentConfig(256 * 1024, 16, 0, 0, 0, false));
        fileSlices = new ExtentStore(
                new LocalDisk(), directory, ids::incrementAndGet, new ExtentConfig(256 * 1024, 16, MIB, 0, 0, false));
        key = DataKey.generate(new SecureRandom());
        plain = write(null);
        encrypted = write(key);
        file = new ExtentFiles(new LocalDisk(), directory).path(plain.extentId());
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        drain = Thread.ofPlatform().daemon().start(this::drain);
        socket = SocketChannel.open(server.getLocalAddress());
    }

    private ExtentRef write(DataKey with) {
        byte[] random = new byte[BODY_BYTES];
        new Random(1).nextBytes(random);
        try (ExtentWriter writer = memorySlices.create(with, BODY_BYTES)) {
            writer.write(ByteBuffer.wrap(random));
            return writer.finish();
        }
    }

    private void drain() {
        try (SocketChannel other = server.accept()) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(MIB);
            while (other.read(buffer.clear()) >= 0) {
                // Until the end.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException, InterruptedException {
        socket.close();
        drain.join();
        server.close();
        memorySlices.close();
        fileSlices.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }

    @Benchmark
    public void unverified() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            transfer(channel, 0, BODY_BYTES);
        }
    }

    @Benchmark
    public void verifiedFromMemory() throws IOException {
        send(memorySlices, plain, null);
    }

    @Benchmark
    public void verifiedThenTransferred() throws IOException {
        send(fileSlices, plain, null);
    }

    /** For comparison only: a disk error under a mapping ends the process. */
    @Benchmark
    public void mappedThenTransferred() throws IOException {
        CRC32C crc = new CRC32C();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            ByteBuffer mapped =
                    channel.map(MapMode.READ_ONLY, 0, BODY_BYTES, arena).asByteBuffer();
            for (int at = 0; at < BODY_BYTES; at += MIB) {
                for (int frame = at; frame < at + MIB; frame += ExtentFormat.FRAME_BYTES) {
                    crc.reset();
                    crc.update(mapped.slice(frame, ExtentFormat.FRAME_BYTES));
                }
                transfer(channel, at, MIB);
            }
        }
    }

    @Benchmark
    public void decrypted() throws IOException {
        send(memorySlices, encrypted, key);
    }

    private void send(ExtentStore store, ExtentRef ref, DataKey with) throws IOException {
        try (ExtentReader reader = store.open(ref, with)) {
            for (BodyReader.Slice slice = reader.next(); slice != null; slice = reader.next()) {
                switch (slice) {
                    case BodyReader.Memory memory -> writeFully(socket, memory.bytes());
                    case BodyReader.File range -> transfer(range.channel(), range.position(), range.length());
                }
            }
        }
    }

    private void transfer(FileChannel channel, long position, long length) throws IOException {
        for (long at = position; at < position + length; ) {
            at += channel.transferTo(at, position + length - at, socket);
        }
    }

    private static void writeFully(WritableByteChannel target, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
    }
}
