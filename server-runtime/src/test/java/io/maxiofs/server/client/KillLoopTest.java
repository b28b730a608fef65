package io.maxiofs.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.TestSeed;
import io.maxiofs.server.testing.OnceClients;
import io.maxiofs.server.testing.ServerProcess;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A server is killed under load, again and again; what it confirmed must be there. The judge is what the clients wrote
 * down themselves. Many rounds: {@code -Dmaxiofs.kill.rounds=1000}.
 */
class KillLoopTest {
    private static final int ROUNDS = Integer.getInteger("maxiofs.kill.rounds", 3);
    private static final int WRITERS = 6;
    private static final int KEYS = 40;
    private static final int ACKNOWLEDGED_PER_ROUND = 150;
    private static final String BUCKET = "killed";
    private static final byte[] DELETED = new byte[0];

    /** What was last confirmed for a key; a body holds its own number, so that old and new can be told apart. */
    private final Map<String, byte[]> confirmed = new ConcurrentHashMap<>();

    /** What was asked for and not confirmed since: the state may be this or the confirmed one. */
    private final Map<String, byte[]> attempted = new ConcurrentHashMap<>();

    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong number = new AtomicLong();

    @Test
    void losesNothingThatWasConfirmed() throws InterruptedException {
        long seed = TestSeed.get();
        long verified = 0;
        try (TemporaryDirectory data = new TemporaryDirectory()) {
            try (ServerProcess first = ServerProcess.start(data.path());
                    S3Client s3 = OnceClients.of(first.endpoint())) {
                s3.createBucket(b -> b.bucket(BUCKET));
                first.terminate();
            }
            for (int round = 0; round < ROUNDS; round++) {
                try (ServerProcess server = ServerProcess.start(data.path())) {
                    verified += verify(server);
                    workUntilKilled(server, new Random(seed + round));
                }
            }
            try (ServerProcess server = ServerProcess.start(data.path())) {
                verified += verify(server);
                assertThat(server.terminate()).isZero();
            }
        }
        System.out.println("Kill loop: " + ROUNDS + " kills, " + acknowledged.get() + " writes confirmed, " + verified
                + " objects read back, 0 lost");
    }

    private void workUntilKilled(ServerProcess server, Random random) throws InterruptedException {
        AtomicBoolean dead = new AtomicBoolean();
        List<Thread> writers = new ArrayList<>();
        long goal = acknowledged.get() + ACKNOWLEDGED_PER_ROUND / 2 + random.nextInt(ACKNOWLEDGED_PER_ROUND);
        for (int w = 0; w < WRITERS; w++) {
            Random own = new Random(random.nextLong());
            int writer = w;
            writers.add(Thread.ofPlatform().start(() -> {
                try (S3Client s3 = OnceClients.of(server.endpoint())) {
                    while (!dead.get()) {
                        write(s3, writer + "/" + own.nextInt(KEYS), own);
                        if (acknowledged.get() >= goal && dead.compareAndSet(false, true)) {
                            server.kill9();
                        }
                    }
                } catch (SdkException e) {
                    // The server is gone, which ends this writer; its last attempt stays noted as open.
                    dead.set(true);
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        server.kill9();
    }

    private void write(S3Client s3, String key, Random random) {
        boolean delete = random.nextInt(8) == 0;
        byte[] body = delete ? DELETED : body(random);
        attempted.put(key, body);
        if (delete) {
            s3.deleteObject(b -> b.bucket(BUCKET).key(key));
        } else {
            s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromBytes(body));
        }
        confirmed.put(key, body);
        attempted.remove(key);
        acknowledged.incrementAndGet();
    }

    private byte[] body(Random random) {
        int size = random.nextInt(10) == 0 ? 200_000 + random.nextInt(300_000) : 8 + random.nextInt(5000);
        byte[] body = new byte[size];
        random.nextBytes(body);
        ByteBuffer.wrap(body).putLong(number.incrementAndGet());
        return body;
    }

    private long verify(ServerProcess server) {
        long count = 0;
        try (S3Client s3 = OnceClients.of(server.endpoint())) {
            for (Map.Entry<String, byte[]> entry : confirmed.entrySet()) {
                String key = entry.getKey();
                byte[] found = read(s3, key);
                byte[] open = attempted.remove(key);
                boolean isConfirmed = Arrays.equals(found, entry.getValue());
                boolean isAttempted = open != null && Arrays.equals(found, open);
                assertThat(isConfirmed || isAttempted)
                        .as("%s has %d bytes; confirmed %d", key, found.length, entry.getValue().length)
                        .isTrue();
                entry.setValue(found);
                count++;
            }
        }
        return count;
    }

    private static byte[] read(S3Client s3, String key) {
        try {
            ResponseBytes<GetObjectResponse> found =
                    s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key));
            return found.asByteArray();
        } catch (NoSuchKeyException e) {
            return DELETED;
        }
    }
}
