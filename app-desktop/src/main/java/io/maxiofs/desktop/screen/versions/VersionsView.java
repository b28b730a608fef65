package io.maxiofs.desktop.screen.versions;

import io.maxiofs.desktop.control.BucketChoice;
import io.maxiofs.desktop.control.FilterField;
import io.maxiofs.desktop.control.PagedTable;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.PagedList;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.server.admin.api.ObjectEntry;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds the past of a bucket to nodes. */
final class VersionsView {
    private final ScreenContext context;
    private final Texts texts;
    private final VersionsViewModel model;
    private final TabPane tabs;
    private final FilterField prefix;
    private final VBox root = new VBox();

    VersionsView(ScreenContext context, VersionsViewModel model) {
        this.context = context;
        this.texts = context.texts();
        this.model = model;
        this.prefix = new FilterField(texts.get("versions.prefix"));
        prefix.setId("versions-prefix");
        prefix.textProperty().bindBidirectional(model.prefixProperty());
        prefix.setOnAction(e -> model.loadDeleted());
        tabs = new TabPane(tab("deleted", deletedPane()), tab("timeline", timelinePane()), tab("past", pastPane()));
        tabs.setId("versions-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        StatePane content = new StatePane(texts)
                .follow(model.stateProperty())
                .content(tabs)
                .whenEmpty(
                        Bindings.isEmpty(model.buckets()),
                        texts.get("versions.no-buckets"),
                        texts.get("nav.buckets"),
                        () -> context.navigator().go(ScreenId.BUCKETS))
                .onRetry(model::refresh);
        VBox.setVgrow(content, Priority.ALWAYS);
        root.getStyleClass().add("screen");
        root.getChildren()
                .addAll(new ScreenTitle(texts.get("nav.versions")), new FlowPane(12, 8, buckets(), prefix), content);
    }

    Parent root() {
        return root;
    }

    void focusFilter() {
        prefix.requestFocus();
    }

    void show(String tab) {
        tabs.getTabs().stream()
                .filter(t -> ("tab-" + tab).equals(t.getId()))
                .forEach(t -> tabs.getSelectionModel().select(t));
    }

    private BucketChoice buckets() {
        return new BucketChoice(
                "versions-bucket",
                texts.get("objects.bucket"),
                model.buckets(),
                name -> name,
                model.bucketProperty(),
                name -> model.open(name, ""));
    }

    private Tab tab(String name, Node content) {
        Tab tab = new Tab(texts.get("versions.tab." + name), content);
        tab.setId("tab-" + name);
        return tab;
    }

    private static VBox pane(Node content, Node... actions) {
        FlowPane bar = new FlowPane(8, 8, actions);
        bar.getStyleClass().add("crumbs");
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox box = new VBox(12, bar, content);
        box.getStyleClass().add("tab-pane-content");
        return box;
    }

    private VBox deletedPane() {
        PagedList<ObjectEntry.Deleted> list = model.deleted();
        PagedTable<ObjectEntry.Deleted> table = new PagedTable<>(
                list.rows(), texts.get("versions.tab.deleted"), entry -> identity(entry.marker()), list::loadMore);
        table.setId("deleted-table");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.text(
                        "deleted-key",
                        texts.get("uploads.column.key"),
                        d -> d.marker().key())
                .setMinWidth(260);
        table.text(
                        "deleted-when",
                        texts.get("versions.column.deleted"),
                        d -> texts.formats()
                                .age(d.marker().modified(), context.clock().instant()))
                .setMinWidth(130);
        table.amount(
                "deleted-size",
                texts.get("objects.column.size"),
                d -> texts.formats().bytes(d.hidden() == null ? 0 : d.hidden().size()));
        Button back = acting("versions-undelete", "versions.undelete", Feather.CORNER_UP_LEFT, table, model::undelete);
        Button purge = acting("versions-purge", "versions.purge-some", Feather.TRASH_2, table, model::purge);
        StatePane content = new StatePane(texts)
                .follow(list.stateProperty())
                .content(table)
                .whenEmpty(Bindings.isEmpty(list.rows()), texts.get("versions.nothing-deleted"), null, () -> {})
                .onRetry(model::loadDeleted);
        return pane(content, back, purge, allDeleted(), summary("deleted-summary", list, table));
    }

    /** What is about more than the rows that were fetched; the server decides what that is. */
    private MenuButton allDeleted() {
        MenuItem back = new MenuItem(texts.get("versions.undelete-all"));
        back.setId("versions-undelete-all");
        back.setOnAction(e -> model.undeleteAll());
        MenuItem purge = new MenuItem(texts.get("versions.purge"));
        purge.setId("versions-purge-all");
        purge.setOnAction(e -> model.purgeAll());
        MenuButton all = new MenuButton(texts.get("versions.all"), new FontIcon(Feather.LAYERS), back, purge);
        all.setId("versions-all");
        all.disableProperty().bind(Bindings.isEmpty(model.deleted().rows()));
        return all;
    }

    private <T> Label summary(String id, PagedList<T> list, PagedTable<T> table) {
        ObservableList<T> selected = table.getSelectionModel().getSelectedItems();
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("muted");
        label.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> list.rows().isEmpty() ? "" : model.summary(list, selected.size()),
                        list.rows(),
                        list.moreProperty(),
                        selected));
        return label;
    }

    private <T> Button acting(String id, String key, Feather icon, PagedTable<T> table, Consumer<List<T>> action) {
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.disableProperty().bind(Bindings.isEmpty(table.getSelectionModel().getSelectedItems()));
        button.setOnAction(
                e -> action.accept(List.copyOf(table.getSelectionModel().getSelectedItems())));
        return button;
    }

    private static List<String> identity(ObjectEntry entry) {
        return List.of(entry.key(), entry.version());
    }

    private PagedTable<ObjectEntry> entries(String id, String title, PagedList<ObjectEntry> list) {
        PagedTable<ObjectEntry> table = new PagedTable<>(list.rows(), title, VersionsView::identity, list::loadMore);
        table.setId(id);
        table.text(
                        id + "-when",
                        texts.get("objects.column.modified"),
                        e -> texts.formats().dateTime(e.modified()))
                .setMinWidth(170);
        table.text(id + "-key", texts.get("uploads.column.key"), ObjectEntry::key)
                .setMinWidth(200);
        table.text(id + "-what", texts.get("versions.column.what"), model::describe)
                .setMinWidth(140);
        table.text(id + "-version", texts.get("inspector.version"), ObjectEntry::version);
        return table;
    }

    private VBox timelinePane() {
        PagedTable<ObjectEntry> table = entries("timeline-table", texts.get("versions.tab.timeline"), model.timeline());
        TextField key = new TextField();
        key.setId("timeline-key");
        key.setPromptText(texts.get("versions.key"));
        key.setAccessibleText(texts.get("versions.key"));
        key.setPrefColumnCount(28);
        key.textProperty().bindBidirectional(model.keyProperty());
        key.setOnAction(e -> model.loadTimeline());
        Button load = new Button(texts.get("versions.show"), new FontIcon(Feather.SEARCH));
        load.setId("timeline-show");
        load.disableProperty().bind(key.textProperty().isEmpty());
        load.setOnAction(e -> model.loadTimeline());
        table.emptyText(texts.get("versions.timeline.empty"));
        return pane(
                table,
                key,
                load,
                onOne("versions-restore", "versions.make-current", Feather.CORNER_UP_LEFT, table, true, model::restore),
                onOne("versions-download", "objects.download", Feather.DOWNLOAD, table, true, model::download),
                onOne("versions-destroy", "versions.destroy", Feather.TRASH_2, table, false, model::destroy));
    }

    /** @param bytes whether a delete marker, which has none, will not do */
    private Button onOne(
            String id,
            String key,
            Feather icon,
            PagedTable<ObjectEntry> table,
            boolean bytes,
            Consumer<ObjectEntry> action) {
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        BooleanBinding cannot = Bindings.createBooleanBinding(
                () -> {
                    ObjectEntry chosen = table.getSelectionModel().getSelectedItem();
                    return chosen == null || bytes && chosen.deleteMarker();
                },
                table.getSelectionModel().selectedItemProperty());
        button.disableProperty().bind(cannot);
        button.setOnAction(e -> {
            ObjectEntry chosen = table.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                action.accept(chosen);
            }
        });
        return button;
    }

    private VBox pastPane() {
        PagedList<ObjectEntry> list = model.past();
        PagedTable<ObjectEntry> table = entries("past-table", texts.get("versions.tab.past"), list);
        table.emptyText(texts.get("versions.past.empty"));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        StatePane content =
                new StatePane(texts).follow(list.stateProperty()).content(table).onRetry(list::reload);
        DatePicker day = new DatePicker();
        day.setId("past-day");
        day.setAccessibleText(texts.get("versions.day"));
        day.setPromptText(texts.get("versions.day"));
        TextField clock = new TextField("12:00");
        clock.setId("past-clock");
        clock.setPrefColumnCount(6);
        clock.setAccessibleText(texts.get("versions.clock"));
        Label wrong = new Label();
        wrong.setId("past-problem");
        wrong.getStyleClass().add("form-failure");
        Button load = new Button(texts.get("versions.show"), new FontIcon(Feather.CLOCK));
        load.setId("past-show");
        load.setOnAction(e -> {
            String problem = model.loadPast(day.getValue(), clock.getText());
            wrong.setText(problem == null ? "" : problem);
        });
        Button restore = new Button(texts.get("versions.restore"), new FontIcon(Feather.CORNER_UP_LEFT));
        restore.setId("past-restore");
        restore.disableProperty().bind(Bindings.isEmpty(list.rows()));
        restore.setOnAction(e -> model.restorePast());
        Button some =
                acting("past-restore-some", "versions.restore-some", Feather.CHECK_SQUARE, table, model::restorePast);
        return pane(
                content,
                new Label(texts.get("versions.as-of")),
                day,
                clock,
                load,
                restore,
                some,
                summary("past-summary", list, table),
                wrong);
    }
}
