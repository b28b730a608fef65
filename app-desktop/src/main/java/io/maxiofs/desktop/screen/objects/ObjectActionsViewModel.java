package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.fx.Dialogs.Confirmation;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.desktop.screen.buckets.Previews;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.Presigned;
import io.maxiofs.server.admin.api.ShareDocument;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What can be done with selected objects and folders. */
public final class ObjectActionsViewModel {
    /** What one call of the server deletes. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Desk desk;
    private final Texts texts;
    private final ObjectsPort port;
    private final ObjectsViewModel list;
    private final ServerJobs jobs;

    public ObjectActionsViewModel(Desk desk, ObjectsPort port, ObjectsViewModel list) {
        this.desk = desk;
        this.texts = desk.texts();
        this.port = port;
        this.list = list;
        this.jobs = new ServerJobs(desk, port);
    }

    private String bucket() {
        return list.bucketProperty().get();
    }

    /** Adds files and folders to the transfers. */
    public void upload(List<Path> files) {
        String bucket = bucket();
        String prefix = list.prefixProperty().get();
        if (bucket.isEmpty() || files.isEmpty()) {
            return;
        }
        desk.run(
                texts.get("objects.adding"),
                () -> port.upload(bucket, prefix, files),
                found -> desk.notices().info(texts.get("objects.uploading", found)));
    }

    public void askForFiles() {
        desk.dialogs().openFiles(texts.get("objects.upload-files"), this::upload);
    }

    public void askForFolder() {
        desk.dialogs().chooseFolder(texts.get("objects.upload-folder"), folder -> upload(List.of(folder)));
    }

    /** Adds what is selected to the transfers. */
    public void download() {
        List<ObjectRow> rows = List.copyOf(list.selected());
        String bucket = bucket();
        desk.dialogs()
                .chooseFolder(
                        texts.get("objects.download-to"),
                        folder -> desk.run(
                                texts.get("objects.adding"),
                                () -> port.download(bucket, rows, folder),
                                found -> desk.notices().info(texts.get("objects.downloading", found))));
    }

    /** Deletes what is selected: with a way back where there are versions, after asking where there are none. */
    public void delete() {
        List<ObjectRow> rows = List.copyOf(list.selected());
        boolean files = rows.stream().allMatch(ObjectRow.File.class::isInstance);
        if (rows.isEmpty()) {
            return;
        }
        if (files && rows.size() <= MOST_AT_ONCE && keepsVersions()) {
            deleteWithWayBack(bucket(), refs(rows));
        } else {
            askThenDelete(bucket(), rows);
        }
    }

    private boolean keepsVersions() {
        BucketDocument bucket = list.currentBucket();
        return bucket != null && bucket.protection().versioning().equals("enabled");
    }

    private static List<ObjectRef> refs(List<ObjectRow> rows) {
        return rows.stream()
                .filter(ObjectRow.File.class::isInstance)
                .map(row -> ObjectRef.current(row.key()))
                .toList();
    }

    private void deleteWithWayBack(String bucket, List<ObjectRef> objects) {
        desk.run(texts.get("objects.deleting"), () -> port.delete(bucket, objects), outcome -> {
            tellFailures(outcome);
            List<String> keys =
                    outcome.done().stream().map(ObjectRef::key).distinct().toList();
            if (!keys.isEmpty()) {
                desk.notices()
                        .undoable(
                                texts.get("objects.deleted", keys.size()),
                                texts.get("objects.undo"),
                                () -> undelete(bucket, keys));
            }
            list.reload();
        });
    }

    private void undelete(String bucket, List<String> keys) {
        desk.run(texts.get("objects.undoing"), () -> port.undelete(bucket, keys), outcome -> {
            tellFailures(outcome);
            desk.notices().success(texts.get("objects.undone", outcome.done().size()));
            list.reload();
        });
    }

    private void tellFailures(ObjectRef.Outcome outcome) {
        if (!outcome.failed().isEmpty()) {
            ObjectRef.Failure first = outcome.failed().getFirst();
            desk.notices()
                    .warning(texts.get(
                            "objects.not-done", outcome.failed().size(), first.key() + ": " + first.message()));
        }
    }

    /** One task for the objects and one for each folder, as the server takes them. */
    private List<BucketTask> tasks(String kind, List<ObjectRow> rows, BucketTask.@Nullable Target target) {
        List<BucketTask> tasks = new ArrayList<>();
        List<ObjectRef> objects = refs(rows);
        if (!objects.isEmpty()) {
            tasks.add(new BucketTask(kind, objects, null, null, target, false, null));
        }
        for (ObjectRow row : rows) {
            if (row instanceof ObjectRow.Folder folder) {
                tasks.add(new BucketTask(kind, null, folder.key(), null, target, false, null));
            }
        }
        return tasks;
    }

    private void askThenDelete(String bucket, List<ObjectRow> rows) {
        List<BucketTask> tasks = tasks(BucketTask.DELETE, rows, null);
        desk.run(
                texts.get("objects.looking"),
                () -> tasks.stream()
                        .flatMap(task -> Previews.lines(texts, port.preview(bucket, task)).stream())
                        .toList(),
                lines -> desk.dialogs()
                        .confirm(
                                new Confirmation(
                                        texts.get("objects.delete.title", rows.size()),
                                        texts.get(keepsVersions() ? "objects.delete.kept" : "objects.delete.for-good"),
                                        lines,
                                        texts.get("objects.delete")),
                                () -> begin(texts.get("objects.deleting"), bucket, tasks)));
    }

    private void begin(String name, String bucket, List<BucketTask> tasks) {
        for (BucketTask task : tasks) {
            jobs.follow(name, () -> port.begin(bucket, task), job -> list.reload());
        }
    }

    /**
     * Copies or moves what is selected.
     *
     * @param prefix of the other place; empty or ending with a slash
     */
    public void copy(boolean move, String toBucket, String prefix, boolean overwrite) {
        BucketTask.Target target =
                new BucketTask.Target(toBucket, prefix, list.prefixProperty().get(), null, overwrite);
        begin(
                texts.get(move ? "objects.moving" : "objects.copying"),
                bucket(),
                tasks(move ? BucketTask.MOVE : BucketTask.COPY, List.copyOf(list.selected()), target));
    }

    /** Gives an object another name in the same folder, or a folder to everything below it. */
    public void rename(ObjectRow row, String name) {
        String before = list.prefixProperty().get();
        BucketTask task = switch (row) {
            case ObjectRow.File file -> BucketTask.rename(file.key(), before + name);
            case ObjectRow.Folder folder ->
                new BucketTask(
                        BucketTask.MOVE,
                        null,
                        folder.key(),
                        null,
                        new BucketTask.Target(null, before + name + "/", folder.key(), null, false),
                        false,
                        null);
        };
        begin(texts.get("objects.renaming"), bucket(), List.of(task));
    }

    /** What is wrong with a new name; null if nothing is. */
    public @Nullable String problemOfName(String name) {
        if (name.isBlank()) {
            return texts.get("objects.name.empty");
        }
        boolean taken = list.rows().stream().anyMatch(row -> row.name().equals(name));
        return taken ? texts.get("objects.name.taken") : null;
    }

    /** @param key of the object to read or to write */
    public void presign(
            String method,
            String key,
            String endpoint,
            long seconds,
            Consumer<Presigned> done,
            Consumer<String> failed) {
        String bucket = bucket();
        desk.submit(
                texts.get("objects.presigning"),
                () -> port.presign(
                        bucket,
                        new Presigned.Request(method, key, null, endpoint.isBlank() ? null : endpoint, seconds, null)),
                done,
                failed);
    }

    public void share(ShareDocument.New share, Consumer<ShareDocument.Issued> done, Consumer<String> failed) {
        desk.submit(texts.get("objects.sharing"), () -> port.share(share), done, failed);
    }

    /** Links to objects of the bucket that is shown. */
    public void shares(Consumer<List<ShareDocument>> done) {
        String bucket = bucket();
        desk.run(texts.get("objects.shares.loading"), () -> port.shares(bucket), done);
    }

    /** The link stops working at once. */
    public void revoke(ShareDocument share, Runnable done, Consumer<String> failed) {
        desk.submit(
                texts.get("objects.shares.revoking"),
                () -> {
                    port.revoke(share.id());
                    return share;
                },
                revoked -> {
                    desk.notices().success(texts.get("objects.shares.revoked", revoked.key()));
                    done.run();
                },
                failed);
    }

    /** A link in words: to what, until when, how often used. */
    public String describe(ShareDocument share) {
        Instant expires = share.terms().expires();
        return texts.get(
                "objects.shares.line",
                share.key(),
                expires == null ? texts.get("access.no-end") : texts.formats().dateTime(expires),
                share.use().downloads());
    }

    /** Whether a link answers from here, in a sentence. */
    public void test(String url, Consumer<String> told) {
        desk.submit(
                texts.get("objects.testing"),
                () -> port.status(URI.create(url)),
                status -> told.accept(
                        switch (status) {
                            case 200 -> texts.get("objects.test.works");
                            case 401 -> texts.get("objects.test.password");
                            default -> texts.get("objects.test.status", status);
                        }),
                told);
    }

    /** Where the S3 port is, as seen from here. */
    public String endpoint() {
        return port.endpoint().toString();
    }
}
