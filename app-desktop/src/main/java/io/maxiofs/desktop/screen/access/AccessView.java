package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.control.FilterField;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.control.SortableTable;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.GroupDocument;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.UserDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds users, keys, the grid, groups and tenants to nodes. */
final class AccessView {
    private final Texts texts;
    private final AccessViewModel model;
    private final AccessDialogs dialogs;
    private final TenantDialogs tenantDialogs;
    private final GroupDialogs groupDialogs;
    private final PoliciesDialog policyDialog;
    private final FilterField filter;
    private final TabPane tabs;
    private final VBox root = new VBox();

    /** @param twoFactor null for who has no password */
    AccessView(ScreenContext context, AccessViewModel model, @Nullable TwoFactorViewModel twoFactor) {
        this.texts = context.texts();
        this.model = model;
        FxDialogs windows = (FxDialogs) context.dialogs();
        this.dialogs = new AccessDialogs(windows, texts, model);
        this.tenantDialogs = new TenantDialogs(windows, texts, model);
        this.groupDialogs = new GroupDialogs(windows, texts, model);
        this.policyDialog = new PoliciesDialog(windows, texts);
        this.filter = new FilterField(texts.get("access.filter"));
        filter.setId("access-filter");
        filter.textProperty().bindBidirectional(model.filterProperty());
        List<Tab> all = new ArrayList<>(List.of(
                tab("users", users()),
                tab("keys", keys()),
                tab("grid", new AccessGrid(texts, model).root()),
                tab("groups", groups()),
                tab("tenants", tenants())));
        if (twoFactor != null) {
            all.add(tab("two-factor", new TwoFactorPane(texts, windows, twoFactor).root()));
        }
        tabs = new TabPane(all.toArray(Tab[]::new));
        tabs.setId("access-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        StatePane content =
                new StatePane(texts).follow(model.stateProperty()).content(tabs).onRetry(model::refresh);
        VBox.setVgrow(content, Priority.ALWAYS);
        root.getStyleClass().add("screen");
        root.getChildren().addAll(new ScreenTitle(texts.get("nav.access"), filter), content);
    }

    Parent root() {
        return root;
    }

    void focusFilter() {
        filter.requestFocus();
    }

    void show(String tab) {
        tabs.getTabs().stream()
                .filter(t -> ("tab-" + tab).equals(t.getId()))
                .forEach(t -> tabs.getSelectionModel().select(t));
    }

    private Tab tab(String name, Node content) {
        Tab tab = new Tab(texts.get("access.tab." + name), content);
        tab.setId("tab-" + name);
        return tab;
    }

    private static VBox pane(Node content, Node... actions) {
        FlowPane bar = new FlowPane(8, 8, actions);
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox box = new VBox(12, bar, content);
        box.getStyleClass().add("tab-pane-content");
        return box;
    }

    private Button button(String id, String key, Feather icon, Runnable action) {
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.setOnAction(e -> action.run());
        return button;
    }

    private <T> Button onOne(String id, String key, Feather icon, SortableTable<T> table, Consumer<T> action) {
        Button button = button(id, key, icon, () -> {
            T chosen = table.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                action.accept(chosen);
            }
        });
        button.disableProperty()
                .bind(table.getSelectionModel().selectedItemProperty().isNull());
        return button;
    }

    private Button create(String id, String key, Runnable action) {
        Button button = button(id, key, Feather.PLUS, action);
        button.getStyleClass().add("accent");
        return button;
    }

    private VBox users() {
        SortableTable<UserDocument> table =
                SortableTable.steady(model.users(), texts.get("access.tab.users"), UserDocument::canonicalId);
        table.setId("users-table");
        table.text("user-name", texts.get("access.column.name"), UserDocument::name);
        table.text("user-role", texts.get("access.column.role"), u -> role(u.role()));
        table.text("user-status", texts.get("access.column.status"), u -> texts.get("access.status." + u.status()));
        table.text("user-tenant", texts.get("access.column.tenant"), model::tenantOf);
        table.column("user-created", texts.get("access.column.created"), UserDocument::created, texts.formats()::date);
        table.filterBy(model.filterProperty(), u -> u.name() + " " + u.displayName() + " " + model.tenantOf(u));
        table.emptyText(texts.get("access.nothing"));
        return pane(
                table,
                create("user-create", "access.user.create", dialogs::createUser),
                onOne("user-password", "access.user.password", Feather.LOCK, table, dialogs::password),
                onOne(
                        "user-suspend",
                        "access.suspend",
                        Feather.PAUSE,
                        table,
                        u -> model.suspend(u, u.status().equals("active"))),
                onOne("user-unlock", "access.user.unlock", Feather.UNLOCK, table, model::unlock),
                onOne(
                        "user-policies",
                        "access.policies",
                        Feather.FILE_TEXT,
                        table,
                        user -> policyDialog.show(user.name(), model.policiesOf(user))),
                onOne("user-delete", "access.user.delete", Feather.TRASH_2, table, model::delete));
    }

    private String role(String role) {
        String key = "access.role." + role;
        return texts.has(key) ? texts.get("access.role." + role) : role;
    }

    private VBox keys() {
        SortableTable<AccessKeyDocument> table =
                SortableTable.steady(model.keys(), texts.get("access.tab.keys"), AccessKeyDocument::id);
        table.setId("keys-table");
        table.text("key-id", texts.get("access.column.key"), AccessKeyDocument::id)
                .setMinWidth(190);
        table.text("key-user", texts.get("access.column.user"), AccessKeyDocument::user);
        table.text("key-status", texts.get("access.column.status"), model::keyState);
        table.text("key-expires", texts.get("access.column.expires"), model::expiry);
        table.text("key-used", texts.get("access.column.used"), model::lastUsed);
        table.filterBy(model.filterProperty(), k -> k.id() + " " + k.user());
        table.emptyText(texts.get("access.nothing"));
        return pane(
                table,
                create("key-create", "access.key.create", dialogs::createKey),
                onOne("key-rotate", "access.key.rotate", Feather.REFRESH_CW, table, dialogs::rotate),
                onOne(
                        "key-enable",
                        "access.key.enable",
                        Feather.POWER,
                        table,
                        k -> model.enable(k, !k.status().equals("active"))),
                onOne("key-expire", "access.key.expire", Feather.CLOCK, table, dialogs::expire),
                onOne("key-policy", "access.key.policy", Feather.FILE_TEXT, table, dialogs::policy),
                onOne("key-delete", "access.key.delete", Feather.TRASH_2, table, model::delete));
    }

    private VBox groups() {
        SortableTable<GroupDocument> table = SortableTable.steady(
                model.groups(), texts.get("access.tab.groups"), group -> List.of(group.tenant(), group.name()));
        table.setId("groups-table");
        table.text("group-name", texts.get("access.column.name"), GroupDocument::name);
        table.text("group-tenant", texts.get("access.column.tenant"), GroupDocument::tenant);
        table.text("group-members", texts.get("access.column.members"), g -> String.join(", ", g.members()));
        table.text(
                "group-policies",
                texts.get("access.column.policies"),
                g -> Stream.concat(
                                g.attached().stream().map(PoliciesViewModel::shortName), g.policies().keySet().stream())
                        .collect(Collectors.joining(", ")));
        table.filterBy(model.filterProperty(), GroupDocument::name);
        table.emptyText(texts.get("access.groups.empty"));
        return pane(
                table,
                create("group-create", "access.group.create", groupDialogs::create),
                onOne("group-members", "access.group.members", Feather.USERS, table, groupDialogs::members),
                onOne(
                        "group-policies",
                        "access.policies",
                        Feather.FILE_TEXT,
                        table,
                        group -> policyDialog.show(group.name(), model.policiesOf(group))),
                onOne("group-delete", "access.group.delete", Feather.TRASH_2, table, model::delete));
    }

    private VBox tenants() {
        SortableTable<TenantDocument> table =
                SortableTable.steady(model.tenants(), texts.get("access.tab.tenants"), TenantDocument::id);
        table.setId("tenants-table");
        table.text("tenant-name", texts.get("access.column.name"), TenantDocument::name);
        table.text("tenant-status", texts.get("access.column.status"), t -> texts.get("access.status." + t.status()));
        limited(
                table,
                "tenant-usage",
                "access.column.bytes",
                t -> t.usage().bytes(),
                t -> t.limits().bytes(),
                model::bytesOf);
        limited(
                table,
                "tenant-buckets",
                "access.column.buckets",
                t -> t.usage().buckets(),
                t -> t.limits().buckets(),
                model::countOf);
        limited(
                table,
                "tenant-keys",
                "access.tab.keys",
                t -> t.usage().keys(),
                t -> t.limits().keys(),
                model::countOf);
        table.amount(
                "tenant-users", texts.get("access.tab.users"), t -> t.usage().users(), texts.formats()::number);
        table.filterBy(model.filterProperty(), TenantDocument::name);
        table.emptyText(texts.get("access.tenants.empty"));
        return pane(
                table,
                create("tenant-create", "access.tenant.create", tenantDialogs::create),
                onOne("tenant-change", "access.tenant.change", Feather.SLIDERS, table, tenantDialogs::change),
                onOne(
                        "tenant-suspend",
                        "access.suspend",
                        Feather.PAUSE,
                        table,
                        t -> model.suspend(t, t.status().equals("active"))),
                onOne("tenant-delete", "access.tenant.delete", Feather.TRASH_2, table, model::delete));
    }

    /** In words, how much of a limit is used. */
    @FunctionalInterface
    private interface Words {
        String of(long used, @Nullable Long limit);
    }

    private void limited(
            SortableTable<TenantDocument> table,
            String id,
            String title,
            ToLongFunction<TenantDocument> used,
            Function<TenantDocument, @Nullable Long> limit,
            Words words) {
        table.node(
                id,
                texts.get(title),
                t -> sorted(AccessViewModel.share(used.applyAsLong(t), limit.apply(t))),
                t -> share(
                        words.of(used.applyAsLong(t), limit.apply(t)),
                        AccessViewModel.share(used.applyAsLong(t), limit.apply(t))));
    }

    private static double sorted(@Nullable Double share) {
        return share == null ? -1.0 : share;
    }

    /** A bar only where there is a limit to fill. */
    private static Node share(String words, @Nullable Double share) {
        Label label = new Label(words);
        label.getStyleClass().add("table-detail");
        if (share == null) {
            return label;
        }
        ProgressBar bar = new ProgressBar(Math.min(1, share));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(words);
        return new VBox(2, bar, label);
    }
}
