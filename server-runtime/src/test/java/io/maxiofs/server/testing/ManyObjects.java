package io.maxiofs.server.testing;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.Owner;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** Fills a bucket faster than any client could. */
final class ManyObjects {
    private static final int UNDER_WAY = 512;

    /** Of the one byte each has. */
    private static final ETag TAG = new ETag("93b885adfe0da089cdf634904fd59f71");

    private ManyObjects() {}

    static void store(ObjectStore store, BucketName bucket, int count) {
        Owner owner = store.buckets().get(bucket).owner();
        Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            try (BodyWriter writer = store.newBody(BodySpec.ofSize(1))) {
                writer.write(ByteBuffer.allocate(1));
                underWay.add(store.put(
                        new PutRequest(
                                new PutRequest.Target(
                                        bucket, ObjectKey.of("file-%06d.txt".formatted(i)), WriteCondition.NONE),
                                owner,
                                new PutRequest.Content(TAG, null, Encryption.NONE),
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
}
