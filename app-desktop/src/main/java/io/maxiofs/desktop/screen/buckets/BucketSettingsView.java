package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.control.RawEditor;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.acl.AclView;
import io.maxiofs.desktop.screen.acl.AclViewModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds the settings of a bucket to nodes: tabs with a form at the left and S3's own document at the right. */
final class BucketSettingsView {
    private final Texts texts;
    private final BucketSettingsViewModel model;
    private final BucketSettingForms forms;
    private final Map<String, RawEditor> editors = new HashMap<>();
    private final VBox root = new VBox();

    BucketSettingsView(Texts texts, FxDialogs dialogs, BucketSettingsViewModel model, AclViewModel acl, Runnable back) {
        this.texts = texts;
        this.model = model;
        this.forms = new BucketSettingForms(texts, dialogs, model);
        InventoryList inventories = new InventoryList(texts, model);
        Button leave = new Button(texts.get("nav.buckets"), new FontIcon(Feather.ARROW_LEFT));
        leave.setId("settings-back");
        leave.setOnAction(e -> back.run());
        TabPane tabs = new TabPane(
                tab("general", forms.general(), "versioning", "object-lock", "encryption"),
                accessTab(acl),
                tab("lifecycle", forms.lifecycle(), "lifecycle"),
                tab("notifications", forms.notifications(), "notification"),
                tab("inventory", inventories.root(), "inventory"),
                tab("quota", forms.quota(), "quota"),
                tab("tags", forms.tags(), "tags"));
        tabs.setId("settings-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        StatePane content =
                new StatePane(texts).follow(model.stateProperty()).content(tabs).onRetry(model::refresh);
        VBox.setVgrow(content, Priority.ALWAYS);
        root.getStyleClass().add("screen");
        root.getChildren()
                .addAll(
                        new HBox(12, leave, new ScreenTitle(texts.get("bucket-settings.title", model.bucket()))),
                        content);
        model.settingsProperty().subscribe(settings -> {
            if (settings != null) {
                forms.show(settings);
                inventories.show(settings.inventories());
                editors.forEach((setting, editor) -> editor.show(model.document(setting)));
                acl.refresh();
            }
        });
    }

    Parent root() {
        return root;
    }

    void refresh() {
        model.refresh();
    }

    private Tab tab(String name, Node form, String... settings) {
        Tab tab = new Tab(texts.get("bucket-settings.tab." + name), beside(form, settings));
        tab.setId("tab-" + name);
        return tab;
    }

    private Node beside(Node form, String... settings) {
        ScrollPane left = new ScrollPane(form);
        left.setFitToWidth(true);
        VBox right = new VBox(16);
        right.getStyleClass().add("raw-side");
        for (String setting : settings) {
            right.getChildren().add(editor(setting));
        }
        if (settings.length == 1) {
            VBox.setVgrow(Objects.requireNonNull(editors.get(settings[0])), Priority.ALWAYS);
        }
        ScrollPane scroll = new ScrollPane(right);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(settings.length == 1);
        SplitPane split = new SplitPane(left, scroll);
        split.setDividerPositions(0.52);
        return split;
    }

    private RawEditor editor(String setting) {
        RawEditor editor = new RawEditor(
                texts,
                "raw-" + setting,
                texts.get("bucket-settings.raw", texts.get("bucket-settings.name." + setting)),
                (text, failed) -> model.putDocument(setting, text, failed));
        editors.put(setting, editor);
        return editor;
    }

    /** Four settings, each with room of its own. */
    private Tab accessTab(AclViewModel acl) {
        TabPane inner = new TabPane(
                tab("public-access", forms.publicAccess(), "public-access-block"),
                tab("policy", forms.policy(() -> Objects.requireNonNull(editors.get("policy"))), "policy"),
                tab("acl", side(new AclView(texts, acl, true).root()), "acl", "ownership"),
                tab("cors", forms.cors(), "cors"));
        inner.setId("access-tabs");
        inner.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        Tab tab = new Tab(texts.get("bucket-settings.tab.access"), inner);
        tab.setId("tab-access");
        return tab;
    }

    private static Node side(Node content) {
        VBox box = new VBox(content);
        box.getStyleClass().add("settings-side");
        return box;
    }
}
