package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.control.FormRows;
import io.maxiofs.desktop.control.LimitField;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.TenantDocument;
import javafx.beans.binding.BooleanExpression;
import javafx.scene.control.TextField;

/** The windows in which tenants are made and limited. */
final class TenantDialogs {
    private final FxDialogs dialogs;
    private final Texts texts;
    private final AccessViewModel model;

    TenantDialogs(FxDialogs dialogs, Texts texts, AccessViewModel model) {
        this.dialogs = dialogs;
        this.texts = texts;
        this.model = model;
    }

    /** A field for each limit. */
    private final class Limits {
        private final LimitField bytes = LimitField.bytes(texts);
        private final LimitField buckets = LimitField.count(texts);
        private final LimitField keys = LimitField.count(texts);

        Limits(TenantDocument.Limits now) {
            bytes.show(now.bytes());
            buckets.show(now.buckets());
            keys.show(now.keys());
        }

        FormRows addTo(FormRows form) {
            return form.row(texts.get("access.column.bytes"), "tenant-bytes", bytes)
                    .row(texts.get("access.column.buckets"), "tenant-buckets", buckets)
                    .row(texts.get("access.tab.keys"), "tenant-keys", keys)
                    .note(texts.get("access.tenant.note"));
        }

        BooleanExpression valid() {
            return bytes.valid().and(buckets.valid()).and(keys.valid());
        }

        TenantDocument.Limits document() {
            return new TenantDocument.Limits(bytes.value(), buckets.value(), keys.value());
        }
    }

    void create() {
        TextField name = new TextField();
        Limits limits = new Limits(TenantDocument.Limits.NONE);
        dialogs.form(texts.get("access.tenant.create"))
                .content(limits.addTo(new FormRows().row(texts.get("access.column.name"), "tenant-new-name", name)))
                .action(
                        texts.get("access.tenant.create"),
                        name.textProperty().isNotEmpty().and(limits.valid()),
                        outcome -> model.createTenant(
                                name.getText().strip(), limits.document(), outcome::done, outcome::failed))
                .show();
    }

    void change(TenantDocument tenant) {
        TextField displayName = new TextField(tenant.displayName());
        Limits limits = new Limits(tenant.limits());
        dialogs.form(texts.get("access.tenant.change.title", tenant.name()))
                .content(limits.addTo(new FormRows()
                        .row(texts.get("access.column.display-name"), "tenant-display-name", displayName)))
                .action(
                        texts.get("action.save"),
                        limits.valid(),
                        outcome -> model.changeTenant(
                                tenant,
                                displayName.getText().strip(),
                                limits.document(),
                                outcome::done,
                                outcome::failed))
                .show();
    }
}
