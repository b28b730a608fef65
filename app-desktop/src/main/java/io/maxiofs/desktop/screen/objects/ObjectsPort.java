package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.desktop.transfer.LocalCopies;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectQuery;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.Presigned;
import io.maxiofs.server.admin.api.ShareDocument;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;

/** What the screen asks of the server and of the transfers. Calls block. */
public interface ObjectsPort extends ServerJobs.Port {

    List<BucketDocument> buckets();

    ObjectEntry.Listing list(String bucket, ObjectQuery query);

    ObjectEntry.Count count(String bucket, String prefix);

    ObjectDetails details(String bucket, ObjectRef object);

    ObjectDetails change(String bucket, ObjectRef object, ObjectDetails.Change change);

    List<ObjectEntry> versions(String bucket, String key);

    ObjectRef.Outcome delete(String bucket, List<ObjectRef> objects);

    ObjectRef.Outcome undelete(String bucket, List<String> keys);

    BucketTask.Preview preview(String bucket, BucketTask task);

    JobDocument begin(String bucket, BucketTask task);

    Presigned presign(String bucket, Presigned.Request request);

    ShareDocument.Issued share(ShareDocument.New share);

    /** Links to objects of a bucket, the newest first; at most a thousand. */
    List<ShareDocument> shares(String bucket);

    void revoke(String share);

    /** The status an address answers with. */
    int status(URI address) throws IOException, InterruptedException;

    /** The first bytes of an object, at most so many. */
    byte[] read(String bucket, ObjectRef object, int most) throws IOException;

    /** @return how many files were found */
    int upload(String bucket, String prefix, List<Path> files) throws InterruptedException;

    /** @return how many objects were found */
    int download(String bucket, List<ObjectRow> rows, Path folder) throws IOException, InterruptedException;

    /**
     * Fetches into a temporary folder.
     *
     * @param mostBytes more is not fetched
     * @param progress from 0 to 1
     */
    LocalCopies fetch(String bucket, List<ObjectRow> rows, long mostBytes, DoubleConsumer progress)
            throws IOException, InterruptedException;

    /** Where the S3 port is, as seen from here. */
    URI endpoint();
}
