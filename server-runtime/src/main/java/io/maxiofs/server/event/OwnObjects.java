package io.maxiofs.server.event;

import io.maxiofs.server.policy.acl.AccessControlList;
import io.maxiofs.server.policy.acl.AccessControlList.Grant;
import io.maxiofs.server.policy.acl.PublicAccessBlock;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.SystemMetadata;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.UserMetadata;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Writes objects on the server's own behalf, such as logs and reports. Blocks until they are durable. */
public final class OwnObjects {
    private final ObjectStore store;
    private final EncryptionRules encryption;

    public OwnObjects(ObjectStore store) {
        this.store = store;
        // What the store encrypts by default it encrypts here as well.
        this.encryption = new EncryptionRules(store.namedKeys(), false, true);
    }

    /** Hands the content out piece by piece. */
    @FunctionalInterface
    public interface Content {
        void writeTo(BodyWriter body);
    }

    /**
     * Writes an object that belongs to the bucket's owner, under the bucket's quota and default encryption.
     *
     * @throws io.maxiofs.storage.api.StorageException if it cannot be stored; wrapped in a CompletionException if that
     *     was found late
     */
    public ObjectVersion put(Bucket bucket, String key, String contentType, Content content) {
        return put(bucket, key, contentType, List.of(), content);
    }

    /**
     * As the other, with grants beside what the owner has. They count for nothing where the bucket's owner is enforced; those
     * to the public are left out where the bucket blocks such lists.
     */
    public ObjectVersion put(Bucket bucket, String key, String contentType, List<Grant> grants, Content content) {
        Encryption encrypted = encryption.forWrite(bucket, Encryption.NONE);
        BodySpec spec = EncryptionRules.body(bucket, encrypted, null).spec(OptionalLong.empty(), true, Set.of(), false);
        StagedBody staged;
        try (BodyWriter writer = store.newBody(spec)) {
            content.writeTo(writer);
            staged = writer.finish();
        }
        ETag etag = ETag.ofMd5(staged.md5().orElseThrow(() -> new IllegalStateException("The store gave no MD5")));
        PutRequest put = new PutRequest(
                new PutRequest.Target(bucket.name(), ObjectKey.of(key), WriteCondition.NONE),
                bucket.owner(),
                new PutRequest.Content(etag, null, encrypted),
                properties(bucket, contentType, grants),
                ObjectProtection.NONE);
        return store.put(put, staged).join();
    }

    private static ObjectProperties properties(Bucket bucket, String contentType, List<Grant> grants) {
        ObjectProperties properties = new ObjectProperties(
                new SystemMetadata(Map.of("content-type", contentType)),
                UserMetadata.NONE,
                Tags.NONE,
                ObjectProperties.STANDARD,
                null,
                null);
        if (grants.isEmpty() || ObjectOwnership.of(bucket) == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            return properties;
        }
        boolean publicAllowed = !PublicAccessBlock.of(bucket).blockPublicAcls();
        List<Grant> list =
                new ArrayList<>(AccessControlList.ofOwner(bucket.owner()).grants());
        grants.stream()
                .filter(grant -> publicAllowed || !new AccessControlList(List.of(grant)).isPublic())
                .forEach(list::add);
        String acl = new AccessControlList(list).toText(bucket.owner());
        return acl == null ? properties : properties.withAcl(acl);
    }

    /** As the other, for content that is in memory. */
    public ObjectVersion put(Bucket bucket, String key, String contentType, byte[] content) {
        return put(bucket, key, contentType, body -> body.write(ByteBuffer.wrap(content)));
    }

    /** The bucket of this name, if it exists. */
    public Optional<Bucket> find(io.maxiofs.storage.model.BucketName name) {
        return store.buckets().find(name);
    }
}
