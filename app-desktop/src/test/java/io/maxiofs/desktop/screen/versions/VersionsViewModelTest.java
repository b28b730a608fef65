package io.maxiofs.desktop.screen.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.screen.PagedList;
import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectRef;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VersionsViewModelTest {
    private final TestDesk desk = new TestDesk();
    private final Fake server = new Fake();
    private final VersionsViewModel model = new VersionsViewModel(desk.desk(), server);

    private static final class Fake implements VersionsPort {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private volatile int trash = 1;
        private volatile int emptyAt = -1;
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
        public PagedList.Source<ObjectEntry.Deleted> deleted(String bucket, String prefix) {
            return (limit, cursor) -> {
                calls.add("deleted " + bucket + " " + prefix + " " + cursor);
                int from = cursor == null ? 0 : Integer.parseInt(cursor);
                int to = Math.min(trash, from + limit);
                if (from == emptyAt) {
                    return new PagedList.Page<>(List.of(), Integer.toString(from + 1));
                }
                return new PagedList.Page<>(
                        IntStream.range(from, to).mapToObj(Fake::deleted).toList(),
                        to < trash ? Integer.toString(to) : null);
            };
        }

        private static ObjectEntry.Deleted deleted(int number) {
            ObjectEntry marker =
                    new ObjectEntry(number == 0 ? "a.txt" : "k" + number, "m", true, true, 0, TestDesk.NOW, null, null);
            return new ObjectEntry.Deleted(marker, entry("1", false, false));
        }

        @Override
        public PagedList.Source<ObjectEntry> versions(String bucket, String key) {
            return (limit, cursor) -> {
                calls.add("versions " + key);
                return new PagedList.Page<>(List.of(entry("m", true, true), entry("1", false, false)), null);
            };
        }

        @Override
        public PagedList.Source<ObjectEntry> asOf(String bucket, String prefix, Instant time) {
            return (limit, cursor) -> {
                calls.add("as of " + time);
                return new PagedList.Page<>(List.of(entry("1", false, false)), null);
            };
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
            List<ObjectRef> objects = task.objects();
            calls.add("begin " + task.kind() + " "
                    + (objects == null
                            ? task.prefix()
                            : objects.size() + " from " + objects.getFirst().key())
                    + " " + task.asOf());
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
        assertThat(model.deleted().rows()).hasSize(1);

        model.undelete(List.copyOf(model.deleted().rows()));
        desk.settle();

        assertThat(server.calls).contains("undelete [a.txt]");
        assertThat(desk.notices().shown().getLast().text()).isEqualTo("1 object is back");
    }

    @Test
    void showsATimelineAndActsOnOneVersion() {
        load();
        model.open("photos", "a.txt");
        desk.settle();
        assertThat(model.timeline().rows()).hasSize(2);
        assertThat(model.describe(model.timeline().rows().getFirst())).isEqualTo("deleted, current");
        assertThat(model.describe(model.timeline().rows().get(1))).isEqualTo("10\u00a0B");

        desk.dialogs().choosing(Path.of("folder"));
        model.restore(model.timeline().rows().get(1));
        model.destroy(model.timeline().rows().get(1));
        model.download(model.timeline().rows().get(1));
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
        assertThat(model.past().rows()).hasSize(1);

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
        model.purgeAll();
        desk.settle();
        assertThat(server.calls).noneMatch(call -> call.startsWith("begin"));

        desk.dialogs().confirming(true);
        model.purgeAll();
        desk.settle();
        assertThat(server.calls).contains("begin purge  null");
    }

    @Test
    void fetchesTheTrashPartByPart() {
        server.trash = 1_500;
        server.emptyAt = PagedList.FIRST_PAGE;
        load();
        assertThat(model.deleted().rows()).hasSize(PagedList.FIRST_PAGE);
        assertThat(model.deleted().moreProperty().get()).isTrue();
        assertThat(model.summary(model.deleted(), 3)).isEqualTo("3 selected of 200 objects, more follow");

        model.deleted().loadMore();
        // One part only, however often a table asks while it is on its way; an empty part is passed over.
        model.deleted().loadMore();
        desk.settle();
        assertThat(model.deleted().rows()).hasSize(1_200);
        model.deleted().loadMore();
        desk.settle();
        model.deleted().loadMore();
        desk.settle();
        assertThat(model.deleted().rows()).hasSize(1_499);
        assertThat(model.summary(model.deleted(), 0)).isEqualTo("1,499 objects");
    }

    @Test
    void aSelectionOverManyPartsIsWorkOfTheServer() {
        server.trash = 1_200;
        load();
        model.deleted().loadMore();
        desk.settle();
        List<ObjectEntry.Deleted> all = List.copyOf(model.deleted().rows());
        assertThat(all).hasSize(1_200);

        model.undelete(all);
        desk.settle();
        model.purge(all.subList(5, 1_105));
        desk.settle();

        assertThat(server.calls).contains("begin undelete 1200 from a.txt null", "begin purge 1100 from k5 null");
        assertThat(server.calls).noneMatch(call -> call.startsWith("undelete "));
        assertThat(desk.dialogs().asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.title()).contains("1,100 deleted objects"));
    }

    @Test
    void aSelectionTooLongForOneRequestIsSeveralTasksInOrder() {
        List<String> keys =
                IntStream.range(0, 1_000).mapToObj(i -> "x".repeat(1_000) + i).toList();
        List<List<ObjectRef>> parts = AskedTasks.parts(keys);
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(parts.stream().flatMap(List::stream).map(ObjectRef::key).toList())
                .isEqualTo(keys);
    }

    @Test
    void everythingMeansBelowThePrefixOfWhatIsShown() {
        model.prefixProperty().set("2024/");
        load();
        model.prefixProperty().set("typed but not looked for");

        model.undeleteAll();
        desk.settle();
        model.purgeAll();
        desk.settle();

        assertThat(server.calls).contains("begin undelete 2024/ null", "begin purge 2024/ null");
        assertThat(desk.dialogs().asked())
                .allSatisfy(asked -> assertThat(asked.title()).contains("photos/2024/"));
    }

    @Test
    void restoresSomeOfThePast() {
        load();
        assertThat(model.loadPast(LocalDate.of(2026, 11, 20), "08:30")).isNull();
        desk.settle();

        model.restorePast(List.copyOf(model.past().rows()));
        desk.settle();

        assertThat(server.calls).contains("begin restore 1 from a.txt 2026-11-20T08:30:00Z");
    }

    @Test
    void saysWhyItCouldNotLoad() {
        server.fails = true;
        load();
        assertThat(model.stateProperty().get()).isInstanceOf(LoadState.Failed.class);
    }
}
