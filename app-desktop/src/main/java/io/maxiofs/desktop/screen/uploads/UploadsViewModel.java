package io.maxiofs.desktop.screen.uploads;

import io.maxiofs.desktop.fx.Dialogs.Confirmation;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.server.admin.api.UploadDocument;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Unfinished multipart uploads of all programs. */
public final class UploadsViewModel {
    /** What one call of the server takes. */
    private static final int MOST_AT_ONCE = 1_000;

    private static final int SHOWN = 20;

    private final Desk desk;
    private final Texts texts;
    private final UploadsPort port;
    private final Loader<List<UploadDocument>> loader;
    private final ObservableList<UploadDocument> rows = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");

    public UploadsViewModel(Desk desk, UploadsPort port) {
        this.desk = desk;
        this.texts = desk.texts();
        this.port = port;
        this.loader = new Loader<>(desk.background(), desk.failures()::explain);
        loader.valueProperty().subscribe(value -> {
            if (value != null) {
                rows.setAll(value);
            }
        });
    }

    public void refresh() {
        loader.load(texts.get("uploads.loading"), () -> port.list(null));
    }

    public ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    public ObservableList<UploadDocument> rows() {
        return rows;
    }

    public StringProperty filterProperty() {
        return filter;
    }

    /** Asks first. What has arrived of them is gone then; programs that go on with one fail. */
    public void abort(List<UploadDocument> uploads) {
        if (uploads.isEmpty()) {
            return;
        }
        List<UploadDocument> chosen = List.copyOf(uploads);
        desk.dialogs()
                .confirm(
                        new Confirmation(
                                texts.get("uploads.abort.title", chosen.size()),
                                texts.get(
                                        "uploads.abort.detail", texts.formats().bytes(bytes(chosen))),
                                lines(chosen),
                                texts.get("uploads.abort")),
                        () -> abortNow(chosen));
    }

    private static long bytes(List<UploadDocument> uploads) {
        return uploads.stream().mapToLong(UploadDocument::bytes).sum();
    }

    private List<String> lines(List<UploadDocument> uploads) {
        List<String> lines = new ArrayList<>(uploads.stream()
                .limit(SHOWN)
                .map(u -> u.bucket() + "/" + u.key())
                .toList());
        if (uploads.size() > SHOWN) {
            lines.add(texts.get("uploads.more", uploads.size() - SHOWN));
        }
        return lines;
    }

    /** Finds out what the server has that is older, and asks. */
    public void abortOlderThan(int days) {
        desk.run(texts.get("uploads.loading"), () -> port.list(days), found -> {
            if (found.isEmpty()) {
                desk.notices().info(texts.get("uploads.none-older", days));
            } else {
                abort(found);
            }
        });
    }

    private void abortNow(List<UploadDocument> uploads) {
        desk.run(
                texts.get("uploads.aborting"),
                () -> {
                    List<UploadDocument.Failure> failed = new ArrayList<>();
                    for (int from = 0; from < uploads.size(); from += MOST_AT_ONCE) {
                        List<UploadDocument.Ref> part =
                                uploads.subList(from, Math.min(uploads.size(), from + MOST_AT_ONCE)).stream()
                                        .map(u -> new UploadDocument.Ref(u.bucket(), u.key(), u.id()))
                                        .toList();
                        failed.addAll(port.abort(part).failed());
                    }
                    return failed;
                },
                failed -> {
                    if (failed.isEmpty()) {
                        desk.notices().success(texts.get("uploads.aborted", uploads.size()));
                    } else {
                        desk.notices()
                                .warning(texts.get(
                                        "uploads.not-aborted",
                                        failed.size(),
                                        failed.getFirst().message()));
                    }
                    refresh();
                });
    }
}
