package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketFormsClient;
import io.maxiofs.server.admin.api.BucketInventory;
import io.maxiofs.server.admin.api.BucketSettingDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.BucketsClient;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.admin.api.WebhookDocument;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** What the screen asks of the server. Calls block and throw what the client of the admin API throws. */
public interface BucketsPort extends ServerJobs.Port {

    /**
     * All settings of one bucket.
     *
     * @param documents as S3 has them, by name
     * @param webhooks that notifications can go to
     */
    record Settings(
            BucketDocument bucket,
            Map<String, BucketSettingDocument> documents,
            Forms forms,
            List<BucketInventory> inventories,
            List<String> webhooks) {}

    /** Those of its settings that have a form of their own. */
    record Forms(
            BucketForms.Lifecycle lifecycle,
            BucketForms.Cors cors,
            BucketForms.Notifications notifications,
            BucketForms.PublicAccessBlock publicAccess,
            BucketForms.Website website,
            BucketForms.Logging logging,
            BucketForms.RequestPayment requestPayment,
            BucketForms.Encryption encryption) {}

    List<BucketDocument> list();

    BucketDocument create(BucketDocument.New bucket);

    BucketDocument change(String bucket, BucketDocument.Change change);

    void delete(String bucket);

    BucketTask.Preview preview(String bucket, BucketTask task);

    JobDocument begin(String bucket, BucketTask task);

    Settings settings(String bucket);

    /** Lets the server write an inventory now. */
    JobDocument writeInventory(String bucket, String id);

    // Each change names the revision that was seen; null to replace whatever is there.

    void putDocument(String bucket, String setting, String document, @Nullable String revision);

    void deleteDocument(String bucket, String setting, @Nullable String revision);

    void put(String bucket, BucketForms.Lifecycle form, @Nullable String revision);

    void put(String bucket, BucketForms.Cors form, @Nullable String revision);

    void put(String bucket, BucketForms.Notifications form, @Nullable String revision);

    void put(String bucket, BucketForms.PublicAccessBlock form, @Nullable String revision);

    void put(String bucket, BucketForms.Website form, @Nullable String revision);

    void put(String bucket, BucketForms.Logging form, @Nullable String revision);

    void put(String bucket, BucketForms.RequestPayment form, @Nullable String revision);

    void put(String bucket, BucketForms.Encryption form, @Nullable String revision);

    void put(String bucket, BucketInventory inventory, @Nullable String revision);

    void deleteInventory(String bucket, String id, @Nullable String revision);

    void putQuota(String bucket, QuotaDocument quota);

    /** The server of a session. */
    static BucketsPort of(ScreenContext context) {
        return new OfServer(context, ServerJobs.port(context));
    }

    /** Asks the session for its client each time, because tokens are renewed. */
    record OfServer(ScreenContext context, ServerJobs.Port jobs) implements BucketsPort {
        private BucketsClient buckets() {
            return context.session().admin().buckets();
        }

        @Override
        public List<BucketDocument> list() {
            return buckets().list();
        }

        @Override
        public BucketDocument create(BucketDocument.New bucket) {
            return buckets().create(bucket);
        }

        @Override
        public BucketDocument change(String bucket, BucketDocument.Change change) {
            return buckets().change(bucket, change);
        }

        @Override
        public void delete(String bucket) {
            buckets().delete(bucket);
        }

        @Override
        public BucketTask.Preview preview(String bucket, BucketTask task) {
            return buckets().preview(bucket, task);
        }

        @Override
        public JobDocument begin(String bucket, BucketTask task) {
            return buckets().begin(bucket, task);
        }

        @Override
        public Settings settings(String bucket) {
            BucketsClient client = buckets();
            Map<String, BucketSettingDocument> documents = new TreeMap<>();
            client.settings(bucket).forEach(setting -> documents.put(setting.setting(), setting));
            BucketFormsClient forms = client.forms(bucket);
            return new Settings(
                    client.get(bucket),
                    documents,
                    new Forms(
                            client.lifecycle(bucket),
                            client.cors(bucket),
                            client.notifications(bucket),
                            client.publicAccessBlock(bucket),
                            forms.website(),
                            forms.logging(),
                            forms.requestPayment(),
                            forms.encryption()),
                    client.inventories(bucket),
                    context.session().admin().webhooks().stream()
                            .map(WebhookDocument::name)
                            .toList());
        }

        @Override
        public JobDocument writeInventory(String bucket, String id) {
            return buckets().writeInventory(bucket, id);
        }

        private BucketFormsClient forms(String bucket) {
            return buckets().forms(bucket);
        }

        @Override
        public void putDocument(String bucket, String setting, String document, @Nullable String revision) {
            forms(bucket).putDocument(setting, document, revision);
        }

        @Override
        public void deleteDocument(String bucket, String setting, @Nullable String revision) {
            forms(bucket).deleteDocument(setting, revision);
        }

        @Override
        public void put(String bucket, BucketForms.Lifecycle form, @Nullable String revision) {
            forms(bucket).put(form, revision);
        }

        @Override
        public void put(String bucket, BucketForms.Cors form, @Nullable String revision) {
            forms(bucket).put(form, revision);
        }

        @Override
        public void put(String bucket, BucketForms.Notifications form, @Nullable String revision) {
            forms(bucket).put(form, revision);
        }

        @Override
        public void put(String bucket, BucketForms.PublicAccessBlock form, @Nullable String revision) {
            forms(bucket).put(form, revision);
        }

        @Override
        public void put(String bucket, BucketForms.Website form, @Nullable String revision) {
            forms(bucket).put(form, revision);
        }

        @Override
        public void put(String bucket, BucketForms.Logging form, @Nullable String revision) {
            forms(bucket).put(form, revision);
        }

        @Override
        public void put(String bucket, BucketForms.RequestPayment form, @Nullable String revision) {
            forms(bucket).put(form, revision);
        }

        @Override
        public void put(String bucket, BucketForms.Encryption form, @Nullable String revision) {
            forms(bucket).put(form, revision);
        }

        @Override
        public void put(String bucket, BucketInventory form, @Nullable String revision) {
            forms(bucket).put(form, revision);
        }

        @Override
        public void deleteInventory(String bucket, String id, @Nullable String revision) {
            forms(bucket).deleteInventory(id, revision);
        }

        @Override
        public void putQuota(String bucket, QuotaDocument quota) {
            buckets().setQuota(bucket, quota);
        }

        @Override
        public JobDocument job(String id) {
            return jobs.job(id);
        }

        @Override
        public List<ObjectRef.Failure> failures(String id) {
            return jobs.failures(id);
        }

        @Override
        public JobDocument cancel(String id) {
            return jobs.cancel(id);
        }

        @Override
        public Subscription listen(Consumer<JobDocument> news) {
            return jobs.listen(news);
        }
    }
}
