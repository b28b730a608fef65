package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.s3.header.CustomerKeyHeaders;
import io.maxiofs.server.s3.header.EncryptionHeaders;
import io.maxiofs.server.s3.header.ExpirationHeader;
import io.maxiofs.server.s3.header.LockHeaders;
import io.maxiofs.server.s3.header.ReadConditions;
import io.maxiofs.server.s3.header.ReadSelection;
import io.maxiofs.server.s3.header.ResponseOverrides;
import io.maxiofs.server.s3.header.VersionHeaders;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What GET and HEAD of an object have in common. Safe on any thread; finding a version does not block. */
public final class ObjectReading {
    private static final String CHECKSUM_MODE = "x-amz-checksum-mode";

    private final ObjectStore store;
    private final AccessCheck access;
    private final EncryptionRules encryption;
    private final ExpirationHeader expiration;

    public ObjectReading(
            ObjectStore store, AccessCheck access, EncryptionRules encryption, ExpirationHeader expiration) {
        this.store = store;
        this.access = access;
        this.encryption = encryption;
        this.expiration = expiration;
    }

    /** @param withBody whether the bytes are wanted too; else their number stands in Content-Length */
    S3Response answer(S3Request request, boolean withBody) {
        Bucket bucket = store.buckets().get(request.bucket());
        EncryptionHeaders.refuseOnRead(request.headers());
        StoredObject found = find(request, bucket);
        ObjectVersion version = found.version();
        Encryption kept = version.requireContent().encryption();
        byte[] customerKey = CustomerKeyHeaders.forReading(request.headers(), kept);
        encryption.requireReadable(kept);
        ReadConditions.read(request.headers()).check(bucket, version);
        ReadSelection selection = ReadSelection.read(request, version);
        Map<String, String> headers = VersionHeaders.read(bucket, version);
        LockHeaders.answer(request, bucket, version, access, headers);
        if (!request.query().has(VersionParameter.NAME)) {
            expiration.answer(bucket, version, headers);
        }
        if (wantsChecksum(request)) {
            VersionHeaders.checksum(selection.checksum(), version.requireContent(), headers);
        }
        ResponseOverrides.apply(request, headers);
        selection.answer(version.requireContent().size(), headers);
        if (!withBody || selection.range().length() == 0) {
            headers.put("Content-Length", Long.toString(selection.range().length()));
            return new S3Response(selection.status(), headers, new S3Response.Empty());
        }
        ByteRange range = selection.range();
        return new S3Response(
                selection.status(), headers, new S3Response.Stored(found.open(range, customerKey), range.length()));
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

    private static boolean wantsChecksum(S3Request request) {
        return isEnabled(request.headers().value(CHECKSUM_MODE))
                || isEnabled(request.query().value(CHECKSUM_MODE));
    }

    private static boolean isEnabled(@Nullable String mode) {
        return mode != null && mode.equalsIgnoreCase("ENABLED");
    }
}
