package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where the access log of a bucket goes. */
final class LoggingSection {
    private final Texts texts;
    private final DraftForm<BucketForms.Logging> form;
    private final Label grants = new Label();

    LoggingSection(Texts texts, BucketSettingsViewModel model) {
        this.texts = texts;
        LoggingDraft draft = new LoggingDraft(texts);
        DraftRows rows = new DraftRows(draft.draft())
                .flag(texts.get("logging.on"), "logging-on", draft.on())
                .text(texts.get("logging.target"), "logging-target", draft.target())
                .onlyWhile("logging-target", draft.on())
                .text(texts.get("logging.prefix"), "logging-prefix", draft.prefix())
                .onlyWhile("logging-prefix", draft.on())
                .choice(
                        texts.get("logging.format"),
                        "logging-format",
                        draft.format(),
                        LoggingDraft.FORMATS,
                        name -> texts.get("logging.format." + name))
                .onlyWhile("logging-format", draft.on());
        form = new DraftForm<>(
                texts,
                draft.draft(),
                rows.root("logging-together"),
                "logging-save",
                draft::load,
                (failed, done) -> model.putLogging(draft.logging(), failed, done));
        grants.setId("logging-grants");
        grants.setWrapText(true);
        grants.setMinHeight(Region.USE_PREF_SIZE);
        grants.managedProperty().bind(grants.textProperty().isNotEmpty());
    }

    Node root() {
        Label explain = new Label(texts.get("bucket-settings.explain.logging"));
        explain.setWrapText(true);
        explain.setMinHeight(Region.USE_PREF_SIZE);
        VBox box = new VBox(16, explain, form.root(), grants);
        box.getStyleClass().add("settings-side");
        return box;
    }

    /** Shows what holds. */
    void show(BucketForms.Logging logging) {
        form.show(logging);
        grants.setText(logging.grants() == 0 ? "" : texts.get("logging.grants", logging.grants()));
    }
}
