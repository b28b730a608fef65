package io.maxiofs.desktop.screen.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.server.admin.api.AclForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AclViewModelTest {
    private final TestDesk desk = new TestDesk();
    private final FakeAcl server = new FakeAcl();
    private final List<String> told = new ArrayList<>();
    private final AclViewModel model = new AclViewModel(desk.desk(), server, () -> told.add("saved"));

    /** A list in memory. */
    private static final class FakeAcl implements AclPort {
        private List<AclForm.Grant> grants = List.of(
                new AclForm.Grant(AclForm.USER, "owner-id", "Olga", "FULL_CONTROL"),
                new AclForm.Grant(AclForm.USER, "anna-id", "anna", "READ"),
                new AclForm.Grant(AclForm.EVERYONE, "", "", "READ"));
        private String ownership = "ObjectWriter";
        private @Nullable RuntimeException failure;

        @Override
        public AclForm load() {
            return new AclForm(
                    "owner-id", "Olga", ownership, !ownership.equals("BucketOwnerEnforced"), grants, "<xml/>");
        }

        @Override
        public void save(AclForm.Change change) {
            if (failure != null) {
                throw failure;
            }
            grants = change.grants();
        }

        @Override
        public void saveDocument(String document) {
            grants = List.of();
        }

        @Override
        public void putOwnership(String wanted) {
            ownership = wanted;
        }
    }

    private void load() {
        model.refresh();
        desk.settle();
    }

    private AclRow row(String name) {
        return model.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hasARowForOwnerGroupsAndEachUser() {
        load();

        assertThat(model.rows())
                .extracting(AclRow::name)
                .containsExactly("Owner (Olga)", "Everyone", "Signed-in users", "Log delivery", "anna");
        assertThat(row("Owner (Olga)").granted("FULL_CONTROL").get()).isTrue();
        assertThat(row("Everyone").granted("READ").get()).isTrue();
        assertThat(row("anna").granted("WRITE").get()).isFalse();
        assertThat(model.changedProperty().get()).isFalse();
    }

    @Test
    void savesWhatIsTickedAndKnowsWhetherThatIsAnother() {
        load();
        row("anna").granted("WRITE").set(true);
        assertThat(model.changedProperty().get()).isTrue();
        row("anna").granted("WRITE").set(false);
        assertThat(model.changedProperty().get()).isFalse();

        model.remove(row("anna"));
        model.add(" ben ");
        model.add("ben");
        row("Everyone").granted("READ").set(false);
        assertThat(model.changedProperty().get()).isTrue();
        model.save(told::add);
        desk.settle();

        assertThat(server.grants)
                .extracting(grant -> grant.kind() + " " + grant.grantee() + " " + grant.permission())
                .containsExactly("user owner-id FULL_CONTROL", "user ben READ");
        assertThat(told).containsExactly("saved");
        assertThat(model.changedProperty().get()).isFalse();
    }

    @Test
    void keepsWhatWasTickedWhenItIsRefused() {
        load();
        server.failure = new IllegalStateException("blocked");
        row("anna").granted("WRITE").set(true);
        model.save(told::add);
        desk.settle();

        assertThat(told).singleElement().satisfies(reason -> assertThat(reason).contains("blocked"));
        assertThat(row("anna").granted("WRITE").get()).isTrue();
        assertThat(model.changedProperty().get()).isTrue();
    }

    @Test
    void saysWhetherListsCount() {
        load();
        model.putOwnership("BucketOwnerEnforced", told::add);
        desk.settle();
        AclForm form = model.formProperty().get();
        assertThat(form).isNotNull();
        assertThat(form.enabled()).isFalse();
        model.saveDocument("<other/>", told::add);
        desk.settle();
        assertThat(server.grants).isEmpty();
        assertThat(told).containsExactly("saved", "saved");
    }
}
