package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.fx.Work;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.transfer.LocalCopies;
import io.maxiofs.server.admin.api.ObjectEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is selected, as files that can be dragged to other programs. Those take files that are there when the drag begins,
 * so they are fetched first, when the person begins to drag or asks for it; then it is dragged again. What is too much for
 * that is left to downloads. For the user interface thread.
 */
final class DragOut {
    /** More than so many bytes is not fetched for a drag. */
    static final long MOST_BYTES = 256L << 20;

    /** Nor so many objects. */
    static final int MOST_OBJECTS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(DragOut.class);

    private final Desk desk;
    private final Texts texts;
    private final ObjectsPort port;
    private final ObjectsViewModel list;
    private final Runnable download;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.NOTHING);
    private @Nullable Work fetching;

    /** All that was fetched and is not removed yet, also by work whose result nobody wants any more. */
    private final Set<LocalCopies> made = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /** How far it is. */
    sealed interface State {
        State NOTHING = new Nothing();

        /** Nothing of what is selected is fetched. */
        record Nothing() implements State {}

        /** It is on its way. */
        record Fetching(Work work) implements State {}

        /** It can be dragged. */
        record Ready(List<Path> files) implements State {}
    }

    /** @param download what is offered for what is too much */
    DragOut(Desk desk, ObjectsPort port, ObjectsViewModel list, Runnable download) {
        this.desk = desk;
        this.texts = desk.texts();
        this.port = port;
        this.list = list;
        this.download = download;
        list.selected().subscribe(this::forget);
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /**
     * A drag begins.
     *
     * @return what is dragged; empty if there is nothing yet, and then it is fetched
     */
    List<Path> begin() {
        if (state.get() instanceof State.Ready ready) {
            return ready.files();
        }
        prepare();
        return List.of();
    }

    /** Fetches what is selected, unless that is under way or done. */
    void prepare() {
        List<ObjectRow> rows = List.copyOf(list.selected());
        if (rows.isEmpty() || !(state.get() instanceof State.Nothing)) {
            return;
        }
        String bucket = list.bucketProperty().get();
        Work work = desk.background()
                .start(
                        texts.get("objects.drag.fetching"),
                        running -> fetch(bucket, rows, running),
                        this::fetched,
                        failure -> {
                            fetching = null;
                            state.set(State.NOTHING);
                            desk.notices().error(desk.failures().explain(failure));
                        });
        fetching = work;
        state.set(new State.Fetching(work));
    }

    private record Outcome(ObjectEntry.Count much, @Nullable LocalCopies files) {}

    private Outcome fetch(String bucket, List<ObjectRow> rows, Work running) throws IOException, InterruptedException {
        ObjectEntry.Count much = measure(bucket, rows);
        if (much.bytes() > MOST_BYTES || much.objects() > MOST_OBJECTS) {
            return new Outcome(much, null);
        }
        LocalCopies files = port.fetch(bucket, rows, MOST_BYTES, running::progress);
        made.add(files);
        if (closed) {
            removeAll(null);
        }
        return new Outcome(much, files);
    }

    private ObjectEntry.Count measure(String bucket, List<ObjectRow> rows) {
        long objects = 0;
        long bytes = 0;
        for (ObjectRow row : rows) {
            switch (row) {
                case ObjectRow.File file -> {
                    objects++;
                    bytes += file.entry().size();
                }
                case ObjectRow.Folder folder -> {
                    ObjectEntry.Count below = port.count(bucket, folder.key());
                    objects += below.objects();
                    bytes += below.bytes();
                }
            }
        }
        return new ObjectEntry.Count(objects, bytes, true);
    }

    private void fetched(Outcome outcome) {
        fetching = null;
        LocalCopies files = outcome.files();
        if (files == null) {
            state.set(State.NOTHING);
            desk.notices()
                    .undoable(
                            texts.get(
                                    "objects.drag.too-much",
                                    outcome.much().objects(),
                                    texts.formats().bytes(outcome.much().bytes()),
                                    texts.formats().bytes(MOST_BYTES),
                                    MOST_OBJECTS),
                            texts.get("objects.download"),
                            download);
            return;
        }
        desk.background()
                .run(
                        texts.get("objects.drag.removing"),
                        () -> removeAll(files),
                        left -> LOG.debug("{} folders of drags are left", left),
                        failure -> LOG.warn("What was dragged before stays", failure));
        if (files.files().isEmpty()) {
            state.set(State.NOTHING);
            desk.notices().warning(texts.get("objects.drag.ready", 0));
            return;
        }
        state.set(new State.Ready(files.files()));
        desk.notices().success(texts.get("objects.drag.ready", outcome.much().objects()));
    }

    /** Another selection; what was dragged stays until something else is fetched, because others may still be copying it. */
    private void forget() {
        if (fetching != null) {
            fetching.cancel();
            fetching = null;
        }
        state.set(State.NOTHING);
    }

    /**
     * Removes what was fetched.
     *
     * @param but what stays; null for nothing
     * @return how many stay
     */
    private int removeAll(@Nullable LocalCopies but) {
        for (LocalCopies copies : List.copyOf(made)) {
            if (!copies.equals(but) && made.remove(copies)) {
                try {
                    copies.close();
                } catch (IOException e) {
                    LOG.warn("{} stay in the folder for temporary files", copies.files(), e);
                }
            }
        }
        return made.size();
    }

    /** Stops, and removes what was fetched, aside. */
    void close() {
        closed = true;
        forget();
        desk.background().aside(() -> LOG.debug("After removing fetched files {} stay", removeAll(null)));
    }
}
