package io.maxiofs.desktop.screen.versions;

import io.maxiofs.desktop.fx.Dialogs.Confirmation;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.PagedList;
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
    /** What one call of the server brings back. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Desk desk;
    private final Texts texts;
    private final VersionsPort port;
    private final AskedTasks tasks;
    private final ObservableList<String> buckets = FXCollections.observableArrayList();
    private final PagedList<ObjectEntry.Deleted> deleted;
    private final PagedList<ObjectEntry> timeline;
    private final PagedList<ObjectEntry> past;
    private final ReadOnlyStringWrapper bucket = new ReadOnlyStringWrapper(this, "bucket", "");
    private final StringProperty prefix = new SimpleStringProperty(this, "prefix", "");
    private final StringProperty key = new SimpleStringProperty(this, "key", "");
    private final Loader<List<String>> bucketLoader;
    private @Nullable Instant time;
    private String deletedBelow = "";
    private String pastBelow = "";

    public VersionsViewModel(Desk desk, VersionsPort port) {
        this.desk = desk;
        this.texts = desk.texts();
        this.port = port;
        this.tasks = new AskedTasks(desk, port);
        this.bucketLoader = new Loader<>(desk.background(), desk.failures()::explain);
        this.deleted = new PagedList<>(desk, texts.get("versions.loading"));
        this.timeline = new PagedList<>(desk, texts.get("versions.loading"));
        this.past = new PagedList<>(desk, texts.get("versions.loading"));
        bucketLoader.valueProperty().subscribe(this::learned);
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
        time = null;
        if (!ofKey.isEmpty()) {
            key.set(ofKey);
        }
        loadDeleted();
        loadTimeline();
    }

    /** What is shown, as it is now; what was typed and not asked for yet does not count. */
    private void reload() {
        deleted.reload();
        timeline.reload();
        past.reload();
    }

    /** Below the prefix. */
    public void loadDeleted() {
        String of = bucket.get();
        String below = prefix.get();
        if (!of.isEmpty()) {
            deletedBelow = below;
            deleted.load(port.deleted(of, below));
        }
    }

    /** Of the key. */
    public void loadTimeline() {
        String of = bucket.get();
        String wanted = key.get();
        if (!of.isEmpty() && !wanted.isEmpty()) {
            timeline.load(port.versions(of, wanted));
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
        pastBelow = prefix.get();
        past.load(port.asOf(bucket.get(), pastBelow, wanted));
        return null;
    }

    /** Brings deleted objects back; those of one call at once, more as a job. */
    public void undelete(List<ObjectEntry.Deleted> chosen) {
        String of = bucket.get();
        List<String> keys = keys(chosen);
        if (keys.isEmpty()) {
            return;
        }
        if (keys.size() > MOST_AT_ONCE) {
            tasks.begin(
                    of,
                    AskedTasks.parts(keys).stream().map(BucketTask::undelete).toList(),
                    texts.get("objects.undoing"),
                    this::reload);
            return;
        }
        desk.run(texts.get("objects.undoing"), () -> port.undelete(of, keys), outcome -> {
            tellFailures(outcome);
            desk.notices().success(texts.get("objects.undone", outcome.done().size()));
            reload();
        });
    }

    private static List<String> keys(List<ObjectEntry.Deleted> chosen) {
        return chosen.stream().map(d -> d.marker().key()).toList();
    }

    /** Brings back all that the server finds deleted below the prefix of what is shown, after asking. */
    public void undeleteAll() {
        tasks.ask(
                bucket.get(),
                List.of(BucketTask.undelete(deletedBelow)),
                new AskedTasks.Words(
                        texts.get("versions.undelete.title", place(deletedBelow)),
                        texts.get("versions.undelete.detail"),
                        texts.get("versions.undelete-all")),
                this::reload);
    }

    private void tellFailures(ObjectRef.Outcome outcome) {
        if (!outcome.failed().isEmpty()) {
            ObjectRef.Failure first = outcome.failed().getFirst();
            desk.notices()
                    .warning(texts.get(
                            "objects.not-done", outcome.failed().size(), first.key() + ": " + first.message()));
        }
    }

    /** Destroys deleted objects for good, after asking with what the server found. */
    public void purge(List<ObjectEntry.Deleted> chosen) {
        if (!chosen.isEmpty()) {
            tasks.ask(
                    bucket.get(),
                    AskedTasks.parts(keys(chosen)).stream()
                            .map(BucketTask::purge)
                            .toList(),
                    new AskedTasks.Words(
                            texts.get("versions.purge-some.title", chosen.size()),
                            texts.get("versions.purge.detail"),
                            texts.get("versions.purge-some")),
                    this::reload);
        }
    }

    /** As {@link #purge} for all that the server finds deleted below the prefix of what is shown. */
    public void purgeAll() {
        tasks.ask(
                bucket.get(),
                List.of(BucketTask.purge(deletedBelow)),
                new AskedTasks.Words(
                        texts.get("versions.purge.title", place(deletedBelow)),
                        texts.get("versions.purge.detail"),
                        texts.get("versions.purge")),
                this::reload);
    }

    private String place(String below) {
        return below.isEmpty() ? bucket.get() : bucket.get() + "/" + below;
    }

    /** Makes the state that is shown current again, after asking with what the server found. */
    public void restorePast() {
        Instant wanted = time;
        if (wanted != null) {
            restore(
                    List.of(BucketTask.restore(pastBelow, wanted)),
                    texts.get("versions.restore.title", place(pastBelow)));
        }
    }

    /** As {@link #restorePast} for some of the objects that are shown. */
    public void restorePast(List<ObjectEntry> chosen) {
        Instant wanted = time;
        if (wanted != null && !chosen.isEmpty()) {
            List<String> keys = chosen.stream().map(ObjectEntry::key).toList();
            restore(
                    AskedTasks.parts(keys).stream()
                            .map(part -> BucketTask.restore(part, wanted))
                            .toList(),
                    texts.get("versions.restore-some.title", keys.size()));
        }
    }

    private void restore(List<BucketTask> wanted, String title) {
        tasks.ask(
                bucket.get(),
                wanted,
                new AskedTasks.Words(title, texts.get("versions.restore.detail"), texts.get("versions.restore")),
                this::reload);
    }

    /** How much of a list is there and how much of it is selected. */
    public String summary(PagedList<?> list, int selected) {
        int there = list.rows().size();
        String all = texts.get(list.moreProperty().get() ? "versions.shown-more" : "versions.shown", there);
        return selected == 0 ? all : texts.get("objects.selected-of", selected, all);
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

    public PagedList<ObjectEntry.Deleted> deleted() {
        return deleted;
    }

    public PagedList<ObjectEntry> timeline() {
        return timeline;
    }

    public PagedList<ObjectEntry> past() {
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
}
