package io.maxiofs.desktop.screen.overview;

import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.ClientDocument;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Makes the rows of the cards. */
final class OverviewRows {
    private final OverviewViewModel model;
    private final Texts texts;

    OverviewRows(OverviewViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    /** An address with its tick, and what is to be said about it. */
    Node address(AddressLine line) {
        Label url = new Label(line.address().url());
        url.getStyleClass().add("monospaced");
        url.setWrapText(true);
        VBox row = new VBox(2, spread(url, pill(line.reach())), muted(scope(line)));
        if (!line.address().hint().isEmpty()) {
            row.getChildren().add(muted(line.address().hint()));
        }
        return row;
    }

    private StatusPill pill(AddressLine.Reach reach) {
        return switch (reach) {
            case YES -> new StatusPill(Tone.GOOD, texts.get("overview.reach.yes"));
            case NO -> new StatusPill(Tone.BAD, texts.get("overview.reach.no"));
            case CHECKING -> new StatusPill(Tone.BUSY, texts.get("overview.reach.checking"));
            case CLOSED -> new StatusPill(Tone.NEUTRAL, texts.get("overview.reach.closed"));
        };
    }

    private String scope(AddressLine line) {
        String key = "overview.scope." + line.address().scope();
        return texts.has(key) ? texts.get(key) : line.address().scope();
    }

    /** A program, when it last stored something, and what went wrong if its last request did. */
    Node client(ClientDocument client) {
        String user = client.user();
        Label name = new Label(user == null ? client.client() : client.client() + " · " + user);
        name.getStyleClass().add("overview-client");
        StatusPill pill = client.isHealthy()
                ? new StatusPill(Tone.GOOD, texts.get("overview.client.well"))
                : new StatusPill(Tone.BAD, texts.get("overview.client.failing"));
        VBox row = new VBox(2, spread(name, pill), muted(model.lastWrite(client)));
        ClientDocument.Failure failure = client.lastFailure();
        if (failure != null && !client.isHealthy()) {
            row.getChildren().add(muted(failure.explanation()));
        }
        return row;
    }

    /** A state with its sentence. */
    Node line(StatusPill pill, String sentence) {
        return new VBox(2, pill, muted(sentence));
    }

    /** As {@link #line}, leading to where more is said. */
    Node link(StatusPill pill, String sentence, Runnable go) {
        Hyperlink more = new Hyperlink(texts.get("overview.more"));
        more.setAccessibleText(texts.get("overview.more-about", pill.getText()));
        more.setOnAction(e -> go.run());
        more.setMinWidth(Region.USE_PREF_SIZE);
        return new VBox(2, spread(pill, more), muted(sentence));
    }

    private static HBox spread(Region left, Node right) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(8, left, space, right);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("muted");
        return label;
    }
}
