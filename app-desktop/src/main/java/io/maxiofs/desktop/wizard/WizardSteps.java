package io.maxiofs.desktop.wizard;

import io.maxiofs.desktop.control.CopyField;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.shell.ServerStateViewModel;
import io.maxiofs.desktop.supervisor.FirstCredentials;
import io.maxiofs.desktop.supervisor.Status;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What each step of the assistant shows. */
final class WizardSteps {
    private final Texts texts;
    private final WizardViewModel model;

    WizardSteps(Texts texts, WizardViewModel model) {
        this.texts = texts;
        this.model = model;
    }

    List<Node> of(WizardViewModel.Step step) {
        return switch (step) {
            case PLACE ->
                choice(
                        model.hereProperty(),
                        new Option("wizard-here", "wizard.place.here", "wizard.place.here.detail"),
                        new Option("wizard-there", "wizard.place.there", "wizard.place.there.detail"));
            case FOLDER -> folder();
            case REACH ->
                choice(
                        model.networkProperty(),
                        new Option("wizard-network", "wizard.reach.network", "wizard.reach.network.detail"),
                        new Option("wizard-only-here", "wizard.reach.here", "wizard.reach.here.detail"));
            case ADMINISTRATOR -> administrator();
            case ENCRYPTION ->
                choice(
                        model.encryptedProperty(),
                        new Option("wizard-encrypt", "wizard.encryption.on", "wizard.encryption.on.detail"),
                        new Option("wizard-plain", "wizard.encryption.off", "wizard.encryption.off.detail"));
            case LOGIN -> login();
            case START -> start();
            case CONNECT -> List.of(text("wizard.connect.detail"));
        };
    }

    private Label text(String key) {
        Label label = new Label(texts.get(key));
        label.setWrapText(true);
        return label;
    }

    private record Option(String id, String key, String detailKey) {}

    /** Two ways; the property is true for the first. */
    private List<Node> choice(BooleanProperty first, Option yes, Option no) {
        ToggleGroup group = new ToggleGroup();
        RadioButton a = radio(yes, group);
        RadioButton b = radio(no, group);
        group.selectToggle(first.get() ? a : b);
        a.selectedProperty().addListener((o, before, now) -> first.set(now));
        return List.of(option(a, yes), option(b, no));
    }

    private RadioButton radio(Option option, ToggleGroup group) {
        RadioButton button = new RadioButton(texts.get(option.key()));
        button.setId(option.id());
        button.setToggleGroup(group);
        button.getStyleClass().add("wizard-option-title");
        return button;
    }

    private VBox option(RadioButton button, Option option) {
        Label detail = text(option.detailKey());
        detail.getStyleClass().add("muted");
        VBox box = new VBox(6, button, detail);
        box.getStyleClass().add("surface-card");
        box.setOnMouseClicked(e -> button.setSelected(true));
        return box;
    }

    private List<Node> folder() {
        TextField field = new TextField();
        field.setId("wizard-folder");
        field.setAccessibleText(texts.get("wizard.folder.title"));
        field.textProperty().bindBidirectional(model.folderProperty());
        HBox.setHgrow(field, Priority.ALWAYS);
        Button choose = new Button(texts.get("wizard.folder.choose"), new FontIcon(Feather.FOLDER));
        choose.setMinWidth(Button.USE_PREF_SIZE);
        choose.setOnAction(e -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(texts.get("wizard.folder.title"));
            File chosen = chooser.showDialog(field.getScene().getWindow());
            if (chosen != null) {
                field.setText(chosen.getPath());
            }
        });
        VBox report = new VBox(8);
        report.setId("wizard-report");
        model.report().stateProperty().subscribe(state -> report.getChildren().setAll(report(state)));
        return List.of(new HBox(8, field, choose), report);
    }

    private List<Node> report(LoadState state) {
        FolderReport known = model.report().value();
        return switch (state) {
            case LoadState.Idle idle -> List.of();
            case LoadState.Loading loading -> List.of(text("wizard.folder.looking"));
            case LoadState.Failed(String message) -> {
                Label label = new Label(message);
                label.setWrapText(true);
                label.getStyleClass().add("form-failure");
                yield List.of(label);
            }
            case LoadState.Loaded loaded -> known == null ? List.of() : facts(known);
        };
    }

    private List<Node> facts(FolderReport report) {
        List<Node> facts = new ArrayList<>();
        facts.add(fact(
                Feather.HARD_DRIVE,
                texts.get(
                        "wizard.folder.space",
                        texts.formats().bytes(report.free()),
                        texts.formats().bytes(report.total()),
                        report.fileSystem())));
        facts.add(fact(
                Feather.ZAP,
                texts.get("wizard.folder.flush", texts.formats().number(report.flushMicros() / 1000.0, 1))));
        for (FolderReport.Verdict verdict : FolderReport.Verdict.values()) {
            if (report.verdicts().contains(verdict)) {
                boolean good = verdict == FolderReport.Verdict.EXISTING_STORE;
                facts.add(fact(
                        good ? Feather.INFO : Feather.ALERT_TRIANGLE, texts.get("wizard.verdict." + verdict.key())));
            }
        }
        return facts;
    }

    private static Label fact(Feather icon, String text) {
        Label label = new Label(text, new FontIcon(icon));
        label.setWrapText(true);
        label.setGraphicTextGap(10);
        return label;
    }

    private List<Node> administrator() {
        PasswordField first = new PasswordField();
        first.setId("wizard-password");
        first.textProperty().bindBidirectional(model.passwordProperty());
        PasswordField second = new PasswordField();
        second.setId("wizard-password-again");
        second.textProperty().bindBidirectional(model.repeatedProperty());
        Label firstLabel = text("wizard.administrator.password");
        firstLabel.setLabelFor(first);
        Label secondLabel = text("wizard.administrator.again");
        secondLabel.setLabelFor(second);
        Label wrong = new Label();
        wrong.getStyleClass().add("muted");
        Runnable check = () -> wrong.setText(model.passwordProblem());
        model.passwordProperty().subscribe(check);
        model.repeatedProperty().subscribe(check);
        check.run();
        return List.of(firstLabel, first, secondLabel, second, wrong);
    }

    private List<Node> login() {
        CheckBox box = new CheckBox(texts.get("wizard.login.at-login"));
        box.setId("wizard-at-login");
        box.setWrapText(true);
        box.selectedProperty().bindBidirectional(model.atLoginProperty());
        CheckBox service = new CheckBox(texts.get("wizard.login.service"));
        service.setId("wizard-service");
        service.setWrapText(true);
        service.selectedProperty().bindBidirectional(model.serviceProperty());
        Label detail = text("wizard.login.detail");
        detail.getStyleClass().add("muted");
        return List.of(box, service, detail);
    }

    private List<Node> start() {
        Label state = new Label();
        state.setId("wizard-state");
        state.setWrapText(true);
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.get("state.working"));
        bar.managedProperty().bind(bar.visibleProperty());
        VBox secrets = new VBox(8);
        model.statusProperty().subscribe(now -> {
            state.setText(now == null ? texts.get("supervisor.starting.title") : sentence(now));
            bar.setVisible(
                    now == null || !now.state().isServing() && !now.state().isIdle());
        });
        model.credentialsProperty().subscribe(made -> secrets.getChildren().setAll(secrets(made)));
        return List.of(state, bar, secrets);
    }

    private String sentence(Status now) {
        String word = ServerStateViewModel.word(texts, now.state());
        return now.detail().isEmpty() ? word : texts.get("wizard.start.problem", word, now.detail());
    }

    private List<Node> secrets(@Nullable FirstCredentials made) {
        if (made == null) {
            return List.of();
        }
        List<Node> nodes = new ArrayList<>();
        nodes.add(text("wizard.start.once"));
        nodes.add(text("wizard.start.access-key"));
        nodes.add(new CopyField(texts, texts.get("wizard.start.access-key"), made.accessKey()));
        made.secretKey().ifPresent(secret -> {
            nodes.add(text("wizard.start.secret-key"));
            nodes.add(new CopyField(texts, texts.get("wizard.start.secret-key"), secret));
        });
        if (model.encryptedProperty().get()) {
            nodes.add(kit());
        }
        return nodes;
    }

    private Node kit() {
        Label why = text("wizard.start.kit");
        Button save = new Button(texts.get("wizard.start.save-kit"), new FontIcon(Feather.SAVE));
        save.setId("wizard-save-kit");
        save.setOnAction(e -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(texts.get("wizard.start.save-kit"));
            chooser.setInitialFileName("maxiofs-recovery-kit.txt");
            File chosen = chooser.showSaveDialog(save.getScene().getWindow());
            if (chosen != null) {
                model.saveKit(chosen.toPath());
            }
        });
        Label saved = fact(Feather.CHECK_CIRCLE, texts.get("wizard.start.kit-saved"));
        saved.visibleProperty().bind(model.kitSavedProperty());
        return new VBox(8, why, save, saved);
    }
}
