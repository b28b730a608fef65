package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.SettingDocument;
import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.DynamicSettings.RefusedException;
import io.maxiofs.server.config.DynamicSettings.Standing;
import io.maxiofs.server.config.Setting;
import io.maxiofs.server.config.SettingType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings: those that can be changed while the server runs, and those that are fixed, for reading. */
final class SettingRoutes {
    private final DynamicSettings settings;
    private final ServerControl control;

    SettingRoutes(DynamicSettings settings, ServerControl control) {
        this.settings = settings;
        this.control = control;
    }

    List<Route> routes() {
        Access admin = Access.ADMINISTRATOR;
        return List.of(
                new Route("GET", "/api/v1/settings", admin, this::list),
                new Route("PATCH", "/api/v1/settings", admin, this::changeSeveral),
                new Route("GET", "/api/v1/settings/export", admin, this::export),
                new Route("PUT", "/api/v1/settings/export", admin, this::importAll),
                new Route("GET", "/api/v1/settings/{key}", admin, this::get),
                new Route("PUT", "/api/v1/settings/{key}", admin, this::set),
                new Route("DELETE", "/api/v1/settings/{key}", admin, this::reset));
    }

    private Answer list(Call call) {
        List<SettingDocument> all = new ArrayList<>(
                settings.all().stream().map(SettingRoutes::document).toList());
        all.addAll(control.settings());
        return Answer.ok(new Items<>(all));
    }

    private Answer get(Call call) {
        return Answer.ok(document(call.segment("key")));
    }

    private SettingDocument document(String key) {
        return settings.all().stream()
                .filter(standing -> standing.setting().setting().key().equals(key))
                .map(SettingRoutes::document)
                .findFirst()
                .or(() -> control.settings().stream()
                        .filter(setting -> setting.key().equals(key))
                        .findFirst())
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no setting " + key));
    }

    private Answer set(Call call) {
        SettingDocument.Change given = call.body(SettingDocument.Change.class);
        String key = call.segment("key");
        change(call, Collections.singletonMap(key, Documents.required(given.value(), "value")));
        return Answer.ok(document(key));
    }

    private Answer reset(Call call) {
        String key = call.segment("key");
        change(call, Collections.singletonMap(key, null));
        return Answer.ok(document(key));
    }

    private Answer changeSeveral(Call call) {
        Map<String, @Nullable String> values = given(call);
        change(call, values);
        return Answer.ok(
                new Items<>(values.keySet().stream().map(this::document).toList()));
    }

    private static Map<String, @Nullable String> given(Call call) {
        Map<String, @Nullable String> values =
                Documents.required(call.body(SettingDocument.Changes.class).values(), "values");
        if (values.size() > ChangeableSettings.ALL.size()) {
            throw new AdminException(Problem.Code.INVALID, "There are not so many settings");
        }
        return values;
    }

    private Answer export(Call call) {
        Map<String, @Nullable String> changed = new TreeMap<>();
        settings.all().stream()
                .filter(standing -> standing.changed() && !standing.setting().isSecret())
                .forEach(standing -> changed.put(standing.setting().setting().key(), standing.text()));
        return Answer.ok(new SettingDocument.Changes(changed));
    }

    private Answer importAll(Call call) {
        Map<String, @Nullable String> wanted = new LinkedHashMap<>(given(call));
        settings.all().stream()
                .filter(standing -> standing.changed() && !standing.setting().isSecret())
                .forEach(standing ->
                        wanted.putIfAbsent(standing.setting().setting().key(), null));
        change(call, wanted);
        return Answer.ok(
                new Items<>(wanted.keySet().stream().map(this::document).toList()));
    }

    private void change(Call call, Map<String, @Nullable String> changes) {
        Map<String, String> before = new LinkedHashMap<>();
        settings.all()
                .forEach(standing -> before.put(standing.setting().setting().key(), shown(standing)));
        try {
            settings.change(changes);
        } catch (RefusedException e) {
            throw new AdminException(
                    e.isUnknown() ? Problem.Code.NOT_FOUND : Problem.Code.INVALID, String.valueOf(e.getMessage()));
        }
        for (Standing standing : settings.all()) {
            String key = standing.setting().setting().key();
            if (changes.containsKey(key)) {
                call.note(key, before.get(key) + " → " + shown(standing));
            }
        }
    }

    private static String shown(Standing standing) {
        return standing.setting().isSecret() ? "(secret)" : standing.text();
    }

    private static SettingDocument document(Standing standing) {
        Setting<?> setting = standing.setting().setting();
        SettingType.Form form = setting.type().form();
        boolean secret = standing.setting().isSecret();
        return new SettingDocument(
                setting.key(),
                Documents.nameOf(standing.setting().category()),
                setting.help(),
                new SettingDocument.Form(
                        Documents.nameOf(form.kind()), form.unit(), form.minimum(), form.maximum(), form.choices()),
                setting.defaultText(),
                secret ? null : standing.text(),
                new SettingDocument.State(
                        standing.changed() ? "changed" : Documents.nameOf(standing.source()),
                        standing.isLocked(),
                        standing.isLocked() ? lockReason(standing) : null,
                        false));
    }

    private static String lockReason(Standing standing) {
        return switch (standing.source()) {
            case FLAG -> "Set on the command line when the server was started";
            case ENVIRONMENT ->
                "Set by the environment variable "
                        + standing.setting().setting().environmentVariable();
            case FILE -> "Set in the configuration file";
            case DEFAULT -> "Not locked";
        };
    }
}
