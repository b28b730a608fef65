package io.maxiofs.desktop.screen.buckets;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.QuotaDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketsViewModelTest {
    private final TestDesk desk = new TestDesk();
    private final FakeBuckets server = new FakeBuckets();
    private final BucketsViewModel model = new BucketsViewModel(desk.desk(), server);

    private void load() {
        model.refresh();
        desk.settle();
    }

    @Test
    void showsWhatTheServerHas() {
        server.buckets.add(FakeBuckets.bucket("photos", 3, new QuotaDocument(700L, null)));

        load();

        assertThat(model.rows()).extracting("name").containsExactly("photos");
        assertThat(model.stateProperty().get()).isEqualTo(LoadState.LOADED);
        assertThat(BucketsViewModel.quotaShare(model.rows().getFirst())).isEqualTo(0.5);
        assertThat(model.quotaText(model.rows().getFirst())).isEqualTo("350\u00a0B of 700\u00a0B");
        assertThat(model.lastWriteText(model.rows().getFirst())).isEqualTo("2 hours ago");
        assertThat(model.versioningText(model.rows().getFirst())).isEqualTo("on");
        assertThat(model.lockText(model.rows().getFirst())).isEqualTo("off");
    }

    @Test
    void saysWhyItCouldNotLoad() {
        server.failure = new IllegalStateException("no");

        load();

        assertThat(model.stateProperty().get()).isInstanceOf(LoadState.Failed.class);
    }

    @Test
    void refusesNamesThatS3Refuses() {
        server.buckets.add(FakeBuckets.bucket("photos", 0, new QuotaDocument(null, null)));
        load();

        assertThat(model.problemOf("backups")).isNull();
        for (String wrong : List.of("ab", "Upper", "a..b", "192.168.1.1", "-x-", "photos", "a".repeat(64))) {
            assertThat(model.problemOf(wrong)).as(wrong).isNotNull();
        }
    }

    @Test
    void createsWithAPreset() {
        List<String> failed = new ArrayList<>();
        model.create(new BucketsViewModel.Wanted("safe", "immutable-backup", 1L << 30, 14), created -> {}, failed::add);
        desk.settle();

        assertThat(server.calls).containsExactly("create safe immutable-backup");
        assertThat(model.rows()).extracting("name").containsExactly("safe");
        assertThat(failed).isEmpty();
    }

    @Test
    void asksWithWhatTheServerResolvedBeforeItDestroys() {
        server.buckets.add(FakeBuckets.bucket("photos", 3, new QuotaDocument(null, null)));
        load();
        desk.dialogs().confirming(false);

        model.empty(model.rows().getFirst());
        desk.settle();

        assertThat(desk.dialogs().asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.items())
                        .containsExactly("3 objects", "5 versions, 350\u00a0B", "1 delete marker", "  a", "  b"));
        assertThat(server.calls).containsExactly("preview empty");
    }

    @Test
    void emptiesABucketBeforeItDeletesIt() {
        server.buckets.add(FakeBuckets.bucket("photos", 3, new QuotaDocument(null, null)));
        load();

        model.delete(model.rows().getFirst());
        desk.settle();

        assertThat(server.calls).containsExactly("preview empty", "begin empty photos", "delete photos");
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void keepsABucketWhoseLocksDidNotLetItBecomeEmpty() {
        server.buckets.add(FakeBuckets.bucket("photos", 3, new QuotaDocument(null, null)));
        server.locked = 1;
        load();

        model.delete(model.rows().getFirst());
        desk.settle();

        assertThat(server.calls).doesNotContain("delete photos");
        assertThat(desk.notices().shown())
                .anyMatch(notice ->
                        notice.kind() == Notices.Kind.WARNING && notice.text().contains("It is locked."));
    }

    @Test
    void letsTheServerWriteAnInventoryAndTellsItsEnd() {
        BucketSettingsViewModel settings = new BucketSettingsViewModel(desk.desk(), server, "photos");
        settings.writeInventory("all");
        desk.settle();
        assertThat(server.calls).containsExactly("inventory all of photos");
        assertThat(desk.notices().shown())
                .anyMatch(notice ->
                        notice.kind() == Notices.Kind.SUCCESS && notice.text().contains("all"));
    }

    @Test
    void savesDocumentsAndFormsAndShowsWhatHoldsAfterwards() {
        BucketSettingsViewModel settings = new BucketSettingsViewModel(desk.desk(), server, "photos");
        server.buckets.add(FakeBuckets.bucket("photos", 3, new QuotaDocument(null, null)));
        settings.refresh();
        desk.settle();
        List<String> failed = new ArrayList<>();

        settings.putDocument("policy", "{}", failed::add);
        desk.settle();
        assertThat(settings.document("policy")).isEqualTo("{}");
        settings.putDocument("policy", " ", failed::add);
        desk.settle();
        assertThat(settings.document("policy")).isEmpty();
        BucketForms.LifecycleRule rule = new BucketForms.LifecycleRule(
                null, true, new BucketForms.Filter("", Map.of(), null, null), 7, null, false, null, null);
        settings.lifecycle().add(rule, failed::add, () -> {});
        desk.settle();
        assertThat(server.lifecycle).containsExactly(rule);
        settings.lifecycle().remove(rule, failed::add);
        desk.settle();
        assertThat(server.lifecycle).isEmpty();
        settings.putTags("a = 1\nb=2\n", failed::add, () -> {});
        desk.settle();
        assertThat(server.calls).contains("change photos {a=1, b=2}");
        assertThat(failed).isEmpty();

        settings.putTags("without", failed::add, () -> {});
        server.failure = new IllegalStateException("refused");
        settings.putDocument("acl", "<x/>", failed::add);
        desk.settle();
        assertThat(failed).hasSize(2);
    }

    @Test
    void rulesAreMovedAndReplacedAndNobodyElsesChangeIsOverwritten() {
        BucketSettingsViewModel settings = new BucketSettingsViewModel(desk.desk(), server, "photos");
        server.cors = List.of(cors("a"), cors("b"), cors("c"));
        server.documents.put("cors", server.document("cors", "<x/>"));
        settings.refresh();
        desk.settle();
        List<String> failed = new ArrayList<>();

        settings.cors().move(cors("c"), -1, failed::add);
        desk.settle();
        assertThat(server.cors).containsExactly(cors("a"), cors("c"), cors("b"));
        settings.cors().move(cors("a"), -1, failed::add);
        settings.cors().put(cors("c"), cors("d"), failed::add, () -> {});
        desk.settle();
        assertThat(server.cors).containsExactly(cors("a"), cors("d"), cors("b"));
        assertThat(failed).isEmpty();
        settings.cors().put(cors("c"), cors("e"), failed::add, () -> {});
        assertThat(failed).singleElement().asString().contains("changed or removed");

        failed.clear();
        server.changes++;
        server.cors = List.of(cors("theirs"));
        settings.cors().remove(cors("a"), failed::add);
        desk.settle();
        assertThat(failed).singleElement().asString().contains("Somebody else changed this");
        assertThat(server.cors).containsExactly(cors("theirs"));
        settings.cors().put(null, cors("mine"), failed::add, () -> {});
        desk.settle();
        assertThat(server.cors).containsExactly(cors("theirs"), cors("mine"));
    }

    private static BucketForms.CorsRule cors(String origin) {
        return new BucketForms.CorsRule(null, List.of("GET"), List.of(origin), List.of(), List.of(), null);
    }

    @Test
    void readsTagsOfTheDocument() {
        assertThat(TagLines.of("<Tagging><TagSet><Tag><Key>b</Key><Value>x &amp; y</Value></Tag>"
                        + "<Tag><Key>a</Key><Value></Value></Tag></TagSet></Tagging>"))
                .isEqualTo("a = \nb = x & y");
    }
}
