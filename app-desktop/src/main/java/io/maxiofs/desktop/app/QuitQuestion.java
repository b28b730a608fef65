package io.maxiofs.desktop.app;

import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import java.util.function.Consumer;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/** Asks what is to become of the server when the application ends. */
final class QuitQuestion {
    private QuitQuestion() {}

    /** @param answered told whether the server carries on */
    static void ask(FxDialogs dialogs, Texts texts, boolean keepFirst, Consumer<Boolean> answered) {
        ToggleGroup group = new ToggleGroup();
        RadioButton keep = new RadioButton(texts.get("servers.quit.keep"));
        keep.setId("quit-keep");
        keep.setToggleGroup(group);
        RadioButton stop = new RadioButton(texts.get("servers.quit.stop"));
        stop.setId("quit-stop");
        stop.setToggleGroup(group);
        group.selectToggle(keepFirst ? keep : stop);
        Label detail = new Label(texts.get("servers.quit.detail"));
        detail.setWrapText(true);
        dialogs.form(texts.get("servers.quit.title"))
                .content(new VBox(12, detail, keep, stop))
                .action(texts.get("servers.quit.action"), new SimpleBooleanProperty(true), outcome -> {
                    outcome.done();
                    answered.accept(keep.isSelected());
                })
                .show();
    }
}
