package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Server;
import io.maxiofs.server.admin.api.AlertDocument;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Above the screens: which server this is, how it is, its alerts, the command palette and the menu of the application. */
final class TopBar extends HBox {
    private static final int MOST_ALERTS = 8;
    private static final PseudoClass FIRING = PseudoClass.getPseudoClass("firing");

    private final Texts texts;
    private final ShellActions actions;
    private final ObservableList<Server> servers;
    private final MenuButton switcher = new MenuButton();
    private final MenuButton bell = new MenuButton();
    private @Nullable Server shown;

    TopBar(Texts texts, ShellViewModel model, ShellActions actions, Runnable palette, Runnable allAlerts) {
        this.texts = texts;
        this.actions = actions;
        this.servers = actions.servers();
        getStyleClass().add("shell-top");
        switcher.setId("server-switcher");
        switcher.setGraphic(new FontIcon(Feather.SERVER));
        switcher.getStyleClass().add("flat");
        servers.addListener((ListChangeListener<Server>) change -> fillSwitcher());
        fillSwitcher();
        StatusPill pill = new StatusPill();
        pill.setId("state-pill");
        pill.visibleProperty().bind(pill.textProperty().isNotEmpty());
        model.stateWordProperty()
                .subscribe(word -> pill.show(model.stateToneProperty().get(), word));
        model.stateToneProperty()
                .subscribe(tone -> pill.show(tone, model.stateWordProperty().get()));
        Tooltip why = new Tooltip();
        why.textProperty().bind(model.stateDetailProperty());
        model.stateDetailProperty().subscribe(detail -> pill.setTooltip(detail.isEmpty() ? null : why));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(switcher, pill, space, paletteButton(palette), bell(model, allAlerts), menu());
    }

    void show(@Nullable Server server) {
        shown = server;
        fillSwitcher();
    }

    private void fillSwitcher() {
        switcher.setText(shown == null ? texts.get("shell.no-server") : shown.name());
        switcher.setAccessibleText(texts.get("shell.server", switcher.getText()));
        switcher.getItems().clear();
        for (Server server : servers) {
            CheckMenuItem item = new CheckMenuItem(server.name());
            item.setSelected(shown != null && server.id().equals(shown.id()));
            item.setOnAction(e -> actions.open(server));
            switcher.getItems().add(item);
        }
        MenuItem add = new MenuItem(texts.get("shell.add-server"), new FontIcon(Feather.PLUS));
        add.setId("add-server");
        add.setOnAction(e -> actions.addServer());
        switcher.getItems().addAll(new SeparatorMenuItem(), add);
        if (shown instanceof Server.Remote remote) {
            MenuItem forget = new MenuItem(texts.get("shell.forget-server", remote.name()));
            forget.setOnAction(e -> actions.forget(remote));
            switcher.getItems().add(forget);
        }
    }

    private Button paletteButton(Runnable palette) {
        Button button = new Button(texts.get("shell.palette"), new FontIcon(Feather.SEARCH));
        button.setId("open-palette");
        button.getStyleClass().add("palette-button");
        button.setTooltip(new Tooltip(texts.get("shell.palette.keys")));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(e -> palette.run());
        return button;
    }

    private MenuButton bell(ShellViewModel model, Runnable allAlerts) {
        ObservableList<AlertDocument> alerts = model.alerts();
        bell.setId("alert-bell");
        bell.setGraphic(new FontIcon(Feather.BELL));
        bell.getStyleClass().addAll("flat", "alert-bell");
        bell.setMinWidth(USE_PREF_SIZE);
        bell.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> alerts.isEmpty() ? "" : texts.formats().number(alerts.size()), alerts));
        alerts.addListener((ListChangeListener<AlertDocument>) change -> fillBell(alerts, allAlerts));
        fillBell(alerts, allAlerts);
        return bell;
    }

    private void fillBell(ObservableList<AlertDocument> alerts, Runnable allAlerts) {
        bell.setAccessibleText(texts.get("shell.alerts", alerts.size()));
        bell.setTooltip(new Tooltip(texts.get("shell.alerts", alerts.size())));
        bell.pseudoClassStateChanged(FIRING, !alerts.isEmpty());
        bell.getItems().clear();
        for (AlertDocument alert : alerts.stream().limit(MOST_ALERTS).toList()) {
            MenuItem item = new MenuItem(texts.server().title(alert), new FontIcon(icon(alert)));
            item.setOnAction(e -> allAlerts.run());
            bell.getItems().add(item);
        }
        MenuItem all = new MenuItem(texts.get(alerts.isEmpty() ? "shell.alerts.none" : "shell.alerts.all"));
        all.setOnAction(e -> allAlerts.run());
        bell.getItems().add(all);
    }

    private static Feather icon(AlertDocument alert) {
        return switch (alert.severity()) {
            case "critical" -> Feather.ALERT_OCTAGON;
            case "warning" -> Feather.ALERT_TRIANGLE;
            default -> Feather.INFO;
        };
    }

    private MenuButton menu() {
        MenuButton menu = new MenuButton(null, new FontIcon(Feather.MENU));
        menu.setId("application-menu");
        menu.getStyleClass().addAll("flat", "button-icon");
        menu.setAccessibleText(texts.get("shell.menu"));
        menu.setTooltip(new Tooltip(texts.get("shell.menu")));
        Menu theme = new Menu(texts.get("shell.theme"));
        for (Theme.Mode mode : Theme.Mode.values()) {
            MenuItem item = new MenuItem(texts.get("shell.theme." + mode.name().toLowerCase(Locale.ROOT)));
            item.setOnAction(e -> actions.theme(mode));
            theme.getItems().add(item);
        }
        MenuItem wizard = new MenuItem(texts.get("shell.wizard"));
        wizard.setOnAction(e -> actions.runWizard());
        MenuItem quit = new MenuItem(texts.get("shell.quit"));
        quit.setId("quit");
        quit.setOnAction(e -> actions.quit());
        menu.getItems().addAll(theme, wizard, new SeparatorMenuItem(), quit);
        return menu;
    }
}
