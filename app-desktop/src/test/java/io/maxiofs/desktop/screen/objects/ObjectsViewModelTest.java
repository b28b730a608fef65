package io.maxiofs.desktop.screen.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.server.admin.api.ShareDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class ObjectsViewModelTest {
    private final TestDesk desk = new TestDesk();
    private final FakeObjects server = new FakeObjects();
    private final ObjectsViewModel model = new ObjectsViewModel(desk.desk(), server);
    private final ObjectActionsViewModel actions = new ObjectActionsViewModel(desk.desk(), server, model);

    private void load() {
        model.refresh();
        desk.settle();
    }

    private void fill() {
        for (String key : List.of("2024/a.txt", "2024/b.txt", "2025/c/d.txt", "readme.txt")) {
            server.sizes.put(key, 10);
        }
        load();
    }

    @Test
    void showsFoldersAndObjectsOfOneLevelAndWalksThem() {
        fill();
        assertThat(model.rows()).extracting(ObjectRow::name).containsExactly("2024", "2025", "readme.txt");
        assertThat(model.summaryProperty().get()).isEqualTo("4 objects, 40\u00a0B");

        model.enter(model.rows().getFirst());
        desk.settle();
        assertThat(model.rows()).extracting(ObjectRow::name).containsExactly("a.txt", "b.txt");
        assertThat(model.crumbs()).extracting(ObjectsViewModel.Crumb::name).containsExactly("photos", "2024");
        model.selected().setAll(List.of(model.rows().getFirst()));
        assertThat(model.summaryProperty().get()).isEqualTo("1 selected of 2 objects, 20\u00a0B");

        model.up();
        desk.settle();
        assertThat(model.prefixProperty().get()).isEmpty();
    }

    @Test
    void searchesOnTheServer() {
        fill();
        model.searchProperty().set("2025/");
        desk.settle();

        assertThat(model.rows()).extracting(ObjectRow::name).containsExactly("2025/c/d.txt");
        assertThat(server.calls).contains("list 2025/");
    }

    @Test
    void fetchesPagesOneAfterTheOtherAndEachOnce() {
        for (int i = 0; i < 3_500; i++) {
            server.sizes.put("k%05d".formatted(i), 1);
        }
        load();
        assertThat(model.rows()).hasSize(ObjectsViewModel.FIRST_PAGE);

        for (int i = 0; i < 10; i++) {
            model.loadMore();
            desk.settle();
        }

        assertThat(model.rows()).hasSize(3_500);
        assertThat(model.rows().stream().map(ObjectRow::key).distinct()).hasSize(3_500);
    }

    @Test
    void followsChangesOfTheBucketRowByRow() {
        fill();
        List<String> changes = new ArrayList<>();
        model.rows().addListener((ListChangeListener<ObjectRow>) change -> {
            while (change.next()) {
                changes.add(change.getRemoved().stream().map(ObjectRow::name).toList() + " at " + change.getFrom() + " "
                        + change.getAddedSubList().stream().map(ObjectRow::name).toList());
            }
        });
        model.changed("another bucket");
        server.sizes.put("2024/more.txt", 10);
        server.sizes.put("letter.txt", 10);
        server.sizes.put("readme.txt", 20);
        server.sizes.remove("2025/c/d.txt");

        model.changed("photos");
        desk.settle();

        assertThat(model.rows()).extracting(ObjectRow::name).containsExactly("2024", "letter.txt", "readme.txt");
        assertThat(changes).containsExactly("[2025] at 1 []", "[] at 1 [letter.txt]", "[readme.txt] at 2 [readme.txt]");
        assertThat(model.summaryProperty().get()).startsWith("5 objects");
        changes.clear();
        model.changed("photos");
        desk.settle();
        assertThat(changes).isEmpty();
    }

    @Test
    void aChangeWhileAListIsOnItsWayIsNotForgotten() {
        fill();
        model.reload();
        model.changed("photos");
        desk.settle();
        assertThat(server.calls.stream().filter(call -> call.startsWith("list")))
                .hasSize(3);
        assertThat(model.stateProperty().get()).isEqualTo(LoadState.LOADED);
    }

    @Test
    void saysWhyItCouldNotLoad() {
        server.failure = new IllegalStateException("no");
        load();
        assertThat(model.stateProperty().get()).isInstanceOf(LoadState.Failed.class);
    }

    @Test
    void deletesWithAWayBackWhereVersionsAreKept() {
        fill();
        model.selected().setAll(List.of(model.rows().getLast()));

        actions.delete();
        desk.settle();
        assertThat(server.sizes).doesNotContainKey("readme.txt");
        assertThat(desk.dialogs().asked()).isEmpty();
        desk.notices().shown().getLast().run().run();
        desk.settle();

        assertThat(server.sizes).containsKey("readme.txt");
    }

    @Test
    void asksBeforeItDeletesForGood() {
        server.versioning = "unversioned";
        fill();
        model.selected().setAll(List.of(model.rows().getLast()));
        desk.dialogs().confirming(false);

        actions.delete();
        desk.settle();
        assertThat(desk.dialogs().asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.detail()).contains("gone for good"));
        assertThat(server.calls).noneMatch(call -> call.startsWith("begin"));

        desk.dialogs().confirming(true);
        actions.delete();
        desk.settle();
        assertThat(server.calls).anyMatch(call -> call.startsWith("begin delete"));
    }

    @Test
    void renamesAnObjectAndAFolder() {
        fill();
        assertThat(actions.problemOfName("2024")).isNotNull();
        assertThat(actions.problemOfName(" ")).isNotNull();
        assertThat(actions.problemOfName("other")).isNull();

        actions.rename(model.rows().getLast(), "other");
        actions.rename(model.rows().getFirst(), "old");
        desk.settle();

        assertThat(server.calls).contains("begin move null other ", "begin move 2024/ null old/");
    }

    @Test
    void uploadsToTheFolderThatIsShownAndDownloadsWhatIsSelected() {
        fill();
        model.open("photos", "2024/");
        desk.settle();
        actions.upload(List.of(Path.of("x")));
        model.selected().setAll(List.copyOf(model.rows()));
        desk.dialogs().choosing(Path.of("folder"));
        actions.download();
        desk.settle();

        assertThat(server.calls).contains("upload 2024/ [x]", "download 2");
    }

    @Test
    void tellsWhetherALinkWorks() {
        List<String> told = new ArrayList<>();
        actions.test("http://localhost/x", told::add);
        actions.presign("GET", "k", " ", 60, link -> told.add(link.url()), told::add);
        desk.settle();

        assertThat(told).containsExactlyInAnyOrder("The address answers, but with HTTP 403.", "http://x/k");
        assertThat(server.calls).contains("presign GET null");
    }

    @Test
    void revokesALink() {
        fill();
        List<ShareDocument> shares = new ArrayList<>();
        List<String> told = new ArrayList<>();
        actions.shares(shares::addAll);
        desk.settle();
        assertThat(actions.describe(shares.getFirst())).isEqualTo("readme.txt · ends: never · downloads: 2");

        actions.revoke(shares.getFirst(), () -> told.add("done"), told::add);
        desk.settle();

        assertThat(server.calls).contains("revoke 1");
        assertThat(told).containsExactly("done");
    }

    @Test
    void inspectsAndChangesOneObject() {
        server.sizes.put("a.txt", 5);
        InspectorViewModel inspector = new InspectorViewModel(desk.desk(), server);
        List<String> failed = new ArrayList<>();
        inspector.inspect("photos", "a.txt");
        desk.settle();

        InspectorViewModel.Shown shown = inspector.shownProperty().get();
        assertThat(shown).isNotNull();
        assertThat(shown.preview()).isEqualTo(new ObjectPreview.Text("hello", false));
        assertThat(InspectorViewModel.lines(shown.details().tags())).isEqualTo("team = home");

        inspector.putTags("a = b", failed::add);
        inspector.putMetadata("c = d", failed::add);
        inspector.hold(true, failed::add);
        inspector.retain("GOVERNANCE", LocalDate.of(2027, 1, 1), failed::add);
        desk.settle();
        assertThat(server.calls)
                .contains("change {a=b} null null null", "change null {c=d} null null")
                .anyMatch(call -> call.contains("2027-01-02T00:00:00Z"));
        inspector.putTags("no sign", failed::add);
        assertThat(failed).hasSize(1);
    }

    @Test
    void showsTextThatIsCutWithinACharacter() {
        byte[] bytes = "aä".getBytes(StandardCharsets.UTF_8);

        assertThat(ObjectPreview.ofText(Arrays.copyOf(bytes, 2), true)).isEqualTo(new ObjectPreview.Text("a", true));
        assertThat(ObjectPreview.ofText(new byte[] {(byte) 0xFF, 1, 2, 3, 4}, false))
                .isEqualTo(new ObjectPreview.Nothing());
        assertThat(ObjectPreview.kindOf("application/octet-stream", "x.PNG", 10))
                .contains(ObjectPreview.Kind.IMAGE);
        assertThat(ObjectPreview.kindOf("application/octet-stream", "x.bin", 10))
                .isEmpty();
    }
}
