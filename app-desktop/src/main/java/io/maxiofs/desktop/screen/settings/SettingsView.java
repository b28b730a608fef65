package io.maxiofs.desktop.screen.settings;

import io.maxiofs.desktop.control.FilterField;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds categories, settings and the bar that saves. */
final class SettingsView {
    private static final double CATEGORIES_WIDTH = 170;

    private final SettingsViewModel model;
    private final ServiceChoice service;
    private final Texts texts;
    private final Dialogs dialogs;
    private final SettingNodes nodes;
    private final FilterField filter;
    private final VBox list = new VBox(14);
    private final VBox root;
    private Subscription shown = Subscription.EMPTY;

    SettingsView(SettingsViewModel model, ServiceChoice service, Texts texts, Dialogs dialogs) {
        this.model = model;
        this.service = service;
        this.texts = texts;
        this.dialogs = dialogs;
        this.nodes = new SettingNodes(model, texts);
        filter = new FilterField(texts.get("settings.filter"));
        filter.setId("settings-filter");
        filter.textProperty().bindBidirectional(model.filterProperty());
        list.setId("settings-list");
        list.setPadding(new Insets(0, 8, 8, 0));
        ScrollPane scroller = new ScrollPane(list);
        scroller.setFitToWidth(true);
        HBox.setHgrow(scroller, Priority.ALWAYS);
        HBox body = new HBox(16, categories(), scroller);
        VBox.setVgrow(body, Priority.ALWAYS);
        StatePane content = new StatePane(texts)
                .content(new VBox(16, filter, body))
                .follow(model.stateProperty())
                .onRetry(model::load);
        VBox.setVgrow(content, Priority.ALWAYS);
        root = new VBox(title(), content);
        root.getStyleClass().add("screen");
        model.shown().addListener((ListChangeListener<SettingRow>) change -> show());
        show();
    }

    Parent root() {
        return root;
    }

    void focusFilter() {
        filter.requestFocus();
    }

    private ScreenTitle title() {
        MenuItem exported = new MenuItem(texts.get("settings.export"));
        exported.setId("settings-export");
        exported.setOnAction(
                e -> dialogs.saveFile(texts.get("settings.export"), "maxiofs-settings.json", model::exportTo));
        MenuItem imported = new MenuItem(texts.get("settings.import"));
        imported.setId("settings-import");
        imported.setOnAction(e -> dialogs.openFiles(
                texts.get("settings.import"), files -> files.stream().limit(1).forEach(model::importFrom)));
        MenuButton more = new MenuButton(texts.get("settings.more"), new FontIcon(Feather.SLIDERS), exported, imported);
        more.setId("settings-more");
        service.possible().ifPresent(action -> {
            MenuItem item = new MenuItem(service.label(action));
            item.setId("settings-service");
            item.setOnAction(e -> service.ask(action));
            more.getItems().addAll(new SeparatorMenuItem(), item);
        });
        return new ScreenTitle(texts.get("nav.settings"), changes(), discard(), save(), more);
    }

    private Label changes() {
        Label count = new Label();
        count.setId("settings-changes");
        count.getStyleClass().add("muted");
        model.changesProperty().subscribe(now -> count.setText(texts.get("settings.changes", now.intValue())));
        return count;
    }

    private Button discard() {
        Button discard = new Button(texts.get("settings.discard"));
        discard.setId("settings-discard");
        discard.disableProperty().bind(model.changesProperty().isEqualTo(0));
        discard.setOnAction(e -> model.discard());
        return discard;
    }

    /** At the top, because notices come at the bottom. */
    private Button save() {
        Button save = new Button(texts.get("settings.save"), new FontIcon(Feather.CHECK));
        save.setId("settings-save");
        save.getStyleClass().add("accent");
        save.disableProperty()
                .bind(model.changesProperty()
                        .isEqualTo(0)
                        .or(model.faultsProperty().greaterThan(0))
                        .or(model.savingProperty()));
        save.setOnAction(e -> model.save());
        return save;
    }

    private ListView<String> categories() {
        ListView<String> categories = new ListView<>(model.categories());
        categories.setId("settings-categories");
        categories.setAccessibleText(texts.get("settings.categories"));
        categories.setMinWidth(CATEGORIES_WIDTH);
        categories.setPrefWidth(CATEGORIES_WIDTH);
        categories.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable String item, boolean empty) {
                super.updateItem(item, empty);
                setText(item == null || empty ? null : model.categoryName(item));
            }
        });
        categories.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null) {
                model.filterProperty().set("");
                model.categoryProperty().set(chosen);
            }
        });
        model.categoryProperty()
                .subscribe(chosen -> categories.getSelectionModel().select(chosen));
        return categories;
    }

    /** Rows that are not shown any more must not keep their controls alive. */
    private void show() {
        shown.unsubscribe();
        shown = Subscription.EMPTY;
        List<Node> made = model.shown().stream().map(this::node).toList();
        if (made.isEmpty()) {
            Label none = new Label(texts.get("settings.none"));
            none.getStyleClass().add("muted");
            Button all = new Button(texts.get("action.show-all"));
            all.setId("settings-show-all");
            all.getStyleClass().addAll("accent", "state-action");
            all.setOnAction(e -> model.filterProperty().set(""));
            made = List.of(none, all);
        }
        list.getChildren().setAll(made);
    }

    private Node node(SettingRow row) {
        SettingNodes.Made made = nodes.of(row);
        shown = shown.and(made.subscription());
        return made.node();
    }
}
