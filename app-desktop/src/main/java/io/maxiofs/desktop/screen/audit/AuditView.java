package io.maxiofs.desktop.screen.audit;

import io.maxiofs.desktop.control.ChoiceNames;
import io.maxiofs.desktop.control.FilterField;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.control.SortableTable;
import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds the audit to a table, beside the alerts. */
final class AuditView {
    private static final Duration TYPING_PAUSE = Duration.millis(300);

    private final AuditViewModel model;
    private final Texts texts;
    private final FilterField filter;
    private final Label detail = new Label();
    private final TabPane tabs;
    private final Tab auditTab;
    private final Tab alertsTab;
    private final VBox root;

    AuditView(AuditViewModel model, AlertsView alerts, Texts texts, Dialogs dialogs) {
        this.model = model;
        this.texts = texts;
        filter = new FilterField(texts.get("audit.filter"));
        filter.setId("audit-filter");
        auditTab = new Tab(texts.get("audit.tab.audit"), audit());
        auditTab.setId("audit-tab");
        alertsTab = new Tab(texts.get("audit.tab.alerts"), alerts.root());
        alertsTab.setId("alerts-tab");
        tabs = new TabPane(auditTab, alertsTab);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        Button export = new Button(texts.get("audit.export"), new FontIcon(Feather.DOWNLOAD));
        export.setId("audit-export");
        export.setOnAction(e -> dialogs.saveFile(texts.get("audit.export"), "maxiofs-audit.csv", model::export));
        root = new VBox(new ScreenTitle(texts.get("nav.audit"), export), tabs);
        root.getStyleClass().add("screen");
    }

    Parent root() {
        return root;
    }

    void showAlerts(boolean wanted) {
        tabs.getSelectionModel().select(wanted ? alertsTab : auditTab);
    }

    void focusFilter() {
        tabs.getSelectionModel().select(auditTab);
        filter.requestFocus();
    }

    private VBox audit() {
        SortableTable<AuditEntry> table = table();
        StatePane state = new StatePane(texts)
                .content(table)
                .follow(model.stateProperty())
                .whenEmpty(
                        Bindings.isEmpty(model.entries()),
                        texts.get("audit.empty"),
                        texts.get("action.show-all"),
                        model::showAll)
                .onRetry(model::load);
        state.setMinHeight(0);
        VBox.setVgrow(state, Priority.ALWAYS);
        detail.setId("audit-detail");
        detail.setWrapText(true);
        detail.setMaxWidth(Double.MAX_VALUE);
        detail.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(detail, Priority.ALWAYS);
        Button more = new Button(texts.get("audit.more"));
        more.setId("audit-more");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.visibleProperty().bind(model.moreProperty());
        more.managedProperty().bind(more.visibleProperty());
        more.setOnAction(e -> model.loadMore());
        HBox footer = new HBox(8, detail, more);
        footer.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(8, tools(), state, footer);
        box.setPadding(new Insets(12, 0, 0, 0));
        table.getSelectionModel().selectedItemProperty().subscribe(this::select);
        return box;
    }

    private HBox tools() {
        // The server searches, so not at every key.
        PauseTransition pause = new PauseTransition(TYPING_PAUSE);
        pause.setOnFinished(e -> model.load());
        filter.textProperty().bindBidirectional(model.textProperty());
        filter.textProperty().subscribe((before, now) -> pause.playFromStart());
        HBox.setHgrow(filter, Priority.ALWAYS);
        return new HBox(
                8,
                filter,
                choice(
                        "audit-range",
                        texts.get("audit.range"),
                        AuditViewModel.RANGES,
                        model.rangeProperty(),
                        name -> texts.get("audit.range." + name)),
                choice(
                        "audit-subject",
                        texts.get("audit.subject"),
                        AuditViewModel.SUBJECTS,
                        model.subjectProperty(),
                        name -> texts.get("audit.subject." + name)),
                choice(
                        "audit-result",
                        texts.get("audit.column.result"),
                        AuditViewModel.RESULTS,
                        model.resultProperty(),
                        model::resultName));
    }

    private static ChoiceBox<String> choice(
            String id, String accessibleText, List<String> values, StringProperty value, UnaryOperator<String> name) {
        ChoiceBox<String> box = new ChoiceBox<>();
        box.setId(id);
        box.setAccessibleText(accessibleText);
        box.getItems().setAll(values);
        box.setConverter(new ChoiceNames<>(name));
        box.valueProperty().bindBidirectional(value);
        return box;
    }

    private SortableTable<AuditEntry> table() {
        SortableTable<AuditEntry> table =
                SortableTable.steady(model.entries(), texts.get("audit.tab.audit"), AuditEntry::id);
        table.setId("audit-table");
        TableColumn<AuditEntry, Instant> time =
                table.column("time", texts.get("audit.column.time"), AuditEntry::time, texts.formats()::dateTime);
        time.setPrefWidth(190);
        table.text("actor", texts.get("audit.column.actor"), model::actorName);
        table.text("action", texts.get("audit.column.action"), AuditEntry::action);
        table.text("resource", texts.get("audit.column.resource"), AuditEntry::resource);
        table.node("result", texts.get("audit.column.result"), AuditEntry::result, this::result);
        table.text(
                "address",
                texts.get("audit.column.address"),
                entry -> entry.actor().address());
        return table;
    }

    private Node result(AuditEntry entry) {
        Tone tone = switch (entry.result()) {
            case "success" -> Tone.GOOD;
            case "refused" -> Tone.WARNING;
            default -> Tone.BAD;
        };
        return new StatusPill(tone, model.resultName(entry.result()));
    }

    private void select(@Nullable AuditEntry entry) {
        detail.setText(entry == null ? texts.get("audit.select") : model.detail(entry));
    }
}
