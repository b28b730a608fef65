package io.maxiofs.desktop.screen.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.SampleData;
import io.maxiofs.desktop.transfer.FolderScan;
import io.maxiofs.desktop.transfer.TransferProgress;
import io.maxiofs.desktop.transfer.TransferState;
import io.maxiofs.server.admin.api.UploadDocument;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.nio.file.Files;
import java.util.List;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

class UploadsScreenTest extends DesktopTest {

    @SuppressWarnings("unchecked")
    private static TableView<UploadDocument> uploads() {
        return (TableView<UploadDocument>) find("uploads-table").orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static TableView<TransferProgress> transfers() {
        return (TableView<TransferProgress>) find("transfers-table").orElseThrow();
    }

    private static void unfinished() {
        TabPane tabs = node("uploads-tabs", TabPane.class);
        fx(() -> tabs.getSelectionModel().select(1));
    }

    @Test
    void showsWhatIsUnfinishedAndGivesItUp() {
        server().s3().createMultipartUpload(b -> b.bucket(SampleData.PHOTOS).key("film.mov"));
        showScreen(session(), ScreenId.UPLOADS);
        unfinished();
        await(
                "the uploads are there",
                () -> find("uploads-table").isPresent()
                        && uploads().getItems().stream().anyMatch(u -> u.key().equals("film.mov")));
        screenshot("uploads-light");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("uploads-dark");
        fx(() -> theme().choose(Theme.Mode.LIGHT));

        fx(() -> uploads().getItems().stream()
                .filter(u -> u.key().equals("film.mov"))
                .findFirst()
                .ifPresent(u -> uploads().getSelectionModel().select(u)));
        click("uploads-abort");
        screenshotOfDialog("uploads-abort");
        clickAction();

        await(
                "it is gone",
                () -> find("uploads-table").isEmpty()
                        || uploads().getItems().stream().noneMatch(u -> u.key().equals("film.mov")));
        assertThat(server().s3()
                        .listMultipartUploads(b -> b.bucket(SampleData.PHOTOS))
                        .uploads())
                .isEmpty();
    }

    @Test
    void followsTransfersOfThisApplication() throws Exception {
        Session session = session();
        try (TemporaryDirectory files = new TemporaryDirectory()) {
            Files.write(files.path().resolve("one.bin"), new byte[100_000]);
            Files.writeString(files.path().resolve("two.txt"), "two");
            showScreen(session, ScreenId.UPLOADS);
            await("nothing is on its way", () -> isShown("state-action"));
            screenshot("transfers-empty");

            new FolderScan(session.transfers(), SampleData.EMPTY, "in/", true)
                    .add(List.of(files.path().resolve("one.bin"), files.path().resolve("two.txt")));

            await(
                    "both are done",
                    () -> find("transfers-table").isPresent()
                            && transfers().getItems().size() == 2
                            && transfers().getItems().stream().allMatch(t -> t.state() == TransferState.DONE));
            screenshot("transfers-light");
        }
        assertThat(server().s3().listObjectsV2(b -> b.bucket(SampleData.EMPTY)).keyCount())
                .isEqualTo(2);
        click("transfers-forget");
        await("the list is empty", () -> find("transfers-table").isEmpty());
    }
}
