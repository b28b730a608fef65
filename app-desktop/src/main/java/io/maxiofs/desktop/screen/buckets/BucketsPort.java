package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
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
            BucketForms.Lifecycle lifecycle,
            BucketForms.Cors cors,
            BucketForms.Notifications notifications,
            BucketForms.PublicAccessBlock publicAccess,
            List<BucketInventory> inventories,
            List<String> webhooks) {}

    List<BucketDocument> list();

    BucketDocument create(BucketDocument.New bucket);

    BucketDocument change(String bucket, BucketDocument.Change change);

    void delete(String bucket);

    BucketTask.Preview preview(String bucket, BucketTask task);

    JobDocument begin(String bucket, BucketTask task);

    Settings settings(String bucket);

    /** Lets the server write an inventory now. */
    JobDocument writeInventory(String bucket, String id);

    void putDocument(String bucket, String setting, String document);

    void deleteDocument(String bucket, String setting);

    void putLifecycle(String bucket, BucketForms.Lifecycle form);

    void putCors(String bucket, BucketForms.Cors form);

    void putNotifications(String bucket, BucketForms.Notifications form);

    void putPublicAccess(String bucket, BucketForms.PublicAccessBlock form);

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
            return new Settings(
                    client.get(bucket),
                    documents,
                    client.lifecycle(bucket),
                    client.cors(bucket),
                    client.notifications(bucket),
                    client.publicAccessBlock(bucket),
                    client.inventories(bucket),
                    context.session().admin().webhooks().stream()
                            .map(WebhookDocument::name)
                            .toList());
        }

        @Override
        public JobDocument writeInventory(String bucket, String id) {
            return buckets().writeInventory(bucket, id);
        }

        @Override
        public void putDocument(String bucket, String setting, String document) {
            buckets().putSetting(bucket, setting, document);
        }

        @Override
        public void deleteDocument(String bucket, String setting) {
            buckets().deleteSetting(bucket, setting);
        }

        @Override
        public void putLifecycle(String bucket, BucketForms.Lifecycle form) {
            buckets().putLifecycle(bucket, form);
        }

        @Override
        public void putCors(String bucket, BucketForms.Cors form) {
            buckets().putCors(bucket, form);
        }

        @Override
        public void putNotifications(String bucket, BucketForms.Notifications form) {
            buckets().putNotifications(bucket, form);
        }

        @Override
        public void putPublicAccess(String bucket, BucketForms.PublicAccessBlock form) {
            buckets().putPublicAccessBlock(bucket, form);
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
