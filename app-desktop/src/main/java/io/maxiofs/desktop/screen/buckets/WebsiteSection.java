package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A bucket as a website: what is shown to visitors, and the rules that send some of them elsewhere. */
final class WebsiteSection {
    /** Of a redirect; empty for the visit's own. */
    static final List<String> PROTOCOLS = List.of("", "http", "https");

    private final Texts texts;
    private final DraftForm<BucketForms.Website> form;
    private final RoutingSection routing;
    private final VBox rules;

    WebsiteSection(Texts texts, FxDialogs dialogs, BucketSettingsViewModel model) {
        this.texts = texts;
        WebsiteDraft draft = new WebsiteDraft(texts);
        DraftRows rows = new DraftRows(draft.draft())
                .choice(
                        texts.get("website.mode"),
                        "website-mode",
                        draft.mode(),
                        List.of(WebsiteDraft.Mode.values()),
                        mode -> texts.get("website.mode." + mode.name().toLowerCase(Locale.ROOT)))
                .text(texts.get("website.index"), "website-index", draft.index())
                .onlyWhile("website-index", draft.mode().isEqualTo(WebsiteDraft.Mode.SERVE))
                .text(texts.get("website.error"), "website-error", draft.error(), texts.get("website.error.own"))
                .onlyWhile("website-error", draft.mode().isEqualTo(WebsiteDraft.Mode.SERVE))
                .text(texts.get("website.host"), "website-host", draft.host())
                .onlyWhile("website-host", draft.mode().isEqualTo(WebsiteDraft.Mode.REDIRECT))
                .choice(
                        texts.get("website.protocol"),
                        "website-protocol",
                        draft.protocol(),
                        PROTOCOLS,
                        name -> name.isEmpty() ? texts.get("website.protocol.same") : name)
                .onlyWhile("website-protocol", draft.mode().isEqualTo(WebsiteDraft.Mode.REDIRECT));
        form = new DraftForm<>(
                texts,
                draft.draft(),
                rows.root("website-together"),
                "website-save",
                draft::load,
                (failed, done) -> model.putWebsite(draft.website(), failed, done));
        routing = new RoutingSection(texts, dialogs, model.routing());
        rules = new VBox(12, new Separator(), wrapped(texts.get("website.rules")), routing.part());
        rules.managedProperty().bind(rules.visibleProperty());
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    Node root() {
        VBox box = new VBox(16, wrapped(texts.get("bucket-settings.explain.website")), form.root(), rules);
        box.getStyleClass().add("settings-side");
        return box;
    }

    /** Shows what holds. */
    void show(BucketForms.Website website) {
        form.show(website);
        routing.show(website.rules());
        rules.setVisible(website.index() != null);
    }
}
