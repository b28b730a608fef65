package io.maxiofs.desktop.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.FailureReason;
import io.maxiofs.server.admin.api.FindingReason;
import io.maxiofs.server.admin.api.HealthDocument.Finding;
import io.maxiofs.server.admin.api.Reason;
import io.maxiofs.server.admin.api.ServerTexts;
import io.maxiofs.server.admin.api.SettingDocument;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.config.SettingCatalogue;
import io.maxiofs.server.observe.alert.AlertRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The words for what the server says, against what the server can say. */
class ServerTextsTest {
    private final ServerTexts english = Texts.of(Locale.US, ZoneOffset.UTC).server();
    private final ServerTexts german = Texts.of(Locale.GERMANY, ZoneOffset.UTC).server();

    private static Properties bundle(String language) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(ServerTexts.class.getResourceAsStream(
                "/" + ServerTexts.BUNDLE.replace('.', '/') + language + ".properties"))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }

    /** All that can be said; which findings come with a remedy, the bundle shows. */
    private static Set<String> sayable() {
        Set<String> keys = new TreeSet<>();
        SettingCatalogue.ALL.forEach(setting -> keys.add("setting." + setting.key()));
        for (AlertRule rule : AlertRule.values()) {
            for (String part : List.of("title", "sentence", "remedy")) {
                keys.add("alert." + rule.text() + "." + part);
            }
        }
        for (String part : List.of("title", "sentence", "remedy")) {
            keys.add("alert.test." + part);
        }
        for (FindingReason reason : FindingReason.values()) {
            keys.add("finding." + reason.text() + ".title");
            keys.add("finding." + reason.text() + ".detail");
        }
        for (FailureReason reason : FailureReason.values()) {
            keys.add("explanation." + reason.text());
        }
        return keys;
    }

    @Test
    void germanHasWordsForAllThatCanBeSaidAndForNothingElse() throws IOException {
        Set<String> keys = new TreeSet<>(bundle("_de").stringPropertyNames());
        keys.removeIf(key -> key.startsWith("finding.") && key.endsWith(".remedy") && isOfFinding(key));
        assertThat(keys).isEqualTo(sayable());
    }

    private static boolean isOfFinding(String key) {
        return sayable().contains(key.replace(".remedy", ".title"));
    }

    @Test
    void englishIsTheServersOwn() throws IOException {
        assertThat(bundle("")).isEmpty();
        SettingDocument setting = setting("audit.retention-days", "How long.");
        assertThat(english.help(setting)).isEqualTo("How long.");
        assertThat(english.title(alert("memory_short", 95.0))).isEqualTo("A title");
        assertThat(english.detail(new Finding("space", "ok", "Space", "Much", null).because(FindingReason.SPACE, 40)))
                .isEqualTo("Much");
    }

    @Test
    void everyPatternCanBeFilledIn() throws IOException {
        Properties german = bundle("_de");
        for (String key : german.stringPropertyNames()) {
            String pattern = german.getProperty(key);
            assertThat(pattern).as(key).isNotBlank().doesNotContain("'");
            Object number = key.startsWith("alert.") ? (Object) 7.0 : "seven";
            assertThat(new MessageFormat(pattern, Locale.GERMANY)
                            .format(new Object[] {number, key.startsWith("alert.") ? 1.0 : "b", "c", "d", 4L}))
                    .as(key)
                    .isNotBlank()
                    .doesNotContain("{");
        }
    }

    @Test
    void saysItInGermanWithWhatIsToBePutIn() {
        assertThat(german.help(setting("audit.retention-days", "How long.")))
                .isEqualTo("Wie lange Einträge des Protokolls bleiben.");
        assertThat(german.advice(alert("memory_short", 95.25)))
                .startsWith("95,2 % des Speichers sind belegt. Geben Sie dem Prozess");
        assertThat(german.sentence(alert("flush_slow", 750_000.0))).contains("750 ms");
        assertThat(german.sentence(alert("read_only", null))).endsWith(": A sentence");
        assertThat(german.sentence(alert("certificate_expires_now", -3.0))).contains("ist abgelaufen");
        Finding finding =
                new Finding("space", "warning", "Free space", "9 % of it", "Make room").because(FindingReason.SPACE, 9);
        assertThat(german.title(finding)).isEqualTo("Freier Platz");
        assertThat(german.detail(finding)).isEqualTo("9 % des Datenträgers sind frei");
        assertThat(german.remedy(finding)).isEqualTo("Schaffen Sie Platz");
        assertThat(german.explanation(failed(new Reason(FailureReason.CLOCK_BEHIND.text(), List.of("420")))))
                .contains("420 Minuten nach");
    }

    @Test
    void whatANewerServerSaysIsShownInEnglish() {
        assertThat(german.help(setting("not.known-yet", "Something new."))).isEqualTo("Something new.");
        assertThat(german.title(alert("not_known_yet", 1.0))).isEqualTo("A title");
        assertThat(german.explanation(failed(new Reason("not_known_yet", List.of()))))
                .isEqualTo("Because.");
        assertThat(german.explanation(failed(null))).isEqualTo("Because.");
        assertThat(german.remedy(new Finding("x", "ok", "X", "Y", "Do"))).isEqualTo("Do");
    }

    private static SettingDocument setting(String key, String help) {
        return new SettingDocument(
                key,
                "audit",
                help,
                new SettingDocument.Form("int", null, null, null, List.of()),
                "1",
                "1",
                new SettingDocument.State("default", true, null, false));
    }

    private static AlertDocument alert(String rule, @Nullable Double value) {
        return new AlertDocument(
                "1",
                rule,
                "",
                "warning",
                "firing",
                new AlertDocument.Times(Instant.EPOCH, null, null),
                new AlertDocument.Reading(value, 90.0, "percent"),
                new AlertDocument.Words("A title", "A sentence", "A remedy"));
    }

    private static TraceEntry failed(@Nullable Reason reason) {
        return new TraceEntry(
                "1",
                Instant.EPOCH,
                new TraceEntry.Asked("PutObject", "put", "PUT", "/b/k", "b", "k"),
                new TraceEntry.Result(403, "RequestTimeTooSkewed", "Because.", reason, 0, 0),
                new TraceEntry.Timing(0, 0, 0, 0, 0),
                new TraceEntry.Sender("127.0.0.1", null, "other", null, null, null, "HTTP/1.1"));
    }
}
