package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a result is printed: for people, or as the documents of the admin API. */
public final class Output {
    private static final String GAP = "  ";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    public boolean isJson() {
        return json;
    }

    /** @param text for people */
    public void show(Object document, Supplier<String> text) {
        line(json ? AdminJson.strict().print(document) : text.get());
    }

    /** A list: an array of JSON, or a table with a heading. */
    public <T> void table(List<T> rows, List<String> heading, Function<T, List<String>> cells) {
        if (json) {
            line(AdminJson.strict().print(new Items<>(rows)));
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(heading);
        rows.forEach(row -> lines.add(cells.apply(row)));
        int[] widths = new int[heading.size()];
        for (List<String> cellsOfLine : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cellsOfLine.get(i).length());
            }
        }
        for (List<String> cellsOfLine : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = cellsOfLine.get(i);
                text.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
            }
            line(text.toString().stripTrailing());
        }
    }

    /** For people; not with {@link #isJson()}. */
    public void line(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}
