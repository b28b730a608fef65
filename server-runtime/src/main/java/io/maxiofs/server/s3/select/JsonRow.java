package io.maxiofs.server.s3.select;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record of JSON. One that is no object has a single field, {@code _1}. */
record JsonRow(JsonNode node) implements Row {

    @Override
    public @Nullable Object field(String name, boolean exact) {
        if (!node.isObject()) {
            return name.equals("_1") ? Values.ofJson(node) : Values.MISSING;
        }
        JsonNode member = Field.member(node, name, exact);
        if (member == null && name.equals("_1")) {
            return node;
        }
        return Values.ofJson(member);
    }

    @Override
    public List<String> names() {
        if (!node.isObject()) {
            return List.of("_1");
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Override
    public List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        if (!node.isObject()) {
            values.add(Values.ofJson(node));
            return values;
        }
        for (JsonNode member : node) {
            values.add(Values.ofJson(member));
        }
        return values;
    }
}
