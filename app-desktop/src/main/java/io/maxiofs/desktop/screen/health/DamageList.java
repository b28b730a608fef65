package io.maxiofs.desktop.screen.health;

import io.maxiofs.desktop.control.Card;
import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.HealthDocument.Damage;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A card for each thing that is damaged, with what can be done about it. */
final class DamageList {
    private final DamageViewModel model;
    private final Texts texts;
    private final VBox root = new VBox(16);
    private List<Damage> shown = List.of();

    DamageList(DamageViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        root.setId("health-damages");
        root.managedProperty().bind(root.visibleProperty());
        root.setVisible(false);
    }

    Node root() {
        return root;
    }

    /** Keeps the cards as they are if nothing about them is new, so that nobody loses the button they are about to press. */
    void show(List<Damage> damages) {
        root.setVisible(!damages.isEmpty());
        if (damages.equals(shown)) {
            return;
        }
        shown = List.copyOf(damages);
        List<Node> cards = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            cards.add(card(shown.get(i), i));
        }
        root.getChildren().setAll(cards);
    }

    private Card card(Damage damage, int number) {
        String id = "health-damage-" + number;
        VBox lines = new VBox(4);
        lines.setId(id + "-text");
        model.sentences(damage).forEach(sentence -> lines.getChildren().add(line(sentence)));
        String technical = model.technical(damage);
        if (technical != null) {
            Label label = line(texts.get("health.damage.technical", technical));
            label.getStyleClass().add("muted");
            lines.getChildren().add(label);
        }
        FlowPane actions = new FlowPane(8, 8);
        for (DamageViewModel.Action action : model.actions(damage)) {
            Button button = new Button(model.label(action));
            button.setId(id + "-" + action.text());
            button.setOnAction(e -> model.act(damage, action));
            actions.getChildren().add(button);
        }
        StatusPill pill = new StatusPill(model.tone(damage), model.severity(damage));
        Card card = new Card(model.title(damage), new HBox(pill), lines, actions);
        card.setId(id);
        return card;
    }

    private static Label line(String content) {
        Label label = new Label(content);
        label.setWrapText(true);
        return label;
    }
}
