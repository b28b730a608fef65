package io.maxiofs.storage.tool;

import io.maxiofs.storage.codec.BucketCodec;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeNote;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.StoredVersion;
import io.maxiofs.storage.codec.UploadCodec;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Records and the entities in them as names and values. */
final class RecordText {
    private RecordText() {}

    static Map<String, Object> of(ChangeRecord record) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("kind", record.kind());
        item.put("at", record.at());
        List<Object> steps = new ArrayList<>();
        for (ChangeRecord.Step step : record.steps()) {
            Map<String, Object> text = new LinkedHashMap<>();
            text.put("change", step.change().getClass().getSimpleName());
            text.put("sequence", step.sequence());
            if (step.bodyOffset() != ChangeRecord.Step.NO_BODY) {
                text.put("bodyOffset", step.bodyOffset());
            }
            text.putAll(of(step.change()));
            steps.add(text);
        }
        item.put("steps", steps);
        note(record.note(), item);
        return item;
    }

    private static void note(ChangeNote note, Map<String, Object> item) {
        if (!note.origin().equals(ChangeOrigin.NONE)) {
            item.put("origin", note.origin());
        }
        if (!note.aspects().isEmpty()) {
            item.put("aspects", note.aspects());
        }
        if (!note.bucketName().isEmpty()) {
            item.put("bucketName", note.bucketName());
        }
    }

    private static Map<String, Object> of(Change change) {
        Map<String, Object> text = new LinkedHashMap<>();
        switch (change) {
            case Change.PutVersion put -> {
                text.put("bucket", put.bucketId());
                text.put("key", put.key());
                text.putAll(version(put.key(), put.entity(), 0));
            }
            case Change.RemoveVersion remove -> {
                text.put("bucket", remove.bucketId());
                text.put("key", remove.key());
                text.put("version", remove.id());
                text.put("nullVersion", remove.nullVersion());
                text.put("span", remove.span());
            }
            case Change.PutBucket put -> text.putAll(bucket(put.entity(), 0));
            case Change.RemoveBucket remove -> {
                text.put("bucket", remove.bucketId());
                text.put("span", remove.span());
            }
            case Change.PutUpload put -> {
                text.put("bucket", put.bucketId());
                text.put("key", put.key());
                text.putAll(upload(put.key(), put.entity(), 0));
            }
            case Change.RemoveUpload remove -> {
                text.put("bucket", remove.bucketId());
                text.put("key", remove.key());
                text.put("upload", remove.id());
                text.put("span", remove.span());
            }
            case Change.PutPart put -> {
                text.put("upload", put.id());
                text.putAll(part(put.entity(), 0));
            }
            case Change.ReserveExtents reserve -> text.put("limit", reserve.limit());
        }
        return text;
    }

    static Map<String, Object> version(ObjectKey key, byte[] entity, int offset) {
        StoredVersion stored = VersionCodec.decode(key, entity, offset);
        ObjectVersion version = stored.version();
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("version", version.id());
        text.put("nullVersion", version.nullVersion());
        text.put("deleteMarker", version.isDeleteMarker());
        text.put("lastModified", version.lastModified());
        text.put("owner", version.owner().canonicalId());
        ObjectContent content = version.content();
        if (content != null) {
            text.put("size", content.size());
            text.put("etag", content.etag());
            if (content.checksum() != null) {
                text.put("checksum", content.checksum());
            }
            text.put("parts", content.parts().size());
            text.put("encryption", content.encryption().mode());
            text.put("body", body(stored.body()));
        }
        text.put("headers", version.properties().system().headers());
        text.put("metadata", version.properties().user().values());
        text.put("tags", version.properties().tags().values());
        if (version.protection().retention() != null) {
            text.put("retention", version.protection().retention());
        }
        text.put("legalHold", version.protection().legalHold());
        return text;
    }

    static Map<String, Object> bucket(byte[] entity, int offset) {
        Bucket bucket = BucketCodec.decode(entity, offset);
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("bucket", bucket.id());
        text.put("name", bucket.name());
        text.put("owner", bucket.owner().canonicalId());
        text.put("tenant", bucket.tenant());
        text.put("created", bucket.created());
        text.put("versioning", bucket.versioning());
        text.put("objectLock", bucket.objectLockEnabled());
        text.put("settings", bucket.settings());
        return text;
    }

    static Map<String, Object> upload(ObjectKey key, byte[] entity, int offset) {
        MultipartUpload upload = UploadCodec.decode(key, entity, offset);
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("upload", upload.id());
        text.put("initiated", upload.initiated());
        text.put("initiator", upload.initiator().canonicalId());
        return text;
    }

    static Map<String, Object> part(byte[] entity, int offset) {
        UploadCodec.StoredPart part = UploadCodec.decodePart(entity, offset);
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("bucket", part.bucketId());
        text.put("number", part.part().number());
        text.put("size", part.part().size());
        text.put("etag", part.part().etag());
        text.put("body", body(part.body()));
        return text;
    }

    private static Object body(StoredBody body) {
        return switch (body) {
            case StoredBody.Empty ignored -> "empty";
            case StoredBody.Inline inline -> {
                Map<String, Object> text = new LinkedHashMap<>();
                text.put("inlineBytes", inline.storedLength());
                text.put("crc32c", String.format(Locale.ROOT, "%08x", inline.crc()));
                text.put("encrypted", inline.key() != null);
                yield text;
            }
            case StoredBody.Extents extents -> {
                List<Object> refs = new ArrayList<>();
                for (ExtentRef ref : extents.refs()) {
                    Map<String, Object> text = new LinkedHashMap<>();
                    text.put("extent", String.format(Locale.ROOT, "%016x", ref.extentId()));
                    text.put("offset", ref.range().offset());
                    text.put("length", ref.range().length());
                    text.put("extentLength", ref.extentLength());
                    text.put("encrypted", ref.key() != null);
                    refs.add(text);
                }
                yield refs;
            }
        };
    }
}
