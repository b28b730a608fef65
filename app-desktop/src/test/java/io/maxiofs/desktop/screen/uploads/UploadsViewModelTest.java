package io.maxiofs.desktop.screen.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.desktop.transfer.TransferFailure;
import io.maxiofs.desktop.transfer.TransferProgress;
import io.maxiofs.desktop.transfer.TransferState;
import io.maxiofs.desktop.transfer.TransferTask;
import io.maxiofs.desktop.transfer.TransferTotals;
import io.maxiofs.server.admin.api.UploadDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UploadsViewModelTest {
    private final TestDesk desk = new TestDesk();

    private static final class FakeUploads implements UploadsPort {
        private final List<UploadDocument> uploads = new ArrayList<>();
        private boolean fails;

        void add(String key, int days) {
            uploads.add(new UploadDocument(
                    "backups", key, "id-" + key, TestDesk.NOW.minus(Duration.ofDays(days)), "anna", 2, 100));
        }

        @Override
        public List<UploadDocument> list(@Nullable Integer olderThanDays) {
            if (fails) {
                throw new IllegalStateException("no");
            }
            return uploads.stream()
                    .filter(u -> olderThanDays == null
                            || u.started().isBefore(TestDesk.NOW.minus(Duration.ofDays(olderThanDays))))
                    .toList();
        }

        @Override
        public UploadDocument.Outcome abort(List<UploadDocument.Ref> refs) {
            uploads.removeIf(u -> refs.stream().anyMatch(ref -> ref.id().equals(u.id())));
            return new UploadDocument.Outcome(refs, List.of());
        }
    }

    @Test
    void givesUpOnlyWhatIsOldAndOnlyAfterAsking() {
        FakeUploads server = new FakeUploads();
        server.add("old", 9);
        server.add("new", 1);
        UploadsViewModel model = new UploadsViewModel(desk.desk(), server);
        model.refresh();
        desk.settle();
        assertThat(model.rows()).hasSize(2);

        desk.dialogs().confirming(false);
        model.abortOlderThan(7);
        desk.settle();
        assertThat(desk.dialogs().asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.items()).containsExactly("backups/old"));
        assertThat(server.uploads).hasSize(2);

        desk.dialogs().confirming(true);
        model.abortOlderThan(7);
        desk.settle();
        assertThat(model.rows()).extracting(UploadDocument::key).containsExactly("new");
        model.abortOlderThan(7);
        desk.settle();
        assertThat(desk.notices().shown().getLast().text()).contains("no unfinished upload older than 7 days");
    }

    @Test
    void saysWhyItCouldNotLoad() {
        FakeUploads server = new FakeUploads();
        server.fails = true;
        UploadsViewModel model = new UploadsViewModel(desk.desk(), server);
        model.refresh();
        desk.settle();
        assertThat(model.stateProperty().get()).isInstanceOf(LoadState.Failed.class);
    }

    private static final class FakeTransfers implements TransfersPort {
        private List<TransferProgress> transfers = List.of();
        private final List<String> calls = new ArrayList<>();

        @Override
        public List<TransferProgress> transfers() {
            return transfers;
        }

        @Override
        public TransferTotals totals() {
            return new TransferTotals(3, 1, 1, 3_072, 1_024, 1_024, Duration.ofSeconds(2));
        }

        @Override
        public void pause(List<Long> ids) {
            calls.add("pause " + ids);
        }

        @Override
        public void resume(List<Long> ids) {
            calls.add("resume " + ids);
        }

        @Override
        public void cancel(List<Long> ids) {
            calls.add("cancel " + ids);
        }

        @Override
        public void forgetFinished() {
            calls.add("forget");
        }
    }

    private static TransferProgress transfer(long id, TransferState state) {
        return new TransferProgress(
                id,
                new TransferTask.Upload(Path.of("a"), 1_024, 0, "b", "k", true),
                state,
                512,
                state == TransferState.FAILED
                        ? new TransferFailure(TransferFailure.Kind.QUOTA, "QuotaExceeded")
                        : null);
    }

    @Test
    void showsTransfersInPlaceAndSaysHowFarTheyAre() {
        FakeTransfers port = new FakeTransfers();
        TransfersViewModel model = new TransfersViewModel(desk.desk(), port);
        port.transfers = List.of(transfer(1, TransferState.RUNNING), transfer(2, TransferState.FAILED));
        model.look();
        TransferProgress untouched = model.rows().get(1);
        port.transfers = List.of(transfer(1, TransferState.PAUSED), transfer(2, TransferState.FAILED));
        model.look();

        assertThat(model.rows())
                .extracting(TransferProgress::state)
                .containsExactly(TransferState.PAUSED, TransferState.FAILED);
        assertThat(model.rows().get(1)).isSameAs(untouched);
        assertThat(model.stateText(model.rows().get(1))).isEqualTo("Failed: too large, or the quota is used up");
        assertThat(model.routeText(model.rows().getFirst())).isEqualTo("a → b/k");
        assertThat(model.summaryProperty().get())
                .isEqualTo("1 of 3 files, 1\u00a0KiB of 3\u00a0KiB  at 1\u00a0KiB/s, 2 seconds left  1 failed");
        assertThat(TransfersViewModel.share(model.rows().getFirst())).isEqualTo(0.5);

        port.transfers = List.of();
        model.look();
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void actsOnlyOnTransfersThatItMakesSenseFor() {
        FakeTransfers port = new FakeTransfers();
        TransfersViewModel model = new TransfersViewModel(desk.desk(), port);
        List<TransferProgress> all = List.of(
                transfer(1, TransferState.RUNNING),
                transfer(2, TransferState.FAILED),
                transfer(3, TransferState.DONE),
                transfer(4, TransferState.PAUSED));

        model.pause(all);
        desk.settle();
        model.resume(all);
        desk.settle();
        model.cancel(all);
        desk.settle();

        assertThat(port.calls).containsExactly("pause [1, 2, 4]", "resume [2, 4]", "cancel [1, 2, 4]");
    }

    @Test
    void everyStateAndFailureHasWords() {
        FakeTransfers port = new FakeTransfers();
        TransfersViewModel model = new TransfersViewModel(desk.desk(), port);
        for (TransferState state : TransferState.values()) {
            assertThat(model.stateText(transfer(1, state))).doesNotContain("transfers.");
        }
        for (TransferFailure.Kind kind : TransferFailure.Kind.values()) {
            TransferProgress failed = new TransferProgress(
                    1,
                    new TransferTask.Upload(Path.of("a"), 1, 0, "b", "k", true),
                    TransferState.FAILED,
                    0,
                    new TransferFailure(kind, ""));
            assertThat(model.stateText(failed)).doesNotContain("transfers.");
        }
    }
}
