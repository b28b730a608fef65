package io.maxiofs.desktop.screen.settings;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.transfer.TransferLimits;
import io.maxiofs.server.admin.api.SettingDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server, and after them those of this application, which are shown and changed the same way but are
 * kept on this computer. Exports and imports are of the server's alone.
 */
final class DesktopSettings implements SettingsSource {
    static final String FILES = "desktop.transfers.files";
    static final String REQUESTS = "desktop.transfers.requests";
    private static final String CATEGORY = "desktop";

    /** Where this application keeps its own. Calls block. */
    interface Own {
        TransferLimits limits() throws IOException;

        void limits(TransferLimits limits) throws IOException;

        static Own of(Session session) {
            return new Own() {
                @Override
                public TransferLimits limits() throws IOException {
                    return session.transferLimits();
                }

                @Override
                public void limits(TransferLimits limits) throws IOException {
                    session.transferLimits(limits);
                }
            };
        }
    }

    private final SettingsSource server;
    private final Own own;
    private final Texts texts;

    DesktopSettings(SettingsSource server, Own own, Texts texts) {
        this.server = server;
        this.own = own;
        this.texts = texts;
    }

    @Override
    public List<SettingDocument> all() throws IOException {
        List<SettingDocument> all = new ArrayList<>(server.all());
        TransferLimits limits = TransferLimits.DEFAULT;
        String unreadable = null;
        try {
            limits = own.limits();
        } catch (IOException e) {
            unreadable = texts.get("settings.desktop.unreadable", String.valueOf(e.getMessage()));
        }
        TransferLimits usual = TransferLimits.DEFAULT;
        all.add(new Row(FILES, texts.get("settings.desktop.files"), TransferLimits.MOST_FILES)
                .document(usual.files(), limits.files(), unreadable));
        all.add(new Row(REQUESTS, texts.get("settings.desktop.requests"), TransferLimits.MOST_REQUESTS)
                .document(usual.requests(), limits.requests(), unreadable));
        return all;
    }

    private record Row(String key, String help, int most) {
        SettingDocument document(int usual, int value, @Nullable String unreadable) {
            boolean locked = unreadable != null;
            String source = locked ? "file" : value == usual ? "default" : "changed";
            return new SettingDocument(
                    key,
                    CATEGORY,
                    help,
                    new SettingDocument.Form(
                            "int", null, Integer.toString(TransferLimits.LEAST), Integer.toString(most), List.of()),
                    Integer.toString(usual),
                    Integer.toString(value),
                    new SettingDocument.State(source, locked, unreadable, false));
        }
    }

    /** What is wrong with one of ours is found before the server is asked, what the server refuses before ours change. */
    @Override
    public void set(Map<String, @Nullable String> values) throws IOException {
        Map<String, @Nullable String> theirs = new TreeMap<>(values);
        theirs.keySet().removeAll(List.of(FILES, REQUESTS));
        TransferLimits wanted = theirs.size() < values.size() ? wanted(values) : null;
        if (!theirs.isEmpty()) {
            server.set(theirs);
        }
        if (wanted != null) {
            own.limits(wanted);
        }
    }

    private TransferLimits wanted(Map<String, @Nullable String> values) throws IOException {
        TransferLimits now = own.limits();
        TransferLimits usual = TransferLimits.DEFAULT;
        return new TransferLimits(
                wanted(values, FILES, now.files(), usual.files()),
                wanted(values, REQUESTS, now.requests(), usual.requests()));
    }

    private static int wanted(Map<String, @Nullable String> values, String key, int now, int usual) {
        if (!values.containsKey(key)) {
            return now;
        }
        String value = values.get(key);
        return value == null ? usual : Integer.parseInt(value);
    }

    @Override
    public SettingDocument.Changes exported() throws IOException {
        return server.exported();
    }

    @Override
    public void imported(SettingDocument.Changes changes) throws IOException {
        server.imported(changes);
    }
}
