package io.maxiofs.server.s3.select;

import io.maxiofs.server.s3.select.SelectRequest.CsvForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record of CSV. Every value is a text. */
final class CsvRow implements Row {
    private final List<String> names;
    private final List<@Nullable Object> values;

    /** @param names of the columns; empty if they have none */
    CsvRow(List<String> names, List<String> values) {
        this.names = names;
        this.values = new ArrayList<>(values);
    }

    /** Takes a record apart. */
    static List<String> split(String line, CsvForm form) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            char next = i + 1 < line.length() ? line.charAt(i + 1) : '\0';
            if (quoted && c == form.escape() && form.quote() != 0 && next == form.quote()) {
                field.append(next);
                i++;
            } else if (form.quote() != 0 && c == form.quote() && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (c == form.separator() && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    @Override
    public @Nullable Object field(String name, boolean exact) {
        for (int i = 0; i < names.size() && i < values.size(); i++) {
            if (exact ? names.get(i).equals(name) : names.get(i).equalsIgnoreCase(name)) {
                return values.get(i);
            }
        }
        int position = position(name);
        return position > 0 && position <= values.size() ? values.get(position - 1) : Values.MISSING;
    }

    /** Of a name such as {@code _3}; 0 for others. */
    private static int position(String name) {
        boolean positional = name.length() > 1 && name.length() < 7 && name.charAt(0) == '_';
        for (int i = 1; positional && i < name.length(); i++) {
            positional = name.charAt(i) >= '0' && name.charAt(i) <= '9';
        }
        return positional ? Integer.parseInt(name.substring(1)) : 0;
    }

    @Override
    public List<String> names() {
        List<String> all = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            all.add(i < names.size() ? names.get(i) : "_" + (i + 1));
        }
        return all;
    }

    @Override
    public List<@Nullable Object> values() {
        return values;
    }
}
