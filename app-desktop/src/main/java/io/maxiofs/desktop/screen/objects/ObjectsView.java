package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.control.BucketChoice;
import io.maxiofs.desktop.control.FilterField;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.server.admin.api.BucketDocument;
import java.io.File;
import java.util.List;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds the objects of a bucket to nodes. */
final class ObjectsView {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");
    private static final Duration TYPING = Duration.millis(250);

    private final Texts texts;
    private final ObjectsViewModel model;
    private final ObjectActionsViewModel actions;
    private final InspectorViewModel inspector;
    private final ObjectDialogs dialogs;
    private final ObjectsTable table;
    private final FilterField search;
    private final FlowPane crumbs = new FlowPane(2, 2);
    private final SplitPane split;
    private final InspectorView side;
    private final VBox root = new VBox();

    /** What is bound. */
    record Models(
            ObjectsViewModel list, ObjectActionsViewModel actions, InspectorViewModel inspector, DragOut dragOut) {}

    ObjectsView(ScreenContext context, Models models) {
        this.texts = context.texts();
        this.model = models.list();
        this.actions = models.actions();
        this.inspector = models.inspector();
        DragOutView dragOut = new DragOutView(models.dragOut(), model, texts);
        this.dialogs = new ObjectDialogs((FxDialogs) context.dialogs(), texts, model, actions);
        this.table = new ObjectsTable(texts, model, this::enter, dragOut::detected);
        this.search = searchField();
        this.side = new InspectorView(
                context,
                inspector,
                key -> context.navigator()
                        .go(new Place(
                                ScreenId.VERSIONS,
                                Map.of(Place.BUCKET, model.bucketProperty().get(), Place.KEY, key))));
        this.split = new SplitPane(table);
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<ObjectRow>) c -> selected());
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        StatePane content = new StatePane(texts)
                .follow(model.stateProperty())
                .content(split)
                .whenEmpty(
                        noBucket(),
                        texts.get("buckets.empty-screen"),
                        texts.get("buckets.create"),
                        () -> context.navigator().go(ScreenId.BUCKETS))
                .whenEmpty(
                        nothing(), texts.get("objects.empty"), texts.get("objects.upload-files"), actions::askForFiles)
                .onRetry(model::refresh);
        content.setOnDragOver(this::over);
        content.setOnDragDropped(this::dropped);
        content.setOnDragEntered(event -> content.pseudoClassStateChanged(DROP, takes(event)));
        content.setOnDragExited(event -> content.pseudoClassStateChanged(DROP, false));
        content.getStyleClass().add("drop-target");
        content.setId("objects-content");
        VBox.setVgrow(content, Priority.ALWAYS);
        Label summary = new Label();
        summary.setId("objects-summary");
        summary.textProperty().bind(model.summaryProperty());
        summary.getStyleClass().add("muted");
        // At the left, because notices come at the right.
        HBox foot = new HBox(16, summary, dragOut.root());
        foot.setAlignment(Pos.CENTER_LEFT);
        root.getStyleClass().add("screen");
        root.getChildren().addAll(new ScreenTitle(texts.get("nav.objects")), place(), actionBar(), content, foot);
        model.prefixProperty().subscribe(p -> showCrumbs());
        model.bucketProperty().subscribe(b -> showCrumbs());
    }

    Parent root() {
        return root;
    }

    void focusFilter() {
        search.requestFocus();
    }

    private BooleanBinding nothing() {
        return Bindings.isEmpty(model.rows()).and(model.searchProperty().isEmpty());
    }

    /** Searches when the person stops typing, because each search is a request. */
    private FilterField searchField() {
        FilterField field = new FilterField(texts.get("objects.search"));
        field.setId("objects-search");
        PauseTransition pause = new PauseTransition(TYPING);
        pause.setOnFinished(e -> model.searchProperty().set(field.getText()));
        field.textProperty().subscribe((before, now) -> pause.playFromStart());
        model.searchProperty().subscribe(text -> {
            if (text.isEmpty()) {
                field.clear();
            }
        });
        return field;
    }

    private FlowPane place() {
        BucketChoice bucket = new BucketChoice(
                "objects-bucket",
                texts.get("objects.bucket"),
                model.buckets(),
                BucketDocument::name,
                model.bucketProperty(),
                name -> model.open(name, ""));
        crumbs.setId("objects-crumbs");
        crumbs.getStyleClass().add("crumbs");
        FlowPane place = new FlowPane(12, 8, bucket, search, crumbs);
        place.getStyleClass().add("screen-actions");
        return place;
    }

    private void showCrumbs() {
        crumbs.getChildren().clear();
        List<ObjectsViewModel.Crumb> way = model.crumbs();
        for (int i = 0; i < way.size(); i++) {
            ObjectsViewModel.Crumb crumb = way.get(i);
            Hyperlink link = new Hyperlink(crumb.name());
            link.setOnAction(e -> model.open(model.bucketProperty().get(), crumb.prefix()));
            crumbs.getChildren().add(link);
            if (i < way.size() - 1) {
                Label separator = new Label("›");
                separator.getStyleClass().add("muted");
                crumbs.getChildren().add(separator);
            }
        }
    }

    private FlowPane actionBar() {
        ObservableBooleanValue none = Bindings.isEmpty(model.selected());
        BooleanBinding notOneFile = Bindings.createBooleanBinding(
                () -> model.selected().size() != 1 || !(model.selected().getFirst() instanceof ObjectRow.File),
                model.selected());
        BooleanBinding notOne = Bindings.size(model.selected()).isNotEqualTo(1);
        MenuButton upload = new MenuButton(texts.get("objects.upload"), new FontIcon(Feather.UPLOAD));
        upload.setId("objects-upload");
        upload.getStyleClass().add("accent");
        upload.disableProperty().bind(noBucket());
        MenuItem files = new MenuItem(texts.get("objects.upload-files"));
        files.setOnAction(e -> actions.askForFiles());
        MenuItem folder = new MenuItem(texts.get("objects.upload-folder"));
        folder.setOnAction(e -> actions.askForFolder());
        MenuItem form = new MenuItem(texts.get("objects.presign-put"));
        form.setOnAction(e -> dialogs.presignPut());
        upload.getItems().addAll(files, folder, form);
        return new FlowPane(
                8,
                8,
                upload,
                button("objects-download", "objects.download", Feather.DOWNLOAD, none, actions::download),
                button("objects-share", "objects.share", Feather.SHARE_2, notOneFile, dialogs::share),
                button("objects-shares", "objects.shares", Feather.LIST, noBucket(), dialogs::shares),
                button("objects-presign", "objects.presign", Feather.LINK, notOneFile, dialogs::presignGet),
                button("objects-copy", "objects.copy", Feather.COPY, none, dialogs::copyOrMove),
                button("objects-rename", "objects.rename", Feather.EDIT_2, notOne, dialogs::rename),
                button("objects-delete", "objects.delete", Feather.TRASH_2, none, actions::delete));
    }

    private BooleanBinding noBucket() {
        return Bindings.createBooleanBinding(() -> model.bucketProperty().get().isEmpty(), model.bucketProperty());
    }

    private Button button(String id, String key, Feather icon, ObservableBooleanValue disabled, Runnable action) {
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.disableProperty().bind(disabled);
        button.setOnAction(e -> action.run());
        return button;
    }

    private void enter(ObjectRow row) {
        model.enter(row);
    }

    private void selected() {
        List<ObjectRow> rows = List.copyOf(table.getSelectionModel().getSelectedItems());
        model.selected().setAll(rows);
        boolean one = rows.size() == 1 && rows.getFirst() instanceof ObjectRow.File;
        if (one) {
            inspector.inspect(model.bucketProperty().get(), rows.getFirst().key());
            if (!split.getItems().contains(side.root())) {
                split.getItems().add(side.root());
                split.setDividerPositions(0.55);
            }
        } else {
            split.getItems().remove(side.root());
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.DELETE && !model.selected().isEmpty()) {
            actions.delete();
            event.consume();
        } else if (event.getCode() == KeyCode.BACK_SPACE) {
            model.up();
            event.consume();
        } else if (event.getCode() == KeyCode.F2 && model.selected().size() == 1) {
            dialogs.rename();
            event.consume();
        }
    }

    private void over(DragEvent event) {
        if (takes(event)) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    /** What comes from here is on the server already. */
    private boolean takes(DragEvent event) {
        boolean fromElsewhere = event.getGestureSource() == null;
        return fromElsewhere
                && event.getDragboard().hasFiles()
                && !model.bucketProperty().get().isEmpty();
    }

    private void dropped(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        actions.upload(files.stream().map(File::toPath).toList());
        event.setDropCompleted(!files.isEmpty());
        event.consume();
    }
}
