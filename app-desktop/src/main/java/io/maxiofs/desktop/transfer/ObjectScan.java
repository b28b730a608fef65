package io.maxiofs.desktop.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Turns objects and prefixes a person chose into downloads, while they are being listed. What they are called on this
 * computer is made safe, and no two get one name.
 */
public final class ObjectScan {
    /**
     * An object.
     *
     * @param versionId null for the current version
     * @param size in bytes, as last seen
     */
    public record Chosen(String key, @Nullable String versionId, long size) {}

    /** What was found. */
    public record Result(int files, long bytes) {}

    private final TransferEngine engine;
    private final S3Access access;
    private final String bucket;
    private final SafeNames names;
    private final boolean overwrite;
    private int files;
    private long bytes;

    /** @param root folder to put everything into */
    public ObjectScan(TransferEngine engine, S3Access access, String bucket, Path root, boolean overwrite) {
        this.engine = engine;
        this.access = access;
        this.bucket = bucket;
        this.names = new SafeNames(root);
        this.overwrite = overwrite;
    }

    /**
     * Adds single objects and all below some prefixes. Blocks while it lists, and while the queue is full.
     *
     * @param prefixes each ending with a slash; its last part becomes a folder
     * @throws IOException if a folder cannot be made
     * @throws InterruptedException if interrupted; what was added until then stays
     */
    public Result add(List<Chosen> objects, List<String> prefixes) throws IOException, InterruptedException {
        List<TransferTask> single = new ArrayList<>();
        for (Chosen object : objects) {
            String name = object.key()
                    .substring(object.key().lastIndexOf('/', object.key().length() - 2) + 1);
            add(single, object.key(), object.versionId(), null, object.size(), name);
        }
        engine.add(single);
        for (String prefix : prefixes) {
            addAllBelow(prefix);
        }
        return new Result(files, bytes);
    }

    private void addAllBelow(String prefix) throws IOException, InterruptedException {
        String before = prefix.substring(0, prefix.lastIndexOf('/', prefix.length() - 2) + 1);
        @Nullable String token = null;
        do {
            @Nullable String from = token;
            ListObjectsV2Response page = access.client()
                    .listObjectsV2(b -> b.bucket(bucket).prefix(prefix).continuationToken(from));
            List<TransferTask> found = new ArrayList<>();
            for (S3Object object : page.contents()) {
                String name = object.key().substring(before.length());
                add(found, object.key(), null, object.eTag(), object.size(), name);
            }
            engine.add(found);
            token = page.nextContinuationToken();
        } while (token != null);
    }

    /** What is empty and ends with a slash stands for a folder. */
    private void add(
            List<TransferTask> found,
            String key,
            @Nullable String versionId,
            @Nullable String etag,
            long size,
            String name)
            throws IOException {
        if (key.endsWith("/") && size == 0) {
            Files.createDirectories(names.folder(name.substring(0, name.length() - 1)));
            return;
        }
        files++;
        bytes += size;
        found.add(new TransferTask.Download(
                bucket, key, versionId, etag, size, names.root(), names.file(name), overwrite));
    }
}
