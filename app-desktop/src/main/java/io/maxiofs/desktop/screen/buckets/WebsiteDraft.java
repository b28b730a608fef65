package io.maxiofs.desktop.screen.buckets;

import static io.maxiofs.desktop.screen.buckets.FieldChecks.orNull;
import static io.maxiofs.desktop.screen.buckets.FieldChecks.text;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms;
import java.util.List;
import javafx.beans.property.ObjectProperty;

/** How a bucket is a website, as somebody types it. Knows no toolkit. */
final class WebsiteDraft {
    /** What happens to visits. */
    enum Mode {
        OFF,
        SERVE,
        REDIRECT
    }

    private final Draft draft = new Draft();
    private final ObjectProperty<Mode> mode;
    private final DraftField index;
    private final DraftField error;
    private final DraftField host;
    private final ObjectProperty<String> protocol;
    private List<BucketForms.RoutingRule> rules = List.of();

    WebsiteDraft(Texts texts) {
        FieldChecks checks = new FieldChecks(texts);
        mode = draft.choice(Mode.OFF);
        index = draft.field("index.html", typed -> {
            if (mode.get() != Mode.SERVE) {
                return "";
            }
            return typed.indexOf('/') >= 0 ? texts.get("website.problem.slash") : checks.needed(typed);
        });
        error = draft.field("", typed -> "");
        host = draft.field("", typed -> mode.get() == Mode.REDIRECT ? checks.needed(typed) : "");
        protocol = draft.choice("");
        draft.whole(() -> mode.get() == Mode.REDIRECT && host.isEmpty() ? texts.get("website.problem.host") : "");
    }

    Draft draft() {
        return draft;
    }

    ObjectProperty<Mode> mode() {
        return mode;
    }

    DraftField index() {
        return index;
    }

    DraftField error() {
        return error;
    }

    DraftField host() {
        return host;
    }

    /** Empty for the visit's own. */
    ObjectProperty<String> protocol() {
        return protocol;
    }

    /** Shows what holds. */
    void load(BucketForms.Website website) {
        rules = website.rules();
        BucketForms.RedirectAll all = website.redirectAll();
        draft.load(() -> {
            String named = website.index();
            mode.set(all != null ? Mode.REDIRECT : named != null ? Mode.SERVE : Mode.OFF);
            index.textProperty().set(named == null ? "index.html" : named);
            error.textProperty().set(text(website.error()));
            host.textProperty().set(all == null ? "" : all.host());
            protocol.set(all == null ? "" : text(all.protocol()));
        });
    }

    /** What was typed, with the rules that are there. Only while it is valid. */
    BucketForms.Website website() {
        return switch (mode.get()) {
            case OFF -> new BucketForms.Website(null, null, null, List.of());
            case SERVE -> new BucketForms.Website(index.value(), orNull(error.value()), null, rules);
            case REDIRECT ->
                new BucketForms.Website(
                        null, null, new BucketForms.RedirectAll(host.value(), orNull(protocol.get())), List.of());
        };
    }
}
