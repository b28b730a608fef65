package io.maxiofs.server.event.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maxiofs.server.s3.xml.UrlEncoding;
import io.maxiofs.storage.api.StoreChange;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ChangeAspect;
import io.maxiofs.storage.model.ChangeOrigin.Cause;
import io.maxiofs.storage.model.ObjectVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Changes as S3 tells them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event message
 *     structure, version 2.1</a>
 */
public final class EventDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String region;

    public EventDocuments(String region) {
        this.region = region;
    }

    /** The events a change is, in the short form such as {@code ObjectCreated:Put}; none for what S3 does not tell. */
    static List<String> namesOf(StoreChange change) {
        Cause cause = change.origin().cause();
        boolean expired = cause == Cause.LIFECYCLE;
        return switch (change.kind()) {
            case OBJECT_PUT ->
                List.of(
                        cause == Cause.POST
                                ? "ObjectCreated:Post"
                                : cause == Cause.COPY ? "ObjectCreated:Copy" : "ObjectCreated:Put");
            case OBJECT_COPIED -> List.of("ObjectCreated:Copy");
            case OBJECT_COMPLETED -> List.of("ObjectCreated:CompleteMultipartUpload");
            case OBJECT_UPDATED -> updates(change);
            case VERSION_DELETED -> List.of(expired ? "LifecycleExpiration:Delete" : "ObjectRemoved:Delete");
            case DELETE_MARKER_CREATED ->
                List.of(expired ? "LifecycleExpiration:DeleteMarkerCreated" : "ObjectRemoved:DeleteMarkerCreated");
            case BUCKET_CREATED, BUCKET_UPDATED, BUCKET_DELETED, UPLOAD_CREATED, PART_PUT, UPLOAD_ABORTED -> List.of();
        };
    }

    private static List<String> updates(StoreChange change) {
        boolean tags = change.aspects().contains(ChangeAspect.TAGS);
        boolean acl = change.aspects().contains(ChangeAspect.ACL);
        boolean untagged = change.subject() instanceof StoreChange.Written written
                && written.version().properties().tags().isEmpty();
        String tagging = untagged ? "ObjectTagging:Delete" : "ObjectTagging:Put";
        if (tags && acl) {
            return List.of(tagging, "ObjectAcl:Put");
        }
        return tags ? List.of(tagging) : acl ? List.of("ObjectAcl:Put") : List.of();
    }

    /** The document about one event, with one record. */
    byte[] document(StoreChange change, String event, NotificationRule rule, Bucket bucket) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode entry = root.putArray("Records").addObject();
        entry.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", region)
                .put("eventTime", TIME.format(change.time()))
                .put("eventName", event);
        entry.putObject("userIdentity").put("principalId", change.origin().principal());
        entry.putObject("requestParameters")
                .put("sourceIPAddress", change.origin().address());
        entry.putObject("responseElements")
                .put("x-amz-request-id", change.origin().requestId())
                .put("x-amz-id-2", "");
        ObjectNode s3 = entry.putObject("s3");
        s3.put("s3SchemaVersion", "1.0").put("configurationId", rule.id());
        ObjectNode place = s3.putObject("bucket");
        place.put("name", bucket.name().value());
        place.putObject("ownerIdentity").put("principalId", bucket.owner().canonicalId());
        place.put("arn", "arn:aws:s3:::" + bucket.name());
        object(s3.putObject("object"), change);
        return bytes(root);
    }

    private static void object(ObjectNode object, StoreChange change) {
        change.key().ifPresent(key -> object.put("key", UrlEncoding.encodeAsForm(key.value())));
        if (change.subject() instanceof StoreChange.Written written) {
            ObjectVersion version = written.version();
            if (!version.isDeleteMarker()) {
                object.put("size", version.requireContent().size());
                object.put("eTag", version.requireContent().etag().value());
            }
        }
        Optional<String> version = change.versionText().filter(text -> !text.equals("null"));
        version.ifPresent(text -> object.put("versionId", text));
        object.put("sequencer", HexFormat.of().withUpperCase().toHexDigits(change.position()));
    }

    /** What a target gets when a rule names it, and when somebody tests it. */
    public byte[] test(String bucket, String requestId, Instant now) {
        return bytes(JSON.createObjectNode()
                .put("Service", "Amazon S3")
                .put("Event", "s3:TestEvent")
                .put("Time", TIME.format(now))
                .put("Bucket", bucket)
                .put("RequestId", requestId)
                .put("HostId", ""));
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written", e);
        }
    }
}
