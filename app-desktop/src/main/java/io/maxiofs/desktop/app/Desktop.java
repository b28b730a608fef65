package io.maxiofs.desktop.app;

import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.fx.UiThread;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Server;
import io.maxiofs.desktop.model.Servers;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.model.SessionHome;
import io.maxiofs.desktop.platform.AppFolders;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.shell.ServerStateViewModel;
import io.maxiofs.desktop.shell.ShellActions;
import io.maxiofs.desktop.shell.ShellView;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.desktop.supervisor.SupervisorParts;
import io.maxiofs.desktop.supervisor.SupervisorState;
import io.maxiofs.server.admin.api.LocalAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens in the application beyond one screen: which server is in front, how the one of this computer stands, and
 * the end of it all. Used on the user interface thread.
 */
final class Desktop implements ShellActions {
    private static final Logger LOG = LoggerFactory.getLogger(Desktop.class);
    private static final String LOCAL_ID = "local";

    private final UiThread ui;
    private final Background background;
    private final Texts texts;
    private final Theme theme;
    private final InstantSource clock;
    private final AppFolders folders;
    private final ChoicesFile choices;
    private final Servers known;
    private final ObservableList<Server> servers = FXCollections.observableArrayList();
    private final ShellView shell;
    private final Frame frame;
    private @Nullable LocalServerHost local;
    private @Nullable Session session;
    private @Nullable Server front;
    private final List<Consumer<Status>> followers = new CopyOnWriteArrayList<>();
    private boolean opening;
    private boolean quitting;

    /** The window and the process around it. */
    interface Frame {
        void runWizard();

        void signIn(Server.@Nullable Remote server);

        /** The server of this computer stands so. */
        void supervised(Status status);

        /** The server was stopped so that its drive can be disconnected; whether it ended in order. */
        void ejected(boolean inOrder);

        /** This session is in front now. */
        void opened(Session session);

        /** All is done: ends the process. */
        void exit();
    }

    /** What it is made of. */
    record Parts(UiThread ui, Background background, Texts texts, Theme theme, AppFolders folders, Servers known) {}

    Desktop(Parts parts, ChoicesFile choices, Frame frame) {
        this.ui = parts.ui();
        this.background = parts.background();
        this.texts = parts.texts();
        this.theme = parts.theme();
        this.clock = InstantSource.system();
        this.folders = parts.folders();
        this.choices = choices;
        this.known = parts.known();
        this.frame = frame;
        this.shell = new ShellView(ui, background, texts, theme, clock, this);
        known.all().addListener((ListChangeListener<Server>) change -> refill());
        refill();
    }

    SessionHome sessionHome() {
        return new SessionHome(ui, clock, folders.config());
    }

    Theme theme() {
        return theme;
    }

    ShellView shell() {
        return shell;
    }

    private void refill() {
        servers.clear();
        localServer().ifPresent(servers::add);
        servers.addAll(known.all());
    }

    private Optional<Server> localServer() {
        Choices.LocalServer configured = choices.get().local();
        return configured == null
                ? Optional.empty()
                : Optional.of(new Server.Local(
                        LOCAL_ID, texts.get("servers.this-computer"), Path.of(configured.dataDirectory())));
    }

    /** Begins with what was in front the last time. */
    void begin() {
        Choices.LocalServer configured = choices.get().local();
        if (configured != null) {
            LocalServerHost host = host(configured);
            host.afterInterruptedMove().ifPresent(this::moveInterrupted);
            host.start();
        }
        String last = choices.get().lastServer();
        Optional<Server> remote =
                known.all().stream().filter(s -> s.id().equals(last)).findFirst();
        if (remote.isPresent()) {
            open(remote.get());
        } else if (configured != null) {
            localServer().ifPresent(this::open);
        } else {
            frame.runWizard();
        }
    }

    /** Sets up the server of this computer and starts it for the first time. */
    void establish(Choices.LocalServer configured, Map<String, String> environment) {
        choices.change(all -> all.withLocal(configured));
        refill();
        host(configured).startFirst(environment);
        localServer().ifPresent(this::open);
    }

    private LocalServerHost host(Choices.LocalServer configured) {
        LocalServerHost before = local;
        if (before != null) {
            before.close();
        }
        LocalServerHost made = new LocalServerHost(
                ui, background, texts, choices, shell.dialogs(), configured, SupervisorParts.standard(folders.state()));
        made.listen(this::supervised);
        made.onEjected(this::ejected);
        made.onMoves(this::relocated, this::showLocalAgain, this::storageMoved);
        local = made;
        return made;
    }

    /** The data of this computer's server is somewhere else now. */
    private void relocated() {
        refill();
        if (front instanceof Server.Local) {
            localServer().ifPresent(server -> front = server);
        }
    }

    private void showLocalAgain() {
        if (local != null && front instanceof Server.Local server) {
            showLocal(server, local.supervisor().status());
        }
    }

    private void storageMoved(Path directory) {
        shell.notices()
                .show(new Notices.Notice(
                        Notices.Kind.SUCCESS,
                        texts.get("storage.moved", directory.toString()),
                        texts.get("storage.show"),
                        this::showHealth));
    }

    private void moveInterrupted(Path to) {
        shell.notices()
                .show(new Notices.Notice(
                        Notices.Kind.WARNING,
                        texts.get("storage.interrupted", to.toString()),
                        texts.get("storage.show"),
                        this::showHealth));
    }

    private void showHealth() {
        if (session != null) {
            shell.navigator().go(ScreenId.HEALTH);
        }
    }

    /** @param inOrder whether the server ended in order */
    private void ejected(boolean inOrder) {
        if (inOrder) {
            shell.notices().success(texts.get("servers.ejected"));
        } else {
            shell.notices().warning(texts.get("servers.ejected.forced"));
        }
        frame.ejected(inOrder);
    }

    Optional<LocalServerHost> local() {
        return Optional.ofNullable(local);
    }

    /** Tells how the server of this computer stands, now and later. */
    Subscription follow(Consumer<Status> follower) {
        followers.add(follower);
        if (local != null) {
            follower.accept(local.supervisor().status());
        }
        return () -> followers.remove(follower);
    }

    void wizardDone() {
        choices.change(Choices::withWizardDone);
        if (front == null && local == null) {
            shell.show(
                    new Server.Local(LOCAL_ID, texts.get("shell.no-server"), folders.data()),
                    new ServerStateViewModel.Page(
                            StatusPill.Tone.NEUTRAL,
                            texts.get("servers.none.title"),
                            texts.get("servers.none"),
                            "",
                            "",
                            false,
                            List.of(
                                    new ServerStateViewModel.Action(
                                            "wizard", texts.get("shell.wizard"), frame::runWizard),
                                    new ServerStateViewModel.Action(
                                            "add", texts.get("shell.add-server"), this::addServer))));
        }
    }

    Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    /** This computer has slept or has other addresses: what is shown is asked for again over a new connection. */
    void woke() {
        if (session != null) {
            session.events().reconnect();
        }
    }

    private void supervised(Status status) {
        shell.model().supervised(status);
        frame.supervised(status);
        followers.forEach(follower -> follower.accept(status));
        if (quitting && status.state() == SupervisorState.STOPPED) {
            frame.exit();
            return;
        }
        if (front instanceof Server.Local server) {
            showLocal(server, status);
        }
    }

    private void showLocal(Server.Local server, Status status) {
        LocalServerHost host = local;
        if (host == null) {
            return;
        }
        Optional<ServerStateViewModel.Page> moving = host.moves().page();
        if (moving.isPresent()) {
            closeSession();
            shell.show(server, moving.get());
            return;
        }
        Optional<LocalAccess> access = host.supervisor().access();
        boolean answers = status.state().isServing()
                || (status.state() == SupervisorState.DRIVE_MISSING && status.process() != null);
        if (answers && access.isPresent()) {
            if (session == null && !opening) {
                connect(server, access.get(), host);
            }
            return;
        }
        closeSession();
        shell.show(server, new ServerStateViewModel(texts, host, clock).page(status));
    }

    private void connect(Server.Local server, LocalAccess access, LocalServerHost host) {
        opening = true;
        background.run(
                texts.get("servers.connecting"),
                () -> Session.local(server, access, sessionHome()),
                opened -> {
                    opening = false;
                    opened.power(host);
                    if (server.equals(front)) {
                        show(opened);
                    } else {
                        end(opened);
                    }
                },
                failure -> {
                    opening = false;
                    LOG.info("The server of this computer does not let us in", failure);
                    shell.notices().error(new Failures(texts).explain(failure));
                });
    }

    /** Puts a session in front. */
    void show(Session opened) {
        closeSession();
        session = opened;
        front = opened.server();
        shell.show(opened);
        frame.opened(opened);
        opened.events().signedOutProperty().subscribe(ended -> {
            if (ended && session == opened && opened.server() instanceof Server.Remote remote) {
                frame.signIn(remote);
            }
        });
        choices.change(all -> all.withLastServer(opened.server().id()));
    }

    /** A server elsewhere has let the person in. */
    void welcome(Session opened) {
        known.put(opened.server());
        show(opened);
    }

    private void closeSession() {
        Session before = session;
        session = null;
        if (before != null) {
            shell.clear();
            end(before);
        }
    }

    /** The process ends only after it. */
    private void end(Session session) {
        session.close();
        background.aside(() -> session.ended().join());
    }

    @Override
    public ObservableList<Server> servers() {
        return servers;
    }

    @Override
    public void open(Server server) {
        Session now = session;
        if (server.equals(front)
                && now != null
                && !now.events().signedOutProperty().get()) {
            return;
        }
        switch (server) {
            case Server.Local here -> {
                closeSession();
                front = here;
                if (local != null) {
                    shell.model().supervised(local.supervisor().status());
                    showLocal(here, local.supervisor().status());
                }
            }
            case Server.Remote remote -> frame.signIn(remote);
        }
    }

    @Override
    public void addServer() {
        frame.signIn(null);
    }

    @Override
    public void forget(Server.Remote server) {
        known.remove(server.id());
        if (server.equals(front)) {
            closeSession();
            front = null;
            localServer().ifPresentOrElse(this::open, frame::runWizard);
        }
    }

    void notSaved(IOException failure) {
        LOG.warn("A choice cannot be saved", failure);
        shell.notices().warning(texts.get("servers.not-saved", String.valueOf(failure.getMessage())));
    }

    @Override
    public void runWizard() {
        frame.runWizard();
    }

    @Override
    public void theme(Theme.Mode mode) {
        theme.choose(mode);
        choices.change(all -> all.withTheme(mode));
    }

    @Override
    public void quit() {
        LocalServerHost host = local;
        if (host == null || host.supervisor().status().state().isIdle()) {
            finish();
            return;
        }
        QuitQuestion.ask(shell.dialogs(), texts, choices.get().keepServer(), keep -> {
            choices.change(all -> all.withKeepServer(keep));
            if (keep) {
                host.supervisor().stopsWithUs(false);
                finish();
            } else {
                quitting = true;
                localServer().ifPresent(server -> front = server);
                host.stop();
            }
        });
    }

    private void finish() {
        closeSession();
        frame.exit();
    }

    /** The last call: nothing is asked any more. */
    void close() {
        closeSession();
        if (local != null) {
            local.close();
        }
        background.close();
    }
}
