package io.maxiofs.desktop.screen.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.PagedList;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.shell.ShellView;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.SampleData;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.testing.TestServer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.Node;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

class VersionsScreenTest extends DesktopTest {
    private static final String MANY = "zz-many-versions";
    private static final int OBJECTS = 1_100;

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

    @SuppressWarnings("unchecked")
    private static TableView<ObjectEntry> past() {
        return (TableView<ObjectEntry>) find("past-table").orElseThrow();
    }

    /** How many objects are current. */
    private static long current() {
        return server().s3().listObjectsV2Paginator(b -> b.bucket(MANY)).contents().stream()
                .count();
    }

    private static void putMany(String content) {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < OBJECTS; i++) {
                String key = "%05d".formatted(i);
                threads.execute(
                        () -> server().s3().putObject(b -> b.bucket(MANY).key(key), RequestBody.fromString(content)));
            }
        }
        assertThat(current()).isEqualTo(OBJECTS);
    }

    /** Scrolls to the end of what is there again and again, as a person does, until all is there. */
    private static void scrollThrough(String table, int rows) {
        await("all rows of " + table + " are there", () -> {
            Node found = find(table).orElse(null);
            if (!(found instanceof TableView<?> view)) {
                return false;
            }
            view.scrollTo(view.getItems().size() - 1);
            return view.getItems().size() == rows;
        });
    }

    private void choose(String menu, String item) {
        click(menu);
        MenuButton button = node(menu, MenuButton.class);
        await("the menu is open", () -> button.isShowing());
        fx(() -> {
            button.hide();
            button.getItems().stream()
                    .filter(i -> item.equals(i.getId()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
        });
    }

    @Test
    void theTrashAndThePastGoOnBeyondTheFirstThousand() {
        server().s3().createBucket(b -> b.bucket(MANY));
        server().s3().putBucketVersioning(b -> b.bucket(MANY).versioningConfiguration(v -> v.status("Enabled")));
        putMany("first");
        // No earlier than any of them, however long one took.
        Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Await.until("a second has passed", () -> Instant.now().isAfter(then.plusSeconds(1)));
        try (AdminClient admin = server().adminClient()) {
            admin.buckets().begin(MANY, BucketTask.deleteBelow(""));
        }
        Await.until("all are deleted", () -> current() == 0);
        Session session = session();
        ShellView shell = showScreen(session, ScreenId.VERSIONS);
        fx(() -> shell.navigator().go(new Place(ScreenId.VERSIONS, Map.of(Place.BUCKET, MANY))));
        await(
                "a part of the trash is there",
                () -> find("deleted-table").isPresent() && deleted().getItems().size() == PagedList.FIRST_PAGE);
        assertThat(fx(() -> now("deleted-summary", Label.class).getText())).contains("200", "more follow");
        screenshot("versions-many");
        scrollThrough("deleted-table", OBJECTS);
        assertThat(fx(() -> now("deleted-summary", Label.class).getText())).isEqualTo("1,100 objects");

        // All but five, over all parts that were fetched.
        fx(() -> deleted().getSelectionModel().selectRange(5, OBJECTS));
        click("versions-undelete");
        Await.until("the selection is back", () -> current() == OBJECTS - 5);
        await(
                "five are left",
                () -> find("deleted-table").isPresent() && deleted().getItems().size() == 5);

        // The server decides what everything is: one more is deleted by now, which nothing here shows.
        server().s3().deleteObject(b -> b.bucket(MANY).key("01000"));
        choose("versions-all", "versions-purge-all");
        clickAction();
        await("the trash is empty", () -> find("deleted-table").isEmpty());
        assertThat(server().s3().listObjectVersionsPaginator(b -> b.bucket(MANY)).versions().stream()
                        .map(ObjectVersion::key)
                        .distinct())
                .hasSize(OBJECTS - 6);

        putMany("second");
        fx(() -> now("versions-tabs", TabPane.class).getSelectionModel().select(2));
        node("past-day", DatePicker.class);
        fx(() -> now("past-day", DatePicker.class)
                .setValue(then.atZone(ZoneOffset.UTC).toLocalDate()));
        type("past-clock", then.atZone(ZoneOffset.UTC).toLocalTime().toString());
        click("past-show");
        await(
                "a part of the past is there",
                () -> find("past-table").isPresent() && past().getItems().size() == PagedList.FIRST_PAGE);
        scrollThrough("past-table", OBJECTS - 6);
        screenshot("versions-past");
        fx(() -> past().getSelectionModel().selectRange(0, 1_050));
        click("past-restore-some");
        clickAction();
        Await.until("the selection is as it was", () -> content("01049").equals("first"));
        assertThat(content("01090")).isEqualTo("second");
    }

    private static String content(String key) {
        return server().s3().getObjectAsBytes(b -> b.bucket(MANY).key(key)).asUtf8String();
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
