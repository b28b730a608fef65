package io.maxiofs.desktop.screen;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Work;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * A list of the server that is fetched part by part, in the server's order, as it comes into sight. A later load supersedes
 * an earlier one, whose answers are dropped. Used on the user interface thread.
 */
public final class PagedList<T> {
    /** Enough for the largest window, so that the first rows are there quickly. */
    public static final int FIRST_PAGE = 200;

    /** The most a server gives at once. */
    public static final int NEXT_PAGES = 1_000;

    private final Desk desk;
    private final String name;
    private final ObservableList<T> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<LoadState> state = new ReadOnlyObjectWrapper<>(this, "state", LoadState.IDLE);
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
    private @Nullable Source<T> source;
    private @Nullable String next;
    private @Nullable Work loading;
    private int generation;

    /** A part of the list; {@code next} is null if nothing follows. A part may be empty and something follow. */
    public record Page<T>(List<T> rows, @Nullable String next) {}

    /** Where the parts come from. Calls block. */
    @FunctionalInterface
    public interface Source<T> {
        /** @param cursor what the part before gave as {@code next}; null for the first */
        Page<T> page(int limit, @Nullable String cursor) throws Exception;
    }

    /** @param name of the work that fetches, for the person */
    public PagedList(Desk desk, String name) {
        this.desk = desk;
        this.name = name;
    }

    /** Fetches the first part, in place of what is shown. */
    public void load(Source<T> from) {
        source = from;
        generation++;
        next = null;
        if (loading != null) {
            loading.cancel();
        }
        state.set(LoadState.LOADING);
        loading = fetch(from, FIRST_PAGE, null, true);
    }

    /** Fetches what is shown again, from its beginning. */
    public void reload() {
        Source<T> from = source;
        if (from != null) {
            load(from);
        }
    }

    /** Asks for the part that follows, unless there is none or it is on its way. */
    public void loadMore() {
        Source<T> from = source;
        if (from != null && next != null && loading == null) {
            loading = fetch(from, NEXT_PAGES, next, false);
        }
    }

    /** Shows nothing and drops what is on its way. */
    public void clear() {
        generation++;
        if (loading != null) {
            loading.cancel();
            loading = null;
        }
        source = null;
        next = null;
        more.set(false);
        rows.clear();
        state.set(LoadState.IDLE);
    }

    private Work fetch(Source<T> from, int limit, @Nullable String cursor, boolean first) {
        int asked = generation;
        return desk.background()
                .run(
                        name,
                        () -> from.page(limit, cursor),
                        page -> {
                            if (asked == generation) {
                                loaded(page, first);
                            }
                        },
                        failure -> {
                            if (asked == generation) {
                                loading = null;
                                state.set(new LoadState.Failed(desk.failures().explain(failure)));
                            }
                        });
    }

    private void loaded(Page<T> page, boolean first) {
        loading = null;
        next = page.next();
        more.set(next != null);
        if (first) {
            rows.setAll(page.rows());
        } else {
            rows.addAll(page.rows());
        }
        if (page.rows().isEmpty() && next != null) {
            // The server looked at all it looks at for one answer and found nothing yet: no row would ask for more.
            loadMore();
        } else {
            state.set(LoadState.LOADED);
        }
    }

    /** What was fetched so far. Observable, not to be changed. */
    public ObservableList<T> rows() {
        return rows;
    }

    /** Whether something follows. */
    public ReadOnlyBooleanProperty moreProperty() {
        return more.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<LoadState> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
