package io.maxiofs.desktop.screen.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.ServerPower;
import io.maxiofs.desktop.model.ServerPower.Action;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.desktop.testing.FakeDialogs;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ServiceChoiceTest {
    private final List<Action> done = new CopyOnWriteArrayList<>();
    private final FakeDialogs dialogs = new FakeDialogs();
    private Set<Action> possible = Set.of(Action.STOP);
    private boolean failing;

    private final ServiceChoice choice = new ServiceChoice(
            new ServerPower() {
                @Override
                public Set<Action> possible() {
                    return possible;
                }

                @Override
                public void perform(Action action) {
                    if (failing) {
                        throw new IllegalStateException("refused");
                    }
                    done.add(action);
                }
            },
            new Background(new DirectUiThread()),
            dialogs,
            Texts.of(Locale.US, ZoneOffset.UTC));

    @Test
    void isOnlyThereForTheServerOfThisComputer() {
        assertThat(choice.possible()).isEmpty();
        possible = Set.of(Action.STOP, Action.RUN_AS_SERVICE);
        assertThat(choice.possible()).contains(Action.RUN_AS_SERVICE);
        assertThat(choice.label(Action.RUN_AS_SERVICE)).isEqualTo("Run as a service");
        possible = Set.of(Action.STOP, Action.RUN_WITH_APPLICATION);
        assertThat(choice.possible()).contains(Action.RUN_WITH_APPLICATION);
        assertThat(choice.label(Action.RUN_WITH_APPLICATION)).isEqualTo("Remove the service");
    }

    @Test
    void asksFirst() {
        dialogs.confirming(false);
        choice.ask(Action.RUN_AS_SERVICE);
        assertThat(dialogs.asked()).hasSize(1);
        assertThat(done).isEmpty();

        dialogs.confirming(true);
        choice.ask(Action.RUN_WITH_APPLICATION);
        Await.until("it is done", () -> done.contains(Action.RUN_WITH_APPLICATION));
    }

    @Test
    void tellsAFailure() {
        failing = true;
        dialogs.confirming(true);
        choice.ask(Action.RUN_AS_SERVICE);
        Await.until("it is told", () -> !dialogs.errors().isEmpty());
    }
}
