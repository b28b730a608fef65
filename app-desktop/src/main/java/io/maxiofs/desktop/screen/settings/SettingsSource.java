package io.maxiofs.desktop.screen.settings;

import io.maxiofs.desktop.model.Session;
import io.maxiofs.server.admin.api.SettingDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a server. Calls block. */
interface SettingsSource {

    List<SettingDocument> all() throws IOException;

    /** All or none; null takes a change back. */
    void set(Map<String, @Nullable String> values) throws IOException;

    SettingDocument.Changes exported() throws IOException;

    void imported(SettingDocument.Changes changes) throws IOException;

    static SettingsSource of(Session session) {
        return new SettingsSource() {
            @Override
            public List<SettingDocument> all() {
                return session.admin().settings().all();
            }

            @Override
            public void set(Map<String, @Nullable String> values) {
                session.admin().settings().setAll(values);
            }

            @Override
            public SettingDocument.Changes exported() {
                return session.admin().settings().exportChanged();
            }

            @Override
            public void imported(SettingDocument.Changes changes) {
                session.admin().settings().importAll(changes);
            }
        };
    }
}
