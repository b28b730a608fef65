package io.maxiofs.desktop.screen.versions;

import io.maxiofs.desktop.screen.PagedList;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.desktop.transfer.ObjectScan;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectQuery;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.ObjectsClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.util.Subscription;
import software.amazon.awssdk.services.s3.S3Client;

/** What the screen asks of the server. Calls block. */
public interface VersionsPort extends ServerJobs.Port {
    /** Names of buckets that have kept versions at some time. */
    List<String> buckets();

    /** In the order of keys. */
    PagedList.Source<ObjectEntry.Deleted> deleted(String bucket, String prefix);

    /** Newest first. */
    PagedList.Source<ObjectEntry> versions(String bucket, String key);

    /** In the order of keys. */
    PagedList.Source<ObjectEntry> asOf(String bucket, String prefix, Instant time);

    ObjectRef.Outcome undelete(String bucket, List<String> keys);

    ObjectEntry restore(String bucket, ObjectRef version);

    ObjectRef.Outcome destroy(String bucket, List<ObjectRef> versions);

    BucketTask.Preview preview(String bucket, BucketTask task);

    JobDocument begin(String bucket, BucketTask task);

    void download(String bucket, ObjectEntry version, Path folder) throws IOException, InterruptedException;

    static VersionsPort of(ScreenContext context) {
        return new OfServer(context, ServerJobs.port(context));
    }

    /** Asks the session for its client each time, because tokens are renewed. */
    record OfServer(ScreenContext context, ServerJobs.Port jobs) implements VersionsPort {
        private ObjectsClient objects() {
            return context.session().admin().objects();
        }

        @Override
        public List<String> buckets() {
            return context.session().admin().buckets().list().stream()
                    .filter(b -> !b.protection().versioning().equals("unversioned"))
                    .map(BucketDocument::name)
                    .toList();
        }

        @Override
        public PagedList.Source<ObjectEntry.Deleted> deleted(String bucket, String prefix) {
            return (limit, cursor) ->
                    page(objects().listDeleted(bucket, new ObjectQuery(prefix, null, null, limit, cursor)));
        }

        private static <T> PagedList.Page<T> page(Items<T> part) {
            return new PagedList.Page<>(part.items(), part.next());
        }

        @Override
        public PagedList.Source<ObjectEntry> versions(String bucket, String key) {
            return (limit, cursor) -> page(objects().versions(bucket, key, limit, cursor));
        }

        @Override
        public PagedList.Source<ObjectEntry> asOf(String bucket, String prefix, Instant time) {
            return (limit, cursor) -> {
                ObjectEntry.Listing part = objects().list(bucket, new ObjectQuery(prefix, null, time, limit, cursor));
                return new PagedList.Page<>(part.items(), part.next());
            };
        }

        @Override
        public ObjectRef.Outcome undelete(String bucket, List<String> keys) {
            return objects().undelete(bucket, keys);
        }

        @Override
        public ObjectEntry restore(String bucket, ObjectRef version) {
            return objects().restore(bucket, version);
        }

        @Override
        public ObjectRef.Outcome destroy(String bucket, List<ObjectRef> versions) {
            return objects().delete(bucket, new ObjectRef.Deletion(versions, false));
        }

        @Override
        public BucketTask.Preview preview(String bucket, BucketTask task) {
            return context.session().admin().buckets().preview(bucket, task);
        }

        @Override
        public JobDocument begin(String bucket, BucketTask task) {
            return context.session().admin().buckets().begin(bucket, task);
        }

        @Override
        public void download(String bucket, ObjectEntry version, Path folder) throws IOException, InterruptedException {
            try (S3Client client = context.session().s3()) {
                new ObjectScan(context.session().transfers(), () -> client, bucket, folder, false)
                        .add(
                                List.of(new ObjectScan.Chosen(version.key(), version.version(), version.size())),
                                List.of());
            }
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
