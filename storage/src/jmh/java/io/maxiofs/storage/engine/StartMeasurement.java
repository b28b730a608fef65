package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.BucketCatalog.NewBucket;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How long a store takes to open. {@code fill DIR COUNT} makes one and closes it; {@code halt DIR COUNT} makes one, or
 * adds to one, and ends as a killed process does; {@code open DIR COUNT} opens it and reads one object. Run it with
 * {@code -Xmx256m}.
 */
public final class StartMeasurement {
    private static final BucketName BUCKET = new BucketName("measured");
    private static final int UNDER_WAY = 2_000;
    private static final int BODY_BYTES = 100;

    private StartMeasurement() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        EngineConfig config = EngineConfig.DEFAULT.withSpace(new EngineConfig.Space(0, 0, 0));
        long begun = System.nanoTime();
        try (LocalObjectStore store = LocalObjectStore.open(root, StoreOptions.standard(config), records -> {})) {
            Duration opening = Duration.ofNanos(System.nanoTime() - begun);
            if (arguments[0].equals("open")) {
                store.find(BUCKET, key(count / 2), VersionSelector.CURRENT);
                Duration first = Duration.ofNanos(System.nanoTime() - begun);
                Runtime runtime = Runtime.getRuntime();
                System.out.printf(
                        "%d objects: open %d ms, first object after %d ms, heap in use %d MiB%n",
                        store.buckets().usage(BUCKET).objects(),
                        opening.toMillis(),
                        first.toMillis(),
                        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
                return;
            }
            fill(store, count);
            System.out.printf("%d objects in %d ms%n", count, Duration.ofNanos(System.nanoTime() - begun).toMillis());
            if (arguments[0].equals("halt")) {
                Runtime.getRuntime().halt(0);
            }
        }
    }

    private static ObjectKey key(int number) {
        return ObjectKey.of("folder-%03d/object-%08d".formatted(number % 500, number));
    }

    private static void fill(LocalObjectStore store, int count) {
        Owner owner = new Owner("a".repeat(64), "owner");
        if (store.buckets().find(BUCKET).isEmpty()) {
            store.buckets()
                    .create(new NewBucket(BUCKET, owner, "", VersioningState.UNVERSIONED, false, Map.of()))
                    .join();
        }
        Deque<CompletableFuture<ObjectVersion>> underWay = new ArrayDeque<>();
        PutRequest.Content said = new PutRequest.Content(ETag.ofMd5(new byte[16]), null, Encryption.NONE);
        for (int i = 0; i < count; i++) {
            try (BodyWriter writer = store.newBody(BodySpec.ofSize(BODY_BYTES))) {
                writer.write(ByteBuffer.allocate(BODY_BYTES));
                PutRequest.Target target = new PutRequest.Target(BUCKET, key(i), WriteCondition.NONE);
                underWay.add(store.put(
                        new PutRequest(target, owner, said, ObjectProperties.NONE, ObjectProtection.NONE),
                        writer.finish()));
            }
            if (underWay.size() >= UNDER_WAY) {
                underWay.remove().join();
            }
        }
        underWay.forEach(CompletableFuture::join);
    }
}
