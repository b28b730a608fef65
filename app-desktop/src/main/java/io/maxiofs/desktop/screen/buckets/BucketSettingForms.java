package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.control.FormRows;
import io.maxiofs.desktop.control.LimitField;
import io.maxiofs.desktop.control.RawEditor;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.QuotaDocument;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The smaller forms beside the documents: public access, who pays, quota, tags, and policies to begin with. */
final class BucketSettingForms {
    private static final int TAG_LINES = 8;

    private final Texts texts;
    private final BucketSettingsViewModel model;
    private final DraftForm<BucketForms.PublicAccessBlock> publicAccess;
    private final DraftForm<BucketForms.RequestPayment> payment;
    private final DraftForm<String> tags;
    private final LimitField quotaBytes;
    private final LimitField quotaObjects;
    private final Label quotaProblem = new Label();

    BucketSettingForms(Texts texts, BucketSettingsViewModel model) {
        this.texts = texts;
        this.model = model;
        this.quotaBytes = LimitField.bytes(texts);
        this.quotaObjects = LimitField.count(texts);
        this.publicAccess = publicAccessForm();
        this.payment = paymentForm();
        this.tags = tagsForm();
    }

    /** Shows what holds. */
    void show(BucketsPort.Settings settings) {
        publicAccess.show(settings.forms().publicAccess());
        payment.show(settings.forms().requestPayment());
        tags.show(TagLines.of(model.document("tags")));
        quotaBytes.show(settings.bucket().quota().bytes());
        quotaObjects.show(settings.bucket().quota().objects());
    }

    private DraftForm<BucketForms.PublicAccessBlock> publicAccessForm() {
        Draft draft = new Draft();
        BooleanProperty acls = draft.flag(true);
        BooleanProperty ignored = draft.flag(true);
        BooleanProperty policies = draft.flag(true);
        BooleanProperty restricted = draft.flag(true);
        DraftRows rows = new DraftRows(draft)
                .note(texts.get("bucket-settings.explain.public-access"))
                .flag(texts.get("bucket-settings.public.block-acls"), "public-block-acls", acls)
                .flag(texts.get("bucket-settings.public.ignore-acls"), "public-ignore-acls", ignored)
                .flag(texts.get("bucket-settings.public.block-policy"), "public-block-policy", policies)
                .flag(texts.get("bucket-settings.public.restrict"), "public-restrict", restricted);
        return new DraftForm<>(
                texts,
                draft,
                rows.root("public-together"),
                "public-save",
                block -> draft.load(() -> {
                    acls.set(block.blockPublicAcls());
                    ignored.set(block.ignorePublicAcls());
                    policies.set(block.blockPublicPolicy());
                    restricted.set(block.restrictPublicBuckets());
                }),
                (failed, done) -> model.putPublicAccess(
                        new BucketForms.PublicAccessBlock(acls.get(), ignored.get(), policies.get(), restricted.get()),
                        failed,
                        done));
    }

    private DraftForm<BucketForms.RequestPayment> paymentForm() {
        Draft draft = new Draft();
        BooleanProperty pays = draft.flag(false);
        DraftRows rows = new DraftRows(draft)
                .note(texts.get("bucket-settings.explain.payment"))
                .flag(texts.get("bucket-settings.payment.requester"), "payment-requester", pays);
        return new DraftForm<>(
                texts,
                draft,
                rows.root("payment-together"),
                "payment-save",
                form -> draft.load(() -> pays.set(form.requesterPays())),
                (failed, done) -> model.putRequestPayment(new BucketForms.RequestPayment(pays.get()), failed, done));
    }

    private DraftForm<String> tagsForm() {
        Draft draft = new Draft();
        DraftField lines = draft.field("", new FieldChecks(texts)::tags);
        DraftRows rows = new DraftRows(draft)
                .note(texts.get("bucket-settings.tags.note"))
                .area(texts.get("bucket-settings.tab.tags"), "tags-lines", lines, TAG_LINES);
        return new DraftForm<>(
                texts,
                draft,
                rows.root("tags-together"),
                "tags-save",
                now -> draft.load(() -> lines.textProperty().set(now)),
                (failed, done) -> model.putTags(lines.raw(), failed, done));
    }

    Node publicAccess() {
        return side(publicAccess.root());
    }

    Node payment() {
        return side(payment.root());
    }

    Node tags() {
        return side(tags.root());
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
        Button save = new Button(texts.get("action.save"));
        save.setId("quota-save");
        save.disableProperty().bind(quotaBytes.valid().and(quotaObjects.valid()).not());
        save.getStyleClass().add("accent");
        save.setOnAction(e -> {
            quotaProblem.setText("");
            model.putQuota(
                    new QuotaDocument(quotaBytes.value(), quotaObjects.value()), quotaProblem::setText, () -> {});
        });
        quotaProblem.setId("quota-save-problem");
        quotaProblem.setWrapText(true);
        quotaProblem.setMinHeight(Region.USE_PREF_SIZE);
        quotaProblem.getStyleClass().add("form-failure");
        quotaProblem.managedProperty().bind(quotaProblem.textProperty().isNotEmpty());
        return side(new VBox(12, quotaProblem, form, new HBox(save)));
    }

    private static Node side(Node content) {
        VBox box = new VBox(content);
        box.getStyleClass().add("settings-side");
        return box;
    }
}
