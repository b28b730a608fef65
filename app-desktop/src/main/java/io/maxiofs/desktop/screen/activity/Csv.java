package io.maxiofs.desktop.screen.activity;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of comma-separated values as RFC 4180 describes them. */
final class Csv {
    private Csv() {}

    static String line(List<String> values) {
        return values.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Quoted where it must be; what a spreadsheet would take for a formula gets an apostrophe in front. */
    private static String field(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 && !isNumber(value);
        String safe = formula ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean isNumber(String value) {
        return value.matches("-?\\d+(\\.\\d+)?");
    }
}
