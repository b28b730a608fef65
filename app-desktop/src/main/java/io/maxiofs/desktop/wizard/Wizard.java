package io.maxiofs.desktop.wizard;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.i18n.Texts;
import javafx.scene.Scene;
import javafx.stage.Modality;
import javafx.stage.Stage;

/** The assistant in a window of its own, in front of the main one. */
public final class Wizard {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 600;

    private Wizard() {}

    /** Shows it; closing its window skips the rest. */
    public static void run(Background background, Texts texts, Theme theme, WizardActions actions, Stage owner) {
        Stage stage = new Stage();
        WizardViewModel model = new WizardViewModel(background, texts, new Closing(actions, stage));
        Scene scene = new Scene(new WizardView(texts, model).view(), WIDTH, HEIGHT);
        theme.dress(scene);
        stage.initOwner(owner);
        stage.initModality(Modality.WINDOW_MODAL);
        stage.setTitle(texts.get("wizard.title"));
        stage.getIcons().setAll(owner.getIcons());
        stage.setMinWidth(WIDTH);
        stage.setMinHeight(HEIGHT);
        stage.setScene(scene);
        stage.setOnCloseRequest(event -> model.finish());
        stage.show();
        // Its owner may have no place yet when it is shown, and the toolkit would put the title bar above the screen.
        stage.centerOnScreen();
    }
}
