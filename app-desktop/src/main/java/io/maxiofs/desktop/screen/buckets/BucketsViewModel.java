package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.fx.Dialogs.Confirmation;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.QuotaDocument;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** All buckets, and what can be done with one. */
public final class BucketsViewModel {
    /** In the order in which they are offered. */
    public static final List<String> PRESETS = List.of("backup", "immutable-backup", "shared-files", "plain");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final Desk desk;
    private final Texts texts;
    private final BucketsPort port;
    private final ServerJobs jobs;
    private final Loader<List<BucketDocument>> loader;
    private final ObservableList<BucketDocument> rows = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");

    public BucketsViewModel(Desk desk, BucketsPort port) {
        this.desk = desk;
        this.texts = desk.texts();
        this.port = port;
        this.jobs = new ServerJobs(desk, port);
        this.loader = new Loader<>(desk.background(), desk.failures()::explain);
        loader.valueProperty().subscribe(value -> {
            if (value != null && !rows.equals(value)) {
                rows.setAll(value);
            }
        });
    }

    public void refresh() {
        loader.load(texts.get("buckets.loading"), port::list);
    }

    public ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    public ObservableList<BucketDocument> rows() {
        return rows;
    }

    public StringProperty filterProperty() {
        return filter;
    }

    /**
     * A bucket to create, as the form has it.
     *
     * @param quotaBytes null for no limit
     * @param retentionDays of the preset {@code immutable-backup}; null for the preset's own
     */
    public record Wanted(
            String name,
            String preset,
            @Nullable Long quotaBytes,
            @Nullable Integer retentionDays) {}

    /** What is wrong with a name; null if nothing is. */
    public @Nullable String problemOf(String name) {
        if (rows.stream().anyMatch(row -> row.name().equals(name))) {
            return texts.get("buckets.name.taken");
        }
        boolean valid = NAME.matcher(name).matches()
                && !name.contains("..")
                && !ADDRESS.matcher(name).matches();
        return valid ? null : texts.get("buckets.name.rule");
    }

    public void create(Wanted wanted, Consumer<BucketDocument> done, Consumer<String> failed) {
        boolean locked = wanted.preset().equals("immutable-backup") && wanted.retentionDays() != null;
        BucketDocument.New bucket = new BucketDocument.New(
                wanted.name(),
                wanted.preset(),
                null,
                false,
                false,
                locked ? new BucketDocument.RetentionDefault("GOVERNANCE", wanted.retentionDays(), null) : null,
                wanted.quotaBytes() == null ? null : new QuotaDocument(wanted.quotaBytes(), null));
        desk.submit(
                texts.get("buckets.creating", wanted.name()),
                () -> port.create(bucket),
                created -> {
                    desk.notices().success(texts.get("buckets.created", created.name()));
                    refresh();
                    done.accept(created);
                },
                failed);
    }

    /** Asks first, with what the server says would be destroyed. */
    public void empty(BucketDocument bucket) {
        BucketTask task = BucketTask.empty(false);
        previewed(
                bucket,
                preview -> new Confirmation(
                        texts.get("buckets.empty.title", bucket.name()),
                        texts.get("buckets.empty.detail"),
                        Previews.lines(texts, preview),
                        texts.get("buckets.empty.action")),
                preview -> jobs.follow(
                        texts.get("buckets.emptying", bucket.name()),
                        () -> port.begin(bucket.name(), task),
                        job -> refresh()));
    }

    /** Asks first. A bucket that is not empty is emptied before, if nothing in it is locked. */
    public void delete(BucketDocument bucket) {
        previewed(
                bucket,
                preview -> new Confirmation(
                        texts.get("buckets.delete.title", bucket.name()),
                        texts.get(preview.locked() > 0 ? "buckets.delete.locked" : "buckets.delete.detail"),
                        Previews.lines(texts, preview),
                        texts.get("buckets.delete.action")),
                preview -> {
                    if (isNothing(preview)) {
                        deleteEmpty(bucket.name());
                    } else {
                        jobs.follow(
                                texts.get("buckets.emptying", bucket.name()),
                                () -> port.begin(bucket.name(), BucketTask.empty(false)),
                                job -> {
                                    if (job.state().equals("done")
                                            && job.progress().failed() == 0) {
                                        deleteEmpty(bucket.name());
                                    } else {
                                        refresh();
                                    }
                                });
                    }
                });
    }

    /** As the server found it just now: what the table shows may be older. */
    private static boolean isNothing(BucketTask.Preview preview) {
        return preview.complete()
                && preview.versions() == 0
                && preview.deleteMarkers() == 0
                && preview.uploads() == 0
                && preview.locked() == 0;
    }

    private void deleteEmpty(String bucket) {
        desk.run(
                texts.get("buckets.deleting", bucket),
                () -> {
                    port.delete(bucket);
                    return bucket;
                },
                name -> {
                    desk.notices().success(texts.get("buckets.deleted", name));
                    refresh();
                });
    }

    private void previewed(
            BucketDocument bucket,
            Function<BucketTask.Preview, Confirmation> question,
            Consumer<BucketTask.Preview> confirmed) {
        desk.run(
                texts.get("buckets.looking", bucket.name()),
                () -> port.preview(bucket.name(), BucketTask.empty(false)),
                preview -> desk.dialogs()
                        .confirmByName(question.apply(preview), bucket.name(), () -> confirmed.accept(preview)));
    }

    /** How full the quota is, from 0 to 1 and more; null without one. */
    public static @Nullable Double quotaShare(BucketDocument bucket) {
        Long limit = bucket.quota().bytes();
        if (limit == null) {
            return null;
        }
        return limit == 0 ? 1.0 : (double) bucket.usage().totalBytes() / limit;
    }

    /** The quota in words. */
    public String quotaText(BucketDocument bucket) {
        Long limit = bucket.quota().bytes();
        return limit == null
                ? texts.get("buckets.quota.none")
                : texts.get(
                        "buckets.quota.of",
                        texts.formats().bytes(bucket.usage().totalBytes()),
                        texts.formats().bytes(limit));
    }

    public String versioningText(BucketDocument bucket) {
        return texts.get("buckets.versioning." + bucket.protection().versioning());
    }

    /** Whether objects can be locked, and what new ones are locked with. */
    public String lockText(BucketDocument bucket) {
        if (!bucket.protection().objectLock()) {
            return texts.get("buckets.lock.off");
        }
        BucketDocument.RetentionDefault retention = bucket.protection().defaultRetention();
        if (retention == null) {
            return texts.get("buckets.lock.on");
        }
        return retention.days() != null
                ? texts.get("buckets.lock.days", retention.days())
                : texts.get("buckets.lock.years", retention.years());
    }

    public String encryptionText(BucketDocument bucket) {
        String encryption = bucket.protection().encryption();
        return encryption.equals("none") ? texts.get("buckets.encryption.none") : encryption;
    }

    public String lastWriteText(BucketDocument bucket) {
        return bucket.lastWrite() == null
                ? texts.get("buckets.last-write.never")
                : texts.formats().age(bucket.lastWrite(), desk.clock().instant());
    }
}
