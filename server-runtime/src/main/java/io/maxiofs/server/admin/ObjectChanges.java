package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.TagDocument;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Tags;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes what is kept with an object, in S3's own words. Blocks until it is durable. */
final class ObjectChanges {
    private static final Set<String> HEADERS = Set.of(
            "content-type", "content-language", "content-disposition", "content-encoding", "cache-control", "expires");

    private final AdminData data;
    private final S3Calls calls;

    ObjectChanges(AdminData data) {
        this.data = data;
        this.calls = data.calls();
    }

    /** @return the version to show: another one if headers or metadata were changed */
    @Nullable String apply(S3Caller caller, String bucket, ObjectKey key, @Nullable String version, ObjectDetails.Change change) {
        String changed = version;
        if (change.headers() != null || change.metadata() != null) {
            changed = rewrite(caller, bucket, key, version, change);
        }
        Map<String, String> tags = change.tags();
        if (tags != null) {
            S3Operation operation = tags.isEmpty() ? S3Operation.DELETE_OBJECT_TAGGING : S3Operation.PUT_OBJECT_TAGGING;
            byte[] document = tags.isEmpty() ? new byte[0] : TagDocument.write(new Tags(tags));
            calls.call(caller, of(operation, bucket, key, changed).body(document));
        }
        String acl = change.acl();
        if (acl != null) {
            calls.call(
                    caller,
                    of(S3Operation.PUT_OBJECT_ACL, bucket, key, changed).body(acl.getBytes(StandardCharsets.UTF_8)));
        }
        ObjectDetails.Retention retention = change.retention();
        if (retention != null) {
            calls.call(
                    caller,
                    of(S3Operation.PUT_OBJECT_RETENTION, bucket, key, changed)
                            .header("x-amz-bypass-governance-retention", change.bypassGovernance() ? "true" : null)
                            .body(document(retention)));
        }
        if (change.legalHold() != null) {
            calls.call(
                    caller,
                    of(S3Operation.PUT_OBJECT_LEGAL_HOLD, bucket, key, changed)
                            .body(XmlWriter.document("LegalHold")
                                    .element("Status", change.legalHold() ? "ON" : "OFF")
                                    .toBytes()));
        }
        return changed;
    }

    private static S3Call of(S3Operation operation, String bucket, ObjectKey key, @Nullable String version) {
        return S3Call.of(operation, bucket, key).query("versionId", version);
    }

    private static byte[] document(ObjectDetails.Retention retention) {
        XmlWriter xml = XmlWriter.document("Retention").optional("Mode", retention.mode());
        if (retention.until() != null) {
            xml.optional("RetainUntilDate", retention.until().toString());
        }
        return xml.toBytes();
    }

    /** Copies the object onto itself with other headers; what is not spoken of stays. */
    private @Nullable String rewrite(
            S3Caller caller, String bucket, ObjectKey key, @Nullable String version, ObjectDetails.Change change) {
        StoredObject current = calls.find(caller, bucket, key, null);
        ObjectVersion old = current.version();
        if (version != null && !version.equals(old.versionText())) {
            throw new AdminException(
                    Problem.Code.INVALID, "Headers and metadata of an older version stay as they were written");
        }
        ObjectProperties kept = old.properties();
        Encryption encryption = old.requireContent().encryption();
        S3Call copy = S3Call.of(S3Operation.COPY_OBJECT, bucket, key)
                .header("x-amz-copy-source", source(bucket, key))
                .header(
                        "x-amz-copy-source-if-match",
                        old.requireContent().etag().quoted())
                .header("x-amz-metadata-directive", "REPLACE")
                .header("x-amz-storage-class", kept.storageClass())
                .header("x-amz-website-redirect-location", kept.websiteRedirect());
        if (encryption.keyId() != null) {
            copy = copy.header(
                            "x-amz-server-side-encryption",
                            encryption.mode() == Encryption.Mode.KMS_DSSE ? "aws:kms:dsse" : "aws:kms")
                    .header("x-amz-server-side-encryption-aws-kms-key-id", encryption.keyId());
        }
        copy = withHeaders(copy, change.headers(), kept.system().headers());
        copy = withMetadata(copy, change.metadata(), kept.user().values());
        boolean hasList =
                ObjectOwnership.of(data.buckets().get(new BucketName(bucket))) != ObjectOwnership.BUCKET_OWNER_ENFORCED
                        && kept.acl() != null
                        && change.acl() == null;
        byte[] acl = hasList ? list(caller, bucket, key) : new byte[0];
        S3Response response = calls.call(caller, copy);
        String written = response.headers().get("x-amz-version-id");
        if (hasList) {
            // A copy has the list of a new object.
            calls.call(
                    caller, of(S3Operation.PUT_OBJECT_ACL, bucket, key, written).body(acl));
        }
        return written;
    }

    private byte[] list(S3Caller caller, String bucket, ObjectKey key) {
        return calls.call(caller, S3Call.of(S3Operation.GET_OBJECT_ACL, bucket, key))
                                .body()
                        instanceof S3Response.Xml xml
                ? xml.document()
                : new byte[0];
    }

    private static String source(String bucket, ObjectKey key) {
        return bucket + "/"
                + URLEncoder.encode(key.value(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static S3Call withHeaders(S3Call copy, @Nullable Map<String, String> wanted, Map<String, String> kept) {
        S3Call with = copy;
        if (wanted == null) {
            for (Map.Entry<String, String> header : kept.entrySet()) {
                with = with.header(header.getKey(), header.getValue());
            }
            return with;
        }
        for (Map.Entry<String, String> header : wanted.entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!HEADERS.contains(name)) {
                throw new AdminException(Problem.Code.INVALID, "headers has only " + String.join(", ", HEADERS));
            }
            with = with.header(name, value(header.getValue()));
        }
        return with;
    }

    private static S3Call withMetadata(S3Call copy, @Nullable Map<String, String> wanted, Map<String, String> kept) {
        S3Call with = copy;
        if (wanted == null) {
            for (Map.Entry<String, String> entry : kept.entrySet()) {
                with = with.header("x-amz-meta-" + entry.getKey(), entry.getValue());
            }
            return with;
        }
        for (Map.Entry<String, String> entry : wanted.entrySet()) {
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':')) {
                throw new AdminException(Problem.Code.INVALID, "Not a name of metadata: " + entry.getKey());
            }
            with = with.header("x-amz-meta-" + name, value(entry.getValue()));
        }
        return with;
    }

    /** It would come back as a header, and could pretend to be several. */
    private static String value(String text) {
        if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
            throw new AdminException(Problem.Code.INVALID, "Headers and metadata have no control characters");
        }
        return ObjectDocuments.kept(text);
    }
}
