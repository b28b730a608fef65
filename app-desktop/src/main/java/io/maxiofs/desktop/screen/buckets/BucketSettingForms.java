package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.control.FormRows;
import io.maxiofs.desktop.control.LimitField;
import io.maxiofs.desktop.control.RawEditor;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketDocument.RetentionDefault;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.QuotaDocument;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/** The forms beside the documents. */
final class BucketSettingForms {
    private static final List<String> ENCRYPTIONS = List.of("none", "AES256", "aws:kms");
    private static final List<String> DURABILITIES = List.of("default", "safe", "fast");

    private final Texts texts;
    private final BucketSettingsViewModel model;
    private final RuleForms rules;
    private final Label problem = new Label();

    private final CheckBox versioning = new CheckBox();
    private final ComboBox<String> encryption = choice(ENCRYPTIONS);
    private final ComboBox<String> durability = choice(DURABILITIES);
    private final CheckBox retention = new CheckBox();
    private final ComboBox<String> retentionMode = choice(List.of("GOVERNANCE", "COMPLIANCE"));
    private final Spinner<Integer> retentionDays = amount(1, 36_500);
    private final CheckBox blockAcls = new CheckBox();
    private final CheckBox ignoreAcls = new CheckBox();
    private final CheckBox blockPolicy = new CheckBox();
    private final CheckBox restrict = new CheckBox();
    private final LimitField quotaBytes;
    private final LimitField quotaObjects;
    private final TextArea tags = new TextArea();
    private final VBox lifecycle = new VBox(12);
    private final VBox cors = new VBox(12);
    private final VBox notifications = new VBox(12);

    BucketSettingForms(Texts texts, FxDialogs dialogs, BucketSettingsViewModel model) {
        this.texts = texts;
        this.model = model;
        this.quotaBytes = LimitField.bytes(texts);
        this.quotaObjects = LimitField.count(texts);
        this.rules = new RuleForms(texts, dialogs, model, this::failed);
        problem.setWrapText(true);
        problem.getStyleClass().add("form-failure");
    }

    private void failed(String reason) {
        problem.setText(reason);
    }

    private static ComboBox<String> choice(List<String> values) {
        ComboBox<String> box = new ComboBox<>(FXCollections.observableArrayList(values));
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }

    private static Spinner<Integer> amount(int least, int most) {
        Spinner<Integer> spinner = new Spinner<>(least, most, least);
        spinner.setEditable(true);
        spinner.setMaxWidth(Double.MAX_VALUE);
        return spinner;
    }

    /** Shows what holds. */
    void show(BucketsPort.Settings settings) {
        problem.setText("");
        BucketDocument.Protection protection = settings.bucket().protection();
        versioning.setSelected(protection.versioning().equals("enabled"));
        versioning.setDisable(protection.objectLock());
        encryption.setValue(protection.encryption());
        durability.setValue(protection.durability());
        showRetention(protection);
        BucketForms.PublicAccessBlock block = settings.publicAccess();
        blockAcls.setSelected(block.blockPublicAcls());
        ignoreAcls.setSelected(block.ignorePublicAcls());
        blockPolicy.setSelected(block.blockPublicPolicy());
        restrict.setSelected(block.restrictPublicBuckets());
        quotaBytes.show(settings.bucket().quota().bytes());
        quotaObjects.show(settings.bucket().quota().objects());
        tags.setText(TagLines.of(model.document("tags")));
        rules.show(settings, lifecycle, cors, notifications);
    }

    private void showRetention(BucketDocument.Protection protection) {
        RetentionDefault preset = protection.defaultRetention();
        retention.setDisable(!protection.objectLock());
        retention.setSelected(preset != null);
        retentionMode.setValue(preset == null ? "GOVERNANCE" : preset.mode());
        Integer days = preset == null ? null : preset.days();
        Integer years = preset == null ? null : preset.years();
        int shown = days != null ? days : years != null ? years * 365 : 30;
        retentionDays.getValueFactory().setValue(shown);
    }

    Node general() {
        retentionMode.disableProperty().bind(retention.selectedProperty().not());
        retentionDays.disableProperty().bind(retention.selectedProperty().not());
        FormRows form = new FormRows()
                .row(texts.get("bucket-settings.versioning"), "general-versioning", versioning)
                .row(texts.get("bucket-settings.encryption"), "general-encryption", encryption)
                .row(texts.get("bucket-settings.durability"), "general-durability", durability)
                .note(texts.get("bucket-settings.durability.note"))
                .row(texts.get("bucket-settings.retention"), "general-retention", retention)
                .row(texts.get("bucket-settings.retention.mode"), "general-retention-mode", retentionMode)
                .row(texts.get("bucket-settings.retention.days"), "general-retention-days", retentionDays)
                .note(texts.get("bucket-settings.retention.note"));
        return saved(form, "general-save", () -> model.change(generalChange(), this::failed));
    }

    private BucketDocument.Change generalChange() {
        boolean locked = retention.isSelected();
        boolean lockable = !retention.isDisabled();
        String versions = versioning.isSelected() ? "enabled" : wasUnversioned() ? null : "suspended";
        return new BucketDocument.Change(
                durability.getValue(),
                versioning.isDisabled() ? null : versions,
                lockable && locked
                        ? new RetentionDefault(retentionMode.getValue(), retentionDays.getValue(), null)
                        : null,
                lockable && !locked,
                encryption.getValue(),
                null,
                null,
                null);
    }

    /** Versioning that was never on cannot be suspended by leaving a form as it is. */
    private boolean wasUnversioned() {
        BucketsPort.Settings settings = model.settingsProperty().get();
        return settings == null || settings.bucket().protection().versioning().equals("unversioned");
    }

    Node publicAccess() {
        FormRows form = new FormRows()
                .note(texts.get("bucket-settings.explain.public-access"))
                .row(texts.get("bucket-settings.public.block-acls"), "public-block-acls", blockAcls)
                .row(texts.get("bucket-settings.public.ignore-acls"), "public-ignore-acls", ignoreAcls)
                .row(texts.get("bucket-settings.public.block-policy"), "public-block-policy", blockPolicy)
                .row(texts.get("bucket-settings.public.restrict"), "public-restrict", restrict);
        return saved(
                form,
                "public-save",
                () -> model.putPublicAccess(
                        new BucketForms.PublicAccessBlock(
                                blockAcls.isSelected(),
                                ignoreAcls.isSelected(),
                                blockPolicy.isSelected(),
                                restrict.isSelected()),
                        this::failed));
    }

    /** Policies to begin with; they go to the editor, where they can be read before they are saved. */
    Node policy(Supplier<RawEditor> editor) {
        VBox box = new VBox(12);
        box.getStyleClass().add("settings-side");
        Label explain = new Label(texts.get("bucket-settings.explain.policy"));
        explain.setWrapText(true);
        box.getChildren().add(explain);
        for (PolicyTemplate template : PolicyTemplate.values()) {
            Button use = new Button(texts.get("bucket-settings.policy." + template.textKey()));
            use.setId("policy-" + template.textKey());
            use.setOnAction(e -> editor.get().propose(template.document(model.bucket())));
            box.getChildren().add(use);
        }
        return box;
    }

    Node quota() {
        FormRows form = new FormRows()
                .note(texts.get("bucket-settings.quota.note"))
                .row(texts.get("access.column.bytes"), "quota-bytes", quotaBytes)
                .row(texts.get("bucket-settings.quota.objects"), "quota-objects", quotaObjects);
        return saved(
                form,
                "quota-save",
                () -> model.putQuota(new QuotaDocument(quotaBytes.value(), quotaObjects.value()), this::failed),
                quotaBytes.valid().and(quotaObjects.valid()));
    }

    Node tags() {
        tags.setPrefRowCount(8);
        FormRows form = new FormRows()
                .note(texts.get("bucket-settings.tags.note"))
                .row(texts.get("bucket-settings.tab.tags"), "tags-lines", tags);
        return saved(form, "tags-save", () -> model.putTags(tags.getText(), this::failed));
    }

    Node lifecycle() {
        return ruleList(lifecycle, "lifecycle", rules::openLifecycle);
    }

    Node cors() {
        return ruleList(cors, "cors", rules::openCors);
    }

    Node notifications() {
        return ruleList(notifications, "notifications", rules::openNotification);
    }

    private Node ruleList(VBox list, String name, Runnable add) {
        Label explain = new Label(texts.get("bucket-settings.explain." + name));
        explain.setWrapText(true);
        Button button = new Button(texts.get("bucket-settings.add-rule"));
        button.setId(name + "-add");
        button.setOnAction(e -> add.run());
        list.setId(name + "-rules");
        VBox box = new VBox(12, explain, list, button);
        box.getStyleClass().add("settings-side");
        return box;
    }

    private Node saved(FormRows form, String id, Runnable save) {
        return saved(form, id, save, new SimpleBooleanProperty(true));
    }

    private Node saved(FormRows form, String id, Runnable save, ObservableBooleanValue allowed) {
        Button button = new Button(texts.get("action.save"));
        button.setId(id);
        button.disableProperty().bind(Bindings.not(allowed));
        button.getStyleClass().add("accent");
        Label wrong = new Label();
        wrong.setWrapText(true);
        wrong.getStyleClass().add("form-failure");
        wrong.textProperty().bind(problem.textProperty());
        button.setOnAction(e -> {
            problem.setText("");
            save.run();
        });
        VBox box = new VBox(16, form, wrong, button);
        box.getStyleClass().add("settings-side");
        return box;
    }
}
