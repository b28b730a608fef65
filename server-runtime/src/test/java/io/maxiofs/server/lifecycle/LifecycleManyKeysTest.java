package io.maxiofs.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.service.BucketService;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.engine.EngineConfig;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.StoreOptions;
import io.maxiofs.storage.engine.TenantLimits;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.file.PrivateFiles;
import io.maxiofs.storage.journal.JournalConfig;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersioningState;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Passes over a bucket on the disk with {@code maxiofs.lifecycle.keys} keys, a million with the profile {@code long}: what
 * is due goes, memory stays, and an interrupted walk goes on where it was.
 */
class LifecycleManyKeysTest {
    private static final int KEYS = Integer.getInteger("maxiofs.lifecycle.keys", 5_000);
    private static final BucketName BUCKET = new BucketName("many");
    private static final Owner OWNER = new Owner("owner-id", "owner");
    private static final int UNDER_WAY = 512;
    private static final int MIB = 1 << 20;

    /** More than a walk takes, and less than a million keys would. */
    private static final long MAX_GROWTH_BYTES = 96L * MIB;

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final Path file = directory.path().resolve("lifecycle.json");
    private final InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofDays(3));
    private LocalObjectStore store;

    @BeforeEach
    void open() throws IOException {
        EngineConfig config = EngineConfig.DEFAULT
                .withJournal(new JournalConfig(8 * MIB, 1, 1, 4 * MIB, 4 * MIB, 64))
                .withSpace(new EngineConfig.Space(
                        0, 0, EngineConfig.DEFAULT.space().minimumPartBytes()));
        store = LocalObjectStore.open(
                Files.createDirectories(directory.path().resolve("store")),
                new StoreOptions(
                        new LocalDisk(), config, InstantSource.system(), new SecureRandom(), TenantLimits.NONE),
                records -> {});
        store.buckets()
                .create(new BucketCatalog.NewBucket(BUCKET, OWNER, "", VersioningState.UNVERSIONED, false, Map.of()))
                .join();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        directory.close();
    }

    /** Every hundredth key is due. */
    private void fill(int keys) {
        Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
        for (int i = 0; i < keys; i++) {
            String key = "%s/%09d".formatted(i % 100 == 0 ? "old" : "kept", i);
            try (BodyWriter writer = store.newBody(BodySpec.ofSize(1))) {
                writer.write(ByteBuffer.allocate(1));
                underWay.add(store.put(
                        new PutRequest(
                                new PutRequest.Target(BUCKET, ObjectKey.of(key), WriteCondition.NONE),
                                OWNER,
                                new PutRequest.Content(new ETag("tag"), null, Encryption.NONE),
                                ObjectProperties.NONE,
                                ObjectProtection.NONE),
                        writer.finish()));
            }
            if (underWay.size() > UNDER_WAY) {
                underWay.remove().join();
            }
        }
        underWay.forEach(CompletableFuture::join);
    }

    /** Two rules, so that the walk goes over all keys. */
    private void rules(String days) {
        String rule =
                "<Rule><ID>%s</ID><Status>Enabled</Status><Filter><Prefix>%s</Prefix></Filter><Expiration><Days>%s"
                        + "</Days></Expiration></Rule>";
        String document = "<LifecycleConfiguration>" + rule.formatted("a", "old/", days)
                + rule.formatted("b", "kept/", "9999") + "</LifecycleConfiguration>";
        new BucketService(store.buckets())
                .setDocument(
                        BUCKET,
                        BucketSetting.LIFECYCLE,
                        LifecycleDocument.keep(LifecycleDocument.read(
                                document.getBytes(StandardCharsets.UTF_8),
                                LifecycleDocument.ALL_STORAGE_CLASSES,
                                () -> "rule")))
                .join();
    }

    private LifecycleWorker worker(ObjectStore on) {
        return new LifecycleWorker(
                on,
                new LifecycleDay(86_400),
                later,
                () -> 1_000_000,
                LifecyclePlaces.open(new PrivateFiles(new LocalDisk()), file));
    }

    private long left() {
        return store.buckets().usage(BUCKET).objects();
    }

    @Test
    void removesWhatIsDueWithFlatMemory() {
        fill(KEYS);
        rules("1");
        long before = usedBytes();
        long begin = System.nanoTime();
        LifecycleWorker worker = worker(store);
        worker.pass();
        double seconds = (System.nanoTime() - begin) / 1e9;
        long grown = usedBytes() - before;
        System.out.printf(
                "Lifecycle: %,d keys in %.1f s, %,d removed, %,d KiB more in use%n",
                KEYS, seconds, worker.status().counts().changed(), grown / 1024);
        assertThat(worker.status().counts().examined()).isEqualTo(KEYS);
        assertThat(left()).isEqualTo(KEYS - (KEYS + 99) / 100);
        assertThat(grown).isLessThan(MAX_GROWTH_BYTES);
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void goesOnWhereItWasAfterARestart() {
        fill(3_500);
        rules("1");
        LifecycleWorker interrupted = worker(failingAtPage(3));
        interrupted.pass();
        assertThat(interrupted.status().counts().examined()).isEqualTo(2_000);
        assertThat(interrupted.status().lastError()).isNotEmpty();

        LifecycleWorker next = worker(store);
        next.pass();
        assertThat(next.status().counts().examined())
                .as("from the last whole key on")
                .isBetween(1_500L, 1_501L);
        assertThat(left()).isEqualTo(3_500 - 35);

        LifecycleWorker changed = worker(failingAtPage(2));
        changed.pass();
        rules("2");
        LifecycleWorker anew = worker(store);
        anew.pass();
        assertThat(anew.status().counts().examined())
                .as("other rules begin anew")
                .isEqualTo(left());
    }

    /** The store, whose listing of versions fails once. */
    private ObjectStore failingAtPage(int page) {
        AtomicInteger pages = new AtomicInteger();
        ObjectListing listing = proxy(ObjectListing.class, store.listing(), name -> {
            if (name.equals("listVersions") && pages.incrementAndGet() == page) {
                throw new StorageUnavailableException(
                        StorageUnavailableException.Reason.DRIVE_MISSING, "The drive is gone");
            }
            return null;
        });
        return proxy(ObjectStore.class, store, name -> name.equals("listing") ? listing : null);
    }

    /** What answers a call instead of the real thing; null to let it through. */
    private interface Instead {
        @Nullable Object of(String method);
    }

    private static <T> T proxy(Class<T> type, T real, Instead instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                    Object answer = instead.of(method.getName());
                    if (answer != null) {
                        return answer;
                    }
                    try {
                        return method.invoke(real, values);
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNull(e.getCause());
                    }
                }));
    }
}
