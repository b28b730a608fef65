package io.maxiofs.desktop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Server;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.model.SessionHome;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.shell.ShellView;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxRobot;

/**
 * A test of what a person sees: the real window, drawn without a display, in front of a real server. One toolkit per JVM,
 * one server per test class (made when first asked for), one window per test. Fails if anything is thrown on the FX
 * thread, or if a server is asked or something waited for there.
 */
public abstract class DesktopTest {
    /** As large as the screen without a display. */
    protected static final int WIDTH = 1000;

    protected static final int HEIGHT = 900;

    /** What a screen is about to replace, or a window to move by growing, cannot be aimed at: that comes with the next pulses. */
    private static final int STABLE_PULSES = 3;

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static @Nullable TestServer server;

    private final Texts texts = Texts.of(Locale.US, ZoneOffset.UTC);
    private final FxRobot robot = new FxRobot();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private @Nullable Toolkit toolkit;
    private @Nullable FxWatchdog watchdog;
    private @Nullable Stage stage;
    private @Nullable ShellView shell;

    static {
        FxRequests.install();
    }

    @BeforeEach
    void startToolkit() {
        Toolkit started = Toolkit.start();
        toolkit = started;
        List<Throwable> earlier = Toolkit.escaped();
        assertThat(earlier).as("thrown on the FX thread between two tests").isEmpty();
        watchdog = new FxWatchdog(started.thread());
        fx(() -> started.theme().choose(Theme.Mode.LIGHT));
    }

    @AfterEach
    void closeWindows() throws Exception {
        fx(() -> {
            if (shell != null) {
                shell.clear();
            }
            for (Window window : List.copyOf(Window.getWindows())) {
                window.hide();
            }
        });
        for (AutoCloseable closeable : toClose.reversed()) {
            closeable.close();
        }
        watchdog().close();
        assertThat(Toolkit.escaped()).as("thrown on the FX thread").isEmpty();
        assertThat(takeRequestsOnFxThread())
                .as("requests made on the FX thread")
                .isEmpty();
        assertThat(watchdog().waited()).as("waited on the FX thread").isEmpty();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** The server of this test class, with {@link SampleData}. */
    protected static TestServer server() {
        if (server == null) {
            TestServer started = TestServer.start();
            server = started;
            SampleData.fill(started);
        }
        return server;
    }

    /** In front of that server, with the administrator's rights; closed after the test. */
    protected Session session() {
        return sessionOf(server());
    }

    protected Session sessionOf(TestServer of) {
        return closedAfterwards(Session.local(
                new Server.Local("test", "This computer", of.dataDirectory()), of.localAccess(), sessionHome()));
    }

    /** For a session of its own; removed after the test. */
    protected SessionHome sessionHome() {
        TemporaryDirectory config = new TemporaryDirectory();
        toClose.add(config);
        return new SessionHome(new FxUiThread(), InstantSource.system(), config.path());
    }

    protected Session closedAfterwards(Session session) {
        toClose.add(() -> {
            fx(session::close);
            Await.until("the session has ended", session.ended()::isDone);
        });
        return session;
    }

    /** English, UTC. */
    protected Texts texts() {
        return texts;
    }

    protected Theme theme() {
        return toolkit().theme();
    }

    protected FxRobot robot() {
        return robot;
    }

    protected FxWatchdog watchdog() {
        if (watchdog == null) {
            throw new IllegalStateException("Only within a test");
        }
        return watchdog;
    }

    /** Requests that were made on the FX thread, for a test that makes them on purpose; they are forgotten. */
    protected static List<String> takeRequestsOnFxThread() {
        return FxRequests.begun();
    }

    private Toolkit toolkit() {
        if (toolkit == null) {
            throw new IllegalStateException("Only within a test");
        }
        return toolkit;
    }

    /** Shows the whole main window with that screen in front. */
    protected ShellView showScreen(Session session, ScreenId id) {
        return showScreen(session, id, texts);
    }

    /** The same in another language. */
    protected ShellView showScreen(Session session, ScreenId id, Texts words) {
        Background background = new Background(new FxUiThread());
        toClose.add(background);
        ShellView view = fx(() ->
                new ShellView(new FxUiThread(), background, words, toolkit().theme(), InstantSource.system()));
        shell = view;
        show(view.view());
        fx(() -> {
            view.show(session);
            view.navigator().go(id);
        });
        return view;
    }

    /** Shows something in a window of its own. */
    protected void show(Parent view) {
        fx(() -> {
            Stage shown = new Stage();
            Scene scene = new Scene(view, WIDTH, HEIGHT);
            toolkit().theme().dress(scene);
            shown.setScene(scene);
            shown.setX(0);
            shown.setY(0);
            shown.show();
            stage = shown;
        });
        await(
                "the window takes keys",
                () -> Window.getWindows().reversed().stream().anyMatch(Window::isFocused));
    }

    /** Runs on the FX thread and waits for the result. */
    protected static <T> T fx(Callable<T> work) {
        return Toolkit.call(work);
    }

    /** Runs on the FX thread and waits for its end. */
    protected static void fx(Runnable work) {
        Toolkit.call(() -> {
            work.run();
            return true;
        });
    }

    /** Waits until the condition, asked on the FX thread, holds; else leaves pictures of all windows. Not for use on that thread, which has to go on. */
    protected static void await(String what, Callable<Boolean> condition) {
        if (Platform.isFxApplicationThread()) {
            throw new IllegalStateException("The FX thread would wait for itself: " + what);
        }
        try {
            Await.until(what, () -> Toolkit.call(condition));
        } catch (AssertionError e) {
            List<Scene> scenes =
                    fx(() -> Window.getWindows().stream().map(Window::getScene).toList());
            for (int i = 0; i < scenes.size(); i++) {
                picture("failed-" + what.replaceAll("[^A-Za-z0-9]+", "-") + "-" + i, scenes.get(i));
            }
            throw e;
        }
    }

    /** The node of that id in any window, if it is there now. */
    protected static Optional<Node> find(String id) {
        return fx(() -> Window.getWindows().reversed().stream()
                .filter(window -> window.getScene() != null)
                .map(window -> lookup(window.getScene().getRoot(), "#" + id))
                .flatMap(Optional::stream)
                .findFirst());
    }

    /** Looks again after what the next pulse would do. */
    private static Optional<Node> lookup(Parent root, String selector) {
        Node found = root.lookup(selector);
        if (found == null) {
            Aim.settle(root);
            found = root.lookup(selector);
        }
        return Optional.ofNullable(found);
    }

    /** The node of that id, as soon as it is visible. */
    protected static <T extends Node> T node(String id, Class<T> type) {
        AtomicReference<@Nullable Node> visible = new AtomicReference<>();
        await("#" + id + " is visible", () -> {
            visible.set(find(id).filter(Aim::isVisible).orElse(null));
            return visible.get() != null;
        });
        return type.cast(Objects.requireNonNull(visible.get()));
    }

    /**
     * The node of that id, which has to be there already. For use on the FX thread, where {@link #node} would wait for
     * what only that thread can do.
     */
    protected static <T extends Node> T now(String id, Class<T> type) {
        return type.cast(find(id).orElseThrow(() -> new AssertionError("#" + id + " is not there")));
    }

    /** Clicks on it as soon as it is visible and enabled and nothing lies over it. */
    protected void click(String id) {
        clickOn("#" + id + " can be clicked", () -> find(id));
    }

    /** Clicks on the button with that text, as {@link #click}. */
    protected void clickText(String text) {
        clickOn(
                "'" + text + "' can be clicked",
                () -> all(".button")
                        .filter(node -> node instanceof Labeled labeled
                                && text.equals(labeled.getText())
                                && Aim.at(node).isPresent())
                        .findFirst());
    }

    /**
     * Aims and clicks in one turn of the FX thread: whatever is about to move, grow or be replaced does so before or after, and
     * never between the look and the click, however slow the machine is.
     */
    private static void clickOn(String what, Callable<Optional<Node>> lookup) {
        AtomicReference<@Nullable Point2D> place = new AtomicReference<>();
        AtomicLong stable = new AtomicLong();
        await(what, () -> {
            Point2D now = lookup.call().flatMap(Aim::at).orElse(null);
            if (now == null || !now.equals(place.getAndSet(now))) {
                stable.set(Toolkit.pulses() + STABLE_PULSES);
                return false;
            }
            if (Toolkit.pulses() < stable.get()) {
                return false;
            }
            Robot hand = new Robot();
            hand.mouseMove(now);
            hand.mouseClick(MouseButton.PRIMARY);
            return true;
        });
    }

    /** Whether something visible, in any window, has that style class. */
    protected static boolean isShown(String styleClass) {
        return countShown(styleClass) > 0;
    }

    protected static int countShown(String styleClass) {
        return fx(() -> (int) all("." + styleClass).filter(Aim::isVisible).count());
    }

    /** What the visible labels and buttons of that style class say. */
    protected static List<String> textsShown(String styleClass) {
        return fx(() -> all("." + styleClass)
                .filter(Aim::isVisible)
                .filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText())
                .toList());
    }

    /** In all windows, those in front first. Used on the FX thread. */
    private static Stream<Node> all(String selector) {
        return Window.getWindows().reversed().stream()
                .filter(window -> window.getScene() != null)
                .map(window -> window.getScene().getRoot())
                .peek(Aim::settle)
                .flatMap(root -> root.lookupAll(selector).stream());
    }

    /** Presses keys together as soon as a window takes them and lets them go. */
    protected void press(KeyCode... keys) {
        await("a window takes keys", () -> {
            boolean taken = Window.getWindows().reversed().stream()
                    .filter(window -> window.getScene() != null && window.isFocused())
                    .anyMatch(DesktopTest::takesKeys);
            if (taken) {
                Robot hand = new Robot();
                List<KeyCode> pressed = List.of(keys);
                pressed.forEach(hand::keyPress);
                pressed.reversed().forEach(hand::keyRelease);
            }
            return taken;
        });
    }

    /** Until the next pulse the focus may be with something that has left the scene, and keys reach nobody. */
    private static boolean takesKeys(Window window) {
        Node owner = window.getScene().getFocusOwner();
        return owner == null || window.getScene().equals(owner.getScene());
    }

    /** Replaces the text of a field as a person would. */
    protected void type(String id, String text) {
        TextInputControl field = node(id, TextInputControl.class);
        fx(() -> {
            field.requestFocus();
            field.selectAll();
            field.replaceSelection(text);
        });
    }

    /** Clicks the button of a dialog that does what it asks for, as soon as it may be clicked. */
    protected void clickAction() {
        clickOn("the action of the dialog can be clicked", DesktopTest::action);
    }

    private static Optional<Node> action() {
        return all(".form-action").filter(node -> !node.isDisabled()).findFirst();
    }

    /** Writes what the window in front shows, such as a dialog, to target/screenshots. */
    protected Path screenshotOfDialog(String name) {
        return picture(name, fx(() -> Window.getWindows().getLast().getScene()));
    }

    /** Writes what the window shows to target/screenshots. */
    protected Path screenshot(String name) {
        Stage shown = stage;
        if (shown == null) {
            throw new IllegalStateException("Nothing is shown");
        }
        return picture(name, shown.getScene());
    }

    private static Path picture(String name, Scene scene) {
        WritableImage image = fx(() -> scene.snapshot(null));
        try {
            Files.createDirectories(PICTURES);
            Path file = PICTURES.resolve(name + ".png");
            ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
