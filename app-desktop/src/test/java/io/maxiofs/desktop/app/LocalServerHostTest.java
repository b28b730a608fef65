package io.maxiofs.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.SavedFile;
import io.maxiofs.desktop.model.ServerPower.Action;
import io.maxiofs.desktop.platform.PortOwners;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.desktop.supervisor.SupervisorParts;
import io.maxiofs.desktop.supervisor.SupervisorState;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.desktop.testing.PlayedService;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who runs the server of this computer, with real processes; the system's service manager is played. */
class LocalServerHostTest {
    private static final Duration LONG = Duration.ofMinutes(4);

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final Path file = directory.path().resolve("desktop.json");
    private final PlayedService service = new PlayedService();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final List<IOException> notSaved = new ArrayList<>();
    private final List<Status> seen = new ArrayList<>();
    private final DirectUiThread ui = new DirectUiThread();
    private final Background background = new Background(ui);
    private final LocalServerHost host = host();

    private LocalServerHost host() {
        SupervisorParts standard = SupervisorParts.standard(directory.path().resolve("logs"));
        LocalServerHost made = new LocalServerHost(
                ui,
                background,
                Texts.of(Locale.US, ZoneOffset.UTC),
                new ChoicesFile(new SavedFile(file, ui, background, notSaved::add), Choices.NONE),
                dialogs,
                new Choices.LocalServer(
                        directory.path().resolve("data").toString(),
                        Map.of(
                                "server.listen", "127.0.0.1:0",
                                "server.admin-listen", "127.0.0.1:0",
                                "storage.free-space-floor", "0"),
                        false,
                        null),
                new SupervisorParts(
                        standard.folder(), PortOwners.ofThisSystem(), service, standard.clock(), standard.limits()));
        made.listen(seen::add);
        return made;
    }

    @AfterEach
    void end() {
        Long pid = host.process();
        host.close();
        if (pid != null) {
            ProcessHandle.of(pid).ifPresent(process -> {
                process.destroyForcibly();
                process.onExit().join();
            });
        }
        service.remove();
        assertThat(background.awaitAside(LONG)).isTrue();
        directory.close();
    }

    /** What is chosen, as the next start will find it. */
    private Choices.LocalServer kept() throws IOException {
        assertThat(background.awaitAside(LONG)).isTrue();
        return Objects.requireNonNull(Choices.load(file).local());
    }

    private void await(SupervisorState state) {
        Await.until(
                "it is " + state, LONG, () -> !seen.isEmpty() && seen.getLast().state() == state);
    }

    @Test
    void handsTheServerToTheServiceAndTakesItBack() throws IOException {
        host.startFirst(Map.of("MAXIOFS_ADMIN_PASSWORD", "a password for tests"));
        await(SupervisorState.RUNNING);
        assertThat(host.possible()).contains(Action.RUN_AS_SERVICE).doesNotContain(Action.RUN_WITH_APPLICATION);

        host.perform(Action.RUN_AS_SERVICE);
        await(SupervisorState.ADOPTED);
        assertThat(host.process()).isEqualTo(service.pid());
        assertThat(kept().runsAsService()).isTrue();
        assertThat(host.possible()).contains(Action.RUN_WITH_APPLICATION).doesNotContain(Action.RUN_AS_SERVICE);

        host.perform(Action.RUN_WITH_APPLICATION);
        await(SupervisorState.RUNNING);
        assertThat(service.pid()).isNull();
        assertThat(kept().runsAsService()).isFalse();
        assertThat(notSaved).isEmpty();
    }

    @Test
    void goesOnAsBeforeWhenTheSystemRefusesTheService() throws IOException {
        host.startFirst(Map.of("MAXIOFS_ADMIN_PASSWORD", "a password for tests"));
        await(SupervisorState.RUNNING);
        Long before = host.process();
        service.refuse("no such thing here");

        host.perform(Action.RUN_AS_SERVICE);
        Await.until(
                "another child runs",
                LONG,
                () -> seen.getLast().state() == SupervisorState.RUNNING
                        && !Objects.equals(seen.getLast().process(), before));
        assertThat(dialogs.errors()).hasSize(1).first().asString().contains("no such thing here");
        assertThat(kept().runsAsService()).isFalse();
    }

    @Test
    void choicesOfEarlierVersionsKnowNoService() throws IOException {
        Files.writeString(file, """
                {"local":{"dataDirectory":"/srv","settings":{},"established":true},"wizardDone":true,"keepServer":false,
                "theme":"SYSTEM","lastServer":null}""");
        assertThat(kept().runsAsService()).isFalse();
    }
}
