package io.maxiofs.desktop.screen.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.TwoFactorDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessViewModelTest {
    private final TestDesk desk = new TestDesk();
    private final FakeAccess server = new FakeAccess();
    private final AccessViewModel model = new AccessViewModel(desk.desk(), server);
    private final List<String> told = new ArrayList<>();

    private void load() {
        model.refresh();
        desk.settle();
    }

    @Test
    void saysHowKeysStandAndWhereTheyWereUsed() {
        load();

        assertThat(model.lastUsed(model.keys().getFirst())).isEqualTo("2 minutes ago, from 192.168.1.9");
        assertThat(model.keyState(model.keys().getFirst())).isEqualTo("active");
        assertThat(model.expiry(model.keys().getFirst())).isEqualTo("never");
        assertThat(model.keyState(FakeAccess.key(TestDesk.NOW.minusSeconds(1)))).isEqualTo("expired");
        assertThat(model.bytesOf(500, 1_000L)).isEqualTo("500\u00a0B of 1,000\u00a0B");
        assertThat(model.countOf(2, 3L)).isEqualTo("2 of 3");
        assertThat(model.countOf(2, null)).isEqualTo("2");
        assertThat(AccessViewModel.share(500, 1_000L)).isEqualTo(0.5);
        assertThat(AccessViewModel.share(0, 0L)).isEqualTo(1);
        assertThat(AccessViewModel.share(1, null)).isNull();
    }

    @Test
    void createsKeysForABucketOrForAllTheirUserMay() {
        load();
        model.createKey("anna", "photos", "append-only", null, issued -> told.add(issued.secretKey()), told::add);
        desk.settle();
        model.createKey("anna", "", "append-only", null, issued -> told.add(issued.secretKey()), told::add);
        desk.settle();
        model.rotate(FakeAccess.key(null), 3_600, issued -> told.add(issued.secretKey()), told::add);
        desk.settle();

        assertThat(server.calls)
                .containsExactly("create key for photos append-only anna", "create key of anna", "rotate AKIA1 3600");
        assertThat(told).containsExactly("secret", "secret", "secret");
    }

    @Test
    void changesKeysAndUsers() {
        load();
        model.enable(FakeAccess.key(null), false);
        desk.settle();
        model.expire(FakeAccess.key(null), null, () -> told.add("done"), told::add);
        desk.settle();
        model.setPolicy(FakeAccess.key(null), "", () -> told.add("done"), told::add);
        desk.settle();
        model.createUser("ben", "", "admin", "", () -> told.add("done"), told::add);
        desk.settle();
        model.suspend(FakeAccess.ANNA, true);
        desk.settle();

        assertThat(server.calls)
                .containsExactly(
                        "change key disabled null false null",
                        "change key null null true null",
                        "change key null null false ",
                        "create user ben admin null",
                        "change user anna suspended");
    }

    @Test
    void limitsTenantsAndFillsGroups() {
        load();
        model.changeTenant(
                FakeAccess.TENANT,
                "Home",
                new TenantDocument.Limits(5L, null, 2L),
                () -> told.add("limited"),
                told::add);
        desk.settle();
        model.setMember(FakeAccess.GROUP, "anna", false, group -> told.add(group.name()), told::add);
        desk.settle();
        model.setMember(FakeAccess.GROUP, "ben", true, group -> told.add(group.name()), told::add);
        desk.settle();

        assertThat(server.calls)
                .containsExactly(
                        "change tenant home null Home Limits[bytes=5, buckets=null, keys=2]",
                        "change group +null -anna null null",
                        "change group +ben -null null null");
        assertThat(told).containsExactly("limited", "team", "team");
    }

    @Test
    void attachesPoliciesAndShowsWhatHoldsThen() {
        load();
        PoliciesViewModel ofGroup = model.policiesOf(FakeAccess.GROUP);
        ofGroup.refresh(told::add);
        desk.settle();
        String arn = ofGroup.managed().getFirst();
        ofGroup.attach(arn, true, told::add);
        desk.settle();
        assertThat(ofGroup.policiesProperty().get().attached()).containsExactly(arn);
        ofGroup.put("own", "{}", () -> told.add("saved"), told::add);
        desk.settle();
        assertThat(ofGroup.policiesProperty().get().policies()).containsEntry("own", "{}");
        assertThat(PoliciesViewModel.shortName(arn)).isEqualTo("ReadOnlyAccess");

        PoliciesViewModel ofUser = model.policiesOf(FakeAccess.ANNA);
        ofUser.refresh(told::add);
        desk.settle();
        assertThat(ofUser.policiesProperty().get().policies()).containsEntry("own", "{}");
        server.failure = new IllegalStateException("not a policy");
        ofUser.put("own", "{", () -> told.add("saved"), told::add);
        desk.settle();
        assertThat(told).hasSize(2).first().isEqualTo("saved");
        assertThat(told.getLast()).contains("not a policy");
        assertThat(ofUser.policiesProperty().get().policies()).containsEntry("own", "{}");
    }

    @Test
    void asksBeforeItDeletes() {
        load();
        desk.dialogs().confirming(false);
        model.delete(FakeAccess.ANNA);
        model.delete(FakeAccess.key(null));
        model.delete(FakeAccess.GROUP);
        model.delete(FakeAccess.TENANT);
        desk.settle();
        assertThat(server.calls).isEmpty();
        assertThat(desk.dialogs().asked()).hasSize(4);
        assertThat(desk.dialogs().asked().getFirst().items()).containsExactly("AKIA1");

        desk.dialogs().confirming(true);
        model.delete(FakeAccess.ANNA);
        desk.settle();
        assertThat(server.calls).containsExactly("delete user anna");
    }

    @Test
    void asksBeforeTheGridReplacesAPolicyItCannotShow() {
        load();
        AccessGridDocument.Row plain = new AccessGridDocument.Row("AKIA1", "anna", false, "none", Map.of("a", "read"));
        AccessGridDocument.Row custom = new AccessGridDocument.Row("AKIA1", "anna", true, null, Map.of());
        assertThat(AccessGrid.level(plain, "a")).isEqualTo("read");
        assertThat(AccessGrid.level(plain, "b")).isEqualTo("none");
        assertThat(AccessGrid.level(custom, "a")).isEmpty();

        model.setCell(plain, "b", "read-write");
        desk.settle();
        desk.dialogs().confirming(false);
        model.setCell(custom, "b", "read");
        desk.settle();
        desk.dialogs().confirming(true);
        model.setCell(custom, "b", "read");
        desk.settle();

        assertThat(server.calls).containsExactly("cell b read-write false", "cell b read true");
    }

    @Test
    void tellsWhatWasRefusedAndWhyItCouldNotLoad() {
        load();
        server.failure = new IllegalStateException("no");
        model.createGroup("x", "", () -> told.add("done"), told::add);
        model.unlock(FakeAccess.ANNA);
        desk.settle();
        assertThat(told).singleElement().satisfies(reason -> assertThat(reason).contains("no"));
        assertThat(desk.notices().shown()).hasSize(1);
        load();
        assertThat(model.stateProperty().get()).isInstanceOf(LoadState.Failed.class);
    }

    @Test
    void setsUpASecondFactorAndTurnsItOff() {
        TwoFactorViewModel twoFactor = new TwoFactorViewModel(desk.desk(), server);
        List<String> codes = new ArrayList<>();
        twoFactor.refresh();
        twoFactor.begin("password", enrolment -> told.add(enrolment.secret()), told::add);
        twoFactor.confirm(" 123456 ", codes::addAll, told::add);
        desk.settle();
        TwoFactorDocument now = twoFactor.valueProperty().get();
        assertThat(now).isNotNull();
        assertThat(now.enrolled()).isTrue();
        assertThat(codes).containsExactly("one", "two");
        assertThat(told).containsExactly("ABCD");

        twoFactor.disable("password", "654321", () -> told.add("off"), told::add);
        desk.settle();
        assertThat(server.calls).contains("confirm 123456", "disable 654321");
    }
}
