package io.maxiofs.server.s3.select;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A field of a record, or something inside of it. */
final class Field implements Expression {
    private final List<Step> steps;
    private final Supplier<String> alias;

    /** @param alias of the record, which may stand in front; known when the first record is read */
    Field(List<Step> steps, Supplier<String> alias) {
        this.steps = steps;
        this.alias = alias;
    }

    /**
     * One step.
     *
     * @param name empty for an element of a list
     * @param exact whether case counts
     */
    record Step(String name, boolean exact, int index) {
        static Step of(Token name) {
            return new Step(name.text(), name.kind() == Token.Kind.QUOTED_NAME, -1);
        }
    }

    @Override
    public @Nullable Object of(Row row) {
        int start = startsWithRecord() ? 1 : 0;
        if (start == steps.size()) {
            return Values.MISSING;
        }
        Step first = steps.get(start);
        if (first.name().isEmpty()) {
            return Values.MISSING;
        }
        Object value = row.field(first.name(), first.exact());
        for (int i = start + 1; i < steps.size(); i++) {
            if (!(value instanceof JsonNode node)) {
                return Values.MISSING;
            }
            value = Values.ofJson(into(node, steps.get(i)));
        }
        return value;
    }

    private boolean startsWithRecord() {
        String first = steps.getFirst().name();
        String name = alias.get();
        return (steps.size() > 1 && first.equalsIgnoreCase("S3Object"))
                || (!name.isEmpty() && steps.size() > 1 && first.equalsIgnoreCase(name));
    }

    private static @Nullable JsonNode into(JsonNode node, Step step) {
        return step.name().isEmpty() ? node.get(step.index()) : member(node, step.name(), step.exact());
    }

    /** The member of an object; null if there is none. */
    static @Nullable JsonNode member(JsonNode node, String name, boolean exact) {
        JsonNode found = node.get(name);
        if (found != null || exact || !node.isObject()) {
            return found;
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return null;
    }
}
