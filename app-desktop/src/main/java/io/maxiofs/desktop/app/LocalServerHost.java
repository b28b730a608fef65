package io.maxiofs.desktop.app;

import io.maxiofs.desktop.app.Choices.LocalServer;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.UiThread;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.ServerPower;
import io.maxiofs.desktop.model.StorageMoves;
import io.maxiofs.desktop.platform.FileOpener;
import io.maxiofs.desktop.platform.OperatingSystem;
import io.maxiofs.desktop.platform.SystemService;
import io.maxiofs.desktop.shell.ServerControls;
import io.maxiofs.desktop.supervisor.ServerLaunch;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.desktop.supervisor.StorageRecords;
import io.maxiofs.desktop.supervisor.Supervisor;
import io.maxiofs.desktop.supervisor.SupervisorParts;
import io.maxiofs.desktop.supervisor.SupervisorState;
import io.maxiofs.server.admin.api.LocalAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of this computer in the hands of the window. Used on the user interface thread. */
final class LocalServerHost implements ServerControls, ServerPower {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServerHost.class);
    private static final String LISTEN = "server.listen";
    private static final String STANDARD_LISTEN = "127.0.0.1:9900";

    private final UiThread ui;
    private final Texts texts;
    private final ChoicesFile choices;
    private final Dialogs dialogs;
    private final Background background;
    private final SystemService service;
    private final FileOpener opener = FileOpener.ofThisSystem();
    private final Supervisor supervisor;
    private volatile LocalServer server;
    private Consumer<Boolean> ejected = whole -> {};
    private boolean ejecting;
    private @Nullable Boolean becomesService;
    private final StorageMoveHost moves;
    private Runnable relocated = () -> {};
    private Runnable moveChanged = () -> {};
    private Consumer<Path> moved = directory -> {};

    LocalServerHost(
            UiThread ui,
            Background background,
            Texts texts,
            ChoicesFile choices,
            Dialogs dialogs,
            LocalServer server,
            SupervisorParts parts) {
        this.ui = ui;
        this.texts = texts;
        this.choices = choices;
        this.dialogs = dialogs;
        this.background = background;
        this.service = parts.service();
        this.server = server;
        this.supervisor = new Supervisor(launch(server, Map.of()), parts);
        this.moves = new StorageMoveHost(ui, background, texts, dialogs, new ServerOfMove());
        supervisor.stopsWithUs(!choices.get().keepServer());
    }

    private static ServerLaunch launch(LocalServer server, Map<String, String> environment) {
        return new ServerLaunch(
                ServerProgram.of(System.getProperties(), OperatingSystem.current()),
                Path.of(server.dataDirectory()),
                server.settings(),
                environment,
                server.established(),
                server.runsAsService());
    }

    /** Told of every change, on the user interface thread. */
    void listen(Consumer<Status> listener) {
        supervisor.listen(status -> ui.run(() -> {
            if (status.state().isServing() && !server.established()) {
                server = server.asEstablished();
                choices.change(all -> all.withLocal(server));
            }
            listener.accept(status);
            lookWhetherEjected(status);
            moves.supervised(status);
            if (becomesService != null && status.state().isIdle()) {
                changeService(becomesService);
            }
        }));
    }

    /** Told when a stop that was asked for by {@link #eject} has ended: whether the server ended in order. */
    void onEjected(Consumer<Boolean> told) {
        ejected = told;
    }

    /** Stops, so that the drive can be disconnected. */
    void eject() {
        ejecting = true;
        supervisor.stop();
    }

    private void lookWhetherEjected(Status status) {
        if (!ejecting || !status.state().isIdle()) {
            return;
        }
        ejecting = false;
        if (status.state() == SupervisorState.STOPPED) {
            ejected.accept(status.detail().isEmpty());
        }
    }

    Supervisor supervisor() {
        return supervisor;
    }

    Path dataDirectory() {
        return Path.of(server.dataDirectory());
    }

    StorageMoveHost moves() {
        return moves;
    }

    /**
     * Says who is told of moves of the storage.
     *
     * @param toNewPlace that the data directory is another one
     * @param progress that the page of a move has changed
     * @param done that the server is healthy in its new place
     */
    void onMoves(Runnable toNewPlace, Runnable progress, Consumer<Path> done) {
        relocated = toNewPlace;
        moveChanged = progress;
        moved = done;
    }

    private void relocate(Path directory) {
        server = server.in(directory.toString());
        choices.change(all -> all.withLocal(server));
        supervisor.configure(launch(server, Map.of()));
        relocated.run();
    }

    /**
     * Follows a store whose move was ended while nobody looked.
     *
     * @return where a move was interrupted, so that the person can decide
     */
    Optional<Path> afterInterruptedMove() {
        try {
            StorageRecords records = new StorageRecords(dataDirectory());
            records.movedTo().ifPresent(this::relocate);
            return records.unfinishedMove();
        } catch (IOException e) {
            LOG.warn("What a move has left in {} cannot be read", dataDirectory(), e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<StorageMoves> storage() {
        return Optional.of(moves);
    }

    /** What a move does with the server. */
    private final class ServerOfMove implements StorageMoveHost.Owner {
        @Override
        public ServerLaunch launch() {
            return LocalServerHost.launch(server, Map.of());
        }

        @Override
        public Path log() {
            return supervisor.log();
        }

        @Override
        public Status status() {
            return supervisor.status();
        }

        @Override
        public Optional<LocalAccess> access() {
            return supervisor.access();
        }

        @Override
        public void stop() {
            supervisor.stop();
        }

        @Override
        public void start() {
            LocalServerHost.this.start();
        }

        @Override
        public void relocate(Path directory) {
            LocalServerHost.this.relocate(directory);
        }

        @Override
        public void changed() {
            moveChanged.run();
        }

        @Override
        public void moved(Path directory) {
            moved.accept(directory);
        }
    }

    /** The first start, with what the person wants the administrator to be. */
    void startFirst(Map<String, String> environment) {
        supervisor.configure(launch(server, environment));
        supervisor.start();
    }

    @Override
    public void start() {
        if (moves.isBusy()) {
            return;
        }
        supervisor.configure(launch(server, Map.of()));
        supervisor.start();
    }

    @Override
    public void startSafely() {
        if (moves.isBusy()) {
            return;
        }
        supervisor.startSafely();
    }

    @Override
    public void stop() {
        supervisor.stop();
    }

    @Override
    public void restart() {
        if (moves.isBusy()) {
            return;
        }
        supervisor.configure(launch(server, Map.of()));
        supervisor.restart();
    }

    /** Has the system's service run the server from now on, or this application; the server is stopped for that. */
    void runAsService(boolean on) {
        if (moves.isBusy()) {
            return;
        }
        becomesService = on;
        if (supervisor.status().state().isIdle()) {
            changeService(on);
        } else {
            supervisor.stop();
        }
    }

    private void changeService(boolean on) {
        becomesService = null;
        ServerLaunch launch = launch(server.withService(on), Map.of());
        background.run(
                texts.get("servers.service.changing"),
                () -> {
                    if (on) {
                        service.start(launch.serviceCommand(), supervisor.log());
                    } else {
                        service.remove();
                    }
                    return on;
                },
                done -> {
                    server = server.withService(on);
                    choices.change(all -> all.withLocal(server));
                    start();
                },
                failure -> {
                    LOG.warn("The service cannot be changed", failure);
                    dialogs.error(texts.get("servers.service.failed"), String.valueOf(failure.getMessage()));
                    start();
                });
    }

    boolean runsAsService() {
        return server.runsAsService();
    }

    @Override
    public void choosePort() {
        String listen = server.settings().getOrDefault(LISTEN, STANDARD_LISTEN);
        String host = listen.substring(0, listen.lastIndexOf(':'));
        dialogs.ask(
                new Dialogs.Question(
                        texts.get("servers.port.title"),
                        texts.get("servers.port.label"),
                        listen.substring(listen.lastIndexOf(':') + 1),
                        texts.get("servers.port.action"),
                        text -> isPort(text) ? null : texts.get("servers.port.invalid")),
                port -> {
                    server = server.withSetting(LISTEN, host + ":" + port.strip());
                    choices.change(all -> all.withLocal(server));
                    start();
                });
    }

    static boolean isPort(String text) {
        return text.strip().matches("\\d{1,5}")
                && Integer.parseInt(text.strip()) >= 1
                && Integer.parseInt(text.strip()) <= 65_535;
    }

    @Override
    public void openLog() {
        open(supervisor.log());
    }

    @Override
    public void open(Path file) {
        background.aside(() -> {
            try {
                opener.open(file);
            } catch (IOException e) {
                LOG.info("{} cannot be shown", file, e);
                ui.run(() -> dialogs.error(texts.get("servers.cannot-open"), file.toString()));
            }
        });
    }

    @Override
    public Set<Action> possible() {
        if (moves.isBusy()) {
            return Set.of(Action.OPEN_LOG);
        }
        return supervisor.status().state().isIdle()
                ? Set.of(Action.START, Action.OPEN_LOG)
                : Set.of(
                        Action.STOP,
                        Action.RESTART,
                        Action.EJECT,
                        Action.OPEN_LOG,
                        server.runsAsService() ? Action.RUN_WITH_APPLICATION : Action.RUN_AS_SERVICE);
    }

    /** May come on any thread. */
    @Override
    public void perform(Action action) {
        ui.run(() -> {
            switch (action) {
                case START -> start();
                case STOP -> stop();
                case RESTART -> restart();
                case EJECT -> eject();
                case RUN_AS_SERVICE -> runAsService(true);
                case RUN_WITH_APPLICATION -> runAsService(false);
                case OPEN_LOG -> openLog();
            }
        });
    }

    @Nullable Long process() {
        return supervisor.status().process();
    }

    void close() {
        supervisor.close();
        background.aside(supervisor::awaitClosed);
    }
}
