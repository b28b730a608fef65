package io.maxiofs.desktop.screen.overview;

import io.maxiofs.desktop.control.ByteBar;
import io.maxiofs.desktop.control.Card;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Navigator;
import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.ServerPower;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.server.admin.api.ServerOverview;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds the overview to nodes. */
final class OverviewView {
    private static final double HALF = 50;
    private static final Insets BESIDE_SCROLL_BAR = new Insets(0, 12, 0, 0);

    private final OverviewViewModel model;
    private final Texts texts;
    private final Navigator navigator;
    private final Notices notices;
    private final VBox root;
    private final StatusPill state = new StatusPill();
    private final Label stateDetail = new Label();
    private final VBox addresses = new VBox(8);
    private final ByteBar space;
    private final VBox clients = new VBox(10);
    private final VBox safety = new VBox(10);
    private final OverviewRows rows;

    OverviewView(OverviewViewModel model, Texts texts, Navigator navigator, Notices notices) {
        this.model = model;
        this.texts = texts;
        this.navigator = navigator;
        this.notices = notices;
        this.space = new ByteBar(texts);
        this.rows = new OverviewRows(model, texts);
        ScrollPane scroller = new ScrollPane(content());
        scroller.setFitToWidth(true);
        StatePane content = new StatePane(texts)
                .content(scroller)
                .follow(model.stateProperty())
                .onRetry(model::load);
        VBox.setVgrow(content, Priority.ALWAYS);
        root = new VBox(title(), content);
        root.getStyleClass().add("screen");
        model.overviewProperty().subscribe(this::show);
        model.addresses().addListener((ListChangeListener<AddressLine>) change -> showAddresses());
    }

    Parent root() {
        return root;
    }

    private VBox content() {
        state.setId("overview-state");
        stateDetail.setId("overview-state-detail");
        stateDetail.setWrapText(true);
        addresses.setId("overview-addresses");
        clients.setId("overview-clients");
        safety.setId("overview-safety");
        FlowPane stateLine = new FlowPane(12, 8, state, stateDetail);
        GridPane grid = new GridPane(16, 16);
        grid.getColumnConstraints().addAll(half(), half());
        Card addressCard = new Card(texts.get("overview.addresses"), addresses);
        Card spaceCard = new Card(texts.get("overview.space"), space);
        Card clientCard = new Card(texts.get("overview.clients"), clients);
        Card safetyCard = new Card(texts.get("overview.safety"), safety);
        grid.add(addressCard, 0, 0);
        grid.add(spaceCard, 1, 0);
        grid.add(clientCard, 0, 1);
        grid.add(safetyCard, 1, 1);
        for (Card card : new Card[] {addressCard, spaceCard, clientCard, safetyCard}) {
            GridPane.setValignment(card, VPos.TOP);
            card.setMaxHeight(Double.MAX_VALUE);
        }
        VBox box = new VBox(16, stateLine, grid);
        box.setPadding(BESIDE_SCROLL_BAR);
        return box;
    }

    private static ColumnConstraints half() {
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(HALF);
        half.setHgrow(Priority.ALWAYS);
        return half;
    }

    private ScreenTitle title() {
        Button connect = new Button(texts.get("overview.connect-tool"), new FontIcon(Feather.LINK));
        connect.setId("overview-connect");
        connect.getStyleClass().add("accent");
        connect.setOnAction(e -> navigator.go(ScreenId.CONNECT));
        Button copy = new Button(texts.get("overview.copy-endpoint"), new FontIcon(Feather.COPY));
        copy.setId("overview-copy");
        copy.setOnAction(e -> copyEndpoint());
        MenuButton server = new MenuButton(texts.get("overview.server"), new FontIcon(Feather.POWER));
        server.setId("overview-server");
        addAction(server, ServerPower.Action.OPEN_LOG, "overview.open-log");
        addAction(server, ServerPower.Action.START, "overview.start");
        addAction(server, ServerPower.Action.RESTART, "overview.restart");
        addAction(server, ServerPower.Action.STOP, "overview.stop");
        addAction(server, ServerPower.Action.EJECT, "overview.eject");
        return new ScreenTitle(texts.get("nav.overview"), connect, copy, server);
    }

    private void addAction(MenuButton menu, ServerPower.Action action, String textKey) {
        if (model.possible().contains(action)) {
            MenuItem item = new MenuItem(texts.get(textKey));
            item.setId(textKey.replace('.', '-'));
            item.setOnAction(e -> model.act(action));
            menu.getItems().add(item);
        }
    }

    private void copyEndpoint() {
        ClipboardContent content = new ClipboardContent();
        content.putString(model.endpoint());
        Clipboard.getSystemClipboard().setContent(content);
        notices.success(texts.get("overview.copied", model.endpoint()));
    }

    private void show(@Nullable ServerOverview overview) {
        if (overview == null) {
            return;
        }
        state.show(model.tone(overview.state()), model.stateName(overview.state()));
        stateDetail.setText(model.stateDetail(overview));
        space.show(model.space(overview));
        showClients(overview);
        showSafety(overview);
    }

    private void showAddresses() {
        addresses
                .getChildren()
                .setAll(model.addresses().stream().map(rows::address).toList());
    }

    private void showClients(ServerOverview overview) {
        if (overview.clients().isEmpty()) {
            Label none = new Label(texts.get("overview.clients.none"));
            none.setWrapText(true);
            none.getStyleClass().add("muted");
            Button connect = new Button(texts.get("overview.connect-tool"));
            connect.setOnAction(e -> navigator.go(ScreenId.CONNECT));
            clients.getChildren().setAll(none, connect);
        } else {
            clients.getChildren()
                    .setAll(overview.clients().stream().map(rows::client).toList());
        }
    }

    private void showSafety(ServerOverview overview) {
        safety.getChildren()
                .setAll(rows.link(
                        new StatusPill(model.scrubTone(overview.scrub()), texts.get("overview.scrub")),
                        model.scrubLine(overview.scrub()),
                        () -> navigator.go(ScreenId.HEALTH)));
        overview.alerts().stream()
                .map(alert -> rows.link(
                        new StatusPill(model.alertTone(alert), texts.server().title(alert)),
                        texts.server().advice(alert),
                        () -> navigator.go(Place.of(ScreenId.AUDIT, Place.TAB, "alerts"))))
                .forEach(safety.getChildren()::add);
        if (overview.alerts().isEmpty()) {
            safety.getChildren()
                    .add(rows.line(
                            new StatusPill(Tone.GOOD, texts.get("overview.alerts")),
                            texts.get("overview.alerts.none")));
        }
    }
}
