package io.maxiofs.desktop.screen.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.TestDesk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DragOutTest {
    private final TestDesk desk = new TestDesk();
    private final FakeObjects server = new FakeObjects();
    private final ObjectsViewModel list = new ObjectsViewModel(desk.desk(), server);
    private final List<String> downloads = new ArrayList<>();
    private final DragOut drag = new DragOut(desk.desk(), server, list, () -> downloads.add("asked"));

    private void select(String... keys) {
        server.sizes.put("a.txt", 10);
        server.sizes.put("b.txt", 20);
        server.sizes.put("folder/c.txt", 30);
        server.sizes.put("huge", Integer.MAX_VALUE);
        list.refresh();
        desk.settle();
        list.selected()
                .setAll(list.rows().stream()
                        .filter(row -> List.of(keys).contains(row.key()))
                        .toList());
    }

    private Notices.Notice lastNotice() {
        return desk.notices().shown().getLast();
    }

    @Test
    void theFirstDragFetchesAndTheSecondHasTheFiles() {
        select("a.txt", "folder/");

        assertThat(drag.begin()).isEmpty();
        assertThat(drag.stateProperty().get()).isInstanceOf(DragOut.State.Fetching.class);
        assertThat(drag.begin()).isEmpty();
        desk.settle();

        assertThat(drag.stateProperty().get()).isInstanceOf(DragOut.State.Ready.class);
        assertThat(lastNotice().text()).isEqualTo("2 objects are ready: drag them now");
        assertThat(drag.begin()).containsExactly(Path.of("folder"), Path.of("a.txt"));
        assertThat(DragOutView.content(drag.begin()).getFiles())
                .containsExactly(Path.of("folder").toFile(), Path.of("a.txt").toFile());
        assertThat(server.calls.stream().filter(call -> call.startsWith("fetch")))
                .containsExactly("fetch [folder/, a.txt]");
    }

    @Test
    void anotherSelectionIsFetchedAnewAndTakesThePlaceOfTheOneBefore() {
        select("a.txt");
        drag.prepare();
        desk.settle();
        select("b.txt");
        assertThat(drag.stateProperty().get()).isEqualTo(DragOut.State.NOTHING);
        // Another program may still be copying it.
        assertThat(server.fetched).containsExactly(List.of(Path.of("a.txt")));

        drag.prepare();
        desk.settle();
        assertThat(drag.begin()).containsExactly(Path.of("b.txt"));
        assertThat(server.fetched).containsExactly(List.of(Path.of("b.txt")));

        drag.close();
        assertThat(desk.desk().background().awaitAside(Await.DEADLINE)).isTrue();
        assertThat(server.fetched).isEmpty();
    }

    @Test
    void whatIsTooMuchIsLeftToDownloads() {
        select("a.txt", "huge");

        assertThat(drag.begin()).isEmpty();
        desk.settle();

        assertThat(drag.stateProperty().get()).isEqualTo(DragOut.State.NOTHING);
        assertThat(server.calls).noneMatch(call -> call.startsWith("fetch"));
        assertThat(lastNotice().text()).contains("256\u00a0MiB", "1,000 objects");
        lastNotice().run().run();
        assertThat(downloads).hasSize(1);
    }

    @Test
    void nothingIsFetchedWithoutASelection() {
        assertThat(drag.begin()).isEmpty();
        drag.prepare();
        desk.settle();
        assertThat(drag.stateProperty().get()).isEqualTo(DragOut.State.NOTHING);
        assertThat(server.fetched).isEmpty();
    }

    @Test
    void aFailureIsToldAndCanBeTriedAgain() {
        select("a.txt");
        server.failure = new IllegalStateException("no");
        drag.prepare();
        desk.settle();
        assertThat(lastNotice().text()).contains("no");

        server.failure = null;
        drag.prepare();
        desk.settle();
        assertThat(drag.begin()).hasSize(1);
    }
}
