package io.maxiofs.desktop.screen.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.shell.ShellView;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.SampleData;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.EventStream;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class ObjectsScreenTest extends DesktopTest {
    @SuppressWarnings("unchecked")
    private static TableView<ObjectRow> table() {
        return (TableView<ObjectRow>) find("objects-table").orElseThrow();
    }

    private static boolean shows(String... names) {
        return find("objects-table").isPresent()
                && table().getItems().stream().map(ObjectRow::name).toList().equals(List.of(names));
    }

    private void openPhotos() {
        ShellView shell = showScreen(session(), ScreenId.OVERVIEW);
        fx(() -> shell.navigator().go(Place.of(ScreenId.OBJECTS, Place.BUCKET, SampleData.PHOTOS)));
        await("the photos are there", () -> shows("2024", "2025", "readme.txt"));
    }

    private static void select(int row) {
        fx(() -> {
            table().getSelectionModel().clearAndSelect(row);
            table().requestFocus();
        });
    }

    @Test
    void letsEverybodySignedInReadOneObjectByItsList() {
        Session session = session();
        session.admin().buckets().create(new BucketDocument.New("listed", null, false, false));
        session.admin().buckets().putOwnership("listed", "ObjectWriter");
        session.admin()
                .buckets()
                .putPublicAccessBlock("listed", new BucketForms.PublicAccessBlock(false, false, false, false));
        server().s3().putObject(b -> b.bucket("listed").key("one.txt"), RequestBody.fromString("one"));
        ShellView shell = showScreen(session, ScreenId.OVERVIEW);
        fx(() -> shell.navigator().go(Place.of(ScreenId.OBJECTS, Place.BUCKET, "listed")));
        await("the object is there", () -> shows("one.txt"));
        select(0);
        TabPane tabs = node("inspector-tabs", TabPane.class);
        fx(() -> tabs.getTabs().stream()
                .filter(tab -> "inspector-tab-access".equals(tab.getId()))
                .forEach(tab -> tabs.getSelectionModel().select(tab)));
        click("inspector-acl");
        click("acl-signed-in-READ");
        screenshotOfDialog("object-acl-light");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshotOfDialog("object-acl-dark");
        fx(() -> theme().choose(Theme.Mode.LIGHT));
        click("acl-save");
        await(
                "the document says so",
                () -> find("acl-document")
                        .map(area -> ((TextArea) area).getText().contains("AuthenticatedUsers"))
                        .orElse(false));
        assertThat(server().s3()
                        .getObjectAcl(b -> b.bucket("listed").key("one.txt"))
                        .grants())
                .hasSize(2);
        clickAction();
    }

    @Test
    void showsWhatOthersWriteAndKeepsTheSelection() {
        Session session = session();
        session.admin().buckets().create(new BucketDocument.New("written", null, false, false));
        server().s3().putObject(b -> b.bucket("written").key("m.txt"), RequestBody.fromString("1"));
        ShellView shell = showScreen(session, ScreenId.OVERVIEW);
        fx(() -> shell.navigator().go(Place.of(ScreenId.OBJECTS, Place.BUCKET, "written")));
        await("the object is there", () -> shows("m.txt"));
        select(0);
        await("events are followed", () -> session.events().stateProperty().get() == EventStream.State.OPEN);

        server().s3().putObject(b -> b.bucket("written").key("a.txt"), RequestBody.fromString("2"));
        await("the new one is there", () -> shows("a.txt", "m.txt"));
        await("the other is still selected", () -> summary().startsWith("1 selected of 2"));
        assertThat(fx(() -> table().getSelectionModel().getSelectedItem().name()))
                .isEqualTo("m.txt");
    }

    @Test
    void fetchesWhatIsToBeDraggedOut() throws Exception {
        openPhotos();
        select(2);
        click("objects-drag-prepare");
        node("objects-drag-ready", Label.class);
        screenshot("objects-drag-light");
        List<Path> before = dragged();
        assertThat(before)
                .anySatisfy(folder -> assertThat(folder.resolve("files").resolve("readme.txt"))
                        .content()
                        .startsWith("Photos of the family"));
        select(0);
        node("objects-drag-prepare", Hyperlink.class);
    }

    private static List<Path> dragged() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return folders.filter(f -> String.valueOf(f.getFileName()).startsWith("maxiofs-drag-"))
                    .toList();
        }
    }

    @Test
    void browsesInspectsDeletesAndBringsBack() {
        openPhotos();
        await("the number is there", () -> summary().startsWith("4 objects"));
        select(2);
        await(
                "the text is previewed",
                () -> find("preview-text")
                        .map(area -> ((TextArea) area).getText().startsWith("Photos of the family"))
                        .orElse(false));
        screenshot("objects-light");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("objects-dark");
        fx(() -> theme().choose(Theme.Mode.LIGHT));
        await("the selection is counted", () -> summary().startsWith("1 selected of 4 objects"));

        fx(() -> table().requestFocus());
        press(KeyCode.DELETE);
        await("the object is in the trash", () -> shows("2024", "2025"));
        clickText("Undo");
        await("the object is back", () -> shows("2024", "2025", "readme.txt"));

        select(0);
        press(KeyCode.ENTER);
        await("the folder is open", () -> shows("birthday", "holiday"));
        type("objects-search", "birthday/g");
        await("the search is answered", () -> shows("birthday/guests.csv"));
    }

    private static String summary() {
        return find("objects-summary").map(label -> ((Label) label).getText()).orElse("");
    }

    @Test
    void makesALinkThatWorks() {
        openPhotos();
        select(2);
        click("objects-presign");
        screenshotOfDialog("objects-presign");
        clickAction();
        await("the link can be copied", () -> {
            String url = now("link-url", Parent.class).lookupAll(".copy-value").stream()
                    .map(field -> ((TextField) field).getText())
                    .findFirst()
                    .orElse("");
            return url.contains("readme.txt") && url.contains("X-Amz-Signature");
        });
        screenshotOfDialog("objects-link");
        clickAction();
    }

    @Test
    void sharesAnObjectTestsTheLinkAndRevokesIt() {
        openPhotos();
        select(2);
        click("objects-share");
        screenshotOfDialog("objects-share");
        clickAction();
        click("link-test");
        await(
                "the test tells",
                () -> find("link-test-result")
                        .map(label -> !((Label) label).getText().isEmpty())
                        .orElse(false));
        screenshotOfDialog("objects-share-link");
        assertThat(fx(() -> now("link-test-result", Label.class).getText()))
                .isEqualTo("The link works from this computer.");
        clickAction();
        await("the window is gone", () -> find("link-test").isEmpty());

        click("objects-shares");
        ListView<?> list = node("shares-list", ListView.class);
        await("the link is listed", () -> list.getItems().size() == 1);
        fx(() -> list.getSelectionModel().select(0));
        clickAction();
        await("the link is revoked", () -> find("shares-list").isEmpty());
        click("objects-shares");
        ListView<?> after = node("shares-list", ListView.class);
        assertThat(fx(() -> after.getItems().size())).isZero();
    }

    @Test
    void offersToUploadWhereThereIsNothing() {
        ShellView shell = showScreen(session(), ScreenId.OVERVIEW);
        fx(() -> shell.navigator().go(Place.of(ScreenId.OBJECTS, Place.BUCKET, SampleData.EMPTY)));
        await("the empty state is there", () -> isShown("state-action"));
        screenshot("objects-empty");
    }

    @Test
    void leadsToTheBucketsWhereThereIsNone() {
        try (TestServer bare = TestServer.start()) {
            showScreen(sessionOf(bare), ScreenId.OBJECTS);
            await("the empty state is there", () -> isShown("state-action"));
            assertThat(fx(() -> now("objects-upload", MenuButton.class).isDisabled()))
                    .isTrue();
            clickText("Create bucket");
            await("the screen of buckets is there", () -> find("buckets-create").isPresent());
        }
    }

    @Test
    void saysWhyItCannotLoad() {
        TestServer server = TestServer.start();
        Session session = sessionOf(server);
        server.stop();
        try {
            showScreen(session, ScreenId.OBJECTS);
            await("the failure is there", () -> isShown("state-retry"));
            screenshot("objects-failed");
        } finally {
            server.close();
        }
    }
}
