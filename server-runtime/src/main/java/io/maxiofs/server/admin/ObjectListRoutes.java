package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.history.BucketHistory;
import io.maxiofs.server.history.Position;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.api.ObjectListing.VersionPage;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is in buckets, page by page: now, at a time, with all versions, and what is deleted. */
final class ObjectListRoutes {
    /** Objects counted for one answer; beyond that it says that there are at least so many. */
    static final int MAX_COUNTED = 100_000;

    private static final int STEP = 1_000;

    private final AdminData data;

    ObjectListRoutes(AdminData data) {
        this.data = data;
    }

    List<Route> routes() {
        Access signedIn = Access.SIGNED_IN;
        return List.of(
                new Route("GET", "/api/v1/buckets/{name}/objects", signedIn, this::list),
                new Route("GET", "/api/v1/buckets/{name}/objects/count", signedIn, this::count),
                new Route("GET", "/api/v1/buckets/{name}/objects/versions", signedIn, this::versions),
                new Route("GET", "/api/v1/buckets/{name}/deleted-objects", signedIn, this::deleted));
    }

    private static String parameter(Call call, String name) {
        return call.request().parameter(name).orElse("");
    }

    private static @Nullable Position position(Call call) {
        Optional<String> cursor = call.request().parameter("cursor");
        if (cursor.isEmpty()) {
            return null;
        }
        return Position.parse(cursor.get())
                .orElseThrow(() -> new AdminException(Problem.Code.INVALID, "The cursor is none of this list"));
    }

    /** Asks for the permission as S3 would for the same listing. */
    private ObjectDocuments authorized(Call call, S3Operation operation, String prefix, @Nullable String delimiter) {
        S3Caller caller = data.caller(call);
        String bucket = call.segment("name");
        data.calls()
                .authorize(
                        caller,
                        S3Call.of(operation, bucket)
                                .query("prefix", prefix)
                                .query("delimiter", delimiter)
                                .query("max-keys", Integer.toString(AdminData.limit(call))));
        return new ObjectDocuments(data.calls(), caller, new BucketName(bucket));
    }

    private Answer list(Call call) {
        String prefix = parameter(call, "prefix");
        String delimiter = call.request()
                .parameter("delimiter")
                .filter(text -> !text.isEmpty())
                .orElse(null);
        boolean versions = parameter(call, "show").equals("versions");
        Optional<Instant> asOf = call.request().parameter("as-of").map(ObjectListRoutes::time);
        boolean history = versions || asOf.isPresent();
        ObjectDocuments documents = authorized(
                call, history ? S3Operation.LIST_OBJECT_VERSIONS : S3Operation.LIST_OBJECTS_V2, prefix, delimiter);
        Query query = new Query(new BucketName(call.segment("name")), prefix, delimiter, AdminData.limit(call));
        Position from = position(call);
        if (versions) {
            return Answer.ok(allVersions(query, from, documents));
        }
        return Answer.ok(
                asOf.map(time -> asOf(query, time, from, documents)).orElseGet(() -> current(query, from, documents)));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new AdminException(Problem.Code.INVALID, "as-of is a time in ISO 8601, such as 2026-05-04T03:02:01Z");
        }
    }

    private ObjectEntry.Listing current(Query query, @Nullable Position from, ObjectDocuments documents) {
        Page<ObjectVersion> page = data.store().listing().listObjects(query, from == null ? null : from.key());
        String next = page.nextMarker();
        return new ObjectEntry.Listing(
                page.entries().stream()
                        .map(version -> documents.of(version, true))
                        .toList(),
                page.commonPrefixes(),
                next == null ? null : new Position(next, null).text());
    }

    private ObjectEntry.Listing allVersions(Query query, @Nullable Position from, ObjectDocuments documents) {
        VersionPage page = data.store()
                .listing()
                .listVersions(query, from == null ? null : from.key(), from == null ? null : from.version());
        String next = page.nextKeyMarker();
        return new ObjectEntry.Listing(
                page.entries().stream().map(documents::of).toList(),
                page.commonPrefixes(),
                next == null ? null : new Position(next, page.nextVersionMarker()).text());
    }

    private ObjectEntry.Listing asOf(Query query, Instant time, @Nullable Position from, ObjectDocuments documents) {
        BucketHistory.Part part = new BucketHistory(data.store().listing()).asOf(query, time, from);
        return new ObjectEntry.Listing(
                part.entries().stream().map(documents::of).toList(), part.prefixes(), text(part.next()));
    }

    private static @Nullable String text(@Nullable Position position) {
        return position == null ? null : position.text();
    }

    private Answer count(Call call) {
        String prefix = parameter(call, "prefix");
        authorized(call, S3Operation.LIST_OBJECTS_V2, prefix, null);
        BucketName bucket = new BucketName(call.segment("name"));
        if (prefix.isEmpty()) {
            BucketUsage usage = data.buckets().usage(bucket);
            return Answer.ok(new ObjectEntry.Count(usage.objects(), usage.bytes(), true));
        }
        long objects = 0;
        long bytes = 0;
        String after = null;
        do {
            Page<ObjectVersion> page = data.store().listing().listObjects(new Query(bucket, prefix, null, STEP), after);
            for (ObjectVersion version : page.entries()) {
                objects++;
                bytes += version.requireContent().size();
            }
            after = page.nextMarker();
        } while (after != null && objects < MAX_COUNTED);
        return Answer.ok(new ObjectEntry.Count(objects, bytes, after == null));
    }

    private Answer versions(Call call) {
        String key = call.request()
                .parameter("key")
                .orElseThrow(() -> new AdminException(Problem.Code.BAD_REQUEST, "The parameter key is missing"));
        ObjectKey wanted = AdminData.key(key);
        ObjectDocuments documents = authorized(call, S3Operation.LIST_OBJECT_VERSIONS, key, null);
        Position from = position(call);
        int limit = AdminData.limit(call);
        VersionPage page = data.store()
                .listing()
                .listVersions(
                        new Query(new BucketName(call.segment("name")), key, null, limit),
                        from == null ? null : key,
                        from == null ? null : from.version());
        List<VersionEntry> own = page.entries().stream()
                .filter(entry -> entry.version().key().equals(wanted))
                .toList();
        boolean more = page.isTruncated() && own.size() == page.entries().size() && !own.isEmpty();
        return Answer.ok(new Items<>(
                own.stream().map(documents::of).toList(),
                more ? new Position(key, own.getLast().version().versionText()).text() : null));
    }

    private Answer deleted(Call call) {
        String prefix = parameter(call, "prefix");
        ObjectDocuments documents = authorized(call, S3Operation.LIST_OBJECT_VERSIONS, prefix, null);
        Bucket bucket = data.buckets().get(new BucketName(call.segment("name")));
        if (data.buckets().usage(bucket.name()).deleteMarkers() == 0) {
            return Answer.ok(new Items<>(List.<ObjectEntry.Deleted>of()));
        }
        BucketHistory.DeletedPart part = new BucketHistory(data.store().listing())
                .deleted(new Query(bucket.name(), prefix, null, AdminData.limit(call)), position(call));
        return Answer.ok(new Items<>(
                part.entries().stream()
                        .map(found -> new ObjectEntry.Deleted(
                                documents.of(found.marker(), true), hidden(documents, found.hidden())))
                        .toList(),
                text(part.next())));
    }

    private static @Nullable ObjectEntry hidden(ObjectDocuments documents, @Nullable ObjectVersion version) {
        return version == null ? null : documents.of(version, false);
    }
}
