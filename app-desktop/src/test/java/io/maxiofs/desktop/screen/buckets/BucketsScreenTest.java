package io.maxiofs.desktop.screen.buckets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.shell.ShellView;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.SampleData;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class BucketsScreenTest extends DesktopTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @SuppressWarnings("unchecked")
    private static TableView<BucketDocument> table() {
        return (TableView<BucketDocument>) find("buckets-table").orElseThrow();
    }

    private static boolean has(String bucket) {
        return find("buckets-table").isPresent()
                && table().getItems().stream().anyMatch(row -> row.name().equals(bucket));
    }

    private static boolean says(String area, String text) {
        return find(area)
                .map(found -> ((TextArea) found).getText().contains(text))
                .orElse(false);
    }

    @Test
    void createsChangesAndDeletesABucket() {
        Session session = session();
        showScreen(session, ScreenId.BUCKETS);
        await("the sample buckets are there", () -> has(SampleData.PHOTOS) && has(SampleData.BACKUPS));
        screenshot("buckets-light");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("buckets-dark");
        fx(() -> theme().choose(Theme.Mode.LIGHT));

        click("buckets-create");
        type("create-name", "new-one");
        screenshotOfDialog("buckets-create");
        clickAction();
        await("the new bucket is there", () -> has("new-one"));

        select("new-one");
        click("buckets-settings");
        await("the settings are there", () -> says("raw-versioning", "Enabled"));
        screenshot("bucket-settings-light");
        tab("tab-tags");
        type("tags-lines", "team = home");
        click("tags-save");
        await("the document has the tag", () -> says("raw-tags", "home"));
        tab("tab-lifecycle");
        screenshot("bucket-settings-lifecycle");
        tab("tab-quota");
        screenshot("bucket-settings-quota");
        tab("tab-access");
        screenshot("bucket-settings-access");
        click("settings-back");

        await("the table is back", () -> has("new-one"));
        server().s3().putObject(b -> b.bucket("new-one").key("file"), RequestBody.fromString("x"));
        select("new-one");
        click("buckets-delete");
        type("confirm-name", "new-one");
        screenshotOfDialog("buckets-delete");
        clickAction();
        await("the bucket is gone", () -> !has("new-one"));
        assertThat(server().s3().listBuckets().buckets()).extracting("name").doesNotContain("new-one");
    }

    @Test
    void writesAnInventoryAtOnce() {
        Session session = session();
        server().s3().createBucket(b -> b.bucket("listed"));
        server().s3().createBucket(b -> b.bucket("lists"));
        server().s3().putObject(b -> b.bucket("listed").key("file"), RequestBody.fromString("x"));
        session.admin()
                .buckets()
                .putSetting(
                        "listed",
                        "inventory",
                        "<InventoryConfiguration><Id>all</Id><IsEnabled>true</IsEnabled><Destination>"
                                + "<S3BucketDestination><Bucket>arn:aws:s3:::lists</Bucket><Format>CSV</Format>"
                                + "</S3BucketDestination></Destination>"
                                + "<Schedule><Frequency>Daily</Frequency></Schedule>"
                                + "<IncludedObjectVersions>Current</IncludedObjectVersions>"
                                + "</InventoryConfiguration>");
        showScreen(session, ScreenId.BUCKETS);
        await("the bucket is there", () -> has("listed"));
        select("listed");
        click("buckets-settings");
        await("the settings are there", () -> find("settings-tabs").isPresent());
        tab("tab-inventory");
        await("the inventory is there", () -> find("inventory-write-all").isPresent());
        screenshot("bucket-settings-inventory");
        click("inventory-write-all");
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!isWritten()) {
            assertThat(System.nanoTime()).as("it is written").isLessThan(giveUp);
            Thread.onSpinWait();
        }
    }

    private static boolean isWritten() {
        return server().s3().listObjectsV2(b -> b.bucket("lists")).contents().stream()
                .anyMatch(object -> object.key().endsWith("/manifest.checksum"));
    }

    private static void tabOf(String tabs, String id) {
        TabPane pane = node(tabs, TabPane.class);
        fx(() -> pane.getTabs().stream()
                .filter(tab -> id.equals(tab.getId()))
                .forEach(tab -> pane.getSelectionModel().select(tab)));
    }

    private static boolean saysThatListsAreOff() {
        return find("acl-off").filter(Node::isVisible).isPresent();
    }

    private static boolean isTicked(String id) {
        return find(id).map(box -> ((CheckBox) box).isSelected()).orElse(false);
    }

    @Test
    void letsAUserInByTheListOnceOwnershipAllowsLists() {
        Session session = session();
        String secret = "a-secret-for-the-tests-0123456789";
        session.admin()
                .createUser(new UserDocument.New(
                        "rosa",
                        null,
                        null,
                        "rosa@example.com",
                        null,
                        null,
                        new AccessKeyDocument.Chosen("AKIArosa", secret),
                        null));
        try (S3Client rosa = server().s3("AKIArosa", secret)) {
            showScreen(session, ScreenId.BUCKETS);
            await("the sample buckets are there", () -> has(SampleData.EMPTY));
            select(SampleData.EMPTY);
            click("buckets-settings");
            await("the settings are there", () -> find("settings-tabs").isPresent());
            tab("tab-access");
            tabOf("access-tabs", "tab-acl");
            await("lists are off", BucketsScreenTest::saysThatListsAreOff);
            screenshot("bucket-acl-off-light");
            ComboBox<?> ownership = node("acl-ownership", ComboBox.class);
            fx(() -> ownership.getSelectionModel().select(2));
            click("acl-ownership-save");
            await("lists are on", () -> !saysThatListsAreOff() && says("raw-ownership", "ObjectWriter"));

            assertThatThrownBy(() -> rosa.listObjectsV2(b -> b.bucket(SampleData.EMPTY)))
                    .isInstanceOf(S3Exception.class);
            type("acl-add-name", "nobody");
            click("acl-add");
            click("acl-save");
            await(
                    "it is refused beside the grid",
                    () -> find("acl-problem")
                            .filter(problem -> !((Label) problem).getText().isEmpty())
                            .isPresent());
            click("acl-nobody-remove");
            type("acl-add-name", "rosa@example.com");
            click("acl-add");
            screenshot("bucket-acl-light");
            fx(() -> theme().choose(Theme.Mode.DARK));
            screenshot("bucket-acl-dark");
            fx(() -> theme().choose(Theme.Mode.LIGHT));
            click("acl-save");
            await("rosa is in the list by name", () -> isTicked("acl-rosa-READ"));
            await("and in the document", () -> says("raw-acl", "READ"));
            assertThat(rosa.listObjectsV2(b -> b.bucket(SampleData.EMPTY)).contents())
                    .isEmpty();
            click("acl-rosa-remove");
            click("acl-save");
            await("rosa is gone", () -> find("acl-rosa-READ").isEmpty() && !says("raw-acl", ">READ<"));
            assertThatThrownBy(() -> rosa.listObjectsV2(b -> b.bucket(SampleData.EMPTY)))
                    .isInstanceOf(S3Exception.class);
        }
    }

    @Test
    void saysThatThereIsNothingAndOffersToCreate() {
        try (TestServer empty = TestServer.start()) {
            showScreen(sessionOf(empty), ScreenId.BUCKETS);
            await("the empty state is there", () -> find("buckets-table").isEmpty() && isShown("state-action"));
            screenshot("buckets-empty");
        }
    }

    @Test
    void saysWhyItCannotLoadAndTriesAgain() {
        TestServer server = TestServer.start();
        Session session = sessionOf(server);
        server.stop();
        try {
            showScreen(session, ScreenId.BUCKETS);
            await("the failure is there", () -> isShown("state-retry"));
            screenshot("buckets-failed");
        } finally {
            server.close();
        }
    }

    @Test
    void filtersByName() {
        ShellView shell = showScreen(session(), ScreenId.BUCKETS);
        await("the sample buckets are there", () -> has(SampleData.PHOTOS));
        type("buckets-filter", "PHO");
        await("only one is left", () -> table().getItems().size() == 1);
        assertThat(shell.screen()).isPresent();
        press(KeyCode.ESCAPE);
        await("all are back", () -> table().getItems().size() > 1);
    }

    private void select(String bucket) {
        fx(() -> {
            TableView<BucketDocument> table = table();
            table.getItems().stream()
                    .filter(row -> row.name().equals(bucket))
                    .findFirst()
                    .ifPresent(row -> table.getSelectionModel().select(row));
        });
    }

    private static void tab(String id) {
        TabPane tabs = node("settings-tabs", TabPane.class);
        fx(() -> tabs.getTabs().stream()
                .filter(tab -> id.equals(tab.getId()))
                .forEach(tab -> tabs.getSelectionModel().select(tab)));
    }
}
