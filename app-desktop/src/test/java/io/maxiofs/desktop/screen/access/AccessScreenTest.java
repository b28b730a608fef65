package io.maxiofs.desktop.screen.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.SampleData;
import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

class AccessScreenTest extends DesktopTest {

    @SuppressWarnings("unchecked")
    private static <T> TableView<T> table(String id) {
        return (TableView<T>) find(id).orElseThrow();
    }

    private static boolean hasUser(String name) {
        return find("users-table").isPresent()
                && AccessScreenTest.<UserDocument>table("users-table").getItems().stream()
                        .anyMatch(user -> user.name().equals(name));
    }

    private void tab(String id) {
        TabPane tabs = node("access-tabs", TabPane.class);
        fx(() -> tabs.getTabs().stream()
                .filter(tab -> id.equals(tab.getId()))
                .forEach(tab -> tabs.getSelectionModel().select(tab)));
    }

    @Test
    void createsAndDeletesUsersAndShowsKeysAndTheGrid() {
        showScreen(session(), ScreenId.ACCESS);
        await("anna is there", () -> hasUser(SampleData.USER));
        screenshot("access-users-light");
        click("user-create");
        type("user-name", "carla");
        clickAction();
        await("carla is there", () -> hasUser("carla"));

        fx(() -> {
            TableView<UserDocument> users = table("users-table");
            users.getItems().stream()
                    .filter(user -> user.name().equals("carla"))
                    .forEach(user -> users.getSelectionModel().select(user));
        });
        click("user-delete");
        type("confirm-name", "carla");
        screenshotOfDialog("access-user-delete");
        clickAction();
        await("carla is gone", () -> !hasUser("carla"));

        tab("tab-keys");
        await("keys are there", () -> !table("keys-table").getItems().isEmpty());
        screenshot("access-keys-light");
        tab("tab-grid");
        await("the grid is there", () -> table("grid-table").getColumns().size() >= 4);
        screenshot("access-grid-light");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("access-grid-dark");
        fx(() -> theme().choose(Theme.Mode.LIGHT));
        tab("tab-tenants");
        screenshot("access-tenants-empty");
    }

    @Test
    void makesAKeyForOneBucketAndShowsItsSecretOnce() {
        Session session = session();
        showScreen(session, ScreenId.ACCESS);
        await("anna is there", () -> hasUser(SampleData.USER));
        int before = session.admin().accessKeys(null).size();
        tab("tab-keys");
        click("key-create");
        choose("key-user", SampleData.USER);
        choose("key-bucket", SampleData.BACKUPS);
        screenshotOfDialog("access-key-create");
        clickAction();
        node("issued-secret", Node.class);
        screenshotOfDialog("access-key-once");
        clickAction();

        await(
                "the key is in the table",
                () -> AccessScreenTest.<AccessKeyDocument>table("keys-table")
                                .getItems()
                                .size()
                        == before + 1);
        AccessGridDocument grid = session.admin().access().grid();
        assertThat(grid.keys())
                .anyMatch(row ->
                        AccessGridDocument.APPEND_ONLY.equals(row.levels().get(SampleData.BACKUPS)));
    }

    @SuppressWarnings("unchecked")
    private static void choose(String id, String value) {
        ComboBox<String> combo = node(id, ComboBox.class);
        await(value + " can be chosen", () -> combo.getItems().contains(value));
        fx(() -> combo.setValue(value));
    }

    @Test
    void saysWhyItCannotLoad() {
        TestServer server = TestServer.start();
        Session session = sessionOf(server);
        server.stop();
        try {
            showScreen(session, ScreenId.ACCESS);
            await("the failure is there", () -> isShown("state-retry"));
            screenshot("access-failed");
        } finally {
            server.close();
        }
    }
}
