package io.maxiofs.desktop.screen.buckets;

import static io.maxiofs.desktop.screen.buckets.FieldChecks.text;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;

/** Where the access log of a bucket goes, as somebody types it. Knows no toolkit. */
final class LoggingDraft {
    /** How log objects are named, by the names of the admin API. */
    static final List<String> FORMATS = List.of("usual", "simple", "partitioned-by-delivery", "partitioned-by-event");

    private final Draft draft = new Draft();
    private final BooleanProperty on;
    private final DraftField target;
    private final DraftField prefix;
    private final ObjectProperty<String> format;

    LoggingDraft(Texts texts) {
        FieldChecks checks = new FieldChecks(texts);
        on = draft.flag(false);
        target = draft.field("", typed -> {
            String wrong = on.get() ? checks.needed(typed) : "";
            return wrong.isEmpty() ? checks.bucket(typed) : wrong;
        });
        prefix = draft.field("", typed -> "");
        format = draft.choice("usual");
        draft.whole(() -> on.get() && target.isEmpty() ? texts.get("logging.problem.target") : "");
    }

    Draft draft() {
        return draft;
    }

    BooleanProperty on() {
        return on;
    }

    /** Name of the bucket. */
    DraftField target() {
        return target;
    }

    DraftField prefix() {
        return prefix;
    }

    /** One of {@link #FORMATS}. */
    ObjectProperty<String> format() {
        return format;
    }

    /** Shows what holds. */
    void load(BucketForms.Logging logging) {
        draft.load(() -> {
            on.set(logging.target() != null);
            target.textProperty().set(text(logging.target()));
            prefix.textProperty().set(logging.prefix());
            format.set(logging.keyFormat());
        });
    }

    /** What was typed. Only while it is valid. */
    BucketForms.Logging logging() {
        return on.get()
                ? new BucketForms.Logging(target.value(), prefix.raw(), format.get(), 0)
                : new BucketForms.Logging(null, "", format.get(), 0);
    }
}
