package io.maxiofs.desktop.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.server.admin.api.FindingReason;
import io.maxiofs.server.admin.api.HealthDocument.Finding;
import io.maxiofs.server.admin.api.SettingDocument;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.admin.api.TraceQuery;
import io.maxiofs.server.testing.TestServer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a real server says, on the screens of somebody who reads German. */
class GermanScreensTest extends DesktopTest {
    private final Texts german = Texts.of(Locale.GERMANY, ZoneOffset.UTC);

    private boolean says(String text) {
        return robot().lookup(node -> node instanceof Labeled labeled
                        && labeled.getText() != null
                        && labeled.getText().contains(text))
                .tryQuery()
                .isPresent();
    }

    @Test
    void findingsAreInGerman() {
        Session session = session();
        showScreen(session, ScreenId.HEALTH, german);
        await("findings are in German", () -> says("Änderungen werden angenommen"));
        screenshot("german-health-light");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("german-health-dark");
        fx(() -> theme().choose(Theme.Mode.LIGHT));
        List<Finding> findings = session.admin().health().findings().findings();
        assertThat(findings).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.reason()).as(finding.title()).isNotNull();
            assertThat(german.server().detail(finding)).doesNotContain("{");
        });
        assertThat(findings)
                .filteredOn(finding ->
                        finding.reason() != null && !finding.reason().key().equals(FindingReason.OTHER.text()))
                .isNotEmpty()
                .allSatisfy(
                        finding -> assertThat(german.server().detail(finding)).isNotEqualTo(finding.detail()));
    }

    @Test
    void everyCategoryOfSettingsHasAName() {
        assertThat(session().admin().settings().all())
                .extracting(SettingDocument::category)
                .isNotEmpty()
                .allSatisfy(category -> assertThat(german.has("settings.category." + category))
                        .as(category)
                        .isTrue());
    }

    @Test
    void helpOfSettingsIsInGerman() {
        showScreen(session(), ScreenId.SETTINGS, german);
        type("settings-filter", "session.idle");
        await("help is in German", () -> says("Wie lange eine Sitzung offen bleibt"));
        screenshot("german-settings-light");
    }

    @Test
    void whyARequestFailedIsInGerman() {
        Session session = session();
        try (S3Client wrong = server().s3(TestServer.ACCESS_KEY, "not-the-secret-of-this-key-0123456789")) {
            assertThatThrownBy(wrong::listBuckets).isInstanceOf(S3Exception.class);
        }
        Await.until("the trace has it", () -> !failed(session).isEmpty());
        TraceEntry entry = failed(session).getFirst();
        assertThat(entry.result().explanation()).startsWith("The signature does not match");
        assertThat(german.server().explanation(entry)).startsWith("Die Signatur passt nicht");
    }

    private static List<TraceEntry> failed(Session session) {
        return session.admin().trace().list(TraceQuery.FAILED, 100, null).items().stream()
                .filter(entry -> "SignatureDoesNotMatch".equals(entry.result().error()))
                .toList();
    }
}
