package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.s3.header.EncryptionHeaders;
import io.maxiofs.server.s3.header.LockHeaders;
import io.maxiofs.server.s3.header.ReadConditions;
import io.maxiofs.server.s3.header.ReadSelection;
import io.maxiofs.server.s3.header.ResponseOverrides;
import io.maxiofs.server.s3.header.VersionHeaders;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What GET and HEAD of an object have in common. Safe on any thread; finding a version does not block. */
public final class ObjectReading {
    private static final String CHECKSUM_MODE = "x-amz-checksum-mode";

    private final ObjectStore store;
    private final AccessCheck access;

    public ObjectReading(ObjectStore store, AccessCheck access) {
        this.store = store;
        this.access = access;
    }

    /** @param withBody whether the bytes are wanted too; else their number stands in Content-Length */
    S3Response answer(S3Request request, boolean withBody) {
        Bucket bucket = store.buckets().get(request.bucket());
        EncryptionHeaders.refuseCustomerKey(request.headers());
        StoredObject found = find(request, bucket);
        ObjectVersion version = found.version();
        ReadConditions.read(request.headers()).check(bucket, version);
        ReadSelection selection = ReadSelection.read(request, version);
        Map<String, String> headers = VersionHeaders.read(bucket, version);
        LockHeaders.answer(request, bucket, version, access, headers);
        if (wantsChecksum(request)) {
            VersionHeaders.checksum(selection.checksum(), version.requireContent(), headers);
        }
        ResponseOverrides.apply(request, headers);
        selection.answer(version.requireContent().size(), headers);
        return new S3Response(selection.status(), headers, body(found, selection.range(), withBody, headers));
    }

    /** Looks the object up once: what of its authorisation had to wait for it is decided here. */
    private StoredObject find(S3Request request, Bucket bucket) {
        StoredObject found;
        try {
            found = store.find(bucket.name(), request.key(), VersionParameter.of(request));
        } catch (ObjectNotFoundException | VersionNotFoundException | DeleteMarkerException e) {
            access.requireKnowledge(request, bucket);
            throw e;
        }
        access.requireRead(request, bucket, found.version());
        return found;
    }

    private static S3Response.Body body(
            StoredObject found, ByteRange range, boolean withBody, Map<String, String> headers) {
        if (!withBody || range.length() == 0) {
            headers.put("Content-Length", Long.toString(range.length()));
            return new S3Response.Empty();
        }
        return new S3Response.Stored(found.open(range, null), range.length());
    }

    private static boolean wantsChecksum(S3Request request) {
        return isEnabled(request.headers().value(CHECKSUM_MODE))
                || isEnabled(request.query().value(CHECKSUM_MODE));
    }

    private static boolean isEnabled(@Nullable String mode) {
        return mode != null && mode.equalsIgnoreCase("ENABLED");
    }
}
