package io.maxiofs.desktop.screen.acl;

import io.maxiofs.desktop.control.RawEditor;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A window with the grid of a list and S3's document beside it. */
public final class AclDialog {
    private static final double WIDTH = 860;
    private static final double GRID_WIDTH = 400;

    private AclDialog() {}

    /** @param of what the list is of */
    public static void show(FxDialogs dialogs, Texts texts, String of, AclViewModel model) {
        RawEditor editor = new RawEditor(
                texts,
                "acl-document",
                texts.get("bucket-settings.raw", texts.get("bucket-settings.name.acl")),
                model::saveDocument);
        model.formProperty().subscribe(form -> {
            if (form != null) {
                editor.show(form.document());
            }
        });
        Region grid = new AclView(texts, model, false).root();
        HBox box = new HBox(16, grid, editor);
        grid.setPrefWidth(GRID_WIDTH);
        HBox.setHgrow(editor, Priority.ALWAYS);
        box.setMinWidth(WIDTH);
        dialogs.form(texts.get("acl.title", of))
                .content(box)
                .closedBy(texts.get("action.close"))
                .show();
        model.refresh();
    }
}
