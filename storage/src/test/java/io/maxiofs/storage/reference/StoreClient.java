package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.BucketCatalog.NewBucket;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.DeleteResult;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Short, waiting forms of a store's calls, for tests. Refusals come as the store's own exceptions. */
public final class StoreClient {
    public static final Owner OWNER = new Owner("owner-id", "owner");

    /** No change of a small test takes longer, however busy the machine is. */
    private static final long PATIENCE_SECONDS = 120;

    private final ObjectStore store;

    public StoreClient(ObjectStore store) {
        this.store = store;
    }

    public ObjectStore store() {
        return store;
    }

    /** The result of a change, once it is durable. */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException refusal) {
                throw refusal;
            }
            throw new AssertionError("The store failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("The store did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static ObjectKey key(String key) {
        return ObjectKey.of(key);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public BucketName createBucket(String name, VersioningState versioning) {
        NewBucket bucket = new NewBucket(new BucketName(name), OWNER, "", versioning, false, Map.of());
        return await(store.buckets().create(bucket)).name();
    }

    public BucketName createLockBucket(String name) {
        NewBucket bucket = new NewBucket(new BucketName(name), OWNER, "", VersioningState.ENABLED, true, Map.of());
        return await(store.buckets().create(bucket)).name();
    }

    public Bucket setVersioning(BucketName bucket, VersioningState versioning) {
        return await(store.buckets().update(bucket, b -> b.withVersioning(versioning)));
    }

    /** @param document null to remove the setting */
    public Bucket setSetting(BucketName bucket, BucketSetting setting, @Nullable String document) {
        return await(store.buckets().update(bucket, b -> b.withSetting(setting, document)));
    }

    public StagedBody stage(byte[] content, BodySpec spec) {
        try (BodyWriter writer = store.newBody(spec)) {
            writer.write(ByteBuffer.wrap(content));
            return writer.finish();
        }
    }

    public StagedBody stage(byte[] content) {
        return stage(content, BodySpec.ofSize(content.length));
    }

    public ObjectVersion put(BucketName bucket, String key, String text) {
        return put(bucket, key, text, WriteCondition.NONE);
    }

    public ObjectVersion put(BucketName bucket, String key, String text, WriteCondition condition) {
        return put(bucket, key(key), bytes(text), condition, ObjectProperties.NONE, ObjectProtection.NONE);
    }

    public ObjectVersion put(BucketName bucket, String key, String text, ObjectProtection protection) {
        return put(bucket, key(key), bytes(text), WriteCondition.NONE, ObjectProperties.NONE, protection);
    }

    public ObjectVersion put(
            BucketName bucket,
            ObjectKey key,
            byte[] content,
            WriteCondition condition,
            ObjectProperties properties,
            ObjectProtection protection) {
        StagedBody body = stage(content);
        PutRequest.Content said = new PutRequest.Content(ETag.ofMd5(body.md5().orElseThrow()), null, Encryption.NONE);
        PutRequest.Target target = new PutRequest.Target(bucket, key, condition);
        return await(store.put(new PutRequest(target, OWNER, said, properties, protection), body));
    }

    public DeleteResult delete(BucketName bucket, String key) {
        return delete(bucket, key, VersionSelector.CURRENT, false);
    }

    public DeleteResult delete(BucketName bucket, String key, VersionSelector version, boolean bypassGovernance) {
        return delete(new DeleteRequest(bucket, key(key), version, OWNER, WriteCondition.NONE, bypassGovernance));
    }

    public DeleteResult delete(DeleteRequest request) {
        return await(store.delete(request));
    }

    /** Selects a version by its own id. */
    public static VersionSelector exactly(ObjectVersion version) {
        return version.nullVersion() ? VersionSelector.NULL : new VersionSelector.Exact(version.id());
    }

    public String text(BucketName bucket, String key) {
        return text(bucket, key, VersionSelector.CURRENT);
    }

    public String text(BucketName bucket, String key, VersionSelector version) {
        return new String(read(store.find(bucket, key(key), version)), StandardCharsets.UTF_8);
    }

    public static byte[] read(StoredObject object) {
        ByteRange all = ByteRange.all(object.version().requireContent().size());
        return read(object, all, null);
    }

    public static byte[] read(StoredObject object, ByteRange range, byte @Nullable [] customerKey) {
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        try (BodyReader reader = object.open(range, customerKey)) {
            for (BodyReader.Slice slice = reader.next(); slice != null; slice = reader.next()) {
                collected.writeBytes(bytesOf(slice));
            }
        }
        return collected.toByteArray();
    }

    private static byte[] bytesOf(BodyReader.Slice slice) {
        byte[] bytes = new byte[Math.toIntExact(slice.length())];
        switch (slice) {
            case BodyReader.Memory memory -> memory.bytes().duplicate().get(bytes);
            case BodyReader.File file -> {
                ByteBuffer target = ByteBuffer.wrap(bytes);
                try {
                    while (target.hasRemaining()) {
                        if (file.channel().read(target, file.position() + target.position()) < 0) {
                            throw new AssertionError("The file ends before the slice does");
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return bytes;
    }

    /** Keys of the current versions. */
    public List<String> keys(BucketName bucket) {
        return names(store.listing().listObjects(new Query(bucket, "", null, Integer.MAX_VALUE), null));
    }

    /** Keys and common prefixes of a page, ascending as they were counted. */
    public static List<String> names(Page<ObjectVersion> page) {
        List<String> names = new ArrayList<>(page.commonPrefixes());
        page.entries().forEach(e -> names.add(e.key().value()));
        names.sort((a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)));
        return names;
    }

    /** Versions and delete markers of one key, newest first. */
    public List<ObjectVersion> versions(BucketName bucket, String key) {
        Query query = new Query(bucket, key, null, Integer.MAX_VALUE);
        return store.listing().listVersions(query, null, null).entries().stream()
                .map(e -> e.version())
                .filter(v -> v.key().value().equals(key))
                .toList();
    }
}
