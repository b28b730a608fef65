package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.control.RawEditor;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.acl.AclView;
import io.maxiofs.desktop.screen.acl.AclViewModel;
import java.util.HashMap;
import java.util.List;
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
    private final ProtectionForms protection;
    private final LifecycleSection lifecycle;
    private final CorsSection cors;
    private final NotificationSection notifications;
    private final InventorySection inventories;
    private final WebsiteSection website;
    private final LoggingSection logging;
    private final Map<String, RawEditor> editors = new HashMap<>();
    private final VBox root = new VBox();

    BucketSettingsView(Texts texts, FxDialogs dialogs, BucketSettingsViewModel model, AclViewModel acl, Runnable back) {
        this.texts = texts;
        this.model = model;
        this.forms = new BucketSettingForms(texts, model);
        this.protection = new ProtectionForms(texts, model);
        this.lifecycle = new LifecycleSection(
                texts, dialogs, model.lifecycle(), part -> editorOf("lifecycle").select(part));
        this.cors = new CorsSection(texts, dialogs, model.cors());
        this.notifications = new NotificationSection(
                texts,
                dialogs,
                model.notifications(),
                this::webhooks,
                part -> editorOf("notification").select(part));
        this.inventories = new InventorySection(texts, dialogs, model);
        this.website = new WebsiteSection(texts, dialogs, model);
        this.logging = new LoggingSection(texts, model);
        Button leave = new Button(texts.get("nav.buckets"), new FontIcon(Feather.ARROW_LEFT));
        leave.setId("settings-back");
        leave.setOnAction(e -> back.run());
        TabPane tabs = new TabPane(
                tab("general", protection.root(), "versioning", "object-lock", "encryption"),
                accessTab(acl),
                tab("lifecycle", lifecycle.root(texts.get("bucket-settings.explain.lifecycle")), "lifecycle"),
                tab(
                        "notifications",
                        notifications.root(texts.get("bucket-settings.explain.notifications")),
                        "notification"),
                tab("inventory", inventories.root(texts.get("bucket-settings.explain.inventory")), "inventory"),
                tab("website", website.root(), "website"),
                tab("logging", logging.root(), "logging"),
                tab("quota", forms.quota(), "quota"),
                tab("tags", forms.tags(), "tags"));
        tabs.setId("settings-tabs");
        tabs.getStyleClass().add("many-tabs");
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
                show(settings);
                acl.refresh();
            }
        });
    }

    private void show(BucketsPort.Settings settings) {
        forms.show(settings);
        protection.show(settings);
        lifecycle.show(settings.forms().lifecycle());
        cors.show(settings.forms().cors().rules());
        notifications.show(settings.forms().notifications());
        inventories.show(settings.inventories());
        website.show(settings.forms().website());
        logging.show(settings.forms().logging());
        editors.forEach((setting, editor) -> editor.loaded(model.document(setting)));
    }

    private List<String> webhooks() {
        BucketsPort.Settings settings = model.settingsProperty().get();
        return settings == null ? List.of() : settings.webhooks();
    }

    private RawEditor editorOf(String setting) {
        return Objects.requireNonNull(editors.get(setting), setting);
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
            VBox.setVgrow(editorOf(settings[0]), Priority.ALWAYS);
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

    /** Five settings, each with room of its own. */
    private Tab accessTab(AclViewModel acl) {
        TabPane inner = new TabPane(
                tab("public-access", forms.publicAccess(), "public-access-block"),
                tab("policy", forms.policy(() -> editorOf("policy")), "policy"),
                tab("acl", side(new AclView(texts, acl, true).root()), "acl", "ownership"),
                tab("cors", cors.root(texts.get("bucket-settings.explain.cors")), "cors"),
                tab("payment", forms.payment(), "request-payment"));
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
