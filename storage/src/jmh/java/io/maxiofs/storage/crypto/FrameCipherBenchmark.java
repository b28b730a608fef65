package io.maxiofs.storage.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
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

/** Sixteen frames, one MiB: operations per second are MiB per second. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FrameCipherBenchmark {
    private static final int FRAMES = 16;
    private static final int STORED = FrameCipher.FRAME_BYTES + FrameCipher.TAG_BYTES;

    @Param({"true", "false"})
    public boolean direct;

    private final FrameCipher cipher = new FrameCipher(DataKey.generate(new SecureRandom()), 1);
    private ByteBuffer plain;
    private ByteBuffer encrypted;
    private ByteBuffer target;

    @Setup
    public void encryptOnce() {
        plain = direct
                ? ByteBuffer.allocateDirect(FrameCipher.FRAME_BYTES)
                : ByteBuffer.allocate(FrameCipher.FRAME_BYTES);
        encrypted = direct ? ByteBuffer.allocateDirect(STORED) : ByteBuffer.allocate(STORED);
        target = direct ? ByteBuffer.allocateDirect(STORED) : ByteBuffer.allocate(STORED);
        cipher.encrypt(0, false, plain.duplicate(), encrypted.duplicate());
    }

    @Benchmark
    public ByteBuffer encryptOneMebibyte() {
        for (int frame = 1; frame <= FRAMES; frame++) {
            cipher.encrypt(frame, false, plain.clear(), target.clear());
        }
        return target;
    }

    @Benchmark
    public ByteBuffer decryptOneMebibyte() {
        for (int i = 0; i < FRAMES; i++) {
            cipher.decrypt(0, false, encrypted.duplicate(), plain.clear());
        }
        return plain.clear();
    }
}
