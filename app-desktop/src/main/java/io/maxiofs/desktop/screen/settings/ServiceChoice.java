package io.maxiofs.desktop.screen.settings;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.ServerPower;
import io.maxiofs.desktop.model.ServerPower.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the system or this application runs the server of this computer. Used on the user interface thread. */
record ServiceChoice(ServerPower power, Background background, Dialogs dialogs, Texts texts) {

    /** What can be changed; empty for a server whose process is not in the hands of this application. */
    Optional<Action> possible() {
        Set<Action> possible = power.possible();
        return Stream.of(Action.RUN_AS_SERVICE, Action.RUN_WITH_APPLICATION)
                .filter(possible::contains)
                .findFirst();
    }

    String label(Action action) {
        return texts.get(action == Action.RUN_AS_SERVICE ? "settings.service.install" : "settings.service.remove");
    }

    /** Does it after a question: clients lose their connection. */
    void ask(Action action) {
        boolean install = action == Action.RUN_AS_SERVICE;
        dialogs.confirm(
                new Dialogs.Confirmation(
                        texts.get(install ? "settings.service.install.title" : "settings.service.remove.title"),
                        texts.get(install ? "settings.service.install.detail" : "settings.service.remove.detail"),
                        List.of(),
                        label(action)),
                () -> background.run(
                        label(action),
                        () -> {
                            power.perform(action);
                            return true;
                        },
                        done -> {},
                        failure -> dialogs.error(
                                texts.get("servers.service.failed"), new Failures(texts).explain(failure))));
    }
}
