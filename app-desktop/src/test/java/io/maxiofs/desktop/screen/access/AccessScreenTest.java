package io.maxiofs.desktop.screen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.SampleData;
import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.GroupDocument;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

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

    private static <T> void choose(String table, Predicate<T> wanted) {
        await(
                "the row is in " + table,
                () -> AccessScreenTest.<T>table(table).getItems().stream().anyMatch(wanted));
        fx(() -> {
            TableView<T> rows = table(table);
            rows.getItems().stream()
                    .filter(wanted)
                    .forEach(row -> rows.getSelectionModel().select(row));
        });
    }

    private static S3Client user(Session session, String name, @Nullable String tenant) {
        String secret = "a-secret-for-the-tests-0123456789";
        session.admin()
                .createUser(new UserDocument.New(
                        name,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new AccessKeyDocument.Chosen("AKIA" + name, secret),
                        tenant));
        return server().s3("AKIA" + name, secret);
    }

    private static void refused(Runnable call, String code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void limitsATenantAndS3RefusesWhatPassesTheLimitAtOnce() {
        Session session = session();
        session.admin().createTenant(new TenantDocument.New("home", null, new TenantDocument.Limits(5_000L, 3L, null)));
        try (S3Client mia = user(session, "mia", "home")) {
            mia.createBucket(b -> b.bucket("mias"));
            mia.putObject(b -> b.bucket("mias").key("k"), RequestBody.fromBytes(new byte[2_500]));
            showScreen(session, ScreenId.ACCESS);
            await("anna is there", () -> hasUser(SampleData.USER));
            tab("tab-tenants");
            choose("tenants-table", (TenantDocument tenant) -> tenant.name().equals("home"));
            screenshot("access-tenants-light");
            fx(() -> theme().choose(Theme.Mode.DARK));
            screenshot("access-tenants-dark");
            click("tenant-change");
            type("tenant-display-name", "At home");
            type("tenant-bytes-value", "3000");
            type("tenant-buckets-value", "1");
            screenshotOfDialog("access-tenant-limits-dark");
            fx(() -> theme().choose(Theme.Mode.LIGHT));
            screenshotOfDialog("access-tenant-limits-light");
            clickAction();
            await("the limits are there", () -> tenant().limits().equals(new TenantDocument.Limits(3_000L, 1L, null)));

            refused(() -> mia.createBucket(b -> b.bucket("mias-second")), "TooManyBuckets");
            refused(
                    () -> mia.putObject(b -> b.bucket("mias").key("l"), RequestBody.fromBytes(new byte[501])),
                    "QuotaExceeded");
            mia.putObject(b -> b.bucket("mias").key("l"), RequestBody.fromBytes(new byte[500]));

            choose("tenants-table", (TenantDocument tenant) -> tenant.name().equals("home"));
            click("tenant-change");
            type("tenant-bytes-value", "");
            clickAction();
            await("the limit is gone", () -> tenant().limits().equals(new TenantDocument.Limits(null, 1L, null)));
            mia.putObject(b -> b.bucket("mias").key("m"), RequestBody.fromBytes(new byte[5_000]));
            assertThat(tenant().displayName()).isEqualTo("At home");
        }
    }

    private static TenantDocument tenant() {
        return AccessScreenTest.<TenantDocument>table("tenants-table")
                .getItems()
                .getFirst();
    }

    @Test
    void givesAGroupPoliciesThatHoldForItsMembersAtOnce() {
        Session session = session();
        String bucket = "of-noa";
        try (S3Client noa = user(session, "noa", null);
                S3Client owner = server().s3()) {
            owner.createBucket(b -> b.bucket(bucket));
            owner.putObject(b -> b.bucket(bucket).key("k"), RequestBody.fromString("v"));
            showScreen(session, ScreenId.ACCESS);
            await("noa is there", () -> hasUser("noa"));
            tab("tab-groups");
            click("group-create");
            type("group-new-name", "readers");
            clickAction();
            choose("groups-table", (GroupDocument group) -> group.name().equals("readers"));
            click("group-members");
            click("member-noa");
            await("noa is a member", () -> group().members().contains("noa"));
            clickAction();
            refused(() -> noa.getObject(b -> b.bucket(bucket).key("k")).abort(), "AccessDenied");

            choose("groups-table", (GroupDocument group) -> group.name().equals("readers"));
            click("group-policies");
            click("attach-AmazonS3ReadOnlyAccess");
            await("it is attached", () -> group().attached().size() == 1);
            assertThat(noa.getObjectAsBytes(b -> b.bucket(bucket).key("k")).asUtf8String())
                    .isEqualTo("v");
            refused(() -> noa.putObject(b -> b.bucket(bucket).key("k"), RequestBody.fromString("w")), "AccessDenied");

            click("policy-new");
            type("policy-name", "write");
            type("policy-document", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": oops\n}");
            click("policy-document-save");
            await(
                    "the place is told",
                    () -> find("policy-document-problem")
                            .filter(problem -> ((Label) problem).getText().contains("line 3"))
                            .isPresent());
            screenshotOfDialog("access-policies-refused-light");
            fx(() -> theme().choose(Theme.Mode.DARK));
            screenshotOfDialog("access-policies-refused-dark");
            fx(() -> theme().choose(Theme.Mode.LIGHT));
            type(
                    "policy-document",
                    "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                            + " \"Action\": \"s3:PutObject\", \"Resource\": \"arn:aws:s3:::of-noa/*\"}]}");
            click("policy-document-save");
            await("it is saved", () -> group().policies().containsKey("write"));
            noa.putObject(b -> b.bucket(bucket).key("k"), RequestBody.fromString("w"));
            screenshotOfDialog("access-policies-light");

            click("policy-remove");
            await("it is removed", () -> group().policies().isEmpty());
            refused(() -> noa.putObject(b -> b.bucket(bucket).key("k"), RequestBody.fromString("w")), "AccessDenied");
            clickAction();
            screenshot("access-groups-light");
        }
    }

    private static GroupDocument group() {
        return AccessScreenTest.<GroupDocument>table("groups-table").getItems().stream()
                .filter(group -> group.name().equals("readers"))
                .findFirst()
                .orElse(new GroupDocument("", "", List.of(), List.of(), Map.of()));
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
