package io.maxiofs.desktop.screen.audit;

import io.maxiofs.desktop.control.Card;
import io.maxiofs.desktop.control.SortableTable;
import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.fx.Navigator;
import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.server.admin.api.AlertDocument;
import java.time.Duration;
import java.time.Instant;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds alerts to a table and the ways they are told to a card. */
final class AlertsView {
    private final AlertsViewModel model;
    private final Texts texts;
    private final Label detail = new Label();
    private final MenuButton mute = new MenuButton();
    private final SortableTable<AlertDocument> table;
    private final VBox deliveries = new VBox(8);
    private final StatePane root;

    AlertsView(AlertsViewModel model, Texts texts, Navigator navigator) {
        this.model = model;
        this.texts = texts;
        table = table();
        table.setMinHeight(0);
        VBox.setVgrow(table, Priority.ALWAYS);
        Button settings = new Button(texts.get("audit.delivery.configure"), new FontIcon(Feather.SETTINGS));
        settings.setId("alerts-configure");
        settings.setOnAction(e -> navigator.go(Place.of(ScreenId.SETTINGS, Place.FILTER, "email")));
        deliveries.setId("alerts-deliveries");
        Card card = new Card(texts.get("audit.deliveries"), deliveries).actions(settings);
        VBox box = new VBox(12, table, footer(), card);
        box.setPadding(new Insets(12, 0, 0, 0));
        root = new StatePane(texts).content(box).follow(model.stateProperty()).onRetry(model::load);
        table.getSelectionModel().selectedItemProperty().subscribe(this::select);
        model.deliveries().addListener((ListChangeListener<AlertDocument.Delivery>) change -> showDeliveries());
    }

    Node root() {
        return root;
    }

    private SortableTable<AlertDocument> table() {
        SortableTable<AlertDocument> made = SortableTable.steady(
                        model.alerts(), texts.get("audit.tab.alerts"), AlertDocument::id)
                .emptyText(texts.get("audit.alerts.empty"));
        made.setId("alerts-table");
        made.node(
                "state",
                texts.get("audit.column.state"),
                model::stateName,
                alert -> new StatusPill(model.tone(alert), model.stateName(alert)));
        TableColumn<AlertDocument, String> title =
                made.text("title", texts.get("audit.column.alert"), texts.server()::title);
        title.setPrefWidth(200);
        made.text("subject", texts.get("audit.column.subject"), AlertDocument::subject);
        TableColumn<AlertDocument, Instant> since = made.column(
                "since", texts.get("audit.column.since"), alert -> alert.times().since(), texts.formats()::dateTime);
        since.setPrefWidth(170);
        TableColumn<AlertDocument, Instant> resolved = made.column(
                "resolved",
                texts.get("audit.column.resolved"),
                alert -> alert.times().resolved(),
                texts.formats()::dateTime);
        resolved.setPrefWidth(170);
        return made;
    }

    private HBox footer() {
        detail.setId("alerts-detail");
        detail.setWrapText(true);
        detail.setMaxWidth(Double.MAX_VALUE);
        detail.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(detail, Priority.ALWAYS);
        mute.setText(texts.get("audit.mute"));
        mute.setGraphic(new FontIcon(Feather.BELL_OFF));
        mute.setId("alerts-mute");
        mute.setMinWidth(Region.USE_PREF_SIZE);
        mute.getItems()
                .setAll(
                        muting("audit.mute.hour", Duration.ofHours(1)),
                        muting("audit.mute.day", Duration.ofDays(1)),
                        muting("audit.mute.week", Duration.ofDays(7)),
                        unmuting());
        HBox footer = new HBox(8, detail, mute);
        footer.setAlignment(Pos.CENTER_LEFT);
        return footer;
    }

    private MenuItem muting(String textKey, Duration length) {
        MenuItem item = new MenuItem(texts.get(textKey));
        item.setId(textKey.replace('.', '-'));
        item.setOnAction(e -> {
            AlertDocument alert = table.getSelectionModel().getSelectedItem();
            if (alert != null) {
                model.mute(alert, length);
            }
        });
        return item;
    }

    private MenuItem unmuting() {
        MenuItem item = new MenuItem(texts.get("audit.unmute"));
        item.setId("audit-unmute");
        item.setOnAction(e -> {
            AlertDocument alert = table.getSelectionModel().getSelectedItem();
            if (alert != null) {
                model.unmute(alert);
            }
        });
        return item;
    }

    private void select(@Nullable AlertDocument alert) {
        mute.setDisable(alert == null);
        detail.setText(
                alert == null
                        ? texts.get("audit.alerts.select")
                        : texts.server().advice(alert));
    }

    private void showDeliveries() {
        deliveries
                .getChildren()
                .setAll(model.deliveries().stream().map(this::delivery).toList());
    }

    private Node delivery(AlertDocument.Delivery delivery) {
        StatusPill pill = new StatusPill(model.deliveryTone(delivery), model.deliveryName(delivery));
        Label state = new Label(
                delivery.target().isEmpty()
                        ? model.deliveryState(delivery)
                        : delivery.target() + " · " + model.deliveryState(delivery));
        state.setWrapText(true);
        state.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(state, Priority.ALWAYS);
        Button test = new Button(texts.get("audit.test"));
        test.setId("alerts-test-" + delivery.kind());
        test.setAccessibleText(texts.get("audit.test-of", model.deliveryName(delivery)));
        test.setMinWidth(Region.USE_PREF_SIZE);
        test.setDisable(!delivery.enabled());
        test.setOnAction(e -> model.test(delivery));
        HBox row = new HBox(8, pill, state, test);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
