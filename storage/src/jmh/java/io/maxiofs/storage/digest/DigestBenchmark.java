package io.maxiofs.storage.digest;

import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.util.Random;
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

/** One digest over one MiB in a direct buffer: operations per second are MiB per second. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DigestBenchmark {
    @Param({"MD5", "SHA256", "SHA1", "CRC64NVME", "CRC32C", "CRC32"})
    public String algorithm;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(1024 * 1024);

    @Setup
    public void fill() {
        byte[] random = new byte[bytes.capacity()];
        new Random(1).nextBytes(random);
        bytes.put(random).flip();
    }

    @Benchmark
    public byte[] oneMebibyte() {
        RunningDigest digest = algorithm.equals("MD5")
                ? RunningDigest.md5()
                : RunningDigest.of(ChecksumAlgorithm.valueOf(algorithm));
        digest.update(bytes);
        return digest.finish();
    }
}
