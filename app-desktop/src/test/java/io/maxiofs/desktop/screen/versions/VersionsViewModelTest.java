package io.maxiofs.desktop.screen.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectRef;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionsViewModelTest {
    private final TestDesk desk = new TestDesk();
    private final Fake server = new Fake();
    private final VersionsViewModel model = new VersionsViewModel(desk.desk(), server);

    private static final class Fake implements VersionsPort {
        private final List<String> calls = new ArrayList<>();
        private boolean fails;

        private static ObjectEntry entry(String version, boolean latest, boolean marker) {
            return new ObjectEntry("a.txt", version, latest, marker, marker ? 0 : 10, TestDesk.NOW, "e", null);
        }

        @Override
        public List<String> buckets() {
            if (fails) {
                throw new IllegalStateException("no");
            }
            return List.of("photos");
        }

        @Override
        public List<ObjectEntry.Deleted> deleted(String bucket, String prefix) {
            calls.add("deleted " + bucket + " " + prefix);
            return List.of(new ObjectEntry.Deleted(entry("m", true, true), entry("1", false, false)));
        }

        @Override
        public List<ObjectEntry> versions(String bucket, String key) {
            calls.add("versions " + key);
            return List.of(entry("m", true, true), entry("1", false, false));
        }

        @Override
        public List<ObjectEntry> asOf(String bucket, String prefix, Instant time) {
            calls.add("as of " + time);
            return List.of(entry("1", false, false));
        }

        @Override
        public ObjectRef.Outcome undelete(String bucket, List<String> keys) {
            calls.add("undelete " + keys);
            return new ObjectRef.Outcome(keys.stream().map(ObjectRef::current).toList(), List.of());
        }

        @Override
        public ObjectEntry restore(String bucket, ObjectRef version) {
            calls.add("restore " + version.version());
            return entry("2", true, false);
        }

        @Override
        public ObjectRef.Outcome destroy(String bucket, List<ObjectRef> versions) {
            calls.add("destroy " + versions.getFirst().version());
            return new ObjectRef.Outcome(versions, List.of());
        }

        @Override
        public BucketTask.Preview preview(String bucket, BucketTask task) {
            return new BucketTask.Preview(1, 2, 1, 0, 20, 0, true, List.of("a.txt"));
        }

        @Override
        public JobDocument begin(String bucket, BucketTask task) {
            calls.add("begin " + task.kind() + " " + task.prefix() + " " + task.asOf());
            return job("1");
        }

        @Override
        public void download(String bucket, ObjectEntry version, Path folder) {
            calls.add("download " + version.version());
        }

        @Override
        public JobDocument job(String id) {
            return new JobDocument(
                    id,
                    "purge",
                    "photos",
                    "",
                    "done",
                    new JobDocument.Progress(1, 1L, 0, 0, null),
                    new JobDocument.Course("", TestDesk.NOW, null, null),
                    null);
        }

        @Override
        public List<ObjectRef.Failure> failures(String id) {
            return List.of();
        }

        @Override
        public JobDocument cancel(String id) {
            return job(id);
        }
    }

    private void load() {
        model.refresh();
        desk.settle();
    }

    @Test
    void bringsBackWhatIsDeleted() {
        load();
        assertThat(model.deleted()).hasSize(1);

        model.undelete(List.copyOf(model.deleted()));
        desk.settle();

        assertThat(server.calls).contains("undelete [a.txt]");
        assertThat(desk.notices().shown().getLast().text()).isEqualTo("1 object is back");
    }

    @Test
    void showsATimelineAndActsOnOneVersion() {
        load();
        model.open("photos", "a.txt");
        desk.settle();
        assertThat(model.timeline()).hasSize(2);
        assertThat(model.describe(model.timeline().getFirst())).isEqualTo("deleted, current");
        assertThat(model.describe(model.timeline().get(1))).isEqualTo("10\u00a0B");

        desk.dialogs().choosing(Path.of("folder"));
        model.restore(model.timeline().get(1));
        model.destroy(model.timeline().get(1));
        model.download(model.timeline().get(1));
        desk.settle();

        assertThat(server.calls).contains("restore 1", "destroy 1", "download 1");
        assertThat(desk.dialogs().asked()).hasSize(1);
    }

    @Test
    void restoresAPrefixToATimeAfterAsking() {
        load();
        model.prefixProperty().set("2024/");
        assertThat(model.loadPast(null, "12:00")).isNotNull();
        assertThat(model.loadPast(LocalDate.of(2026, 11, 20), "noon")).contains("noon");
        assertThat(model.loadPast(LocalDate.of(2026, 11, 22), "12:00")).contains("future");
        assertThat(model.loadPast(LocalDate.of(2026, 11, 20), "08:30")).isNull();
        desk.settle();
        assertThat(model.past()).hasSize(1);

        model.restorePast();
        desk.settle();

        assertThat(server.calls).contains("as of 2026-11-20T08:30:00Z", "begin restore 2024/ 2026-11-20T08:30:00Z");
        assertThat(desk.dialogs().asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.title()).contains("photos/2024/"));
    }

    @Test
    void emptiesTheTrashOnlyAfterAsking() {
        load();
        desk.dialogs().confirming(false);
        model.purge();
        desk.settle();
        assertThat(server.calls).noneMatch(call -> call.startsWith("begin"));

        desk.dialogs().confirming(true);
        model.purge();
        desk.settle();
        assertThat(server.calls).contains("begin purge  null");
    }

    @Test
    void saysWhyItCouldNotLoad() {
        server.fails = true;
        load();
        assertThat(model.stateProperty().get()).isInstanceOf(LoadState.Failed.class);
    }
}
