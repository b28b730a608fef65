package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.fx.FxNotices;
import io.maxiofs.desktop.fx.Navigator;
import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.fx.UiThread;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/** The main window's content: screens in the middle, and around them what is the same for all. */
public final class ShellView {
    private final UiThread ui;
    private final Background background;
    private final Texts texts;
    private final InstantSource clock;
    private final FxDialogs dialogs;
    private final FxNotices notices;
    private final ScreenHost host = new ScreenHost();
    private final StackPane root = new StackPane();

    public ShellView(UiThread ui, Background background, Texts texts, Theme theme, InstantSource clock) {
        this.ui = ui;
        this.background = background;
        this.texts = texts;
        this.clock = clock;
        this.notices = new FxNotices(texts);
        this.dialogs = new FxDialogs(texts, theme, () -> {
            Scene scene = root.getScene();
            return scene == null ? null : scene.getWindow();
        });
        NavigationPane navigation = new NavigationPane(texts, host::go);
        ScrollPane scroller = new ScrollPane(navigation);
        scroller.setFitToWidth(true);
        scroller.setFitToHeight(true);
        scroller.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        BorderPane frame = new BorderPane(host);
        frame.setLeft(scroller);
        root.getChildren().addAll(frame, notices.view());
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        host.placeProperty().subscribe(place -> navigation.select(place == null ? null : place.screen()));
    }

    public Parent view() {
        return root;
    }

    /** Shows the server of the session, beginning at its overview. The session before is not closed. */
    public void show(Session session) {
        host.use(new ScreenContext(session, ui, background, texts, dialogs, notices, host, clock));
        host.go(ScreenId.OVERVIEW);
    }

    /** Closes all screens. */
    public void clear() {
        host.clear();
    }

    public Navigator navigator() {
        return host;
    }

    public Notices notices() {
        return notices;
    }

    /** The screen in front. */
    public Optional<Screen> screen() {
        return host.front();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.F5) {
            host.front().ifPresent(Screen::refresh);
            event.consume();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            host.front().ifPresent(Screen::focusFilter);
            event.consume();
        } else if (event.isShortcutDown() && digit(event.getCode()) >= 1) {
            host.go(Place.of(List.of(ScreenId.values()).get(digit(event.getCode()) - 1)));
            event.consume();
        } else if (event.isAltDown() && event.getCode() == KeyCode.LEFT) {
            host.back();
            event.consume();
        }
    }

    /** From 1 to 9; 0 for any other key. */
    private static int digit(KeyCode code) {
        return code.isDigitKey() ? Character.digit(code.getChar().charAt(0), 10) : 0;
    }
}
