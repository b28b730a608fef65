package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.SettingDocument;
import java.io.Console;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Settings of a running server. */
@Command(
        name = "setting",
        description = "Show and change settings while the server runs.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SettingCommand.ListAll.class,
            SettingCommand.Get.class,
            SettingCommand.Set.class,
            SettingCommand.Reset.class
        })
final class SettingCommand extends CommandGroup {

    private static String shown(SettingDocument setting) {
        String value = setting.value();
        if (value != null) {
            return value;
        }
        return setting.state().source().equals("default") ? "" : "(secret)";
    }

    private static String text(SettingDocument setting) {
        String reason = setting.state().lockReason();
        return setting.key() + " = " + shown(setting) + "  (" + setting.state().source() + ")\n" + setting.help()
                + (reason == null ? "" : "\nLocked: " + reason);
    }

    /** Lists settings. */
    @Command(name = "list", description = "List settings.", mixinStandardHelpOptions = true)
    static final class ListAll extends PrintingCommand {
        @Option(names = "--changed", description = "Only those that somebody changed.")
        private boolean changed;

        @Override
        void run(AdminClient client, Output out) {
            out.table(
                    client.settings().all().stream()
                            .filter(setting ->
                                    !changed || setting.state().source().equals("changed"))
                            .toList(),
                    List.of("SETTING", "VALUE", "SOURCE", "LOCKED"),
                    setting -> List.of(
                            setting.key(),
                            shown(setting),
                            setting.state().source(),
                            setting.state().locked() ? "yes" : ""));
        }
    }

    /** Shows one setting. */
    @Command(name = "get", description = "Show a setting.", mixinStandardHelpOptions = true)
    static final class Get extends PrintingCommand {
        @Parameters(paramLabel = "KEY", description = "The setting.")
        private String key = "";

        @Override
        void run(AdminClient client, Output out) {
            SettingDocument setting = client.settings().get(key);
            out.show(setting, () -> text(setting));
        }
    }

    /** Changes one setting. */
    @Command(name = "set", description = "Change a setting; in effect at once.", mixinStandardHelpOptions = true)
    static final class Set extends PrintingCommand {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "KEY", description = "The setting.")
        private String key = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "VALUE",
                description = "The value; asked for, unseen, if it is not given, as is right for secrets.")
        private @Nullable String value;

        @Override
        void run(AdminClient client, Output out) {
            SettingDocument setting = client.settings().set(key, value == null ? asked() : value);
            out.show(setting, () -> text(setting));
        }

        private String asked() {
            return Optional.ofNullable(System.console())
                    .filter(Console::isTerminal)
                    .map(console -> console.readPassword("Value of %s: ", key))
                    .map(String::new)
                    .orElseThrow(() -> new ParameterException(spec.commandLine(), "Give a value"));
        }
    }

    /** Takes a change back. */
    @Command(name = "reset", description = "Take a change of a setting back.", mixinStandardHelpOptions = true)
    static final class Reset extends PrintingCommand {
        @Parameters(paramLabel = "KEY", description = "The setting.")
        private String key = "";

        @Override
        void run(AdminClient client, Output out) {
            SettingDocument setting = client.settings().reset(key);
            out.show(setting, () -> text(setting));
        }
    }
}
