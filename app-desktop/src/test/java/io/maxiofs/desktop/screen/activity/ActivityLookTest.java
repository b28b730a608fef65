package io.maxiofs.desktop.screen.activity;

import static io.maxiofs.desktop.screen.activity.FakeActivity.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.control.TimeChart;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.desktop.testing.FakeNotices;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Charts with a known course, which a real server does not have. */
class ActivityLookTest extends DesktopTest {
    private final FakeActivity source = new FakeActivity();
    private final FakeNotices notices = new FakeNotices();

    @Test
    void drawsPicksAndShowsTheSameNumbersAsATable() {
        source.points = FakeActivity.wave(600);
        List<TraceEntry> requests = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            requests.add(FakeActivity.request(
                    "r" + i, NOW.minusSeconds(i), i % 5 == 0 ? 403 : 200, i % 5 == 0 ? "SignatureDoesNotMatch" : null));
        }
        source.requests = requests;
        Background background = new Background(new FxUiThread());
        ActivityViewModel model = new ActivityViewModel(source, background, notices, texts());
        TraceViewModel trace = new TraceViewModel(source, background, notices, texts());
        ActivityView view = fx(() -> new ActivityView(model, trace, texts(), new FakeDialogs(), notices, () -> {}));
        show(view.root());
        fx(() -> {
            view.drawing(true);
            model.load();
            trace.load();
        });
        await(
                "all is there",
                () -> model.points().size() == 600 && trace.entries().size() == 30);
        TimeChart chart = node("activity-requests", TimeChart.class);
        await(
                "the chart says its value",
                () -> String.valueOf(chart.getAccessibleText()).contains("Requests"));
        fx(() -> theme().choose(Theme.Mode.DARK));
        fx(() -> view.drawing(true));
        screenshot("activity-filled-dark");
        fx(() -> theme().choose(Theme.Mode.LIGHT));
        fx(() -> view.drawing(true));
        fx(() -> now("trace-table", TableView.class).getSelectionModel().select(0));
        screenshot("activity-filled-light");

        fx(chart::requestFocus);
        press(KeyCode.LEFT);
        press(KeyCode.ENTER);
        await("the trace shows the last second", () -> trace.spanProperty().get() != null);
        assertThat(fx(() -> trace.spanProperty().get())).isEqualTo(model.spanOf(NOW));

        click("activity-as-table");
        await(
                "the same numbers are in the table",
                () -> now("activity-table", TableView.class).getItems().size() == 600);
        screenshot("activity-table");
    }

    @Test
    void drawingEachSecondHoldsNothingUp() {
        source.points = FakeActivity.wave(600);
        FxUiThread ui = new FxUiThread();
        Background background = new Background(ui);
        ActivityViewModel model = new ActivityViewModel(source, background, notices, texts());
        TraceViewModel trace = new TraceViewModel(source, background, notices, texts());
        ActivityView view = fx(() -> new ActivityView(model, trace, texts(), new FakeDialogs(), notices, () -> {}));
        show(view.root());
        fx(() -> {
            view.drawing(true);
            model.load();
            trace.load();
        });
        await("the points are there", () -> model.points().size() == 600);

        AtomicInteger seconds = new AtomicInteger();
        watchdog().assertFree("A point that is drawn", 15, () -> {
            int now = seconds.incrementAndGet();
            MetricsDocument point = FakeActivity.point(NOW.plusSeconds(now), 40 + now);
            ui.run(() -> model.measured(point));
            await("it is there", () -> model.points().getLast().equals(point));
        });
    }
}
