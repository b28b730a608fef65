package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketInventory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/** A list of all objects that the server writes, as somebody types it. Knows no toolkit. */
final class InventoryDraft {
    static final List<String> SCHEDULES = List.of("daily", "weekly");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> USUAL = Set.of("Size", "LastModifiedDate", "ETag");

    private final Draft draft = new Draft();
    private final DraftField id;
    private final BooleanProperty enabled;
    private final ObjectProperty<String> schedule;
    private final BooleanProperty allVersions;
    private final DraftField prefix;
    private final DraftField destination;
    private final DraftField destinationPrefix;
    private final Map<String, BooleanProperty> fields = new LinkedHashMap<>();

    /**
     * @param taken ids that another one has
     * @param inventory to begin with; null for a new one
     */
    InventoryDraft(Texts texts, Set<String> taken, @Nullable BucketInventory inventory) {
        FieldChecks checks = new FieldChecks(texts);
        id = draft.field(inventory == null ? "" : inventory.id(), typed -> {
            if (typed.isEmpty()) {
                return checks.needed(typed);
            }
            if (!ID.matcher(typed).matches()) {
                return texts.get("inventory.problem.id");
            }
            return taken.contains(typed) ? texts.get("inventory.problem.taken") : "";
        });
        enabled = draft.flag(inventory == null || inventory.enabled());
        schedule = draft.choice(inventory == null ? "daily" : inventory.schedule());
        allVersions = draft.flag(inventory != null && inventory.allVersions());
        prefix = draft.field(inventory == null ? "" : inventory.prefix(), typed -> "");
        destination = draft.field(inventory == null ? "" : inventory.destination(), typed -> {
            String wrong = checks.needed(typed);
            return wrong.isEmpty() ? checks.bucket(typed) : wrong;
        });
        destinationPrefix = draft.field(inventory == null ? "" : inventory.destinationPrefix(), typed -> "");
        for (String field : BucketInventory.FIELDS) {
            fields.put(
                    field,
                    draft.flag(
                            inventory == null
                                    ? USUAL.contains(field)
                                    : inventory.fields().contains(field)));
        }
        draft.whole(() -> "");
    }

    Draft draft() {
        return draft;
    }

    DraftField id() {
        return id;
    }

    BooleanProperty enabled() {
        return enabled;
    }

    /** One of {@link #SCHEDULES}. */
    ObjectProperty<String> schedule() {
        return schedule;
    }

    BooleanProperty allVersions() {
        return allVersions;
    }

    DraftField prefix() {
        return prefix;
    }

    /** Name of the bucket. */
    DraftField destination() {
        return destination;
    }

    DraftField destinationPrefix() {
        return destinationPrefix;
    }

    /** What each line says beside the key. */
    Map<String, BooleanProperty> fields() {
        return fields;
    }

    /** What was typed. Only while it is valid. */
    BucketInventory inventory() {
        return new BucketInventory(
                id.value(),
                enabled.get(),
                schedule.get(),
                allVersions.get(),
                prefix.raw(),
                destination.value(),
                destinationPrefix.raw(),
                fields.entrySet().stream()
                        .filter(field -> field.getValue().get())
                        .map(Map.Entry::getKey)
                        .toList());
    }
}
