package io.maxiofs.desktop.screen.buckets;

import static io.maxiofs.desktop.screen.buckets.FieldChecks.number;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketDocument.RetentionDefault;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;

/** How what is in a bucket is kept, as somebody types it. Knows no toolkit. */
final class ProtectionDraft {
    /** What the amount of a lock counts. */
    enum Unit {
        DAYS,
        YEARS
    }

    private static final int MOST_DAYS = 36_500;
    private static final int MOST_YEARS = 100;
    private static final int USUAL_DAYS = 30;

    private final Draft draft = new Draft();
    private final BooleanProperty versioning;
    private final ObjectProperty<String> durability;
    private final BooleanProperty retention;
    private final ObjectProperty<String> mode;
    private final DraftField amount;
    private final ObjectProperty<Unit> unit;

    ProtectionDraft(Texts texts) {
        FieldChecks checks = new FieldChecks(texts);
        versioning = draft.flag(false);
        durability = draft.choice("default");
        retention = draft.flag(false);
        mode = draft.choice("GOVERNANCE");
        unit = draft.choice(Unit.DAYS);
        amount = draft.field(String.valueOf(USUAL_DAYS), typed -> {
            String wrong = retention.get() ? checks.needed(typed) : "";
            return wrong.isEmpty() ? checks.number(typed, 1, unit.get() == Unit.DAYS ? MOST_DAYS : MOST_YEARS) : wrong;
        });
        draft.whole(() -> "");
    }

    Draft draft() {
        return draft;
    }

    BooleanProperty versioning() {
        return versioning;
    }

    ObjectProperty<String> durability() {
        return durability;
    }

    /** Whether new objects are locked. */
    BooleanProperty retention() {
        return retention;
    }

    ObjectProperty<String> mode() {
        return mode;
    }

    DraftField amount() {
        return amount;
    }

    ObjectProperty<Unit> unit() {
        return unit;
    }

    /** Shows what holds. */
    void load(BucketDocument.Protection protection) {
        RetentionDefault preset = protection.defaultRetention();
        Integer years = preset == null ? null : preset.years();
        Integer days = preset == null ? null : preset.days();
        draft.load(() -> {
            versioning.set(protection.versioning().equals("enabled"));
            durability.set(protection.durability());
            retention.set(preset != null);
            mode.set(preset == null ? "GOVERNANCE" : preset.mode());
            unit.set(years == null ? Unit.DAYS : Unit.YEARS);
            int shown = years != null ? years : days != null ? days : USUAL_DAYS;
            amount.textProperty().set(String.valueOf(shown));
        });
    }

    /** Only what was changed, so that nothing is overwritten that somebody else changed. Only while it is valid. */
    BucketDocument.Change change() {
        boolean locks = draft.isChanged(retention)
                || retention.get()
                        && (draft.isChanged(mode) || draft.isChanged(unit) || draft.isChanged(amount.textProperty()));
        Integer many = number(amount.value());
        RetentionDefault wanted = new RetentionDefault(
                mode.get(), unit.get() == Unit.DAYS ? many : null, unit.get() == Unit.DAYS ? null : many);
        return new BucketDocument.Change(
                draft.isChanged(durability) ? durability.get() : null,
                draft.isChanged(versioning) ? versioningWanted() : null,
                locks && retention.get() ? wanted : null,
                locks && !retention.get(),
                null,
                null,
                null,
                null);
    }

    private String versioningWanted() {
        return versioning.get() ? "enabled" : "suspended";
    }
}
