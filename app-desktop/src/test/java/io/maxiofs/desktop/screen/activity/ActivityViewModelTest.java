package io.maxiofs.desktop.screen.activity;

import static io.maxiofs.desktop.screen.activity.FakeActivity.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.desktop.testing.FakeNotices;
import io.maxiofs.server.admin.api.MetricsHistory.Range;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ActivityViewModelTest {
    private final FakeActivity source = new FakeActivity();
    private final FakeNotices notices = new FakeNotices();
    private final Background background = new Background(new DirectUiThread());
    private final Texts texts = Texts.of(Locale.US, ZoneOffset.UTC);
    private final ActivityViewModel model = new ActivityViewModel(source, background, notices, texts);
    private final TraceViewModel trace = new TraceViewModel(source, background, notices, texts);

    private void loaded() {
        model.load();
        Await.until(
                "loaded",
                () -> model.stateProperty().get().equals(LoadState.LOADED)
                        && model.points().size() == source.points.size());
    }

    private void traceLoaded() {
        trace.load();
        Await.until(
                "loaded",
                () -> trace.stateProperty().get().equals(LoadState.LOADED)
                        && trace.entries().size() == source.requests.size());
    }

    @Test
    void liveValuesAreAppendedAndOldOnesForgotten() {
        source.points = FakeActivity.wave(601);
        loaded();
        long before = model.revisionProperty().get();

        model.measured(FakeActivity.point(NOW.plusSeconds(1), 5));

        assertThat(model.points().getLast().time()).isEqualTo(NOW.plusSeconds(1));
        assertThat(model.points()).hasSize(601);
        assertThat(model.revisionProperty().get()).isGreaterThan(before);
    }

    @Test
    void aValueThatIsThereAlreadyIsNotThereTwice() {
        source.points = FakeActivity.wave(10);
        loaded();
        model.measured(source.points.getLast());
        assertThat(model.points()).hasSize(10);
    }

    @Test
    void frozenNothingMovesAndAfterwardsWhatWasMissedIsThere() {
        source.points = FakeActivity.wave(10);
        loaded();
        model.frozenProperty().set(true);
        model.measured(FakeActivity.point(NOW.plusSeconds(1), 5));
        assertThat(model.points()).hasSize(10);

        source.points = FakeActivity.wave(30);
        model.frozenProperty().set(false);
        Await.until("all are there", () -> model.points().size() == 30);
    }

    @Test
    void longRangesAskOnlyWhenAPointIsDue() {
        source.points = FakeActivity.wave(20);
        model.rangeProperty().set(Range.TWO_HOURS);
        Await.until("loaded", () -> model.points().size() == 20);

        model.measured(FakeActivity.point(NOW.plusSeconds(9), 5));
        assertThat(source.asked).containsExactly("2h");

        source.points = FakeActivity.wave(20).stream()
                .map(point -> FakeActivity.point(point.time().plusSeconds(10), 1))
                .toList();
        model.measured(FakeActivity.point(NOW.plusSeconds(10), 5));
        Await.until(
                "the new ones are there", () -> model.points().getLast().time().equals(NOW.plusSeconds(10)));
        assertThat(source.asked).containsExactly("2h", "2h since " + NOW);
    }

    @Test
    void aFailureIsToldAndTheNextLoadMends() {
        source.failure = "no route";
        model.load();
        Await.until("failed", () -> model.stateProperty().get() instanceof LoadState.Failed);
        source.failure = null;
        source.points = FakeActivity.wave(3);
        loaded();
    }

    @Test
    void aSpikeLeadsToItsRequests() {
        source.points = FakeActivity.wave(10);
        source.requests = List.of(FakeActivity.request("1", NOW, 200, null));
        loaded();
        trace.spanProperty().set(model.spanOf(NOW));
        Await.until(
                "asked",
                () -> source.queries.stream().anyMatch(q -> NOW.minusSeconds(1).equals(q.since())));
        assertThat(source.queries.getLast().until()).isEqualTo(NOW.plusMillis(1));
    }

    @Test
    void newRequestsComeOnTopUnlessTheListIsNarrowed() {
        source.requests = List.of(FakeActivity.request("1", NOW, 200, null));
        traceLoaded();
        TraceEntry newer = FakeActivity.request("2", NOW.plusSeconds(1), 200, null);
        trace.traced(newer);
        trace.traced(newer);
        assertThat(trace.entries()).extracting(TraceEntry::id).containsExactly("2", "1");

        trace.textProperty().set("restic");
        trace.traced(FakeActivity.request("3", NOW.plusSeconds(2), 200, null));
        assertThat(trace.entries()).hasSize(2);

        trace.textProperty().set("");
        trace.freeze(true);
        trace.traced(FakeActivity.request("4", NOW.plusSeconds(2), 200, null));
        assertThat(trace.entries()).hasSize(2);
    }

    @Test
    void theServerFiltersAndOlderOnesFollow() {
        source.requests = List.of(FakeActivity.request("1", NOW, 403, "AccessDenied"));
        source.next = "cursor";
        trace.resultProperty().set("failed");
        Await.until("loaded", () -> trace.entries().size() == 1);
        assertThat(source.queries.getLast().status()).isEqualTo("failed");
        assertThat(trace.moreProperty().get()).isTrue();

        trace.loadMore();
        Await.until("the older one is there", () -> trace.entries().size() == 2);
        assertThat(trace.moreProperty().get()).isFalse();
    }

    @Test
    void memoryIsBounded() {
        source.requests = List.of();
        trace.load();
        Await.until("loaded", () -> trace.stateProperty().get().equals(LoadState.LOADED));
        for (int i = 0; i < TraceViewModel.MOST + 50; i++) {
            trace.traced(FakeActivity.request("r" + i, NOW.plusMillis(i), 200, null));
        }
        assertThat(trace.entries()).hasSize(TraceViewModel.MOST);
    }

    @Test
    void numbersAreWrittenForOtherPrograms() throws IOException {
        source.points = FakeActivity.wave(3);
        source.requests = List.of(FakeActivity.request("1", NOW, 403, "AccessDenied"));
        loaded();
        traceLoaded();
        try (TemporaryDirectory folder = new TemporaryDirectory()) {
            Path numbers = folder.path().resolve("numbers.csv");
            model.export(numbers);
            Await.until("written", () -> notices.shown().size() == 1);
            assertThat(Files.readAllLines(numbers)).hasSize(4);
            assertThat(Files.readAllLines(numbers).getLast()).startsWith("2026-11-21T12:00:00Z,1000,");
            Path requests = folder.path().resolve("requests.csv");
            trace.export(requests);
            Await.until("written", () -> notices.shown().size() == 2);
            assertThat(Files.readString(requests)).contains("AccessDenied", "The signature is wrong");
        }
    }

    @Test
    void whatASpreadsheetWouldRunIsMadeHarmless() {
        assertThat(Csv.line(List.of("=1+1", "-5.0", "a,b", "say \"x\"")))
                .isEqualTo("'=1+1,-5.0,\"a,b\",\"say \"\"x\"\"\"\r\n");
    }

    @Test
    void errorsAreCountedPerSecondByCode() {
        List<String> codes = Measure.codes(FakeActivity.wave(30), 4);
        assertThat(codes).containsExactly("NoSuchKey");
        assertThat(Measure.latency(FakeActivity.point(NOW, 10), "list", op -> op.p50Micros()))
                .isNaN();
        assertThat(Measure.latency(FakeActivity.point(NOW, 10), "write_small", op -> op.p50Micros()))
                .isEqualTo(0.9);
    }
}
