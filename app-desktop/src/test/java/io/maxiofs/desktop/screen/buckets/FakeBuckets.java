package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketInventory;
import io.maxiofs.server.admin.api.BucketSettingDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.QuotaDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Buckets in memory. */
final class FakeBuckets implements BucketsPort {
    final List<BucketDocument> buckets = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final Map<String, BucketSettingDocument> documents = new TreeMap<>();
    List<BucketForms.LifecycleRule> lifecycle = List.of();
    List<BucketForms.CorsRule> cors = List.of();
    int changes;
    long locked;

    @Nullable RuntimeException failure;

    static BucketDocument bucket(String name, long objects, QuotaDocument quota) {
        return new BucketDocument(
                name,
                TestDesk.NOW,
                new BucketDocument.Owner("id", "owner", null),
                new BucketDocument.Protection("enabled", false, null, "none", "default", true),
                new BucketDocument.Usage(objects, objects * 100, 2, 50, 1, 0, 0, objects * 100 + 50),
                quota,
                new BucketDocument.Rules(0, 0, 0, 0, false, false, false),
                TestDesk.NOW.minusSeconds(7_200));
    }

    private void called(String call) {
        if (failure != null) {
            throw failure;
        }
        calls.add(call);
    }

    @Override
    public List<BucketDocument> list() {
        if (failure != null) {
            throw failure;
        }
        return List.copyOf(buckets);
    }

    @Override
    public BucketDocument create(BucketDocument.New bucket) {
        called("create " + bucket.name() + " " + bucket.preset());
        BucketDocument made = bucket(bucket.name(), 0, new QuotaDocument(null, null));
        buckets.add(made);
        return made;
    }

    @Override
    public BucketDocument change(String bucket, BucketDocument.Change change) {
        called("change " + bucket + " " + change.tags());
        return buckets.getFirst();
    }

    @Override
    public void delete(String bucket) {
        called("delete " + bucket);
        buckets.removeIf(b -> b.name().equals(bucket));
    }

    @Override
    public BucketTask.Preview preview(String bucket, BucketTask task) {
        called("preview " + task.kind());
        return new BucketTask.Preview(3, 5, 1, 0, 350, locked, true, List.of("a", "b"));
    }

    @Override
    public JobDocument begin(String bucket, BucketTask task) {
        called("begin " + task.kind() + " " + bucket);
        return job("1");
    }

    @Override
    public JobDocument job(String id) {
        return new JobDocument(
                id,
                "empty",
                "bucket",
                "",
                "done",
                new JobDocument.Progress(5, 5L, locked, 350, 350L),
                new JobDocument.Course("", TestDesk.NOW, TestDesk.NOW, TestDesk.NOW),
                null);
    }

    @Override
    public List<ObjectRef.Failure> failures(String id) {
        return List.of(new ObjectRef.Failure("a", "1", "AccessDenied", "It is locked."));
    }

    @Override
    public JobDocument cancel(String id) {
        called("cancel");
        return job(id);
    }

    private Map<String, BucketSettingDocument> documents() {
        Map<String, BucketSettingDocument> now = new TreeMap<>();
        documents.forEach((name, old) -> now.put(name, document(name, Objects.requireNonNull(old.document()))));
        return now;
    }

    @Override
    public Settings settings(String bucket) {
        if (failure != null) {
            throw failure;
        }
        return new Settings(
                bucket(bucket, 3, new QuotaDocument(null, null)),
                documents(),
                new Forms(
                        new BucketForms.Lifecycle(lifecycle),
                        new BucketForms.Cors(cors),
                        new BucketForms.Notifications(List.of()),
                        new BucketForms.PublicAccessBlock(true, true, true, true),
                        new BucketForms.Website(null, null, null, List.of()),
                        new BucketForms.Logging(null, "", "usual", 0),
                        new BucketForms.RequestPayment(false),
                        new BucketForms.Encryption("none", null, false)),
                List.of(),
                List.of());
    }

    @Override
    public JobDocument writeInventory(String bucket, String id) {
        called("inventory " + id + " of " + bucket);
        return job("1");
    }

    private void changed(String call, @Nullable String revision) {
        called(call);
        if (revision != null && !revision.equals(String.valueOf(changes))) {
            throw new AdminClientException(Problem.of(Problem.Code.CHANGED, "Somebody was faster"));
        }
        changes++;
    }

    @Override
    public void putDocument(String bucket, String setting, String document, @Nullable String revision) {
        changed("put " + setting, revision);
        documents.put(setting, document(setting, document));
    }

    /** One whose revision is that of the whole bucket. */
    BucketSettingDocument document(String setting, String document) {
        return new BucketSettingDocument(setting, "application/xml", document, String.valueOf(changes));
    }

    @Override
    public void deleteDocument(String bucket, String setting, @Nullable String revision) {
        changed("delete setting " + setting, revision);
        documents.remove(setting);
    }

    @Override
    public void put(String bucket, BucketForms.Lifecycle form, @Nullable String revision) {
        changed("lifecycle", revision);
        lifecycle = form.rules();
    }

    @Override
    public void put(String bucket, BucketForms.Cors form, @Nullable String revision) {
        changed("cors", revision);
        cors = form.rules();
    }

    @Override
    public void put(String bucket, BucketForms.Notifications form, @Nullable String revision) {
        changed("notifications", revision);
    }

    @Override
    public void put(String bucket, BucketForms.PublicAccessBlock form, @Nullable String revision) {
        changed("public access", revision);
    }

    @Override
    public void put(String bucket, BucketForms.Website form, @Nullable String revision) {
        changed("website", revision);
    }

    @Override
    public void put(String bucket, BucketForms.Logging form, @Nullable String revision) {
        changed("logging", revision);
    }

    @Override
    public void put(String bucket, BucketForms.RequestPayment form, @Nullable String revision) {
        changed("request payment", revision);
    }

    @Override
    public void put(String bucket, BucketForms.Encryption form, @Nullable String revision) {
        changed("encryption", revision);
    }

    @Override
    public void put(String bucket, BucketInventory inventory, @Nullable String revision) {
        changed("inventory " + inventory.id(), revision);
    }

    @Override
    public void deleteInventory(String bucket, String id, @Nullable String revision) {
        changed("delete inventory " + id, revision);
    }

    @Override
    public void putQuota(String bucket, QuotaDocument quota) {
        called("quota " + quota.bytes());
    }
}
