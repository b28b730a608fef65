package io.maxiofs.desktop.screen.buckets;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketInventory;
import io.maxiofs.server.admin.api.BucketsClient;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The forms of a bucket's settings, in front of a real server. */
class BucketFormsScreenTest extends DesktopTest {
    private static final String RULES = "<LifecycleConfiguration>"
            + "<Rule><ID>first</ID><Prefix>logs/</Prefix><Status>Enabled</Status><Expiration><Days>3</Days></Expiration>"
            + "</Rule><Rule><ID>no-form</ID><Filter><Prefix>m/</Prefix></Filter><Status>Enabled</Status><Expiration>"
            + "<ExpiredObjectDeleteMarker>false</ExpiredObjectDeleteMarker></Expiration></Rule>"
            + "</LifecycleConfiguration>";

    private @Nullable BucketsClient client;

    private void open(String bucket, Texts words) {
        Session session = session();
        client = session.admin().buckets();
        server().s3().createBucket(b -> b.bucket(bucket));
        showScreen(session, ScreenId.BUCKETS, words);
        await(
                "the bucket is there",
                () -> find("buckets-table").isPresent()
                        && table().getItems().stream()
                                .anyMatch(row -> row.name().equals(bucket)));
        fx(() -> table().getItems().stream()
                .filter(row -> row.name().equals(bucket))
                .forEach(row -> table().getSelectionModel().select(row)));
        click("buckets-settings");
        await("the settings are there", () -> says("raw-request-payment", "Payer") || says("raw-versioning", "Vers"));
    }

    private BucketsClient buckets() {
        return Objects.requireNonNull(client, "Opened first");
    }

    @SuppressWarnings("unchecked")
    private static TableView<BucketDocument> table() {
        return (TableView<BucketDocument>) find("buckets-table").orElseThrow();
    }

    private static boolean says(String area, String text) {
        return find(area)
                .map(found -> ((TextArea) found).getText().contains(text))
                .orElse(false);
    }

    private static boolean tells(String label, String text) {
        return find(label)
                .map(found -> found.isVisible() && ((Label) found).getText().contains(text))
                .orElse(false);
    }

    private static void tab(String tabs, String id) {
        TabPane pane = node(tabs, TabPane.class);
        fx(() -> pane.getTabs().stream()
                .filter(tab -> id.equals(tab.getId()))
                .forEach(tab -> pane.getSelectionModel().select(tab)));
    }

    private static void tab(String id) {
        tab("settings-tabs", id);
    }

    private static void tick(String id, boolean on) {
        CheckBox box = node(id, CheckBox.class);
        fx(() -> box.setSelected(on));
    }

    @SuppressWarnings("unchecked")
    private static void choose(String id, int place) {
        ComboBox<Object> box = (ComboBox<Object>) node(id, ComboBox.class);
        fx(() -> box.getSelectionModel().select(place));
    }

    private static void gone(String id) {
        await(id + " is closed", () -> find(id).isEmpty());
    }

    @Test
    void rulesAreAddedChangedCopiedAndTurnedOff() {
        open("ruled", texts());
        tab("tab-lifecycle");
        click("lifecycle-add");
        node("lifecycle-prefix", Node.class);
        await(
                "the first field has the focus",
                () -> find("lifecycle-prefix").orElseThrow().isFocused());
        type("lifecycle-expire", "soon");
        await("it says so at the field", () -> tells("lifecycle-expire-problem", "whole number"));
        type("lifecycle-expire", "7");
        type("lifecycle-date", "2030-01-01");
        await("it says what does not go together", () -> tells("lifecycle-together", "Choose one"));
        press(KeyCode.ESCAPE);
        gone("lifecycle-date");
        buckets().putSetting("ruled", "lifecycle", RULES);
        press(KeyCode.F5);

        await("both rules are there", () -> find("lifecycle-raw-1").isPresent());
        assertThat(find("lifecycle-edit-1")).isEmpty();
        screenshot("bucket-lifecycle-rules");
        click("lifecycle-edit-0");
        type("lifecycle-expire", "30");
        press(KeyCode.ENTER);
        gone("lifecycle-expire");
        await("the rule is changed and nothing else", () -> says("raw-lifecycle", "<Days>30</Days>"));
        assertThat(buckets().setting("ruled", "lifecycle").document())
                .contains("</ID><Prefix>logs/</Prefix>", "<ExpiredObjectDeleteMarker>false<");
        click("lifecycle-toggle-0");
        await("it is off", () -> says("raw-lifecycle", "Disabled"));
        click("lifecycle-copy-0");
        type("lifecycle-prefix", "other/");
        clickAction();
        await("there is another one", () -> find("lifecycle-edit-2").isPresent());
        click("lifecycle-raw-1");
        await(
                "the document shows where",
                () -> ">no-form<".equals(((TextArea) find("raw-lifecycle").orElseThrow()).getSelectedText()));

        click("lifecycle-edit-0");
        node("lifecycle-expire", Node.class);
        buckets().putSetting("ruled", "lifecycle", RULES.replace("logs/", "theirs/"));
        type("lifecycle-expire", "99");
        clickAction();
        await(
                "it says that somebody was faster",
                () -> isShown("form-failure")
                        && textsShown("form-failure").stream()
                                .anyMatch(text -> text.contains("Somebody else changed this")));
        press(KeyCode.ESCAPE);
        gone("lifecycle-expire");
        assertThat(buckets().setting("ruled", "lifecycle").document())
                .contains("theirs/")
                .doesNotContain("99");
        await("what they saved is shown", () -> says("raw-lifecycle", "theirs/"));

        tab("tab-access");
        tab("access-tabs", "tab-cors");
        for (String origin : List.of("https://one.example.org", "https://two.example.org")) {
            click("cors-add");
            type("cors-origins", origin);
            clickAction();
            await("the rule is there", () -> says("raw-cors", origin));
        }
        click("cors-up-1");
        await("the second is the first", () -> {
            String document = ((TextArea) find("raw-cors").orElseThrow()).getText();
            return document.indexOf("two.example") < document.indexOf("one.example");
        });
        await("and shown so", () -> find("cors-up-0").map(Node::isDisabled).orElse(false));
        click("cors-edit-0");
        type("cors-exposed", "ETag, x-amz-version-id");
        tick("cors-methods-DELETE", true);
        screenshotOfDialog("bucket-cors-form");
        clickAction();
        await("it is saved", () -> says("raw-cors", "x-amz-version-id"));
        BucketForms.CorsRule rule = buckets().cors("ruled").rules().getFirst();
        assertThat(rule.exposed()).containsExactly("ETag", "x-amz-version-id");
        assertThat(rule.methods()).containsExactly("GET", "HEAD", "DELETE");
        tab("tab-notifications");
        click("notifications-add");
        await("there is no webhook", () -> tells("notifications-together", "no webhook"));
        press(KeyCode.ESCAPE);
        gone("notification-prefix");
    }

    @Test
    void everyOtherSettingHasAFormInGermanToo() {
        open("formed", Texts.of(Locale.GERMANY, ZoneOffset.UTC));
        assertThat(textsShown("tab-label")).contains("Protokoll", "Tags");
        tick("general-versioning", true);
        choose("general-durability", 2);
        click("general-save");
        await("versions are kept", () -> says("raw-versioning", "Enabled"));
        choose("general-encryption", 1);
        click("encryption-save");
        await("it is encrypted", () -> says("raw-encryption", "AES256"));
        assertThat(buckets().get("formed").protection().durability()).isEqualTo("fast");

        tab("tab-website");
        choose("website-mode", 1);
        type("website-index", "a/b");
        await("it says so", () -> tells("website-index-problem", "ohne Schrägstrich"));
        type("website-index", "home.html");
        press(KeyCode.ENTER);
        await("it is a website", () -> says("raw-website", "home.html"));
        click("routing-add");
        type("routing-error", "404");
        type("routing-host", "example.org");
        clickAction();
        await("visits are sent elsewhere", () -> says("raw-website", "example.org"));
        await("the rule is listed", () -> find("routing-edit-0").isPresent());
        choose("website-mode", 0);
        click("website-save");
        await("it is none any more", () -> !says("raw-website", "home.html"));

        tab("tab-logging");
        tick("logging-on", true);
        type("logging-target", "no-such-bucket");
        click("logging-save");
        await("the server refuses", () -> tells("logging-save-problem", "target bucket"));
        type("logging-target", "formed");
        choose("logging-format", 3);
        click("logging-save");
        await("it is logged", () -> says("raw-logging", "EventTime"));

        tab("tab-inventory");
        click("inventory-add");
        type("inventory-id", "all");
        type("inventory-destination", "formed");
        clickAction();
        await("it is listed", () -> find("inventory-edit-0").isPresent());
        assertThat(buckets().inventories("formed"))
                .containsExactly(new BucketInventory(
                        "all", true, "daily", false, "", "formed", "", List.of("Size", "LastModifiedDate", "ETag")));
        click("inventory-remove-0");
        await("it is gone", () -> find("inventory-edit-0").isEmpty());

        tab("tab-access");
        tab("access-tabs", "tab-payment");
        tick("payment-requester", true);
        click("payment-save");
        await("others pay", () -> says("raw-request-payment", "Requester"));
        tab("access-tabs", "tab-public-access");
        tick("public-restrict", false);
        click("public-save");
        await("it is less blocked", () -> says("raw-public-access-block", "<RestrictPublicBuckets>false"));
    }
}
