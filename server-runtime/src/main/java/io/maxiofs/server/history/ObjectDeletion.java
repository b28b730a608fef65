package io.maxiofs.server.history;

import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes many objects with S3's DeleteObjects, and takes delete markers away again. Blocks until it is durable. */
public final class ObjectDeletion {
    /** Objects of one call. */
    public static final int MAX_OBJECTS = 1_000;

    private static final String BYPASS = "x-amz-bypass-governance-retention";

    private final ObjectStore store;
    private final S3Calls calls;

    public ObjectDeletion(ObjectStore store, S3Calls calls) {
        this.store = store;
        this.calls = calls;
    }

    /** @param version null for what DELETE does without one */
    public record Target(String key, @Nullable String version) {}

    /** What became of one: {@code code} and {@code message} are S3's; null if it was done. */
    public record Outcome(
            Target target, @Nullable String code, @Nullable String message) {
        public boolean isDone() {
            return code == null;
        }
    }

    /**
     * Deletes as DeleteObjects does.
     *
     * @param targets at most {@link #MAX_OBJECTS}
     * @param bypassGovernance whether governance retention is to be lifted by who may
     * @return in the order asked for
     * @throws S3Exception if nothing was tried
     */
    public List<Outcome> delete(S3Caller caller, BucketName bucket, List<Target> targets, boolean bypassGovernance) {
        if (targets.isEmpty()) {
            return List.of();
        }
        List<Target> inDocument =
                targets.stream().filter(ObjectDeletion::fitsXml).toList();
        List<Outcome> together =
                inDocument.isEmpty() ? List.of() : deleteTogether(caller, bucket, inDocument, bypassGovernance);
        List<Outcome> outcomes = new ArrayList<>(targets.size());
        int next = 0;
        for (Target target : targets) {
            outcomes.add(fitsXml(target) ? together.get(next++) : deleteOne(caller, bucket, target, bypassGovernance));
        }
        return List.copyOf(outcomes);
    }

    /** XML has no way to write some characters that keys can have. */
    private static boolean fitsXml(Target target) {
        return target.key().codePoints().allMatch(c -> c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
    }

    private List<Outcome> deleteTogether(
            S3Caller caller, BucketName bucket, List<Target> targets, boolean bypassGovernance) {
        XmlWriter xml = XmlWriter.document("Delete");
        for (Target target : targets) {
            xml.start("Object")
                    .element("Key", target.key())
                    .optional("VersionId", target.version())
                    .end();
        }
        byte[] document = xml.toBytes();
        S3Response response = calls.call(
                caller,
                S3Call.of(S3Operation.DELETE_OBJECTS, bucket.value())
                        .header("content-md5", md5(document))
                        .header(BYPASS, bypassGovernance ? "true" : null)
                        .body(document));
        if (!(response.body() instanceof S3Response.Xml answer)) {
            throw new IllegalStateException("DeleteObjects answers with a document");
        }
        List<XmlElement> told =
                XmlReader.read(answer.document(), "DeleteResult").children();
        List<Outcome> outcomes = new ArrayList<>(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            XmlElement one = told.get(i);
            outcomes.add(
                    one.name().equals("Error")
                            ? new Outcome(
                                    targets.get(i),
                                    one.require("Code"),
                                    one.get("Message").orElse(""))
                            : new Outcome(targets.get(i), null, null));
        }
        return outcomes;
    }

    private static String md5(byte[] document) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }

    /** Deletes one object or version. */
    public Outcome deleteOne(S3Caller caller, BucketName bucket, Target target, boolean bypassGovernance) {
        try {
            calls.call(
                    caller,
                    S3Call.of(S3Operation.DELETE_OBJECT, bucket.value(), ObjectKey.of(target.key()))
                            .query("versionId", target.version())
                            .header(BYPASS, bypassGovernance ? "true" : null));
            return new Outcome(target, null, null);
        } catch (S3Exception e) {
            return new Outcome(target, e.code().wireName(), e.message());
        } catch (IllegalArgumentException e) {
            return new Outcome(target, S3ErrorCode.INVALID_ARGUMENT.wireName(), "Not a valid key");
        }
    }

    /**
     * Removes the delete markers on top of a key, so that what they hid is current again. A key that is not deleted, and one
     * under whose markers nothing is left, is refused and stays as it is.
     */
    public Outcome undelete(S3Caller caller, BucketName bucket, ObjectKey key) {
        Target target = new Target(key.value(), null);
        List<String> markers = new ArrayList<>();
        boolean hidden = false;
        for (VersionEntry entry : new KeyVersions(store.listing(), bucket, key)) {
            if (!entry.version().isDeleteMarker()) {
                hidden = true;
                break;
            }
            markers.add(entry.version().versionText());
        }
        if (markers.isEmpty() || !hidden) {
            return new Outcome(
                    target,
                    S3ErrorCode.INVALID_REQUEST.wireName(),
                    hidden ? "The object is not deleted." : "Nothing is left that could come back.");
        }
        // From below: as long as the newest is there the object stays deleted, whatever happens in between.
        for (String marker : markers.reversed()) {
            Outcome outcome = deleteOne(caller, bucket, new Target(key.value(), marker), false);
            if (!outcome.isDone()) {
                return new Outcome(target, outcome.code(), outcome.message());
            }
        }
        return new Outcome(target, null, null);
    }
}
