package io.maxiofs.server.s3.request;

import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** What taking the aws-chunked framing off a body of 1 MiB costs, beside copying it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FramingBenchmark {
    private static final int BODY_BYTES = 1 << 20;

    @Param({"8192", "65536"})
    public int chunkBytes;

    private final BodyBuffers buffers = new BodyBuffers(64 << 10, 4);
    private byte[] framed = {};

    @Setup
    public void frame() {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (int done = 0; done < BODY_BYTES; done += chunkBytes) {
            raw.writeBytes((Integer.toHexString(chunkBytes) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            raw.writeBytes(new byte[chunkBytes]);
            raw.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        raw.writeBytes("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        framed = raw.toByteArray();
    }

    @Benchmark
    public long chunked() {
        return read(new BodyFraming(
                new Payload.UnsignedChunks(),
                framed.length,
                OptionalLong.of(BODY_BYTES),
                Set.of(ChecksumAlgorithm.CRC32)));
    }

    @Benchmark
    public long plain() {
        return read(new BodyFraming(
                new Payload.Unsigned(), framed.length, OptionalLong.of(framed.length), Set.of()));
    }

    private long read(BodyFraming framing) {
        ByteBuffer left = ByteBuffer.wrap(framed);
        long[] count = {0};
        framing.stream(
                        destination -> {
                            int step = Math.min(destination.remaining(), left.remaining());
                            if (step == 0) {
                                return -1;
                            }
                            destination.put(left.slice(left.position(), step));
                            left.position(left.position() + step);
                            return step;
                        },
                        buffers)
                .forEachChunk(chunk -> count[0] += chunk.remaining());
        return count[0];
    }
}
