package io.maxiofs.desktop.screen.versions;

import io.maxiofs.desktop.fx.Dialogs.Confirmation;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.desktop.screen.buckets.Previews;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The past of one bucket, in three views: what is deleted, one object, and everything at a time. */
public final class VersionsViewModel {
    private final Desk desk;
    private final Texts texts;
    private final VersionsPort port;
    private final ServerJobs jobs;
    private final ObservableList<String> buckets = FXCollections.observableArrayList();
    private final ObservableList<ObjectEntry.Deleted> deleted = FXCollections.observableArrayList();
    private final ObservableList<ObjectEntry> timeline = FXCollections.observableArrayList();
    private final ObservableList<ObjectEntry> past = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper bucket = new ReadOnlyStringWrapper(this, "bucket", "");
    private final StringProperty prefix = new SimpleStringProperty(this, "prefix", "");
    private final StringProperty key = new SimpleStringProperty(this, "key", "");
    private final Loader<List<String>> bucketLoader;
    private final Loader<List<ObjectEntry.Deleted>> deletedLoader;
    private final Loader<List<ObjectEntry>> timelineLoader;
    private final Loader<List<ObjectEntry>> pastLoader;
    private @Nullable Instant time;

    public VersionsViewModel(Desk desk, VersionsPort port) {
        this.desk = desk;
        this.texts = desk.texts();
        this.port = port;
        this.jobs = new ServerJobs(desk, port);
        this.bucketLoader = loader();
        this.deletedLoader = loader();
        this.timelineLoader = loader();
        this.pastLoader = loader();
        into(deletedLoader, deleted);
        into(timelineLoader, timeline);
        into(pastLoader, past);
        bucketLoader.valueProperty().subscribe(this::learned);
    }

    private <T> Loader<T> loader() {
        return new Loader<>(desk.background(), desk.failures()::explain);
    }

    private static <T> void into(Loader<List<T>> loader, ObservableList<T> rows) {
        loader.valueProperty().subscribe(value -> {
            if (value != null) {
                rows.setAll(value);
            }
        });
    }

    private void learned(@Nullable List<String> found) {
        if (found == null) {
            return;
        }
        buckets.setAll(found);
        if (bucket.get().isEmpty() && !found.isEmpty()) {
            open(found.getFirst(), "");
        } else {
            reload();
        }
    }

    public void refresh() {
        bucketLoader.load(texts.get("versions.loading"), port::buckets);
    }

    /** @param ofKey the object whose timeline is wanted; empty for none */
    public void open(String newBucket, String ofKey) {
        bucket.set(newBucket);
        timeline.clear();
        past.clear();
        if (!ofKey.isEmpty()) {
            key.set(ofKey);
        }
        reload();
    }

    private void reload() {
        if (bucket.get().isEmpty()) {
            return;
        }
        loadDeleted();
        if (!key.get().isEmpty()) {
            loadTimeline();
        }
    }

    /** Below the prefix. */
    public void loadDeleted() {
        String of = bucket.get();
        String below = prefix.get();
        if (!of.isEmpty()) {
            deletedLoader.load(texts.get("versions.loading"), () -> port.deleted(of, below));
        }
    }

    /** Of the key. */
    public void loadTimeline() {
        String of = bucket.get();
        String wanted = key.get();
        if (!of.isEmpty() && !wanted.isEmpty()) {
            timelineLoader.load(texts.get("versions.loading"), () -> port.versions(of, wanted));
        }
    }

    /**
     * The bucket as it was.
     *
     * @param clock such as {@code 14:30}, in the person's zone
     * @return what is wrong with the time; null if nothing is
     */
    public @Nullable String loadPast(@Nullable LocalDate day, String clock) {
        if (day == null) {
            return texts.get("versions.time.day");
        }
        Instant wanted;
        try {
            wanted = day.atTime(LocalTime.parse(clock.strip()))
                    .atZone(texts.formats().zone())
                    .toInstant();
        } catch (DateTimeException e) {
            return texts.get("versions.time.clock", clock);
        }
        if (wanted.isAfter(desk.clock().instant())) {
            return texts.get("versions.time.future");
        }
        time = wanted;
        String of = bucket.get();
        String below = prefix.get();
        pastLoader.load(texts.get("versions.loading"), () -> port.asOf(of, below, wanted));
        return null;
    }

    /** Brings deleted objects back. */
    public void undelete(List<ObjectEntry.Deleted> chosen) {
        List<String> keys = chosen.stream().map(d -> d.marker().key()).toList();
        String of = bucket.get();
        desk.run(texts.get("objects.undoing"), () -> port.undelete(of, keys), outcome -> {
            tellFailures(outcome);
            desk.notices().success(texts.get("objects.undone", outcome.done().size()));
            reload();
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

    /** Destroys what is deleted, below the prefix, after asking with what the server found. */
    public void purge() {
        BucketTask task = BucketTask.purge(prefix.get());
        asked(task, "versions.purge.title", "versions.purge.detail", "versions.purge");
    }

    /** Makes the state that is shown current again, after asking with what the server found. */
    public void restorePast() {
        Instant wanted = time;
        if (wanted != null) {
            asked(
                    BucketTask.restore(prefix.get(), wanted),
                    "versions.restore.title",
                    "versions.restore.detail",
                    "versions.restore");
        }
    }

    private void asked(BucketTask task, String title, String detail, String action) {
        String of = bucket.get();
        String place = task.prefix() == null || task.prefix().isEmpty() ? of : of + "/" + task.prefix();
        desk.run(
                texts.get("objects.looking"),
                () -> port.preview(of, task),
                preview -> desk.dialogs()
                        .confirm(
                                new Confirmation(
                                        texts.get(title, place),
                                        texts.get(detail),
                                        Previews.lines(texts, preview),
                                        texts.get(action)),
                                () -> jobs.follow(texts.get(action), () -> port.begin(of, task), job -> reload())));
    }

    /** Makes an older version the current one again; nothing is destroyed. */
    public void restore(ObjectEntry version) {
        String of = bucket.get();
        desk.run(
                texts.get("versions.restoring"),
                () -> port.restore(of, new ObjectRef(version.key(), version.version())),
                entry -> {
                    desk.notices().success(texts.get("versions.restored", entry.key()));
                    reload();
                });
    }

    /** Destroys one version for good, after asking. */
    public void destroy(ObjectEntry version) {
        String of = bucket.get();
        desk.dialogs()
                .confirm(
                        new Confirmation(
                                texts.get("versions.destroy.title"),
                                texts.get("versions.destroy.detail"),
                                List.of(version.key() + "  " + describe(version)),
                                texts.get("versions.destroy")),
                        () -> desk.run(
                                texts.get("versions.destroying"),
                                () -> port.destroy(of, List.of(new ObjectRef(version.key(), version.version()))),
                                outcome -> {
                                    tellFailures(outcome);
                                    reload();
                                }));
    }

    /** Adds one version to the transfers. */
    public void download(ObjectEntry version) {
        String of = bucket.get();
        desk.dialogs()
                .chooseFolder(
                        texts.get("objects.download-to"),
                        folder -> desk.run(
                                texts.get("objects.adding"),
                                () -> {
                                    port.download(of, version, folder);
                                    return version;
                                },
                                added -> desk.notices().info(texts.get("objects.downloading", 1))));
    }

    /** What a version is, in words. */
    public String describe(ObjectEntry version) {
        String what = version.deleteMarker()
                ? texts.get("versions.marker")
                : texts.formats().bytes(version.size());
        return version.latest() ? texts.get("versions.current", what) : what;
    }

    public ObservableList<String> buckets() {
        return buckets;
    }

    public ObservableList<ObjectEntry.Deleted> deleted() {
        return deleted;
    }

    public ObservableList<ObjectEntry> timeline() {
        return timeline;
    }

    public ObservableList<ObjectEntry> past() {
        return past;
    }

    public ReadOnlyStringProperty bucketProperty() {
        return bucket.getReadOnlyProperty();
    }

    /** Beginning of keys. */
    public StringProperty prefixProperty() {
        return prefix;
    }

    public StringProperty keyProperty() {
        return key;
    }

    /** Of the whole screen. */
    public ReadOnlyObjectProperty<LoadState> stateProperty() {
        return bucketLoader.stateProperty();
    }

    public ReadOnlyObjectProperty<LoadState> deletedState() {
        return deletedLoader.stateProperty();
    }

    public ReadOnlyObjectProperty<LoadState> timelineState() {
        return timelineLoader.stateProperty();
    }

    public ReadOnlyObjectProperty<LoadState> pastState() {
        return pastLoader.stateProperty();
    }
}
