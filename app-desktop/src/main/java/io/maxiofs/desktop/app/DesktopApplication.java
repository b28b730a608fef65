package io.maxiofs.desktop.app;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.fx.UiThread;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.SavedFile;
import io.maxiofs.desktop.model.Server;
import io.maxiofs.desktop.model.Servers;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.platform.AppFolders;
import io.maxiofs.desktop.platform.StartAtLogin;
import io.maxiofs.desktop.platform.Tray;
import io.maxiofs.desktop.platform.WakeWatch;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.desktop.wizard.Wizard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window's life. {@link #start} is the list of what it is made of, {@link #stop} undoes it. */
public final class DesktopApplication extends Application implements Desktop.Frame {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopApplication.class);
    private static final double WIDTH = 1180;
    private static final double HEIGHT = 780;

    private static final Duration LEFT_TO_DO = Duration.ofSeconds(30);

    private static @Nullable Launch launch;
    private static volatile @Nullable Background left;

    private final UiThread ui = new FxUiThread();
    private final Background background = new Background(ui);
    private final Texts texts = Texts.of(Locale.getDefault(), ZoneId.systemDefault());
    private @Nullable Stage stage;
    private @Nullable Desktop desktop;
    private @Nullable TrayMenu tray;
    private @Nullable AutoCloseable wakeWatch;

    /**
     * How the process was started.
     *
     * @param hidden whether the window waits in the tray, if there is one
     * @param atLogin the command that starts it hidden
     * @param later gives what is called with the arguments of later launches
     */
    public record Launch(AppFolders folders, boolean hidden, List<String> atLogin, LaterLaunches later) {
        public Launch {
            atLogin = List.copyOf(atLogin);
        }
    }

    /** Runs until the application ends. */
    public static void run(Launch how) {
        launch = how;
        Application.launch(DesktopApplication.class);
        // The window is gone: what it left to do may take its time now, but not for ever.
        Background last = left;
        if (last != null && !last.awaitAside(LEFT_TO_DO)) {
            LOG.warn("The application ends before all is done that it left to do");
        }
    }

    @Override
    public void start(Stage primary) throws IOException {
        Launch how = launch;
        if (how == null) {
            throw new IllegalStateException("Only through run");
        }
        stage = primary;
        Path config = how.folders().config();
        Choices chosen = Choices.load(config.resolve("desktop.json"));
        Servers known = Servers.load(config.resolve("servers.json"), saved(config.resolve("servers.json")));
        Theme theme = new Theme();
        theme.choose(chosen.theme());
        ChoicesFile choices = new ChoicesFile(saved(config.resolve("desktop.json")), chosen);
        Desktop made =
                new Desktop(new Desktop.Parts(ui, background, texts, theme, how.folders(), known), choices, this);
        desktop = made;
        Scene scene = new Scene(made.shell().view(), WIDTH, HEIGHT);
        theme.dress(scene);
        primary.setTitle(texts.get("app.name"));
        primary.getIcons().setAll(AppIcon.images());
        primary.setMinWidth(860);
        primary.setMinHeight(560);
        primary.setScene(scene);
        TrayMenu menu = new TrayMenu(texts, ui, made, new RecentBuckets(background, texts), this::show);
        tray = menu;
        boolean inTray = menu.open(Tray::ofThisSystem);
        Platform.setImplicitExit(false);
        primary.setOnCloseRequest(event -> {
            event.consume();
            if (menu.isShown()) {
                primary.hide();
            } else {
                made.quit();
            }
        });
        primary.showingProperty().subscribe(showing -> {
            made.session().ifPresent(s -> s.events().hidden(!showing));
            // Changes are not followed while it is hidden, and the menu of the tray is what is left.
            menu.look();
        });
        if (!how.hidden() || !inTray) {
            primary.show();
        }
        how.later().take(arguments -> ui.run(this::show));
        wakeWatch = WakeWatch.start(() -> ui.run(made::woke));
        made.begin();
    }

    private SavedFile saved(Path file) {
        return new SavedFile(file, ui, background, this::notSaved);
    }

    private void notSaved(IOException failure) {
        Desktop current = desktop;
        if (current != null) {
            current.notSaved(failure);
        }
    }

    private void show() {
        Stage window = stage;
        if (window != null) {
            window.setIconified(false);
            window.show();
            window.toFront();
            window.requestFocus();
        }
    }

    @Override
    public void runWizard() {
        Desktop current = desktop;
        Stage window = stage;
        Launch how = launch;
        if (current != null && window != null && how != null) {
            show();
            WizardHost host = new WizardHost(how.folders(), current, StartAtLogin.ofThisSystem(how.atLogin()));
            Wizard.run(background, texts, current.theme(), host, window);
        }
    }

    @Override
    public void signIn(Server.@Nullable Remote server) {
        Desktop current = desktop;
        if (current != null) {
            RemoteSignInViewModel model =
                    new RemoteSignInViewModel(current.sessionHome(), background, texts, server, current::welcome);
            RemoteSignInDialog.show(current.shell().dialogs(), texts, model);
        }
    }

    @Override
    public void supervised(Status status) {
        TrayMenu menu = tray;
        if (menu != null) {
            menu.show(status);
        }
    }

    @Override
    public void ejected(boolean inOrder) {
        TrayMenu menu = tray;
        if (menu != null) {
            menu.ejected(inOrder);
        }
    }

    @Override
    public void opened(Session session) {
        Stage window = stage;
        if (window != null) {
            session.events().hidden(!window.isShowing());
        }
        TrayMenu menu = tray;
        if (menu != null) {
            menu.opened(session);
        }
    }

    @Override
    public void exit() {
        Platform.exit();
    }

    @Override
    public void stop() throws Exception {
        LOG.info("The window is closed");
        if (wakeWatch != null) {
            wakeWatch.close();
        }
        if (tray != null) {
            tray.close();
        }
        if (desktop != null) {
            desktop.close();
        }
        left = background;
    }
}
