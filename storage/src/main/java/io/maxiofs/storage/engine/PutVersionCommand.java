package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.InvalidLockChangeException;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeNote;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionId;
import java.time.Instant;
import java.util.List;

/** Gives a staged body a name. */
final class PutVersionCommand implements Command<ObjectVersion> {
    private final PutRequest request;
    private final Staged body;

    PutVersionCommand(PutRequest request, Staged body) {
        this.request = request;
        this.body = body;
    }

    @Override
    public int bodyBytes() {
        return body.inlineLength();
    }

    @Override
    public void settled(boolean committed) {
        body.settled(committed);
    }

    @Override
    public void inDoubt() {
        body.inDoubt();
    }

    @Override
    public Decision<ObjectVersion> decide(DecisionContext context) {
        PutRequest.Target target = request.target();
        Bucket bucket = context.bucket(target.bucket());
        DecisionContext.Found head = context.head(bucket, target.key());
        Conditions.check(target.condition(), head == null ? null : head.stored().version());
        checkLock(bucket, request.protection());
        body.requireReferencesLive(context.state().extents());
        NewVersions.Plan plan = NewVersions.plan(context, bucket, target.key(), head, body.size());
        VersionId id = context.nextVersionId();
        Instant now = context.now();
        PutRequest.Content said = request.content();
        ObjectContent content =
                new ObjectContent(body.size(), said.etag(), said.checksum(), said.encryption(), List.of());
        ObjectVersion version = new ObjectVersion(
                target.key(),
                id,
                plan.nullVersion(),
                now,
                request.owner(),
                content,
                request.properties(),
                NewVersions.protection(bucket, request.protection(), now));
        Change put = new Change.PutVersion(bucket.id(), target.key(), VersionCodec.encode(version, body.stored()));
        boolean copied = body.isReference() || request.origin().cause() == ChangeOrigin.Cause.COPY;
        ChangeRecord.Kind kind = copied ? ChangeRecord.Kind.OBJECT_COPIED : ChangeRecord.Kind.OBJECT_PUT;
        return Decision.of(kind, List.of(put), version)
                .withBody(body.inlineBytes())
                .with(ChangeNote.of(request.origin()))
                .relaxed(context.isRelaxed(bucket));
    }

    static void checkLock(Bucket bucket, ObjectProtection protection) {
        if (!bucket.objectLockEnabled() && (protection.retention() != null || protection.legalHold())) {
            throw new InvalidLockChangeException("Bucket has no object lock: " + bucket.name());
        }
    }
}
