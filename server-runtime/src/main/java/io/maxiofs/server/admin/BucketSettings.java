package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.BucketSettingDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.lifecycle.LifecycleDocument;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of buckets that S3 knows, read and changed through S3's own operations, so that neither what is accepted nor
 * who may do it can differ. Safe on any thread; changes block until they are durable.
 */
final class BucketSettings {
    private static final String XML = "application/xml";
    private static final String TRANSITION_MINIMUM = "x-amz-transition-default-minimum-object-size";
    private static final int NOT_FOUND = 404;

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            kind("versioning", S3Operation.GET_BUCKET_VERSIONING, S3Operation.PUT_BUCKET_VERSIONING),
            kind(
                    "object-lock",
                    S3Operation.GET_OBJECT_LOCK_CONFIGURATION,
                    S3Operation.PUT_OBJECT_LOCK_CONFIGURATION,
                    "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>"),
            Map.entry(
                    "policy",
                    new Kind(
                            "application/json",
                            S3Operation.GET_BUCKET_POLICY,
                            S3Operation.PUT_BUCKET_POLICY,
                            S3Operation.DELETE_BUCKET_POLICY,
                            null)),
            kind("acl", S3Operation.GET_BUCKET_ACL, S3Operation.PUT_BUCKET_ACL),
            kind("cors", S3Operation.GET_BUCKET_CORS, S3Operation.PUT_BUCKET_CORS, S3Operation.DELETE_BUCKET_CORS),
            kind(
                    "public-access-block",
                    S3Operation.GET_PUBLIC_ACCESS_BLOCK,
                    S3Operation.PUT_PUBLIC_ACCESS_BLOCK,
                    S3Operation.DELETE_PUBLIC_ACCESS_BLOCK),
            kind(
                    "ownership",
                    S3Operation.GET_BUCKET_OWNERSHIP_CONTROLS,
                    S3Operation.PUT_BUCKET_OWNERSHIP_CONTROLS,
                    S3Operation.DELETE_BUCKET_OWNERSHIP_CONTROLS),
            kind(
                    "lifecycle",
                    S3Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION,
                    S3Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION,
                    S3Operation.DELETE_BUCKET_LIFECYCLE),
            kind(
                    "encryption",
                    S3Operation.GET_BUCKET_ENCRYPTION,
                    S3Operation.PUT_BUCKET_ENCRYPTION,
                    S3Operation.DELETE_BUCKET_ENCRYPTION),
            kind(
                    "notification",
                    S3Operation.GET_BUCKET_NOTIFICATION_CONFIGURATION,
                    S3Operation.PUT_BUCKET_NOTIFICATION_CONFIGURATION,
                    "<NotificationConfiguration/>"),
            kind("logging", S3Operation.GET_BUCKET_LOGGING, S3Operation.PUT_BUCKET_LOGGING, "<BucketLoggingStatus/>"),
            kind(
                    "website",
                    S3Operation.GET_BUCKET_WEBSITE,
                    S3Operation.PUT_BUCKET_WEBSITE,
                    S3Operation.DELETE_BUCKET_WEBSITE),
            kind(
                    "tags",
                    S3Operation.GET_BUCKET_TAGGING,
                    S3Operation.PUT_BUCKET_TAGGING,
                    S3Operation.DELETE_BUCKET_TAGGING),
            kind(
                    BucketSettingDocument.INVENTORY,
                    S3Operation.LIST_BUCKET_INVENTORY_CONFIGURATIONS,
                    S3Operation.PUT_BUCKET_INVENTORY_CONFIGURATION,
                    S3Operation.DELETE_BUCKET_INVENTORY_CONFIGURATION),
            kind(
                    "request-payment",
                    S3Operation.GET_BUCKET_REQUEST_PAYMENT,
                    S3Operation.PUT_BUCKET_REQUEST_PAYMENT,
                    "<RequestPaymentConfiguration><Payer>BucketOwner</Payer></RequestPaymentConfiguration>"));

    private final S3Calls calls;
    private final AdminData data;

    BucketSettings(AdminData data) {
        this.calls = data.calls();
        this.data = data;
    }

    /**
     * How S3 deals with a setting.
     *
     * @param delete null if S3 has no operation for it
     * @param none what to put instead; null if the setting cannot be taken away
     */
    private record Kind(
            String mediaType,
            S3Operation get,
            S3Operation put,
            @Nullable S3Operation delete,
            @Nullable String none) {}

    /** One that every bucket has. */
    private static Map.Entry<String, Kind> kind(String name, S3Operation get, S3Operation put) {
        return Map.entry(name, new Kind(XML, get, put, null, null));
    }

    private static Map.Entry<String, Kind> kind(String name, S3Operation get, S3Operation put, S3Operation delete) {
        return Map.entry(name, new Kind(XML, get, put, delete, null));
    }

    private static Map.Entry<String, Kind> kind(String name, S3Operation get, S3Operation put, String none) {
        return Map.entry(name, new Kind(XML, get, put, null, none));
    }

    /** @throws S3Exception as S3 would refuse it */
    BucketSettingDocument get(S3Caller caller, String bucket, String setting) {
        Kind kind = kind(setting);
        calls.authorize(caller, S3Call.of(kind.get(), bucket));
        // Before the document: one that is newer than its revision is refused for nothing, an older one would
        // overwrite.
        String revision = SettingRevision.of(data.buckets().get(new BucketName(bucket)), setting);
        return new BucketSettingDocument(
                setting, kind.mediaType(), document(caller, bucket, kind).orElse(null), revision);
    }

    /**
     * A bucket whose setting the caller may read.
     *
     * @throws S3Exception as S3 would refuse it
     */
    Bucket readable(S3Caller caller, String bucket, String setting) {
        calls.authorize(caller, S3Call.of(kind(setting).get(), bucket));
        return data.buckets().get(new BucketName(bucket));
    }

    private Optional<String> document(S3Caller caller, String bucket, Kind kind) {
        try {
            return Optional.of(text(calls.call(caller, S3Call.of(kind.get(), bucket))));
        } catch (S3Exception e) {
            if (e.code().status() != NOT_FOUND || e.code() == S3ErrorCode.NO_SUCH_BUCKET) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static String text(S3Response response) {
        return switch (response.body()) {
            case S3Response.Xml xml -> new String(xml.document(), StandardCharsets.UTF_8);
            case S3Response.Bytes bytes -> new String(bytes.content(), StandardCharsets.UTF_8);
            case S3Response.Empty empty -> "";
            case S3Response.Stored stored -> throw notDocument();
            case S3Response.Streamed streamed -> throw notDocument();
            case S3Response.Slow slow -> throw notDocument();
        };
    }

    private static IllegalStateException notDocument() {
        return new IllegalStateException("A setting is answered as a document");
    }

    /**
     * Does what changes a setting if it still is as somebody has seen it.
     *
     * @param revision null if it may be changed whatever it is
     * @throws AdminException with the code {@link Problem.Code#CHANGED} if it is not
     */
    static void changing(String setting, @Nullable String revision, Runnable change) {
        if (revision == null) {
            change.run();
            return;
        }
        try {
            BucketService.onlyIf(bucket -> SettingRevision.of(bucket, setting).equals(revision), change);
        } catch (S3Exception e) {
            throw e.code() == S3ErrorCode.PRECONDITION_FAILED ? changed(setting) : e;
        }
    }

    /** Somebody else was faster. */
    static AdminException changed(String setting) {
        return new AdminException(
                Problem.Code.CHANGED,
                "Somebody else has changed the " + setting + " of this bucket meanwhile. Nothing was overwritten.");
    }

    /** @throws S3Exception as S3 would refuse it */
    void put(S3Caller caller, String bucket, String setting, byte[] document) {
        Kind kind = kind(setting);
        S3Call call = S3Call.of(kind.put(), bucket).body(document);
        if (setting.equals(BucketSettingDocument.INVENTORY)) {
            call = call.query("id", inventoryId(document));
        }
        if (setting.equals("lifecycle")) {
            call = call.header(TRANSITION_MINIMUM, transitionMinimum(bucket));
        }
        calls.call(caller, call);
    }

    /** What S3 says in a header and not in the document stays; null if there is nothing to stay. */
    private @Nullable String transitionMinimum(String bucket) {
        return BucketName.isValid(bucket)
                ? data.buckets()
                        .find(new BucketName(bucket))
                        .flatMap(found -> found.setting(BucketSetting.LIFECYCLE))
                        .map(kept -> LifecycleDocument.kept(kept).transitionMinimum())
                        .orElse(null)
                : null;
    }

    /** Takes away one inventory. */
    void deleteInventory(S3Caller caller, String bucket, String id) {
        calls.call(
                caller,
                S3Call.of(S3Operation.DELETE_BUCKET_INVENTORY_CONFIGURATION, bucket)
                        .query("id", id));
    }

    /** One that is not set is no error. */
    void delete(S3Caller caller, String bucket, String setting) {
        Kind kind = kind(setting);
        String none = kind.none();
        S3Operation delete = kind.delete();
        if (setting.equals(BucketSettingDocument.INVENTORY)) {
            deleteInventories(caller, bucket, kind);
        } else if (delete != null) {
            calls.call(caller, S3Call.of(delete, bucket));
        } else if (none == null) {
            throw new AdminException(Problem.Code.INVALID, "A bucket always has its " + setting);
        } else if (document(caller, bucket, kind).isPresent()) {
            calls.call(caller, S3Call.of(kind.put(), bucket).body(none.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void deleteInventories(S3Caller caller, String bucket, Kind kind) {
        byte[] list = document(caller, bucket, kind).orElse("").getBytes(StandardCharsets.UTF_8);
        for (XmlElement inventory :
                XmlReader.read(list, "ListInventoryConfigurationsResult").children("InventoryConfiguration")) {
            deleteInventory(caller, bucket, inventory.require("Id"));
        }
    }

    private static String inventoryId(byte[] document) {
        try {
            return XmlReader.read(document, "InventoryConfiguration").require("Id");
        } catch (MalformedXmlException e) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
    }

    private static Kind kind(String setting) {
        Kind kind = KINDS.get(setting);
        if (kind == null) {
            throw new AdminException(Problem.Code.NOT_FOUND, "There is no setting " + setting);
        }
        return kind;
    }
}
