package io.maxiofs.storage.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.base.TestSeed;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class DigestPipelineTest {
    private static final int BUFFER = 4 * 1024;
    private static final Set<ChecksumAlgorithm> ALL = EnumSet.allOf(ChecksumAlgorithm.class);

    /** Keeps what it is given; every byte must come once, in order, from one thread at a time. */
    private static final class Sink implements BodySink {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public void write(ByteBuffer source) {
            assertThat(inside.getAndIncrement()).isZero();
            byte[] copy = new byte[source.remaining()];
            source.get(copy);
            bytes.writeBytes(copy);
            inside.decrementAndGet();
        }
    }

    private static DigestConfig config(int threads, int maxBodies) {
        return new DigestConfig(threads, BUFFER, 3, maxBodies, 10_000, 0);
    }

    private static byte[] body(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        return body;
    }

    private static void check(DigestWorkers workers, byte[] body, long seed) {
        Random random = new Random(seed);
        Sink sink = new Sink();
        DigestValues values;
        try (DigestPipeline pipeline = workers.start(new BodyDigests(true, ALL), sink)) {
            for (int at = 0; at < body.length; ) {
                int length = Math.min(body.length - at, 1 + random.nextInt(3 * BUFFER));
                ByteBuffer piece = ByteBuffer.allocateDirect(length);
                piece.put(body, at, length).flip();
                pipeline.write(piece);
                assertThat(piece.hasRemaining()).isFalse();
                // The caller may use its buffer again.
                for (int i = 0; i < length; i++) {
                    piece.put(i, (byte) 0x55);
                }
                at += length;
            }
            values = pipeline.finish();
        }
        BodyDigests expected = new BodyDigests(true, ALL);
        expected.update(ByteBuffer.wrap(body));
        DigestValues direct = expected.finish();
        assertThat(sink.bytes.toByteArray()).as("seed %d", seed).isEqualTo(body);
        assertThat(values.md5().orElseThrow()).isEqualTo(direct.md5().orElseThrow());
        for (ChecksumAlgorithm algorithm : ALL) {
            assertThat(values.checksum(algorithm)).isEqualTo(direct.checksum(algorithm));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 2", "2, 0"})
    void givesTheSameValuesAndBytesAsOnePass(int threads, int maxBodies) {
        long seed = TestSeed.get();
        try (DigestWorkers workers = new DigestWorkers(config(threads, maxBodies))) {
            for (int size : new int[] {0, 1, 9_999, 10_000, 10_001, 10_000 + BUFFER, 10_000 + 3 * BUFFER, 300_000}) {
                check(workers, body(size), seed + size);
            }
        }
    }

    @Test
    void servesMoreBodiesThanThereArePlaces() throws InterruptedException, ExecutionException {
        try (DigestWorkers workers = new DigestWorkers(config(2, 3));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int number = i;
                all.add(callers.submit(() -> check(workers, body(50_000 + 1000 * number), number)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    @Test
    void goesOnWithoutWorkers() {
        DigestWorkers workers = new DigestWorkers(config(1, 1));
        workers.close();

        check(workers, body(200_000), 1);
    }

    @Test
    void goesOnWhileAllWorkersAreBusyElsewhere() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (DigestWorkers workers = new DigestWorkers(config(1, 1))) {
            workers.submit(() -> {
                stuck.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            stuck.await();
            try {
                check(workers, body(200_000), 1);
            } finally {
                release.countDown();
            }
        }
    }

    @Test
    void reportsWhatTheSinkThrowsAndGivesItsPlaceBack() {
        try (DigestWorkers workers = new DigestWorkers(config(2, 1))) {
            for (int failAt : new int[] {0, 20_000, 150_000}) {
                AtomicInteger taken = new AtomicInteger();
                BodySink failing = bytes -> {
                    if (taken.addAndGet(bytes.remaining()) > failAt) {
                        throw new IllegalStateException("full at " + failAt);
                    }
                    bytes.position(bytes.limit());
                };
                DigestPipeline pipeline = workers.start(new BodyDigests(true, ALL), failing);
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 100; i++) {
                                pipeline.write(ByteBuffer.allocate(BUFFER));
                            }
                            pipeline.finish();
                        })
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("full at " + failAt);
                pipeline.close();
                assertThat(workers.tryEnter()).as("the place is free again").isTrue();
                workers.leave();
            }
        }
    }

    @Test
    void doesNotTouchTheSinkOnceClosed() {
        try (DigestWorkers workers = new DigestWorkers(config(2, 1))) {
            for (int round = 0; round < 200; round++) {
                AtomicInteger calls = new AtomicInteger();
                DigestPipeline pipeline = workers.start(new BodyDigests(true, Set.of()), bytes -> {
                    calls.incrementAndGet();
                    bytes.position(bytes.limit());
                });
                pipeline.write(ByteBuffer.allocate(10_000));
                pipeline.write(ByteBuffer.allocate(2 * BUFFER));
                pipeline.close();
                int atClose = calls.get();
                check(workers, body(50_000), round);
                assertThat(calls).hasValue(atClose);
            }
        }
    }

    /** 1 MB/s is slow here: while the clock stands still the body is fast, then slow, then fast again. */
    @Test
    void takesSlowBodiesBackSoThatTheyDoNotHoldPlaces() {
        AtomicLong clock = new AtomicLong();
        byte[] body = body(40_000);
        Sink sink = new Sink();
        try (DigestWorkers workers =
                        new DigestWorkers(new DigestConfig(1, BUFFER, 3, 1, 5_000, 1_000_000), clock::get);
                DigestPipeline pipeline = workers.start(new BodyDigests(true, ALL), sink)) {
            List<Boolean> onWorkers = new ArrayList<>();
            for (int at = 0; at < body.length; at += 5_000) {
                boolean slow = at >= 15_000 && at < 25_000;
                clock.addAndGet(slow ? 10_000_000 : 1_000_000);
                pipeline.write(ByteBuffer.wrap(body, at, 5_000));
                boolean placeIsFree = workers.tryEnter();
                if (placeIsFree) {
                    workers.leave();
                }
                onWorkers.add(!placeIsFree);
            }
            DigestValues values = pipeline.finish();

            assertThat(onWorkers).containsExactly(false, true, true, false, false, true, true, true);
            BodyDigests expected = new BodyDigests(true, ALL);
            expected.update(ByteBuffer.wrap(body));
            assertThat(values.md5().orElseThrow())
                    .isEqualTo(expected.finish().md5().orElseThrow());
            assertThat(sink.bytes.toByteArray()).isEqualTo(body);
        }
    }

    @Test
    void refusesUseAfterTheEnd() {
        try (DigestWorkers workers = new DigestWorkers(config(1, 1));
                DigestPipeline pipeline = workers.start(new BodyDigests(true, Set.of()), new Sink())) {
            pipeline.finish();

            assertThatThrownBy(pipeline::finish).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> pipeline.write(ByteBuffer.allocate(1))).isInstanceOf(IllegalStateException.class);
        }
    }
}
