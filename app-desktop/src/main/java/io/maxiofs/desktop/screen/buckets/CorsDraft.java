package io.maxiofs.desktop.screen.buckets;

import static io.maxiofs.desktop.screen.buckets.FieldChecks.number;
import static io.maxiofs.desktop.screen.buckets.FieldChecks.orNull;
import static io.maxiofs.desktop.screen.buckets.FieldChecks.split;
import static io.maxiofs.desktop.screen.buckets.FieldChecks.text;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms.CorsRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import org.jspecify.annotations.Nullable;

/** A rule of which pages may do what from a browser, as somebody types it. Knows no toolkit. */
final class CorsDraft {
    private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "DELETE");
    private static final int USUAL_AGE_SECONDS = 3_600;

    private final Draft draft = new Draft();
    private final DraftField name;
    private final DraftField origins;
    private final Map<String, BooleanProperty> methods = new LinkedHashMap<>();
    private final DraftField headers;
    private final DraftField exposed;
    private final DraftField age;

    /** @param rule to begin with; null for one that only reads */
    CorsDraft(Texts texts, @Nullable CorsRule rule) {
        FieldChecks checks = new FieldChecks(texts);
        name = draft.field(rule == null ? "" : text(rule.id()), typed -> "");
        origins = draft.field(rule == null ? "" : lines(rule.origins()), typed -> {
            String wrong = checks.needed(typed);
            return wrong.isEmpty() ? checks.patterns(typed) : wrong;
        });
        for (String method : METHODS) {
            boolean reads = method.equals("GET") || method.equals("HEAD");
            methods.put(method, draft.flag(rule == null ? reads : rule.methods().contains(method)));
        }
        headers = draft.field(rule == null ? "*" : lines(rule.headers()), checks::patterns);
        exposed = draft.field(rule == null ? "" : lines(rule.exposed()), checks::names);
        age = draft.field(
                text(rule == null ? Integer.valueOf(USUAL_AGE_SECONDS) : rule.maxAgeSeconds()),
                typed -> checks.number(typed, 0, Integer.MAX_VALUE));
        draft.whole(() ->
                methods.values().stream().anyMatch(BooleanProperty::get) ? "" : texts.get("cors.problem.methods"));
    }

    private static String lines(List<String> values) {
        return String.join("\n", values);
    }

    Draft draft() {
        return draft;
    }

    /** Of the rule; may be empty. */
    DraftField name() {
        return name;
    }

    DraftField origins() {
        return origins;
    }

    /** Whether each method is meant, in the order to show them. */
    Map<String, BooleanProperty> methods() {
        return methods;
    }

    DraftField headers() {
        return headers;
    }

    /** Headers of the answer a page may read. */
    DraftField exposed() {
        return exposed;
    }

    /** How many seconds browsers remember it. */
    DraftField age() {
        return age;
    }

    /** What was typed. Only while it is valid. */
    CorsRule rule() {
        return new CorsRule(
                orNull(name.value()),
                methods.entrySet().stream()
                        .filter(method -> method.getValue().get())
                        .map(Map.Entry::getKey)
                        .toList(),
                split(origins.raw()),
                split(headers.raw()),
                split(exposed.raw()),
                number(age.value()));
    }
}
