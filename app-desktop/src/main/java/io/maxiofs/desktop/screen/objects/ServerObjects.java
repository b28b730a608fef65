package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.desktop.transfer.FetchedFiles;
import io.maxiofs.desktop.transfer.FolderScan;
import io.maxiofs.desktop.transfer.LocalCopies;
import io.maxiofs.desktop.transfer.ObjectScan;
import io.maxiofs.desktop.transfer.TransferSettings;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectQuery;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.ObjectsClient;
import io.maxiofs.server.admin.api.Presigned;
import io.maxiofs.server.admin.api.ShareDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.util.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/** The server of a session, and its transfers. Safe on any thread. */
final class ServerObjects implements ObjectsPort {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Folders of drags that are older were left by a run that ended without tidying up. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(ServerObjects.class);

    private final Session session;
    private final InstantSource clock;
    private final ServerJobs.Port jobs;

    ServerObjects(ScreenContext context) {
        this.session = context.session();
        this.clock = context.clock();
        this.jobs = ServerJobs.port(context);
    }

    private ObjectsClient objects() {
        return session.admin().objects();
    }

    @Override
    public List<BucketDocument> buckets() {
        return session.admin().buckets().list();
    }

    @Override
    public ObjectEntry.Listing list(String bucket, ObjectQuery query) {
        return objects().list(bucket, query);
    }

    @Override
    public ObjectEntry.Count count(String bucket, String prefix) {
        return objects().count(bucket, prefix);
    }

    @Override
    public ObjectDetails details(String bucket, ObjectRef object) {
        return objects().details(bucket, object);
    }

    @Override
    public ObjectDetails change(String bucket, ObjectRef object, ObjectDetails.Change change) {
        return objects().change(bucket, object, change);
    }

    @Override
    public List<ObjectEntry> versions(String bucket, String key) {
        return objects().versions(bucket, key, null, null).items();
    }

    @Override
    public ObjectRef.Outcome delete(String bucket, List<ObjectRef> objects) {
        return objects().delete(bucket, new ObjectRef.Deletion(objects, false));
    }

    @Override
    public ObjectRef.Outcome undelete(String bucket, List<String> keys) {
        return objects().undelete(bucket, keys);
    }

    @Override
    public BucketTask.Preview preview(String bucket, BucketTask task) {
        return session.admin().buckets().preview(bucket, task);
    }

    @Override
    public JobDocument begin(String bucket, BucketTask task) {
        return session.admin().buckets().begin(bucket, task);
    }

    @Override
    public Presigned presign(String bucket, Presigned.Request request) {
        return objects().presign(bucket, request);
    }

    @Override
    public ShareDocument.Issued share(ShareDocument.New share) {
        return session.admin().shares().create(share);
    }

    @Override
    public List<ShareDocument> shares(String bucket) {
        return session.admin()
                .shares()
                .list(bucket, null, Items.MAX_LIMIT, null)
                .items();
    }

    @Override
    public void revoke(String share) {
        ShareDocument revoked = session.admin().shares().revoke(share);
        LOG.debug("Revoked {}", revoked.id());
    }

    @Override
    public int status(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpRequest head = HttpRequest.newBuilder(address)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .timeout(TIMEOUT)
                    .build();
            return client.send(head, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Override
    public byte[] read(String bucket, ObjectRef object, int most) throws IOException {
        try (S3Client client = session.s3();
                InputStream in = client.getObject(b -> b.bucket(bucket)
                        .key(object.key())
                        .versionId(object.version())
                        .range("bytes=0-" + (most - 1)))) {
            return in.readNBytes(most);
        }
    }

    @Override
    public int upload(String bucket, String prefix, List<Path> files) throws InterruptedException {
        return new FolderScan(session.transfers(), bucket, prefix, true)
                .add(files)
                .files();
    }

    @Override
    public int download(String bucket, List<ObjectRow> rows, Path folder) throws IOException, InterruptedException {
        try (S3Client client = session.s3()) {
            return new ObjectScan(session.transfers(), () -> client, bucket, folder, false)
                    .add(files(rows), prefixes(rows))
                    .files();
        }
    }

    private static List<ObjectScan.Chosen> files(List<ObjectRow> rows) {
        List<ObjectScan.Chosen> files = new ArrayList<>();
        for (ObjectRow row : rows) {
            if (row instanceof ObjectRow.File file) {
                files.add(new ObjectScan.Chosen(file.key(), null, file.entry().size()));
            }
        }
        return files;
    }

    private static List<String> prefixes(List<ObjectRow> rows) {
        return rows.stream()
                .filter(ObjectRow.Folder.class::isInstance)
                .map(ObjectRow::key)
                .toList();
    }

    @Override
    public LocalCopies fetch(String bucket, List<ObjectRow> rows, long mostBytes, DoubleConsumer progress)
            throws IOException, InterruptedException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        FetchedFiles.removeForgotten(temporary, clock.instant().minus(FORGOTTEN_AFTER));
        try (S3Client client = session.s3()) {
            return FetchedFiles.fetch(
                    temporary,
                    () -> client,
                    new FetchedFiles.Wanted(bucket, files(rows), prefixes(rows), mostBytes),
                    TransferSettings.DEFAULT.with(session.transferLimits()),
                    progress);
        }
    }

    @Override
    public URI endpoint() {
        return session.s3Endpoint();
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
