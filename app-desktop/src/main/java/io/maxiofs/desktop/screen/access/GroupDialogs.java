package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.control.FormRows;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.GroupDocument;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.UserDocument;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** The windows in which groups are made and filled. */
final class GroupDialogs {
    private final FxDialogs dialogs;
    private final Texts texts;
    private final AccessViewModel model;

    GroupDialogs(FxDialogs dialogs, Texts texts, AccessViewModel model) {
        this.dialogs = dialogs;
        this.texts = texts;
        this.model = model;
    }

    void create() {
        TextField name = new TextField();
        List<String> tenants = new ArrayList<>(List.of(""));
        model.tenants().stream().map(TenantDocument::name).forEach(tenants::add);
        ComboBox<String> tenant = AccessDialogs.box(tenants);
        dialogs.form(texts.get("access.group.create"))
                .content(new FormRows()
                        .row(texts.get("access.column.name"), "group-new-name", name)
                        .row(texts.get("access.column.tenant"), "group-new-tenant", tenant))
                .action(
                        texts.get("access.group.create"),
                        name.textProperty().isNotEmpty(),
                        outcome -> model.createGroup(
                                name.getText().strip(), tenant.getValue(), outcome::done, outcome::failed))
                .show();
    }

    /** Each tick is a change of its own, at once; one that is refused is taken back. */
    void members(GroupDocument group) {
        Label problem = new Label();
        problem.setWrapText(true);
        problem.getStyleClass().add("form-failure");
        VBox box = new VBox(6, problem);
        for (UserDocument user : model.users()) {
            if (model.tenantOf(user).equals(group.tenant())) {
                CheckBox member = new CheckBox(user.name());
                member.setId("member-" + user.name());
                member.setSelected(group.members().contains(user.name()));
                member.setOnAction(e -> {
                    boolean wanted = member.isSelected();
                    problem.setText("");
                    model.setMember(group, user.name(), wanted, changed -> {}, reason -> {
                        member.setSelected(!wanted);
                        problem.setText(reason);
                    });
                });
                box.getChildren().add(member);
            }
        }
        dialogs.form(texts.get("access.group.members.title", group.name()))
                .content(box)
                .closedBy(texts.get("action.close"))
                .show();
    }
}
