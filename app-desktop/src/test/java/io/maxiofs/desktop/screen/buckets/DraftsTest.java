package io.maxiofs.desktop.screen.buckets;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketInventory;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What forms make of what is typed, without a toolkit. */
class DraftsTest {
    private final Texts texts = Texts.of(Locale.US, ZoneOffset.UTC);

    private static void type(DraftField field, String text) {
        field.textProperty().set(text);
    }

    private static String problem(DraftField field) {
        return field.problemProperty().get();
    }

    @Test
    void lifecycleRulesComeBackAsTheyWere() {
        for (BucketForms.LifecycleRule rule : List.of(
                new BucketForms.LifecycleRule(
                        "all",
                        true,
                        new BucketForms.Filter(" a/", Map.of("k", "v", "l", ""), 1_025L, 5L << 40),
                        30,
                        new BucketForms.OlderVersions(3, 5),
                        false,
                        null,
                        null),
                new BucketForms.LifecycleRule(
                        null, false, new BucketForms.Filter("", Map.of(), null, null), null, null, true, 2, null),
                new BucketForms.LifecycleRule(
                        "dated",
                        true,
                        new BucketForms.Filter("", Map.of(), null, null),
                        null,
                        new BucketForms.OlderVersions(1, null),
                        false,
                        null,
                        "2030-01-01T00:00:00Z"))) {
            LifecycleDraft draft = new LifecycleDraft(texts, rule);
            assertThat(draft.draft().validProperty().get()).isTrue();
            assertThat(draft.draft().isChanged()).isFalse();
            assertThat(draft.rule()).isEqualTo(rule);
        }
    }

    @Test
    void lifecycleRulesSayWhatIsWrongAsOneTypes() {
        LifecycleDraft draft = new LifecycleDraft(texts, null);
        assertThat(draft.draft().validProperty().get()).isFalse();
        assertThat(draft.draft().problemProperty().get()).contains("at least one");
        for (String wrong : List.of("0", "-1", "1.5", "1000001", "soon", "99999999999999")) {
            type(draft.expireDays(), wrong);
            assertThat(problem(draft.expireDays())).as(wrong).contains("from 1 to 1,000,000");
        }
        type(draft.expireDays(), " 7 ");
        assertThat(draft.draft().validProperty().get()).isTrue();
        assertThat(draft.rule().expireAfterDays()).isEqualTo(7);
        type(draft.expireDate(), "2030-02-30");
        assertThat(problem(draft.expireDate())).isNotEmpty();
        type(draft.expireDate(), "2030-02-28");
        assertThat(draft.draft().problemProperty().get()).contains("Choose one");
        type(draft.expireDate(), "");
        type(draft.keep(), "3");
        assertThat(draft.draft().problemProperty().get()).contains("older versions");
        type(draft.keep(), "101");
        type(draft.olderDays(), "1");
        assertThat(problem(draft.keep())).contains("100");
        type(draft.keep(), "");
        type(draft.tags(), "no sign");
        assertThat(problem(draft.tags())).contains("no sign");
        type(draft.tags(), "k = v");
        type(draft.uploadDays(), "1");
        assertThat(draft.draft().problemProperty().get()).contains("neither tags nor a size");
        type(draft.uploadDays(), "");
        type(draft.larger(), "10 MiB");
        type(draft.smaller(), "10mib");
        assertThat(problem(draft.smaller())).contains("more than");
        type(draft.smaller(), "much");
        assertThat(problem(draft.smaller())).contains("1 GiB");
        type(draft.smaller(), "11 MiB");
        assertThat(draft.draft().validProperty().get()).isTrue();
        assertThat(draft.rule().filter()).isEqualTo(new BucketForms.Filter("", Map.of("k", "v"), 10L << 20, 11L << 20));
    }

    @Test
    void amountsAreExact() {
        for (long bytes : new long[] {0, 1, 1_023, 1_024, 1_025, 5L << 40, Long.MAX_VALUE}) {
            assertThat(ByteAmount.parse(ByteAmount.text(bytes))).isEqualTo(bytes);
        }
        assertThat(ByteAmount.text(null)).isEmpty();
        for (String wrong : List.of("", "x", "-1", "1.5 GiB", "1 GB", "9223372036854775808", "8388608 TiB")) {
            assertThat(ByteAmount.parse(wrong)).as(wrong).isNull();
        }
    }

    @Test
    void corsRulesComeBackAndSayWhatIsWrong() {
        BucketForms.CorsRule rule = new BucketForms.CorsRule(
                "id",
                List.of("GET", "DELETE"),
                List.of("https://*.example.org", "http://localhost:3000"),
                List.of("x-amz-*"),
                List.of("ETag"),
                null);
        CorsDraft draft = new CorsDraft(texts, rule);
        assertThat(draft.rule()).isEqualTo(rule);
        type(draft.origins(), "https://*.*.example.org");
        assertThat(problem(draft.origins())).contains("https://*.*.example.org");
        type(draft.origins(), "*");
        type(draft.exposed(), "x-*");
        assertThat(problem(draft.exposed())).contains("x-*");
        type(draft.exposed(), "");
        draft.methods().values().forEach(method -> method.set(false));
        assertThat(draft.draft().problemProperty().get()).isNotEmpty();
        assertThat(new CorsDraft(texts, null).draft().validProperty().get()).isFalse();
    }

    @Test
    void notificationsKeepEventsTheFormDoesNotOffer() {
        BucketForms.NotificationRule rule = new BucketForms.NotificationRule(
                "id", "gone-hook", List.of("s3:ObjectCreated:Put", "s3:ObjectRestore:*"), "a/", ".jpg");
        NotificationDraft draft = new NotificationDraft(texts, List.of("hook"), rule);
        assertThat(draft.webhooks()).containsExactly("hook", "gone-hook");
        assertThat(draft.rule()).isEqualTo(rule);
        draft.events().values().forEach(event -> event.set(false));
        assertThat(draft.draft().problemProperty().get()).contains("event");
        assertThat(new NotificationDraft(texts, List.of(), null)
                        .draft()
                        .problemProperty()
                        .get())
                .contains("webhook");
    }

    @Test
    void websitesAndTheirRulesComeBack() {
        BucketForms.RoutingRule prefix =
                new BucketForms.RoutingRule("old/", null, "https", "example.org", "", null, 302);
        BucketForms.RoutingRule key = new BucketForms.RoutingRule(null, 404, null, null, null, "missing.html", null);
        for (BucketForms.RoutingRule rule : List.of(prefix, key)) {
            assertThat(new RoutingDraft(texts, rule).rule()).isEqualTo(rule);
        }
        RoutingDraft nowhere = new RoutingDraft(texts, null);
        assertThat(nowhere.draft().problemProperty().get()).isNotEmpty();
        type(nowhere.status(), "200");
        assertThat(problem(nowhere.status())).contains("301");
        WebsiteDraft draft = new WebsiteDraft(texts);
        for (BucketForms.Website website : List.of(
                new BucketForms.Website("index.html", "oops.html", null, List.of(prefix, key)),
                new BucketForms.Website(null, null, new BucketForms.RedirectAll("example.com", null), List.of()),
                new BucketForms.Website(null, null, null, List.of()))) {
            draft.load(website);
            assertThat(draft.website()).isEqualTo(website);
            assertThat(draft.draft().isChanged()).isFalse();
        }
        draft.mode().set(WebsiteDraft.Mode.REDIRECT);
        assertThat(draft.draft().validProperty().get()).isFalse();
    }

    @Test
    void logsInventoriesAndKeysComeBack() {
        LoggingDraft logging = new LoggingDraft(texts);
        BucketForms.Logging log = new BucketForms.Logging("logs", "p/", "simple", 0);
        logging.load(log);
        assertThat(logging.logging()).isEqualTo(log);
        type(logging.target(), "No Bucket");
        assertThat(problem(logging.target())).contains("3 to 63");
        logging.on().set(false);
        assertThat(logging.logging().target()).isNull();

        BucketInventory inventory =
                new BucketInventory("all", false, "weekly", true, "a/", "lists", "b/", List.of("Size", "ObjectOwner"));
        assertThat(new InventoryDraft(texts, Set.of(), inventory).inventory()).isEqualTo(inventory);
        InventoryDraft taken = new InventoryDraft(texts, Set.of("all"), inventory);
        assertThat(problem(taken.id())).contains("of that name");
        type(taken.id(), "a b");
        assertThat(problem(taken.id())).contains("64");

        EncryptionDraft keys = new EncryptionDraft(texts);
        BucketForms.Encryption named = new BucketForms.Encryption("aws:kms", "the-key", true);
        keys.load(named);
        assertThat(keys.encryption()).isEqualTo(named);
        keys.algorithm().set("AES256");
        assertThat(keys.encryption().kmsKey()).isNull();
    }

    @Test
    void protectionSendsOnlyWhatWasChanged() {
        ProtectionDraft draft = new ProtectionDraft(texts);
        draft.load(new BucketDocument.Protection(
                "unversioned",
                true,
                new BucketDocument.RetentionDefault("GOVERNANCE", null, 2),
                "none",
                "default",
                true));
        assertThat(draft.change())
                .isEqualTo(new BucketDocument.Change(null, null, null, false, null, null, null, null));
        draft.durability().set("fast");
        assertThat(draft.change()).isEqualTo(BucketDocument.Change.ofDurability("fast"));
        draft.durability().set("default");
        type(draft.amount(), "101");
        assertThat(problem(draft.amount())).contains("100");
        type(draft.amount(), "3");
        assertThat(draft.change())
                .isEqualTo(BucketDocument.Change.ofDefaultRetention(
                        new BucketDocument.RetentionDefault("GOVERNANCE", null, 3)));
        draft.retention().set(false);
        assertThat(draft.change()).isEqualTo(BucketDocument.Change.ofDefaultRetention(null));
        draft.versioning().set(true);
        assertThat(draft.change().versioning()).isEqualTo("enabled");
    }
}
