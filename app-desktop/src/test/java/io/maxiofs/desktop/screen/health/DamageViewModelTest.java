package io.maxiofs.desktop.screen.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.desktop.screen.health.DamageViewModel.Action;
import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.server.admin.api.HealthDocument.Affected;
import io.maxiofs.server.admin.api.HealthDocument.Damage;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.RepairDocument;
import io.maxiofs.server.admin.api.RepairDocument.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DamageViewModelTest {
    private static final Version CAT = new Version("photos", "cat.jpg", "null");

    private final TestDesk desk = new TestDesk();
    private final FakeRepairs server = new FakeRepairs();
    private final AtomicInteger reloads = new AtomicInteger();
    private final DamageViewModel model =
            new DamageViewModel(server, desk.desk(), new ServerJobs(desk.desk(), server), reloads::incrementAndGet);

    /** A server that does at once what is asked, or says why not. */
    private static final class FakeRepairs implements DamageViewModel.Port, ServerJobs.Port {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private volatile boolean refuses;

        private JobDocument ended() {
            return new JobDocument(
                    "1",
                    "repair-reread",
                    "photos",
                    "cat.jpg",
                    "done",
                    new JobDocument.Progress(1, null, refuses ? 1 : 0, 0, null),
                    new JobDocument.Course("", TestDesk.NOW, null, null),
                    null);
        }

        @Override
        public JobDocument begin(RepairDocument.Request request) {
            calls.add(request.repair() + " " + request.bucket() + "/" + request.key() + " " + request.versionId());
            return ended();
        }

        @Override
        public JobDocument give(Version version, Path file) {
            calls.add("give " + version + " " + file);
            return ended();
        }

        @Override
        public JobDocument job(String id) {
            return ended();
        }

        @Override
        public List<ObjectRef.Failure> failures(String id) {
            return List.of(new ObjectRef.Failure("cat.jpg", "null", "still_damaged", "a frame fails its checksum"));
        }

        @Override
        public JobDocument cancel(String id) {
            return ended();
        }
    }

    private static Damage damage(List<String> repairs, List<String> obstacles) {
        return new Damage(
                "lost",
                "LOST EXTENT_DAMAGED",
                new Affected(CAT, 200_000, 131_072L, 196_608L, List.of()),
                repairs,
                obstacles,
                repairs.contains("copy") ? new Version("backup", "kitten.jpg", "null") : null);
    }

    @Test
    void saysWhatIsDamagedWhereTheCopyIsAndWhatStandsInTheWay() {
        Damage lost = damage(List.of("reread", "copy", "file", "remove"), List.of());
        assertThat(model.title(lost)).isEqualTo("cat.jpg in bucket photos");
        assertThat(model.severity(lost)).isEqualTo("Cannot be read");
        assertThat(model.tone(lost)).isEqualTo(Tone.BAD);
        assertThat(model.sentences(lost))
                .containsExactly(
                        "The object has 195\u00a0KiB. Bytes 131,072 to 196,608 cannot be read.",
                        "The same content is in kitten.jpg in bucket backup.");
        assertThat(model.actions(lost)).containsExactly(Action.REREAD, Action.COPY, Action.FILE, Action.REMOVE);

        Damage helpless = damage(List.of("reread"), List.of("client_key", "locked", "of-a-later-server"));
        assertThat(model.actions(helpless)).containsExactly(Action.REREAD);
        assertThat(model.sentences(helpless))
                .hasSize(4)
                .anySatisfy(text -> assertThat(text).contains("a key that only the program"))
                .anySatisfy(text -> assertThat(text).contains("Object lock"))
                .contains("of-a-later-server");
    }

    @Test
    void namesVersionsAndParts() {
        Damage film = new Damage(
                "lost",
                "",
                new Affected(new Version("photos", "film", "0a1b"), 400_000, 10L, 300_000L, List.of(1, 2)),
                List.of(),
                List.of(),
                null);
        assertThat(model.sentences(film))
                .containsExactly(
                        "Version 0a1b has 391\u00a0KiB. Bytes 10 to 300,000 cannot be read. They are in parts 1, 2.");
        assertThat(model.technical(film)).isNull();
    }

    @Test
    void damageOfTheStoreItselfOffersNothing() {
        Damage journal = new Damage("at_risk", "JOURNAL_FOOTER");
        assertThat(model.title(journal)).isEqualTo("Damage in the store");
        assertThat(model.severity(journal)).isEqualTo("Unprotected");
        assertThat(model.tone(journal)).isEqualTo(Tone.WARNING);
        assertThat(model.actions(journal)).isEmpty();
        assertThat(model.sentences(journal)).hasSize(1);
        model.act(journal, Action.REMOVE);
        desk.settle();
        assertThat(server.calls).isEmpty();
    }

    @Test
    void repairsAreBegunAndWhatIsDamagedIsAskedAgain() {
        Damage lost = damage(List.of("reread", "copy", "file", "remove"), List.of());
        model.act(lost, Action.COPY);
        desk.settle();
        assertThat(server.calls).containsExactly("copy photos/cat.jpg null");
        assertThat(reloads).hasValue(1);
        assertThat(desk.notices().shown())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("Repairing cat.jpg from a good copy"));
        desk.dialogs().choosing(Path.of("original.jpg"));
        model.act(lost, Action.FILE);
        desk.settle();
        assertThat(server.calls).contains("give " + CAT + " original.jpg");
    }

    @Test
    void whatDidNotHelpIsTold() {
        server.refuses = true;
        model.act(damage(List.of("reread"), List.of()), Action.REREAD);
        desk.settle();
        assertThat(desk.notices().shown())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("a frame fails its checksum"));
        assertThat(reloads).hasValue(1);
    }

    @Test
    void removingIsAskedForFirst() {
        Damage lost = damage(List.of("reread", "remove"), List.of("no_copy"));
        desk.dialogs().confirming(false);
        model.act(lost, Action.REMOVE);
        desk.settle();
        assertThat(server.calls).isEmpty();
        assertThat(desk.dialogs().asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.items().getFirst()).startsWith("cat.jpg in bucket photos."));
        desk.dialogs().confirming(true);
        model.act(lost, Action.REMOVE);
        desk.settle();
        assertThat(server.calls).containsExactly("remove photos/cat.jpg null");
    }
}
