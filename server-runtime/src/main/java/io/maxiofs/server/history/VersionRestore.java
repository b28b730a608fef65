package io.maxiofs.server.history;

import io.maxiofs.server.policy.AccessSubject;
import io.maxiofs.server.policy.S3Action;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.RequestOrigin;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Makes an old version current again: as a new version that shares the bytes of the old one, with the same metadata, tags
 * and entity tag, of any size. What was current stays as a version. Needs the permissions to read the old version and to
 * write the object. Blocks until it is durable.
 */
public final class VersionRestore {
    private final ObjectStore store;
    private final S3Calls calls;

    public VersionRestore(ObjectStore store, S3Calls calls) {
        this.store = store;
        this.calls = calls;
    }

    /**
     * @throws S3Exception AccessDenied if one of the permissions is missing, QuotaExceeded, InvalidRequest for a version that
     *     only its writer's key can open, NoSuchVersion if it is gone
     */
    public ObjectVersion restore(S3Caller caller, Bucket bucket, ObjectVersion old) {
        ObjectKey key = old.key();
        Tags tags = old.properties().tags();
        S3Call call = S3Call.of(S3Operation.COPY_OBJECT, bucket.name().value(), key);
        calls.pass(call);
        VersionSelector version = selector(old);
        require(caller, call, S3Action.GET_OBJECT_VERSION, AccessSubject.ofObject(bucket.name(), version, old));
        AccessSubject target = AccessSubject.ofNewObject(bucket.name(), key).withTags(tags);
        require(caller, call, S3Action.PUT_OBJECT, target);
        if (!tags.isEmpty()) {
            require(
                    caller,
                    call,
                    S3Action.GET_OBJECT_VERSION_TAGGING,
                    AccessSubject.ofObject(bucket.name(), version, old));
            require(caller, call, S3Action.PUT_OBJECT_TAGGING, target);
        }
        try {
            if (bucket.versioning() != VersioningState.ENABLED) {
                throw new S3Exception(
                        S3ErrorCode.INVALID_BUCKET_STATE,
                        "Without versioning the restored version would take the place of what is there.");
            }
            StoredObject found = store.find(bucket.name(), key, version);
            if (!found.version().id().equals(old.id())) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_VERSION);
            }
            ObjectVersion written = write(caller, call, bucket, found);
            calls.done(call);
            return written;
        } catch (RuntimeException e) {
            throw calls.told(e, caller, call);
        }
    }

    /** Names exactly this version, whatever it is to S3. */
    public static VersionSelector selector(ObjectVersion version) {
        return version.nullVersion() ? VersionSelector.NULL : new VersionSelector.Exact(version.id());
    }

    private void require(S3Caller caller, S3Call call, S3Action action, AccessSubject subject) {
        if (!calls.isAllowed(caller, call, action, subject)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    private ObjectVersion write(S3Caller caller, S3Call call, Bucket bucket, StoredObject source) {
        ObjectVersion old = source.version();
        ObjectContent content = old.requireContent();
        if (content.encryption().mode() == Encryption.Mode.CUSTOMER) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST, "Only who has the key it was written with can copy this version.");
        }
        BodySpec spec = EncryptionRules.body(bucket, content.encryption(), null)
                .spec(OptionalLong.of(content.size()), false, Set.of(), false);
        StagedBody body = store.reference(source, ByteRange.all(content.size()), spec);
        PutRequest put = new PutRequest(
                new PutRequest.Target(bucket.name(), old.key(), WriteCondition.NONE),
                old.owner(),
                new PutRequest.Content(content.etag(), content.checksum(), content.encryption()),
                old.properties(),
                ObjectProtection.NONE,
                RequestOrigin.of(calls.request(caller, call), bucket, ChangeOrigin.Cause.COPY));
        return store.put(put, body).join();
    }
}
