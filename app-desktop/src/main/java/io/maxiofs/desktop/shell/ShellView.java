package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.fx.FxNotices;
import io.maxiofs.desktop.fx.Navigator;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.fx.UiThread;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Server;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The main window's content: screens in the middle, and around them what is the same for all. */
public final class ShellView {
    private final UiThread ui;
    private final Background background;
    private final Texts texts;
    private final InstantSource clock;
    private final ShellActions actions;
    private final ShellViewModel model;
    private final FxDialogs dialogs;
    private final FxNotices notices;
    private final ScreenHost host = new ScreenHost();
    private final NavigationPane navigation;
    private final TopBar top;
    private final ServerStateView serverState;
    private final CommandPalette palette;
    private final BorderPane frame = new BorderPane();
    private final StackPane root = new StackPane();

    /** One server, nothing around the window: for tests and pictures. */
    public ShellView(UiThread ui, Background background, Texts texts, Theme theme, InstantSource clock) {
        this(ui, background, texts, theme, clock, ShellActions.NONE);
    }

    public ShellView(
            UiThread ui, Background background, Texts texts, Theme theme, InstantSource clock, ShellActions actions) {
        this.ui = ui;
        this.background = background;
        this.texts = texts;
        this.clock = clock;
        this.actions = actions;
        this.model = new ShellViewModel(texts, background);
        this.notices = new FxNotices(texts);
        this.dialogs = new FxDialogs(texts, theme, () -> {
            Scene scene = root.getScene();
            return scene == null ? null : scene.getWindow();
        });
        this.navigation = new NavigationPane(texts, host::go);
        this.palette = new CommandPalette(texts, this::commands);
        this.serverState = new ServerStateView(texts);
        this.top = new TopBar(texts, model, actions, palette::open, () -> host.go(ScreenId.AUDIT));
        ScrollPane scroller = new ScrollPane(navigation);
        scroller.setFitToWidth(true);
        scroller.setFitToHeight(true);
        scroller.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroller.getStyleClass().add("shell-navigation-scroller");
        frame.setTop(top);
        frame.setLeft(scroller);
        frame.setCenter(host);
        frame.setBottom(new StatusStrip(texts, model, background));
        root.getChildren().addAll(frame, notices.view(), palette);
        root.getStyleClass().add("shell");
        // Of the scene, because nothing in it has the focus after what had it was replaced.
        EventHandler<KeyEvent> keys = this::key;
        root.sceneProperty().subscribe((before, now) -> {
            if (before != null) {
                before.removeEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_PRESSED, keys);
            }
        });
        host.placeProperty().subscribe(place -> navigation.select(place == null ? null : place.screen()));
    }

    public Parent view() {
        return root;
    }

    /** Shows the server of the session, beginning at its overview. The session before is not closed. */
    public void show(Session session) {
        host.use(new ScreenContext(session, ui, background, texts, dialogs, notices, host, clock));
        top.show(session.server());
        model.follow(session);
        middle(host);
        host.go(ScreenId.OVERVIEW);
    }

    /** Shows, in place of screens, how the server of this computer stands and what can be done. */
    public void show(Server server, ServerStateViewModel.Page page) {
        if (host.placeProperty().get() != null) {
            clear();
        }
        top.show(server);
        serverState.show(page);
        middle(serverState);
    }

    private void middle(Node node) {
        frame.setCenter(node);
        navigation.setDisable(!node.equals(host));
    }

    /** Closes all screens. */
    public void clear() {
        host.clear();
        model.leave();
    }

    public ShellViewModel model() {
        return model;
    }

    public Navigator navigator() {
        return host;
    }

    public Notices notices() {
        return notices;
    }

    public FxDialogs dialogs() {
        return dialogs;
    }

    /** The screen in front. */
    public Optional<Screen> screen() {
        return host.front();
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        if (host.placeProperty().get() != null) {
            int number = 0;
            for (ScreenId id : ScreenId.values()) {
                number++;
                String keys = number <= 9 ? texts.get("shell.keys.screen", String.valueOf(number)) : "";
                commands.add(new Command(texts.get(id.textKey()), keys, id.icon(), () -> host.go(id)));
            }
            commands.add(new Command(
                    texts.get("shell.refresh"),
                    "F5",
                    Feather.REFRESH_CW,
                    () -> host.front().ifPresent(Screen::refresh)));
        }
        for (Server server : actions.servers()) {
            commands.add(new Command(
                    texts.get("shell.switch-to", server.name()), "", Feather.SERVER, () -> actions.open(server)));
        }
        commands.add(new Command(texts.get("shell.add-server"), "", Feather.PLUS, actions::addServer));
        commands.add(
                new Command(texts.get("shell.theme.light"), "", Feather.SUN, () -> actions.theme(Theme.Mode.LIGHT)));
        commands.add(
                new Command(texts.get("shell.theme.dark"), "", Feather.MOON, () -> actions.theme(Theme.Mode.DARK)));
        commands.add(new Command(texts.get("shell.quit"), "", Feather.POWER, actions::quit));
        return commands;
    }

    private void key(KeyEvent event) {
        Runnable action = actionOf(event);
        if (action != null) {
            action.run();
            event.consume();
        }
    }

    private @Nullable Runnable actionOf(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.F5) {
            return () -> host.front().ifPresent(Screen::refresh);
        }
        if (code == KeyCode.LEFT && event.isAltDown()) {
            return host::back;
        }
        if (!event.isShortcutDown()) {
            return null;
        }
        if (code == KeyCode.K) {
            return palette::open;
        }
        if (code == KeyCode.F) {
            return () -> host.front().ifPresent(Screen::focusFilter);
        }
        int digit = code.isDigitKey() ? Character.digit(code.getChar().charAt(0), 10) : 0;
        return digit < 1 ? null : () -> host.go(List.of(ScreenId.values()).get(digit - 1));
    }
}
