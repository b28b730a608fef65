package io.maxiofs.desktop.screenshot;

import io.maxiofs.desktop.app.ServerProgram;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.fx.UiThread;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Server;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.model.SessionHome;
import io.maxiofs.desktop.platform.OperatingSystem;
import io.maxiofs.desktop.platform.Pictures;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.shell.ShellView;
import io.maxiofs.desktop.supervisor.ServerLaunch;
import io.maxiofs.desktop.supervisor.Supervisor;
import io.maxiofs.desktop.supervisor.SupervisorParts;
import io.maxiofs.desktop.supervisor.SupervisorState;
import io.maxiofs.server.admin.api.LocalAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** Draws every screen to files. */
public final class Screenshots {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int USAGE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOADING = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
    private static final int QUIET_LOOKS = 8;

    private final Path target;
    private final UiThread ui = new FxUiThread();
    private final Background background = new Background(ui);
    private final Texts texts;
    private final Theme theme;
    private final ShellView shell;
    private final Scene scene;

    private Screenshots(Path target, Locale locale) throws Exception {
        this.target = target;
        this.texts = Texts.of(locale, ZoneId.systemDefault());
        this.theme = fx(Theme::new);
        this.shell = fx(() -> new ShellView(ui, background, texts, theme, InstantSource.system()));
        this.scene = fx(() -> {
            Stage stage = new Stage();
            Scene made = new Scene(shell.view(), WIDTH, HEIGHT);
            theme.dress(made);
            stage.setScene(made);
            stage.show();
            return made;
        });
    }

    /** @param arguments the folder for the pictures; a language such as {@code de} may follow */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("Usage: maxiofs screenshots DIR [LANGUAGE]");
            System.exit(USAGE);
        }
        // Before the first logger is made.
        System.setProperty("logback.configurationFile", "screenshots-log.xml");
        Path target = Path.of(arguments[0]);
        Files.createDirectories(target);
        Locale locale = arguments.length == 2 ? Locale.forLanguageTag(arguments[1]) : Locale.ENGLISH;
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Path directory = Files.createTempDirectory("maxiofs-screenshots-");
        try {
            new Screenshots(target, locale).run(directory);
        } finally {
            remove(directory);
        }
        System.exit(0);
    }

    private void run(Path directory) throws Exception {
        ServerLaunch launch = new ServerLaunch(
                ServerProgram.of(System.getProperties(), OperatingSystem.current()),
                directory.resolve("data"),
                Map.of("server.listen", "127.0.0.1:0", "server.admin-listen", "127.0.0.1:0"),
                Map.of(),
                false,
                false);
        Supervisor supervisor = new Supervisor(launch, SupervisorParts.standard(directory.resolve("logs")));
        supervisor.start();
        await(() -> supervisor.status().state() == SupervisorState.RUNNING);
        LocalAccess access = supervisor.access().orElseThrow();
        Session session = Session.local(
                new Server.Local("local", texts.get("servers.this-computer"), directory.resolve("data")),
                access,
                new SessionHome(ui, InstantSource.system(), directory.resolve("config")));
        try {
            all(session, "empty");
            ExampleData.fill(session, Files.createDirectory(directory.resolve("files")));
            all(session, "filled");
            supervisor.stop();
            await(() -> supervisor.status().state() == SupervisorState.STOPPED);
            all(session, "failing");
        } finally {
            supervisor.stop();
            await(() -> supervisor.status().state().isIdle());
            supervisor.close();
        }
    }

    private void all(Session session, String state) throws Exception {
        fx(() -> {
            shell.show(session);
            return true;
        });
        for (ScreenId id : ScreenId.values()) {
            fx(() -> {
                shell.navigator().go(placeOf(id, state));
                shell.screen().ifPresent(Screen::refresh);
                return true;
            });
            settle();
            for (Theme.Mode mode : List.of(Theme.Mode.LIGHT, Theme.Mode.DARK)) {
                fx(() -> {
                    theme.choose(mode);
                    return true;
                });
                settle();
                Image image = fx(() -> scene.snapshot(null));
                String name = "%s-%s-%s.png".formatted(lower(id.name()), state, lower(mode.name()));
                Pictures.writePng(image, target.resolve(name));
                System.out.println(name);
            }
        }
    }

    /** The objects of the bucket that has the most kinds of them, if it is there. */
    private static Place placeOf(ScreenId id, String state) {
        boolean objects = id == ScreenId.OBJECTS && state.equals("filled");
        return objects ? Place.of(id, Place.BUCKET, ExampleData.PHOTOS) : Place.of(id);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Until nothing has been loading for a moment. */
    private void settle() throws Exception {
        int quiet = 0;
        long deadline = System.nanoTime() + LOADING.toNanos();
        while (quiet < QUIET_LOOKS && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
            quiet = fx(() -> background.running().isEmpty()) ? quiet + 1 : 0;
        }
    }

    static void await(BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("The server for the pictures does not do what it should");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private <T> T fx(Callable<T> work) throws ExecutionException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        ui.run(task);
        return task.get();
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
