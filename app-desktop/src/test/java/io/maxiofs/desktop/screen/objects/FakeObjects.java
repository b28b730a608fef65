package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.desktop.transfer.LocalCopies;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectQuery;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.Presigned;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.admin.api.ShareDocument;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** One bucket in memory, listed in pages as the server does. */
final class FakeObjects implements ObjectsPort {
    final TreeMap<String, Integer> sizes = new TreeMap<>();
    final List<String> calls = new ArrayList<>();
    String versioning = "enabled";

    /** What was fetched and not removed yet. */
    final List<List<Path>> fetched = new CopyOnWriteArrayList<>();

    @Nullable RuntimeException failure;

    private void called(String call) {
        calls.add(call);
        if (failure != null) {
            throw failure;
        }
    }

    private static ObjectEntry entry(String key, int size) {
        return new ObjectEntry(key, "v1", true, false, size, TestDesk.NOW, "etag", null);
    }

    @Override
    public List<BucketDocument> buckets() {
        called("buckets");
        return List.of(new BucketDocument(
                "photos",
                TestDesk.NOW,
                new BucketDocument.Owner("id", "owner", null),
                new BucketDocument.Protection(versioning, false, null, "none", "default", true),
                new BucketDocument.Usage(sizes.size(), 0, 0, 0, 0, 0, 0, 0),
                new QuotaDocument(null, null),
                new BucketDocument.Rules(0, 0, 0, 0, false, false, false),
                null));
    }

    @Override
    public ObjectEntry.Listing list(String bucket, ObjectQuery query) {
        called("list " + query.prefix());
        List<ObjectEntry> items = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        int limit = query.limit() == null ? 100 : query.limit();
        for (Map.Entry<String, Integer> object : sizes.tailMap(query.prefix()).entrySet()) {
            String key = object.getKey();
            if (!key.startsWith(query.prefix())) {
                break;
            }
            if (query.cursor() != null && key.compareTo(query.cursor()) <= 0) {
                continue;
            }
            if (items.size() + prefixes.size() == limit) {
                return new ObjectEntry.Listing(items, prefixes, items.getLast().key());
            }
            int slash = query.delimiter() == null
                    ? -1
                    : key.indexOf('/', query.prefix().length());
            if (slash < 0) {
                items.add(entry(key, object.getValue()));
            } else if (!prefixes.contains(key.substring(0, slash + 1))) {
                prefixes.add(key.substring(0, slash + 1));
            }
        }
        return new ObjectEntry.Listing(items, prefixes, null);
    }

    @Override
    public ObjectEntry.Count count(String bucket, String prefix) {
        long count = sizes.keySet().stream().filter(k -> k.startsWith(prefix)).count();
        return new ObjectEntry.Count(count, count * 10, true);
    }

    @Override
    public ObjectDetails details(String bucket, ObjectRef object) {
        called("details " + object.key());
        return new ObjectDetails(
                entry(object.key(), sizes.getOrDefault(object.key(), 0)),
                0,
                Map.of("content-type", "text/plain"),
                Map.of("mtime", "1"),
                Map.of("team", "home"),
                new ObjectDetails.Security("none", null, null),
                null);
    }

    @Override
    public ObjectDetails change(String bucket, ObjectRef object, ObjectDetails.Change change) {
        called("change " + change.tags() + " " + change.metadata() + " " + change.retention() + " "
                + change.legalHold());
        return details(bucket, object);
    }

    @Override
    public List<ObjectEntry> versions(String bucket, String key) {
        return List.of(entry(key, 5));
    }

    @Override
    public ObjectRef.Outcome delete(String bucket, List<ObjectRef> objects) {
        called("delete " + objects.size());
        objects.forEach(object -> sizes.remove(object.key()));
        return new ObjectRef.Outcome(objects, List.of());
    }

    @Override
    public ObjectRef.Outcome undelete(String bucket, List<String> keys) {
        called("undelete " + keys);
        keys.forEach(key -> sizes.put(key, 1));
        return new ObjectRef.Outcome(keys.stream().map(ObjectRef::current).toList(), List.of());
    }

    @Override
    public BucketTask.Preview preview(String bucket, BucketTask task) {
        called("preview " + task.kind());
        return new BucketTask.Preview(2, 2, 0, 0, 20, 0, true, List.of());
    }

    @Override
    public JobDocument begin(String bucket, BucketTask task) {
        called("begin " + task.kind() + " " + task.prefix() + " "
                + (task.target() == null
                        ? ""
                        : task.target().key() + " " + task.target().prefix()));
        return job("1");
    }

    @Override
    public Presigned presign(String bucket, Presigned.Request request) {
        called("presign " + request.method() + " " + request.endpoint());
        return new Presigned(request.method(), "http://x/" + request.key(), TestDesk.NOW);
    }

    @Override
    public ShareDocument.Issued share(ShareDocument.New share) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ShareDocument> shares(String bucket) {
        return List.of(new ShareDocument(
                "1",
                bucket,
                "readme.txt",
                null,
                "active",
                new ShareDocument.Terms(null, false, null, "readme.txt"),
                new ShareDocument.Use(TestDesk.NOW, 2, null),
                ""));
    }

    @Override
    public void revoke(String share) {
        called("revoke " + share);
    }

    @Override
    public int status(URI address) {
        return 403;
    }

    @Override
    public byte[] read(String bucket, ObjectRef object, int most) {
        return "hello".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int upload(String bucket, String prefix, List<Path> files) {
        called("upload " + prefix + " " + files);
        return files.size();
    }

    @Override
    public int download(String bucket, List<ObjectRow> rows, Path folder) {
        called("download " + rows.size());
        return rows.size();
    }

    @Override
    public LocalCopies fetch(String bucket, List<ObjectRow> rows, long mostBytes, DoubleConsumer progress) {
        called("fetch " + rows.stream().map(ObjectRow::key).toList());
        progress.accept(0.5);
        List<Path> files = rows.stream().map(row -> Path.of(row.name())).toList();
        fetched.add(files);
        return new LocalCopies() {
            @Override
            public List<Path> files() {
                return files;
            }

            @Override
            public void close() {
                fetched.remove(files);
            }
        };
    }

    @Override
    public URI endpoint() {
        return URI.create("http://localhost:9900");
    }

    @Override
    public JobDocument job(String id) {
        return new JobDocument(
                id,
                "delete",
                "photos",
                "",
                "done",
                new JobDocument.Progress(1, 1L, 0, 0, null),
                new JobDocument.Course("", TestDesk.NOW, null, null),
                null);
    }

    @Override
    public List<ObjectRef.Failure> failures(String id) {
        return List.of();
    }

    @Override
    public JobDocument cancel(String id) {
        return job(id);
    }
}
