package io.maxiofs.desktop.screen.settings;

import io.maxiofs.server.admin.api.SettingDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server with a setting of each type. Safe on any thread. */
final class FakeSettings implements SettingsSource {
    final List<String> done = new CopyOnWriteArrayList<>();
    volatile Map<String, String> changed = Map.of("security.session-minutes", "60");
    volatile @Nullable String refusal;

    private SettingDocument setting(
            String key, String type, @Nullable String unit, String defaultValue, List<String> choices) {
        String value = changed.get(key);
        return new SettingDocument(
                key,
                key.substring(0, key.indexOf('.')),
                "Help for " + key + ".",
                new SettingDocument.Form(
                        type, unit, type.equals("int") ? "1" : null, type.equals("int") ? "1440" : null, choices),
                defaultValue,
                type.equals("secret") ? null : value == null ? defaultValue : value,
                new SettingDocument.State(value == null ? "default" : "changed", false, null, false));
    }

    @Override
    public List<SettingDocument> all() {
        List<SettingDocument> all = new ArrayList<>();
        all.add(setting("security.session-minutes", "int", "minutes", "30", List.of()));
        all.add(setting("security.two-factor", "bool", null, "false", List.of()));
        all.add(setting("logging.level", "choice", null, "info", List.of("debug", "info", "warn")));
        all.add(setting("email.password", "secret", null, "", List.of()));
        all.add(new SettingDocument(
                "s3.listen",
                "s3",
                "Where S3 is served.",
                new SettingDocument.Form("text", null, null, null, List.of()),
                "127.0.0.1:9900",
                "0.0.0.0:9900",
                new SettingDocument.State(
                        "environment", true, "Set by the environment variable MAXIOFS_S3_LISTEN", true)));
        return all;
    }

    @Override
    public void set(Map<String, @Nullable String> values) {
        String why = refusal;
        if (why != null) {
            throw new IllegalStateException(why);
        }
        Map<String, String> now = new TreeMap<>(changed);
        values.forEach((key, value) -> {
            done.add(key + "=" + value);
            if (value == null) {
                now.remove(key);
            } else {
                now.put(key, value);
            }
        });
        changed = Map.copyOf(now);
    }

    @Override
    public SettingDocument.Changes exported() {
        return new SettingDocument.Changes(new TreeMap<>(changed));
    }

    @Override
    public void imported(SettingDocument.Changes changes) {
        done.add("imported " + changes.values());
    }
}
