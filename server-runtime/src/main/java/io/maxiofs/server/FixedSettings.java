package io.maxiofs.server;

import io.maxiofs.server.admin.api.SettingDocument;
import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.Configuration.Entry;
import java.util.List;
import java.util.Locale;

/** The settings that are fixed at the start, as the admin API shows them. */
final class FixedSettings {

    private FixedSettings() {}

    static List<SettingDocument> documents(Configuration configuration) {
        return configuration.entries().stream()
                .filter(entry -> ChangeableSettings.ALL.stream()
                        .noneMatch(changeable -> changeable.setting().equals(entry.setting())))
                .map(FixedSettings::document)
                .toList();
    }

    private static SettingDocument document(Entry entry) {
        String key = entry.setting().key();
        return new SettingDocument(
                key,
                key.substring(0, key.indexOf('.')),
                entry.setting().help() + " (" + entry.setting().type().description() + ")",
                new SettingDocument.Form("text", null, null, null, List.of()),
                entry.setting().defaultText(),
                entry.text(),
                new SettingDocument.State(
                        entry.source().name().toLowerCase(Locale.ROOT), true, lockReason(entry), true));
    }

    /** Where to change it. */
    private static String lockReason(Entry entry) {
        return switch (entry.source()) {
            case FLAG -> "Set on the command line when the server was started";
            case ENVIRONMENT ->
                "Set by the environment variable " + entry.setting().environmentVariable();
            case FILE -> "Set in the configuration file";
            case DEFAULT ->
                "Fixed at the start: the flag --set, the environment variable "
                        + entry.setting().environmentVariable() + " or the configuration file set it";
        };
    }
}
