package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Work;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * One level of a bucket, or all keys that begin with what is searched for. The server lists, in its own order; the next part
 * is asked for when it is nearly in sight.
 */
public final class ObjectsViewModel {
    /** Enough for the largest window, so that the first rows are there quickly. */
    static final int FIRST_PAGE = 200;

    static final int NEXT_PAGES = 1_000;

    private final Desk desk;
    private final Texts texts;
    private final ObjectsPort port;
    private final ObservableList<BucketDocument> buckets = FXCollections.observableArrayList();
    private final ObservableList<ObjectRow> rows = FXCollections.observableArrayList();
    private final ObservableList<ObjectRow> selected = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper bucket = new ReadOnlyStringWrapper(this, "bucket", "");
    private final ReadOnlyStringWrapper prefix = new ReadOnlyStringWrapper(this, "prefix", "");
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private final ReadOnlyObjectWrapper<LoadState> state = new ReadOnlyObjectWrapper<>(this, "state", LoadState.IDLE);
    private ObjectEntry.@Nullable Count count;
    private @Nullable String next;
    private @Nullable Work loading;
    private @Nullable Work counting;
    private int generation;
    private boolean outdated;

    public ObjectsViewModel(Desk desk, ObjectsPort port) {
        this.desk = desk;
        this.texts = desk.texts();
        this.port = port;
        search.subscribe((before, now) -> {
            if (!now.equals(before)) {
                load();
            }
        });
        selected.subscribe(this::summarise);
    }

    /** Learns which buckets there are; shows the first if none is shown. */
    public void refresh() {
        state.set(LoadState.LOADING);
        desk.background()
                .run(
                        texts.get("objects.loading"),
                        port::buckets,
                        this::loadedBuckets,
                        failure ->
                                state.set(new LoadState.Failed(desk.failures().explain(failure))));
    }

    /** As {@link #refresh}, while a place is being shown. */
    public void learnBuckets() {
        desk.run(texts.get("objects.loading"), port::buckets, found -> {
            if (!buckets.equals(found)) {
                buckets.setAll(found);
            }
        });
    }

    private void loadedBuckets(List<BucketDocument> found) {
        if (!buckets.equals(found)) {
            buckets.setAll(found);
        }
        boolean known = found.stream().anyMatch(b -> b.name().equals(bucket.get()));
        if (!known) {
            bucket.set(found.isEmpty() ? "" : found.getFirst().name());
            prefix.set("");
        }
        if (bucket.get().isEmpty()) {
            rows.clear();
            state.set(LoadState.LOADED);
        } else {
            load();
        }
    }

    /** Shows a place. */
    public void open(String newBucket, String newPrefix) {
        bucket.set(newBucket);
        prefix.set(newPrefix);
        if (search.get().isEmpty()) {
            load();
        } else {
            search.set("");
        }
    }

    /** Into a folder; nothing happens with an object. */
    public void enter(ObjectRow row) {
        if (row instanceof ObjectRow.Folder folder) {
            open(bucket.get(), folder.key());
        }
    }

    /** To the folder above. */
    public void up() {
        List<Crumb> crumbs = crumbs();
        if (crumbs.size() > 1) {
            open(bucket.get(), crumbs.get(crumbs.size() - 2).prefix());
        }
    }

    /** A part of the way to what is shown. */
    public record Crumb(String name, String prefix) {}

    /** The way to what is shown, the bucket first. */
    public List<Crumb> crumbs() {
        List<Crumb> crumbs = new ArrayList<>();
        if (bucket.get().isEmpty()) {
            return crumbs;
        }
        crumbs.add(new Crumb(bucket.get(), ""));
        String way = prefix.get();
        int from = 0;
        for (int slash = way.indexOf('/'); slash >= 0; slash = way.indexOf('/', from)) {
            String name = way.substring(from, slash);
            crumbs.add(new Crumb(name.isEmpty() ? "/" : name, way.substring(0, slash + 1)));
            from = slash + 1;
        }
        return crumbs;
    }

    /** What keys begin with, of all that is shown. */
    public String wholePrefix() {
        return prefix.get() + search.get();
    }

    private void load() {
        if (bucket.get().isEmpty()) {
            return;
        }
        generation++;
        cancel(loading);
        cancel(counting);
        count = null;
        next = null;
        outdated = false;
        state.set(LoadState.LOADING);
        loading = fetch(query().limit(FIRST_PAGE), page -> loaded(page, true));
        count();
    }

    private ObjectQuery query() {
        boolean searching = !search.get().isEmpty();
        return searching ? ObjectQuery.search(wholePrefix()) : ObjectQuery.folder(prefix.get());
    }

    private void count() {
        int asked = generation;
        counting = desk.background()
                .run(
                        texts.get("objects.counting"),
                        () -> port.count(bucket.get(), wholePrefix()),
                        found -> {
                            if (asked == generation) {
                                count = found;
                                summarise();
                            }
                        },
                        failure -> {
                            // The number is left out; the list itself says what is wrong.
                            summarise();
                        });
    }

    /**
     * Something in a bucket has changed. If it is the one that is shown, its rows become what they are now, each in its
     * place, so that what is selected stays selected. A list that a person has followed far down is left until they ask for
     * it again.
     */
    public void changed(String where) {
        if (!where.equals(bucket.get()) || rows.size() > NEXT_PAGES) {
            return;
        }
        if (loading != null) {
            outdated = true;
        } else if (state.get().equals(LoadState.LOADED)) {
            outdated = false;
            loading = fetch(query().limit(Math.max(FIRST_PAGE, rows.size())), this::merge);
        }
    }

    private void merge(Page page) {
        List<ObjectRow> now = page.rows();
        if (!rows.equals(now)) {
            Set<String> keys = now.stream().map(ObjectRow::key).collect(Collectors.toSet());
            rows.removeIf(row -> !keys.contains(row.key()));
            for (int i = 0; i < now.size(); i++) {
                ObjectRow wanted = now.get(i);
                if (i >= rows.size() || !rows.get(i).key().equals(wanted.key())) {
                    rows.add(i, wanted);
                } else if (!rows.get(i).equals(wanted)) {
                    rows.set(i, wanted);
                }
            }
            rows.remove(now.size(), rows.size());
        }
        arrived(page);
        cancel(counting);
        count();
    }

    private void arrived(Page page) {
        loading = null;
        next = page.next();
        state.set(LoadState.LOADED);
        summarise();
        if (outdated) {
            changed(bucket.get());
        }
    }

    /** Asks for the part that follows, unless there is none or it is on its way. */
    public void loadMore() {
        String from = next;
        if (from == null || loading != null) {
            return;
        }
        loading = fetch(query().limit(NEXT_PAGES).from(from), page -> loaded(page, false));
    }

    private Work fetch(ObjectQuery query, Consumer<Page> loaded) {
        int asked = generation;
        String of = bucket.get();
        String shownBelow = prefix.get();
        return desk.background()
                .run(
                        texts.get("objects.loading"),
                        () -> {
                            ObjectEntry.Listing listing = port.list(of, query);
                            return new Page(rowsOf(listing, shownBelow), listing.next());
                        },
                        page -> {
                            if (asked == generation) {
                                loaded.accept(page);
                            }
                        },
                        failure -> {
                            if (asked == generation) {
                                loading = null;
                                state.set(new LoadState.Failed(desk.failures().explain(failure)));
                            }
                        });
    }

    private record Page(List<ObjectRow> rows, @Nullable String next) {}

    private void loaded(Page page, boolean first) {
        if (first) {
            rows.setAll(page.rows());
        } else {
            rows.addAll(page.rows());
        }
        arrived(page);
    }

    private static List<ObjectRow> rowsOf(ObjectEntry.Listing listing, String prefix) {
        List<ObjectRow> rows = new ArrayList<>();
        for (String folder : listing.prefixes()) {
            rows.add(new ObjectRow.Folder(folder, folder.substring(prefix.length(), folder.length() - 1)));
        }
        for (ObjectEntry entry : listing.items()) {
            // What stands for the folder that is shown is no line in it.
            if (!entry.key().equals(prefix)) {
                rows.add(new ObjectRow.File(entry, entry.key().substring(prefix.length())));
            }
        }
        return rows;
    }

    private static void cancel(@Nullable Work work) {
        if (work != null) {
            work.cancel();
        }
    }

    private void summarise() {
        ObjectEntry.Count known = count;
        if (known == null) {
            summary.set(selected.isEmpty() ? "" : texts.get("objects.selected", selected.size()));
            return;
        }
        String all = texts.get(
                known.exact() ? "objects.count" : "objects.count-at-least",
                known.objects(),
                texts.formats().bytes(known.bytes()));
        summary.set(selected.isEmpty() ? all : texts.get("objects.selected-of", selected.size(), all));
    }

    /** What is known of the bucket that is shown; null if it is not known. */
    public @Nullable BucketDocument currentBucket() {
        return buckets.stream()
                .filter(b -> b.name().equals(bucket.get()))
                .findFirst()
                .orElse(null);
    }

    public ObservableList<BucketDocument> buckets() {
        return buckets;
    }

    public ObservableList<ObjectRow> rows() {
        return rows;
    }

    /** What the person has selected; the view keeps it. */
    public ObservableList<ObjectRow> selected() {
        return selected;
    }

    public ReadOnlyStringProperty bucketProperty() {
        return bucket.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty prefixProperty() {
        return prefix.getReadOnlyProperty();
    }

    /** Beginning of keys to search for, after the prefix. */
    public StringProperty searchProperty() {
        return search;
    }

    /** How many are selected, of how many. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<LoadState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Loads what is shown again. */
    public void reload() {
        load();
    }
}
