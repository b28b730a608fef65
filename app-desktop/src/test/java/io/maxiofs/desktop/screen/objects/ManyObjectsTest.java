package io.maxiofs.desktop.screen.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.shell.ShellView;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.FxWatchdog;
import io.maxiofs.desktop.testing.SampleData;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

/** {@code maxiofs.desktop.objects} objects in one bucket, 100,000 with the profile {@code long}. */
class ManyObjectsTest extends DesktopTest {
    private static final int MANY = Integer.getInteger("maxiofs.desktop.objects", 20_000);

    private static final int OPENED = 5;
    private static final int PHOTOS_AT_TOP = 3;

    /** Rows a window of this size can show, several times over. */
    private static final int MOST_NODES = 200;

    /** More than a row takes, with what the server in this process keeps of its object. */
    private static final long BYTES_EACH = 2_048;

    private static final long BYTES_APART = 128L << 20;

    @SuppressWarnings("unchecked")
    private static TableView<ObjectRow> table() {
        return now("objects-table", TableView.class);
    }

    private static int rows() {
        return find("objects-table").isEmpty() ? 0 : table().getItems().size();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long millisToFirstRows(ShellView shell) {
        long begin = System.nanoTime();
        fx(() -> shell.navigator().go(Place.of(ScreenId.OBJECTS, Place.BUCKET, "many")));
        await("the first rows are there", () -> rows() >= ObjectsViewModel.FIRST_PAGE);
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /** How long it takes is printed and not required: machines are loaded. */
    @Test
    void showsTheFirstRowsOfManyAtOnceAndScrollsThroughAll() {
        server().s3().createBucket(b -> b.bucket("many"));
        server().storeMany("many", MANY);
        ShellView shell = showScreen(session(), ScreenId.OVERVIEW);
        long heapBefore = 0;
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < OPENED; i++) {
            fx(() -> shell.navigator().go(Place.of(ScreenId.OBJECTS, Place.BUCKET, SampleData.PHOTOS)));
            await("another bucket is shown", () -> rows() == PHOTOS_AT_TOP);
            heapBefore = heap();
            millis.add(millisToFirstRows(shell));
        }

        List<FxWatchdog.Blocked> pages = new ArrayList<>();
        for (int known = fx(ManyObjectsTest::rows); known < MANY; known = fx(ManyObjectsTest::rows)) {
            int before = known;
            watchdog().reset();
            fx(() -> table().scrollTo(before - 1));
            await("the next page is there", () -> rows() > before);
            pages.add(watchdog().worst());
        }

        long grown = heap() - heapBefore;
        System.out.println("First rows of " + MANY + " objects after " + millis + " ms; all of them took "
                + (grown >> 20) + " MiB of memory");
        FxWatchdog.assertFree("A page that arrives", pages);
        assertThat(countShown("table-row-cell")).isBetween(1, MOST_NODES);
        assertThat(grown).isLessThan(BYTES_APART + MANY * BYTES_EACH);
        assertThat(fx(() -> table().getItems().stream()
                        .map(ObjectRow::key)
                        .distinct()
                        .count()))
                .isEqualTo(MANY);
    }

    /** Back and forth over rows that are there. */
    @Test
    void scrollingHoldsNothingUp() {
        server().s3().createBucket(b -> b.bucket("some"));
        server().storeMany("some", ObjectsViewModel.FIRST_PAGE);
        ShellView shell = showScreen(session(), ScreenId.OVERVIEW);
        fx(() -> shell.navigator().go(Place.of(ScreenId.OBJECTS, Place.BUCKET, "some")));
        await("the rows are there", () -> rows() == ObjectsViewModel.FIRST_PAGE);

        boolean[] down = {false};
        watchdog().assertFree("Scrolling", 20, () -> {
            down[0] = !down[0];
            int row = down[0] ? ObjectsViewModel.FIRST_PAGE / 2 : 0;
            fx(() -> table().scrollTo(row));
            await("the row is drawn", () -> isDrawn(row));
        });
    }

    /** The next pulse does that, with nothing of this test on the stack. */
    private static boolean isDrawn(int row) {
        return table().lookupAll(".table-row-cell").stream()
                .anyMatch(node -> node.isVisible() && ((TableRow<?>) node).getIndex() == row);
    }
}
