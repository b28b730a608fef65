package io.maxiofs.desktop.screen.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.shell.ShellView;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.SampleData;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.testing.TestServer;
import java.util.Map;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

class VersionsScreenTest extends DesktopTest {

    @SuppressWarnings("unchecked")
    private static TableView<ObjectEntry.Deleted> deleted() {
        return (TableView<ObjectEntry.Deleted>) find("deleted-table").orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static TableView<ObjectEntry> timeline() {
        return (TableView<ObjectEntry>) find("timeline-table").orElseThrow();
    }

    private static boolean timelineHas(int versions) {
        return find("timeline-table").isPresent() && timeline().getItems().size() == versions;
    }

    @Test
    void bringsBackFromTheTrashAndFromTheTimeline() {
        ShellView shell = showScreen(session(), ScreenId.VERSIONS);
        await(
                "the deleted object is there",
                () -> find("deleted-table").isPresent() && deleted().getItems().size() == 1);
        screenshot("versions-light");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("versions-dark");
        fx(() -> theme().choose(Theme.Mode.LIGHT));
        fx(() -> deleted().getSelectionModel().select(0));
        click("versions-undelete");
        await("the trash is empty", () -> find("deleted-table").isEmpty());
        assertThat(server().s3()
                        .getObjectAsBytes(b -> b.bucket(SampleData.PHOTOS).key(SampleData.DELETED))
                        .asUtf8String())
                .isEqualTo("version 3\n");

        fx(() -> shell.navigator()
                .go(new Place(
                        ScreenId.VERSIONS, Map.of(Place.BUCKET, SampleData.PHOTOS, Place.KEY, SampleData.DELETED))));
        await("three versions are there", () -> timelineHas(3));
        screenshot("versions-timeline");
        fx(() -> timeline().getSelectionModel().select(2));
        click("versions-restore");
        await("there is a fourth", () -> timelineHas(4));
        assertThat(server().s3()
                        .getObjectAsBytes(b -> b.bucket(SampleData.PHOTOS).key(SampleData.DELETED))
                        .asUtf8String())
                .isEqualTo("version 1\n");
    }

    @Test
    void saysThatNoBucketKeepsVersions() {
        try (TestServer empty = TestServer.start()) {
            showScreen(sessionOf(empty), ScreenId.VERSIONS);
            await("the empty state is there", () -> isShown("state-action"));
            screenshot("versions-empty");
        }
    }
}
