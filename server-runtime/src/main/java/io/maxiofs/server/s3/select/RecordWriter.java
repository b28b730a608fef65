package io.maxiofs.server.s3.select;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maxiofs.server.s3.select.SelectRequest.CsvForm;
import io.maxiofs.server.s3.select.SelectRequest.OutputForm;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes records of the answer. */
final class RecordWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputForm form;

    RecordWriter(OutputForm form) {
        this.form = form;
    }

    /** One record with what ends it. */
    String write(List<String> names, List<@Nullable Object> values) {
        return form.json() ? json(names, values) : csv(values);
    }

    private String csv(List<@Nullable Object> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                line.append(form.csv().separator());
            }
            append(line, Values.text(values.get(i)));
        }
        return line.append(form.csv().recordEnd()).toString();
    }

    private void append(StringBuilder line, String text) {
        CsvForm csv = form.csv();
        boolean needed = text.indexOf(csv.separator()) >= 0
                || text.indexOf(csv.quote()) >= 0
                || text.contains(csv.recordEnd())
                || text.indexOf('\n') >= 0
                || text.indexOf('\r') >= 0;
        if (csv.quote() == 0 || !(form.alwaysQuote() || needed)) {
            line.append(text);
            return;
        }
        line.append(csv.quote());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == csv.quote()) {
                line.append(csv.escape());
            }
            line.append(c);
        }
        line.append(csv.quote());
    }

    private String json(List<String> names, List<@Nullable Object> values) {
        ObjectNode node = JSON.createObjectNode();
        for (int i = 0; i < values.size(); i++) {
            put(node, names.get(i), values.get(i));
        }
        try {
            return JSON.writeValueAsString(node) + form.csv().recordEnd();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written", e);
        }
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        switch (value) {
            case null -> node.putNull(name);
            case JsonNode inner -> node.set(name, inner);
            case BigDecimal number -> {
                if (number.scale() <= 0 && number.precision() - number.scale() <= 18) {
                    node.put(name, number.longValue());
                } else {
                    node.put(name, number);
                }
            }
            case Boolean known -> node.put(name, known);
            case String text -> node.put(name, text);
            default -> {
                if (value != Values.MISSING) {
                    node.put(name, Values.text(value));
                }
            }
        }
    }
}
