package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketTask;
import java.util.ArrayList;
import java.util.List;

/** What the server says a task would do, in lines for a person. */
public final class Previews {
    private Previews() {}

    /** Counts first, then keys. */
    public static List<String> lines(Texts texts, BucketTask.Preview preview) {
        List<String> lines = new ArrayList<>();
        add(lines, preview.objects(), texts.get("preview.objects", preview.objects()));
        add(
                lines,
                preview.versions(),
                texts.get(
                        "preview.versions", preview.versions(), texts.formats().bytes(preview.bytes())));
        add(lines, preview.deleteMarkers(), texts.get("preview.markers", preview.deleteMarkers()));
        add(lines, preview.uploads(), texts.get("preview.uploads", preview.uploads()));
        add(lines, preview.locked(), texts.get("preview.locked", preview.locked()));
        if (!preview.complete()) {
            lines.add(texts.get("preview.at-least"));
        }
        preview.sample().forEach(key -> lines.add("  " + key));
        return lines;
    }

    private static void add(List<String> lines, long count, String line) {
        if (count > 0) {
            lines.add(line);
        }
    }
}
