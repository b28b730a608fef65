package io.maxiofs.desktop.screen.health;

import io.maxiofs.desktop.control.Card;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.MetricsDocument;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds findings and the scrub to cards. */
final class HealthView {
    private static final int BEHIND_DAMAGE = 3;
    private static final Insets BESIDE_SCROLL_BAR = new Insets(0, 12, 0, 0);

    private final HealthViewModel model;
    private final Texts texts;
    private final Dialogs dialogs;
    private final StatusPill verdict = new StatusPill();
    private final VBox findings = new VBox(12);
    private final VBox scrub = new VBox(8);
    private final Button start = new Button();
    private final Button pause = new Button();
    private final Button resume = new Button();
    private final Label index = new Label();
    private final Label certificate = new Label();
    private final Label memory = new Label();
    private final DamageList damages;
    private final VBox root;

    /** @param cards of what else there is to do, before what there is to read */
    HealthView(HealthViewModel model, Texts texts, Dialogs dialogs, DamageList damages, Node... cards) {
        this.model = model;
        this.damages = damages;
        this.texts = texts;
        this.dialogs = dialogs;
        ScrollPane scroller = new ScrollPane(content(cards));
        scroller.setFitToWidth(true);
        StatePane content = new StatePane(texts)
                .content(scroller)
                .follow(model.stateProperty())
                .onRetry(model::load);
        VBox.setVgrow(content, Priority.ALWAYS);
        root = new VBox(title(), content);
        root.getStyleClass().add("screen");
        model.healthProperty().subscribe(this::show);
        model.measuredProperty().subscribe(this::show);
    }

    Parent root() {
        return root;
    }

    private VBox content(Node... cards) {
        verdict.setId("health-verdict");
        findings.setId("health-findings");
        scrub.setId("health-scrub");
        memory.setText(texts.get("health.memory.waiting"));
        VBox box = new VBox(
                16,
                new HBox(verdict),
                new Card(texts.get("health.scrub"), scrub, scrubActions()),
                damages.root(),
                new Card(texts.get("health.findings"), findings),
                new Card(texts.get("health.facts"), facts()));
        box.getChildren().addAll(BEHIND_DAMAGE, List.of(cards));
        box.setPadding(BESIDE_SCROLL_BAR);
        return box;
    }

    private ScreenTitle title() {
        Button diagnostics = new Button(texts.get("health.diagnostics"), new FontIcon(Feather.PACKAGE));
        diagnostics.setId("health-diagnostics");
        diagnostics.setOnAction(e ->
                dialogs.saveFile(texts.get("health.diagnostics"), "maxiofs-diagnostics.zip", model::saveDiagnostics));
        return new ScreenTitle(texts.get("nav.health"), diagnostics);
    }

    private FlowPane scrubActions() {
        action(start, "health-scrub-start", "health.scrub.start", Feather.PLAY, model::startScrub);
        action(pause, "health-scrub-pause", "health.scrub.pause", Feather.PAUSE, model::pauseScrub);
        action(resume, "health-scrub-resume", "health.scrub.resume", Feather.PLAY, model::resumeScrub);
        Button window = new Button();
        action(window, "health-scrub-window", "health.window", Feather.CLOCK, model::askWindow);
        return new FlowPane(8, 8, start, pause, resume, window);
    }

    private void action(Button button, String id, String textKey, Feather icon, Runnable run) {
        button.setText(texts.get(textKey));
        button.setGraphic(new FontIcon(icon));
        button.setId(id);
        button.setOnAction(e -> run.run());
        button.disableProperty().bind(model.actingProperty());
        button.managedProperty().bind(button.visibleProperty());
    }

    private GridPane facts() {
        GridPane grid = new GridPane(16, 8);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        fact(grid, 0, "health.index", index);
        fact(grid, 1, "health.certificate", certificate);
        fact(grid, 2, "health.memory", memory);
        return grid;
    }

    private void fact(GridPane grid, int row, String textKey, Label value) {
        Label name = new Label(texts.get(textKey));
        name.getStyleClass().add("muted");
        name.setLabelFor(value);
        value.setId(textKey.replace('.', '-'));
        value.setWrapText(true);
        grid.addRow(row, name, value);
    }

    private void show(@Nullable HealthDocument health) {
        if (health == null) {
            return;
        }
        verdict.show(model.tone(health.verdict()), model.verdict(health));
        findings.getChildren()
                .setAll(health.findings().stream().map(this::finding).toList());
        showScrub(health.scrub());
        index.setText(model.index(health.index()));
        certificate.setText(model.certificate());
    }

    private void show(@Nullable MetricsDocument metrics) {
        if (metrics != null) {
            memory.setText(model.memory(metrics));
        }
    }

    private Node finding(HealthDocument.Finding finding) {
        StatusPill pill = new StatusPill(model.tone(finding.severity()), model.severityName(finding.severity()));
        Label title = new Label(texts.server().title(finding));
        title.getStyleClass().add("finding-title");
        HBox head = new HBox(8, pill, title);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(2, head, text(texts.server().detail(finding)));
        String remedy = texts.server().remedy(finding);
        if (remedy != null) {
            box.getChildren().add(text(remedy));
        }
        return box;
    }

    private void showScrub(HealthDocument.Scrub state) {
        StatusPill pill = new StatusPill(model.scrubTone(state), model.scrubState(state));
        List<Node> nodes = new ArrayList<>();
        nodes.add(new HBox(pill));
        nodes.add(text(model.scrubTimes(state)));
        nodes.add(text(
                state.window().isEmpty()
                        ? texts.get("health.window.any")
                        : texts.get("health.window.hours", state.window())));
        HealthDocument.Progress progress = state.progress();
        boolean busy = state.state().equals("busy");
        if (progress != null && busy) {
            ProgressBar bar = new ProgressBar(progress.percent() / 100.0);
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setAccessibleText(model.scrubProgress(progress));
            nodes.add(bar);
            nodes.add(text(model.scrubProgress(progress)));
        }
        nodes.add(text(model.scrubFaults(state)));
        damages.show(state.findings());
        scrub.getChildren().setAll(nodes);
        boolean paused = state.state().equals("paused");
        start.setVisible(!busy);
        pause.setVisible(!paused);
        resume.setVisible(paused);
    }

    private static Label text(String content) {
        Label label = new Label(content);
        label.setWrapText(true);
        label.getStyleClass().add("muted");
        return label;
    }
}
