package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Separator;
import javafx.scene.layout.VBox;

/** How what is in a bucket is kept, locked and encrypted. */
final class ProtectionForms {
    private static final List<String> DURABILITIES = List.of("default", "safe", "fast");
    private static final List<String> MODES = List.of("GOVERNANCE", "COMPLIANCE");

    private final BooleanProperty lockable = new SimpleBooleanProperty(this, "lockable");
    private final DraftForm<BucketDocument.Protection> protection;
    private final DraftForm<BucketForms.Encryption> encryption;

    ProtectionForms(Texts texts, BucketSettingsViewModel model) {
        this.protection = protection(texts, model);
        this.encryption = encryption(texts, model);
    }

    private DraftForm<BucketDocument.Protection> protection(Texts texts, BucketSettingsViewModel model) {
        ProtectionDraft kept = new ProtectionDraft(texts);
        DraftRows rows = new DraftRows(kept.draft())
                .flag(texts.get("bucket-settings.versioning"), "general-versioning", kept.versioning())
                .onlyWhile("general-versioning", lockable.not())
                .choice(
                        texts.get("bucket-settings.durability"),
                        "general-durability",
                        kept.durability(),
                        DURABILITIES,
                        name -> texts.get("bucket-settings.durability." + name))
                .note(texts.get("bucket-settings.durability.note"))
                .flag(texts.get("bucket-settings.retention"), "general-retention", kept.retention())
                .onlyWhile("general-retention", lockable)
                .choice(
                        texts.get("bucket-settings.retention.mode"),
                        "general-retention-mode",
                        kept.mode(),
                        MODES,
                        name -> name)
                .onlyWhile("general-retention-mode", kept.retention())
                .text(texts.get("bucket-settings.retention.amount"), "general-retention-amount", kept.amount())
                .onlyWhile("general-retention-amount", kept.retention())
                .choice(
                        texts.get("bucket-settings.retention.unit"),
                        "general-retention-unit",
                        kept.unit(),
                        List.of(ProtectionDraft.Unit.values()),
                        unit -> texts.get(
                                "bucket-settings.retention.unit." + unit.name().toLowerCase(Locale.ROOT)))
                .onlyWhile("general-retention-unit", kept.retention())
                .note(texts.get("bucket-settings.retention.note"));
        return new DraftForm<>(
                texts,
                kept.draft(),
                rows.root("general-together"),
                "general-save",
                kept::load,
                (failed, done) -> model.change(kept.change(), failed, done));
    }

    private static DraftForm<BucketForms.Encryption> encryption(Texts texts, BucketSettingsViewModel model) {
        EncryptionDraft encrypted = new EncryptionDraft(texts);
        DraftRows keys = new DraftRows(encrypted.draft())
                .choice(
                        texts.get("bucket-settings.encryption"),
                        "general-encryption",
                        encrypted.algorithm(),
                        EncryptionDraft.ALGORITHMS,
                        name -> texts.get("encryption.algorithm."
                                + name.toLowerCase(Locale.ROOT).replace(':', '-')))
                .text(
                        texts.get("encryption.key"),
                        "general-encryption-key",
                        encrypted.key(),
                        texts.get("encryption.key.own"))
                .onlyWhile(
                        "general-encryption-key",
                        Bindings.createBooleanBinding(encrypted::namesKeys, encrypted.algorithm()));
        return new DraftForm<>(
                texts,
                encrypted.draft(),
                keys.root("encryption-together"),
                "encryption-save",
                encrypted::load,
                (failed, done) -> model.putEncryption(encrypted.encryption(), failed, done));
    }

    Node root() {
        VBox box = new VBox(16, protection.root(), new Separator(), encryption.root());
        box.getStyleClass().add("settings-side");
        return box;
    }

    /** Shows what holds. */
    void show(BucketsPort.Settings settings) {
        BucketDocument.Protection now = settings.bucket().protection();
        lockable.set(now.objectLock());
        protection.show(now);
        encryption.show(settings.forms().encryption());
    }
}
