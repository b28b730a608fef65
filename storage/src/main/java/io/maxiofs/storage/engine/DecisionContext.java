package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BucketNotFoundException;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.UploadNotFoundException;
import io.maxiofs.storage.codec.StoredVersion;
import io.maxiofs.storage.codec.UploadCodec;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.StoreState;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import io.maxiofs.storage.state.Tables;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a command may ask while it decides. Committer thread only; everything is as of the changes decided so far. */
final class DecisionContext {
    private final StoreState state;
    private final HybridClock clock;
    private final EngineConfig config;
    private final QuotaCheck quotas;

    DecisionContext(StoreState state, HybridClock clock, EngineConfig config, QuotaCheck quotas) {
        this.state = state;
        this.clock = clock;
        this.config = config;
        this.quotas = quotas;
    }

    /** A version that was found. */
    record Found(Entry entry, StoredVersion stored, boolean head) {}

    StoreState state() {
        return state;
    }

    EngineConfig config() {
        return config;
    }

    QuotaCheck quotas() {
        return quotas;
    }

    Instant now() {
        return clock.now();
    }

    VersionId nextVersionId() {
        return clock.next();
    }

    /** @throws BucketNotFoundException if there is none */
    Bucket bucket(BucketName name) {
        return state.buckets()
                .findPending(name.value())
                .orElseThrow(() -> new BucketNotFoundException("No such bucket: " + name));
    }

    /** The newest version of a key; null if it has none. */
    @Nullable Found head(Bucket bucket, ObjectKey key) {
        Entry entry = Entry.readOrNull(tables().get(Table.OBJECT, TableKeys.object(bucket.id(), key)));
        return entry == null ? null : found(key, entry, true);
    }

    /** The version meant; null if the key has no such version. */
    @Nullable Found find(Bucket bucket, ObjectKey key, VersionSelector selector) {
        Found head = head(bucket, key);
        if (head == null) {
            return null;
        }
        boolean headIsNull = head.stored().version().nullVersion();
        return switch (selector) {
            case VersionSelector.Current ignored -> head;
            case VersionSelector.Null ignored ->
                headIsNull ? head : older(bucket, key, head.entry().olderNull(), true);
            case VersionSelector.Exact exact ->
                !headIsNull && head.stored().version().id().equals(exact.id())
                        ? head
                        : older(bucket, key, exact.id(), false);
        };
    }

    private @Nullable Found older(Bucket bucket, ObjectKey key, @Nullable VersionId id, boolean nullVersion) {
        if (id == null) {
            return null;
        }
        byte[] row = tables().get(Table.NONCURRENT, TableKeys.noncurrent(bucket.id(), key, id));
        Entry entry = Entry.readOrNull(row);
        if (entry == null) {
            return null;
        }
        Found found = found(key, entry, false);
        return found.stored().version().nullVersion() == nullVersion ? found : null;
    }

    private static Found found(ObjectKey key, Entry entry, boolean head) {
        return new Found(entry, VersionCodec.decode(key, entry.bytes(), entry.entityOffset()), head);
    }

    /** An upload that was found. */
    record FoundUpload(Bucket bucket, Entry entry, MultipartUpload upload) {}

    /** @throws UploadNotFoundException if there is none */
    FoundUpload upload(UploadRef ref) {
        Bucket bucket = bucket(ref.bucket());
        FoundUpload found = uploadOrNull(bucket, ref);
        if (found == null) {
            throw new UploadNotFoundException("No such upload: " + ref.id());
        }
        return found;
    }

    @Nullable FoundUpload uploadOrNull(Bucket bucket, UploadRef ref) {
        byte[] row = tables().get(Table.UPLOAD, TableKeys.upload(bucket.id(), ref.key(), ref.id()));
        Entry entry = Entry.readOrNull(row);
        return entry == null
                ? null
                : new FoundUpload(bucket, entry, UploadCodec.decode(ref.key(), entry.bytes(), entry.entityOffset()));
    }

    Tables tables() {
        return state.pending();
    }

    /** Whether changes in a bucket may be confirmed before they are forced. */
    boolean isRelaxed(Bucket bucket) {
        String mode = bucket.settings().get(BucketSetting.DURABILITY);
        return mode == null ? config.durability().mode() == EngineConfig.Mode.FAST : mode.equals("fast");
    }
}
