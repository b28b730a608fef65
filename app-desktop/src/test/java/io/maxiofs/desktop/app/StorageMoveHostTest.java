package io.maxiofs.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.SavedFile;
import io.maxiofs.desktop.model.ServerPower.Action;
import io.maxiofs.desktop.model.StorageMoves;
import io.maxiofs.desktop.platform.PortOwners;
import io.maxiofs.desktop.shell.ServerStateViewModel.Page;
import io.maxiofs.desktop.supervisor.ServerLaunch;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.desktop.supervisor.StorageRecords;
import io.maxiofs.desktop.supervisor.SupervisorParts;
import io.maxiofs.desktop.supervisor.SupervisorState;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.desktop.testing.PlayedService;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.tool.MoveFiles;
import io.maxiofs.storage.tool.MoveListener;
import io.maxiofs.storage.tool.MoveProgress;
import io.maxiofs.storage.tool.MoveStoppedException;
import io.maxiofs.storage.tool.StoreMove;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Moves of the storage of a real server by the real program; the system's service manager is played. */
class StorageMoveHostTest {
    private static final Duration LONG = Duration.ofMinutes(4);

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final TestServer server = TestServer.start();
    private final Path file = directory.path().resolve("desktop.json");
    private final Path from = real(server.dataDirectory());
    private final Path to = from.resolveSibling("new");
    private final PlayedService service = new PlayedService();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final List<Status> seen = new ArrayList<>();
    private final List<Path> moved = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private final LocalServerHost host = host();
    private boolean cancelling;

    private LocalServerHost host() {
        DirectUiThread ui = new DirectUiThread();
        SupervisorParts standard = SupervisorParts.standard(directory.path().resolve("logs"));
        Background background = new Background(ui);
        SavedFile saved = new SavedFile(file, ui, background, failure -> {
            throw new AssertionError(failure);
        });
        LocalServerHost made = new LocalServerHost(
                ui,
                background,
                Texts.of(Locale.US, ZoneOffset.UTC),
                new ChoicesFile(saved, Choices.NONE),
                dialogs,
                new Choices.LocalServer(
                        from.toString(),
                        Map.of(
                                "server.listen", "127.0.0.1:0",
                                "server.admin-listen", "127.0.0.1:0",
                                "storage.free-space-floor", "0"),
                        true,
                        true),
                new SupervisorParts(
                        standard.folder(), PortOwners.ofThisSystem(), service, standard.clock(), standard.limits()));
        made.listen(seen::add);
        made.onMoves(() -> {}, () -> made.moves().page().ifPresent(this::shown), moved::add);
        server.stop();
        return made;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void shown(Page page) {
        pages.add(page);
        if (cancelling) {
            page.actions().forEach(action -> action.run().run());
        }
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
        server.close();
        directory.close();
    }

    private void await(SupervisorState state) {
        Await.until(
                "it is " + state,
                LONG,
                () -> !host.moves().isBusy()
                        && !seen.isEmpty()
                        && seen.getLast().state() == state);
    }

    private boolean isRemembered() throws IOException {
        Choices.LocalServer kept = Choices.load(file).local();
        return kept != null && kept.dataDirectory().equals(to.toString());
    }

    @Test
    void anInterruptedMoveIsGivenUpAndAnotherIsMadeAndVerified() throws Exception {
        String store = new StorageRecords(from).store().orElseThrow();
        interruptedMove();
        assertThat(host.afterInterruptedMove()).hasValue(to);
        StorageMoves moves = host.storage().orElseThrow();
        assertThat(moves.look().unfinished()).isEqualTo(to);
        assertThat(moves.check(to).files()).isPositive();

        cancelling = true;
        moves.begin(to);
        assertThat(host.possible()).as("nothing may start it now").containsExactly(Action.OPEN_LOG);
        await(SupervisorState.ADOPTED);
        cancelling = false;
        assertThat(to).isEmptyDirectory();
        assertThat(moves.look().unfinished()).isNull();
        assertThat(host.dataDirectory()).isEqualTo(from);
        assertThat(moved).isEmpty();

        moves.begin(to);
        Await.until("it was asked of the server there", LONG, () -> moved.equals(List.of(to)));
        assertThat(host.process()).isEqualTo(service.pid());
        assertThat(host.dataDirectory()).isEqualTo(to);
        Await.until("the new place is remembered", LONG, this::isRemembered);
        assertThat(new StorageRecords(to).store()).hasValue(store);
        assertThat(moves.look().old()).isEqualTo(from);
        assertThat(pages).anyMatch(page -> page.busy() && page.works().contains(to.toString()));
        assertThat(dialogs.errors()).isEmpty();
    }

    /** Stops as soon as it copies. */
    private void interruptedMove() {
        MoveProgress.Step[] step = {MoveProgress.Step.COUNT};
        MoveListener stopping = new MoveListener() {
            @Override
            public void progress(MoveProgress progress) {
                step[0] = progress.step();
            }

            @Override
            public boolean isStopWanted() {
                return step[0] == MoveProgress.Step.COPY;
            }
        };
        MoveFiles files = new MoveFiles(Set.of(), Set.of());
        assertThatThrownBy(() -> new StoreMove(new LocalDisk(), from, to, files, stopping).run())
                .isInstanceOf(MoveStoppedException.class);
    }

    @Test
    void followsAStoreThatWasMovedWhileNobodyLooked() throws IOException {
        MoveFiles files = new MoveFiles(Set.of(), Set.of());
        new StoreMove(new LocalDisk(), from, to, files, MoveListener.NONE).run();
        host.startSafely();
        Await.until(
                "the server refuses and says where the store is",
                LONG,
                () -> !seen.isEmpty()
                        && seen.getLast().state() == SupervisorState.STOPPED
                        && seen.getLast().detail().contains("moved to " + to));
        assertThat(host.afterInterruptedMove()).isEmpty();
        assertThat(host.dataDirectory()).isEqualTo(to);
        Await.until("the new place is remembered", LONG, this::isRemembered);
    }

    /** Whatever fails: the reason is said, and the server starts where it was. */
    @Test
    void startsTheServerAgainWhenTheProgramCannotBeRun() {
        List<String> done = new ArrayList<>();
        DirectUiThread ui = new DirectUiThread();
        StorageMoveHost broken = new StorageMoveHost(
                ui, new Background(ui), Texts.of(Locale.US, ZoneOffset.UTC), dialogs, new StorageMoveHost.Owner() {
                    @Override
                    public ServerLaunch launch() {
                        return new ServerLaunch(
                                List.of(from.resolve("no-such-program").toString()),
                                from,
                                Map.of(),
                                Map.of(),
                                true,
                                false);
                    }

                    @Override
                    public Path log() {
                        return directory.path().resolve("log");
                    }

                    @Override
                    public Status status() {
                        return host.supervisor().status();
                    }

                    @Override
                    public Optional<LocalAccess> access() {
                        return Optional.empty();
                    }

                    @Override
                    public void stop() {
                        done.add("stop");
                    }

                    @Override
                    public void start() {
                        done.add("start");
                    }

                    @Override
                    public void relocate(Path place) {
                        done.add("relocate");
                    }

                    @Override
                    public void changed() {}

                    @Override
                    public void moved(Path place) {
                        done.add("moved");
                    }
                });
        broken.begin(to);
        Await.until("it is over", LONG, () -> !broken.isBusy());
        assertThat(done).containsExactly("start");
        assertThat(dialogs.errors()).hasSize(1).first().asString().contains("no-such-program");
    }
}
