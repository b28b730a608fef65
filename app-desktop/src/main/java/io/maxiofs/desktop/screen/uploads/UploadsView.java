package io.maxiofs.desktop.screen.uploads;

import io.maxiofs.desktop.control.FilterField;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.control.SortableTable;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.transfer.TransferProgress;
import io.maxiofs.desktop.transfer.TransferTask;
import io.maxiofs.server.admin.api.UploadDocument;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Spinner;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds transfers and unfinished uploads to nodes. */
final class UploadsView {
    private final ScreenContext context;
    private final Texts texts;
    private final UploadsViewModel uploads;
    private final TransfersViewModel transfers;
    private final FilterField filter;
    private final TabPane tabs;
    private final VBox root = new VBox();

    UploadsView(ScreenContext context, UploadsViewModel uploads, TransfersViewModel transfers) {
        this.context = context;
        this.texts = context.texts();
        this.uploads = uploads;
        this.transfers = transfers;
        this.filter = new FilterField(texts.get("uploads.filter"));
        filter.setId("uploads-filter");
        filter.textProperty().bindBidirectional(uploads.filterProperty());
        tabs = new TabPane(
                tab("transfers", "transfers.tab", transfersPane()), tab("unfinished", "uploads.tab", uploadsPane()));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setId("uploads-tabs");
        VBox.setVgrow(tabs, Priority.ALWAYS);
        root.getStyleClass().add("screen");
        root.getChildren().addAll(new ScreenTitle(texts.get("nav.uploads")), tabs);
    }

    Parent root() {
        return root;
    }

    void focusFilter() {
        tabs.getSelectionModel().select(1);
        filter.requestFocus();
    }

    private Tab tab(String id, String key, Node content) {
        Tab tab = new Tab(texts.get(key), content);
        tab.setId("tab-" + id);
        return tab;
    }

    private VBox uploadsPane() {
        SortableTable<UploadDocument> table =
                SortableTable.steady(uploads.rows(), texts.get("uploads.tab"), UploadDocument::id);
        table.setId("uploads-table");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.text("upload-bucket", texts.get("uploads.column.bucket"), UploadDocument::bucket);
        table.text("upload-key", texts.get("uploads.column.key"), UploadDocument::key)
                .setMinWidth(180);
        table.amount(
                "upload-parts",
                texts.get("uploads.column.parts"),
                UploadDocument::parts,
                parts -> texts.formats().number(parts.longValue()));
        table.amount("upload-bytes", texts.get("uploads.column.bytes"), UploadDocument::bytes, texts.formats()::bytes);
        table.column(
                "upload-age",
                texts.get("uploads.column.age"),
                UploadDocument::started,
                started -> texts.formats().age(started, context.clock().instant()));
        table.text("upload-by", texts.get("uploads.column.by"), UploadDocument::initiator);
        table.filterBy(uploads.filterProperty(), u -> u.bucket() + "/" + u.key());
        table.emptyText(texts.get("uploads.filter.nothing"));
        onDelete(table, uploads::abort);
        Button abort = acting(table, "uploads-abort", "uploads.abort", Feather.TRASH_2, uploads::abort);
        Spinner<Integer> days = new Spinner<>(0, 3_650, 7);
        days.setId("uploads-days");
        days.setEditable(true);
        days.setPrefWidth(100);
        days.setAccessibleText(texts.get("uploads.days"));
        Button clean = new Button(texts.get("uploads.clean"), new FontIcon(Feather.WIND));
        clean.setId("uploads-clean");
        clean.setOnAction(e -> uploads.abortOlderThan(days.getValue()));
        FlowPane actions = new FlowPane(8, 8, abort, new Label(texts.get("uploads.days")), days, clean, filter);
        actions.getStyleClass().add("crumbs");
        StatePane content = new StatePane(texts)
                .follow(uploads.stateProperty())
                .content(table)
                .whenEmpty(
                        Bindings.isEmpty(uploads.rows()),
                        texts.get("uploads.empty"),
                        texts.get("uploads.refresh"),
                        uploads::refresh)
                .onRetry(uploads::refresh);
        return pane(actions, content);
    }

    private static VBox pane(Node actions, Node content, Node... more) {
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox box = new VBox(12, actions, content);
        box.getChildren().addAll(more);
        box.getStyleClass().add("tab-pane-content");
        return box;
    }

    private static <T> void onDelete(TableView<T> table, Consumer<List<T>> action) {
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DELETE) {
                action.accept(List.copyOf(table.getSelectionModel().getSelectedItems()));
                event.consume();
            }
        });
    }

    private <T> Button acting(TableView<T> table, String id, String key, Feather icon, Consumer<List<T>> action) {
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.disableProperty().bind(Bindings.isEmpty(table.getSelectionModel().getSelectedItems()));
        button.setOnAction(
                e -> action.accept(List.copyOf(table.getSelectionModel().getSelectedItems())));
        return button;
    }

    private VBox transfersPane() {
        SortableTable<TransferProgress> table = new SortableTable<>(transfers.rows(), texts.get("transfers.tab"));
        table.setId("transfers-table");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.node(
                        "transfer-direction",
                        texts.get("transfers.column.direction"),
                        t -> t.task() instanceof TransferTask.Upload ? 0 : 1,
                        this::direction)
                .setMaxWidth(60);
        table.text("transfer-route", texts.get("transfers.column.what"), transfers::routeText)
                .setMinWidth(240);
        table.text("transfer-state", texts.get("transfers.column.state"), transfers::stateText)
                .setMinWidth(130);
        table.node(
                "transfer-progress", texts.get("transfers.column.progress"), TransfersViewModel::share, this::progress);
        table.amount(
                "transfer-size",
                texts.get("uploads.column.bytes"),
                t -> t.task().size(),
                texts.formats()::bytes);
        onDelete(table, transfers::cancel);
        Button forget = new Button(texts.get("transfers.forget"), new FontIcon(Feather.CHECK));
        forget.setId("transfers-forget");
        forget.setOnAction(e -> transfers.forgetFinished());
        FlowPane actions = new FlowPane(
                8,
                8,
                acting(table, "transfers-pause", "transfers.pause", Feather.PAUSE, transfers::pause),
                acting(table, "transfers-resume", "transfers.resume", Feather.PLAY, transfers::resume),
                acting(table, "transfers-cancel", "transfers.cancel", Feather.X, transfers::cancel),
                forget);
        ProgressBar all = new ProgressBar();
        all.setMaxWidth(Double.MAX_VALUE);
        all.progressProperty().bind(transfers.progressProperty());
        all.setAccessibleText(texts.get("transfers.column.progress"));
        Label summary = new Label();
        summary.setId("transfers-summary");
        summary.textProperty().bind(transfers.summaryProperty());
        StatePane content = new StatePane(texts)
                .follow(new SimpleObjectProperty<>(LoadState.LOADED))
                .content(table)
                .whenEmpty(
                        Bindings.isEmpty(transfers.rows()),
                        texts.get("transfers.empty"),
                        texts.get("nav.objects"),
                        () -> context.navigator().go(ScreenId.OBJECTS));
        return pane(actions, content, all, summary);
    }

    private Node direction(TransferProgress transfer) {
        boolean up = transfer.task() instanceof TransferTask.Upload;
        Label sign = new Label(null, new FontIcon(up ? Feather.ARROW_UP : Feather.ARROW_DOWN));
        sign.setAccessibleText(texts.get(up ? "transfers.upload" : "transfers.download"));
        return sign;
    }

    private Node progress(TransferProgress transfer) {
        double share = TransfersViewModel.share(transfer);
        ProgressBar bar = new ProgressBar(share);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.formats().percent(share));
        return bar;
    }
}
