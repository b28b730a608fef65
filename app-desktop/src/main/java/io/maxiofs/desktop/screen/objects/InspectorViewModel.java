package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectRef;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/** Everything about one object, and changing it. */
public final class InspectorViewModel {
    private final Desk desk;
    private final ObjectsPort port;
    private final Loader<Shown> loader;
    private String bucket = "";
    private @Nullable String key;

    /** One object with its timeline and what can be shown of it. */
    public record Shown(ObjectDetails details, List<ObjectEntry> versions, ObjectPreview preview) {}

    public InspectorViewModel(Desk desk, ObjectsPort port) {
        this.desk = desk;
        this.port = port;
        this.loader = new Loader<>(desk.background(), desk.failures()::explain);
    }

    public ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    /** Null until something was loaded. */
    public ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return loader.valueProperty();
    }

    public void inspect(String ofBucket, String ofKey) {
        bucket = ofBucket;
        key = ofKey;
        load();
    }

    public String bucket() {
        return bucket;
    }

    /** Asks again. */
    public void refresh() {
        load();
    }

    private void load() {
        String of = bucket;
        String wanted = key;
        if (wanted != null) {
            loader.load(desk.texts().get("inspector.loading"), () -> {
                ObjectDetails details = port.details(of, ObjectRef.current(wanted));
                return new Shown(details, port.versions(of, wanted), preview(of, details));
            });
        }
    }

    private ObjectPreview preview(String of, ObjectDetails details) throws IOException {
        ObjectEntry entry = details.entry();
        Optional<ObjectPreview.Kind> kind =
                ObjectPreview.kindOf(details.headers().getOrDefault("content-type", ""), entry.key(), entry.size());
        if (kind.isEmpty()
                || entry.size() == 0
                || details.security().encryption().equals("customer")) {
            return new ObjectPreview.Nothing();
        }
        ObjectRef object = ObjectRef.current(entry.key());
        return switch (kind.get()) {
            case IMAGE -> new ObjectPreview.Image(port.read(of, object, ObjectPreview.IMAGE_BYTES));
            case TEXT ->
                ObjectPreview.ofText(
                        port.read(of, object, ObjectPreview.TEXT_BYTES), entry.size() > ObjectPreview.TEXT_BYTES);
        };
    }

    /** Names and values as lines, {@code name = value}. */
    public static String lines(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .collect(Collectors.joining("\n"));
    }

    /** @return null, and {@code failed} is told, if a line has no equals sign */
    private @Nullable Map<String, String> parse(String lines, Consumer<String> failed) {
        Map<String, String> values = new TreeMap<>();
        for (String line : lines.lines().toList()) {
            int sign = line.indexOf('=');
            if (line.isBlank()) {
                continue;
            }
            if (sign < 0) {
                failed.accept(desk.texts().get("bucket-settings.tags.rule", line.strip()));
                return null;
            }
            values.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
        }
        return values;
    }

    public void putTags(String lines, Consumer<String> failed) {
        Map<String, String> tags = parse(lines, failed);
        if (tags != null) {
            change(ObjectDetails.Change.ofTags(tags), failed);
        }
    }

    /** Writes a new version. */
    public void putMetadata(String lines, Consumer<String> failed) {
        Map<String, String> metadata = parse(lines, failed);
        if (metadata != null) {
            change(ObjectDetails.Change.ofMetadata(metadata), failed);
        }
    }

    public void hold(boolean on, Consumer<String> failed) {
        change(ObjectDetails.Change.ofLegalHold(on), failed);
    }

    /** @param until the end of that day in the person's zone; null takes the retention away */
    public void retain(String mode, @Nullable LocalDate until, Consumer<String> failed) {
        Instant end = until == null
                ? null
                : until.plusDays(1).atStartOfDay(desk.texts().formats().zone()).toInstant();
        change(
                ObjectDetails.Change.ofRetention(new ObjectDetails.Retention(end == null ? null : mode, end), false),
                failed);
    }

    private void change(ObjectDetails.Change change, Consumer<String> failed) {
        String of = bucket;
        String changed = key;
        if (changed == null) {
            return;
        }
        desk.submit(
                desk.texts().get("inspector.saving"),
                () -> port.change(of, ObjectRef.current(changed), change),
                done -> {
                    desk.notices().success(desk.texts().get("inspector.saved"));
                    load();
                },
                failed);
    }
}
