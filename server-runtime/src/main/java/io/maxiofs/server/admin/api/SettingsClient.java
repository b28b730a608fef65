package io.maxiofs.server.admin.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a server. Safe on any thread; calls block and throw {@link AdminClientException}. */
public final class SettingsClient {
    private static final String SETTINGS = "/api/v1/settings";

    private final AdminTransport transport;

    SettingsClient(AdminTransport transport) {
        this.transport = transport;
    }

    /** All: those that can be changed while the server runs, then those that are fixed at the start. */
    public List<SettingDocument> all() {
        return transport.readItems(transport.send("GET", SETTINGS), SettingDocument.class);
    }

    public SettingDocument get(String key) {
        return transport.read(transport.send("GET", path(key)), SettingDocument.class);
    }

    public SettingDocument set(String key, String value) {
        return transport.read(
                transport.send("PUT", path(key), new SettingDocument.Change(value)), SettingDocument.class);
    }

    /** Takes the change back. */
    public SettingDocument reset(String key) {
        return transport.read(transport.send("DELETE", path(key)), SettingDocument.class);
    }

    /**
     * Sets several, all or none.
     *
     * @param values by key; null takes the change back
     * @return the ones that were named
     */
    public List<SettingDocument> setAll(Map<String, @Nullable String> values) {
        return transport.readItems(
                transport.send("PATCH", SETTINGS, new SettingDocument.Changes(values)), SettingDocument.class);
    }

    /** What was changed, without secrets. */
    public SettingDocument.Changes exportChanged() {
        return transport.read(transport.send("GET", SETTINGS + "/export"), SettingDocument.Changes.class);
    }

    /** Makes the settings those of an export: what it does not name is taken back, but for secrets, which stay. */
    public List<SettingDocument> importAll(SettingDocument.Changes changes) {
        return transport.readItems(transport.send("PUT", SETTINGS + "/export", changes), SettingDocument.class);
    }

    private static String path(String key) {
        return SETTINGS + "/" + AdminTransport.encode(key);
    }
}
