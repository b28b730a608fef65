package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.policy.AccessSubject;
import io.maxiofs.server.policy.S3Action;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Retention;
import io.maxiofs.storage.model.VersionSelector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Describes versions to one caller, who is told of locks only if they may know. Used by one thread. */
final class ObjectDocuments {
    private final S3Calls calls;
    private final S3Caller caller;
    private final BucketName bucket;

    ObjectDocuments(S3Calls calls, S3Caller caller, BucketName bucket) {
        this.calls = calls;
        this.caller = caller;
        this.bucket = bucket;
    }

    ObjectEntry of(VersionEntry entry) {
        return of(entry.version(), entry.isLatest());
    }

    ObjectEntry of(ObjectVersion version, boolean latest) {
        ObjectContent content = version.content();
        return new ObjectEntry(
                version.key().value(),
                version.versionText(),
                latest,
                version.isDeleteMarker(),
                content == null ? 0 : content.size(),
                version.lastModified(),
                content == null ? null : content.etag().value(),
                lock(version));
    }

    private ObjectEntry.@Nullable Lock lock(ObjectVersion version) {
        ObjectProtection protection = version.protection();
        Retention retention = protection.retention();
        if (retention == null && !protection.legalHold()) {
            return null;
        }
        boolean toldRetention = retention != null && isAllowed(S3Action.GET_OBJECT_RETENTION, version);
        boolean toldHold = protection.legalHold() && isAllowed(S3Action.GET_OBJECT_LEGAL_HOLD, version);
        if (retention == null || !toldRetention) {
            return toldHold ? new ObjectEntry.Lock(null, null, true) : null;
        }
        return new ObjectEntry.Lock(retention.mode().name(), retention.until(), toldHold);
    }

    private boolean isAllowed(S3Action action, ObjectVersion version) {
        S3Call asked = S3Call.of(S3Operation.GET_OBJECT, bucket.value(), version.key());
        VersionSelector named = version.nullVersion() ? VersionSelector.NULL : new VersionSelector.Exact(version.id());
        return calls.isAllowed(caller, asked, action, AccessSubject.ofObject(bucket, named, version));
    }

    /** @param access null if the caller may not read it */
    ObjectDetails details(ObjectVersion version, boolean latest, ObjectDetails.@Nullable Access access) {
        ObjectContent content = version.requireContent();
        boolean tagsTold = isAllowed(S3Action.GET_OBJECT_VERSION_TAGGING, version)
                || (latest && isAllowed(S3Action.GET_OBJECT_TAGGING, version));
        return new ObjectDetails(
                of(version, latest),
                content.parts().size(),
                shown(version.properties().system().headers()),
                shown(version.properties().user().values()),
                tagsTold ? version.properties().tags().values() : Map.of(),
                security(content),
                access);
    }

    private static ObjectDetails.Security security(ObjectContent content) {
        Checksum checksum = content.checksum();
        Encryption encryption = content.encryption();
        String mode = switch (encryption.mode()) {
            case NONE -> "none";
            case S3 -> "AES256";
            case KMS -> "aws:kms";
            case KMS_DSSE -> "aws:kms:dsse";
            case CUSTOMER -> "customer";
        };
        return new ObjectDetails.Security(
                mode,
                encryption.keyId(),
                checksum == null
                        ? null
                        : new ObjectDetails.Checksum(
                                checksum.algorithm().wireName(), checksum.type().name(), checksum.text()));
    }

    /** Kept as they came: a character for each byte. */
    private static Map<String, String> shown(Map<String, String> kept) {
        Map<String, String> texts = new TreeMap<>();
        kept.forEach((name, value) -> texts.put(name, shown(value)));
        return texts;
    }

    private static String shown(String kept) {
        if (kept.chars().anyMatch(c -> c > 0xFF)) {
            return kept;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(kept.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            // A client that sent ISO 8859-1 is shown what it meant.
            return kept;
        }
    }

    /** As it stands in a header: a character for each byte. */
    static String kept(String shown) {
        return new String(shown.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
