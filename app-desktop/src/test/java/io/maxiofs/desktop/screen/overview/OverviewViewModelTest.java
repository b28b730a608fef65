package io.maxiofs.desktop.screen.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.control.ByteBar.Part;
import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.ServerPower;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.server.admin.api.ClientDocument;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerOverview;
import io.maxiofs.server.admin.api.ServerStatus;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverviewViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final long GIB = 1L << 30;

    private final Fake source = new Fake();
    private final FakePower power = new FakePower();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final OverviewViewModel model = new OverviewViewModel(
            source,
            power,
            new Background(new DirectUiThread()),
            dialogs,
            Texts.of(Locale.US, ZoneOffset.UTC),
            InstantSource.fixed(NOW));

    private static final class Fake implements OverviewSource {
        private final AtomicInteger asked = new AtomicInteger();
        private final Set<String> reachable = ConcurrentHashMap.newKeySet();
        private volatile ServerOverview answer = withState("running", "", "");
        private volatile boolean down;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public ServerOverview overview() {
            asked.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (down) {
                throw new IllegalStateException("gone");
            }
            return answer;
        }

        @Override
        public boolean reaches(URI address) {
            return reachable.contains(address.toString());
        }
    }

    private static final class FakePower implements ServerPower {
        private final Set<Action> done = ConcurrentHashMap.newKeySet();

        @Override
        public Set<Action> possible() {
            return EnumSet.of(Action.STOP);
        }

        @Override
        public void perform(Action action) {
            done.add(action);
        }
    }

    private static ServerOverview withState(String state, String reason, String remedy) {
        return new ServerOverview(
                "instance",
                new ServerStatus(
                        "1.0",
                        NOW.minusSeconds(3600),
                        3600,
                        1,
                        "http://127.0.0.1:9900",
                        "http://127.0.0.1:9901",
                        new ServerStatus.Storage("ready", "/srv", 1, 2, 3, 4, 5),
                        null),
                new ServerOverview.State(state, NOW, reason, remedy, 3),
                List.of(
                        new ServerOverview.Address("http://127.0.0.1:9900", "lo", "machine", true, ""),
                        new ServerOverview.Address("http://192.168.1.5:9900", "eth0", "network", true, ""),
                        new ServerOverview.Address("http://10.0.0.5:9900", "eth1", "network", false, "Open it")),
                new ServerOverview.Space(10 * GIB, 4 * GIB, GIB, 50 * GIB, 5 * GIB, GIB, 100 * GIB),
                List.of(),
                List.of(),
                scrub(0, null));
    }

    private static HealthDocument.Scrub scrub(long faults, @Nullable Instant last) {
        return new HealthDocument.Scrub("waiting", last, null, "", null, faults, List.of(), null);
    }

    private void loaded() {
        model.load();
        Await.until("loaded", () -> model.stateProperty().get().equals(LoadState.LOADED));
    }

    @Test
    void ticksWhatIsReachableFromHereAndCopiesThat() {
        source.reachable.add("http://192.168.1.5:9900");
        loaded();
        Await.until(
                "all are tried",
                () -> model.addresses().stream().noneMatch(line -> line.reach() == AddressLine.Reach.CHECKING));
        assertThat(model.addresses())
                .extracting(AddressLine::reach)
                .containsExactly(AddressLine.Reach.NO, AddressLine.Reach.YES, AddressLine.Reach.CLOSED);
        assertThat(model.endpoint()).isEqualTo("http://192.168.1.5:9900");
    }

    @Test
    void thePartsOfTheDiskMakeTheWhole() {
        loaded();
        List<Part> parts = model.space(source.answer);
        assertThat(parts.stream().mapToLong(Part::bytes).sum()).isEqualTo(100 * GIB);
        assertThat(parts)
                .extracting(Part::style)
                .containsExactly(
                        "bytes-current",
                        "bytes-versions",
                        "bytes-uploads",
                        "bytes-other",
                        "bytes-reserve",
                        "bytes-free");
    }

    @Test
    void aDiskThatCannotBeAskedShowsOnlyWhatIsStored() {
        ServerOverview.Space space = new ServerOverview.Space(1, 2, 3, null, 0, 0, null);
        assertThat(SpaceParts.of(space, Texts.of(Locale.US, ZoneOffset.UTC))).hasSize(3);
    }

    @Test
    void aStateThatIsNotWellSaysWhyAndWhatToDo() {
        ServerOverview readOnly = withState("read_only", "The disk is nearly full.", "Delete something.");
        assertThat(model.tone(readOnly.state())).isEqualTo(Tone.WARNING);
        assertThat(model.stateName(readOnly.state())).isEqualTo("Read only");
        assertThat(model.stateDetail(readOnly)).isEqualTo("The disk is nearly full. Delete something.");
        assertThat(model.tone(withState("running", "", "").state())).isEqualTo(Tone.GOOD);
        assertThat(model.tone(withState("drive_missing", "", "").state())).isEqualTo(Tone.BAD);
        assertThat(model.stateName(new ServerOverview.State("of a newer server", NOW, "", "", 0)))
                .isEqualTo("of a newer server");
    }

    @Test
    void saysWhenAProgramLastWroteAndWhenAllWasChecked() {
        ClientDocument.Seen seen = new ClientDocument.Seen(NOW, NOW, NOW.minusSeconds(7200));
        assertThat(model.lastWrite(new ClientDocument("restic", "AKIA", "anna", "10.0.0.1", seen, 5, null)))
                .isEqualTo("Last stored something 2 hours ago");
        ClientDocument.Seen never = new ClientDocument.Seen(NOW, NOW, null);
        assertThat(model.lastWrite(new ClientDocument("restic", "AKIA", "anna", "10.0.0.1", never, 5, null)))
                .isEqualTo("Has not stored anything yet");
        assertThat(model.scrubLine(scrub(0, null))).isEqualTo("Not checked yet");
        assertThat(model.scrubLine(scrub(2, NOW))).isEqualTo("2 faults were found");
        assertThat(model.scrubTone(scrub(2, NOW))).isEqualTo(Tone.BAD);
        assertThat(model.scrubTone(scrub(0, NOW))).isEqualTo(Tone.GOOD);
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerPower.Action.class,
            names = {"STOP", "RESTART", "EJECT"})
    void stopsOnlyAfterAQuestionThatSaysWhoIsServed(ServerPower.Action action) {
        loaded();
        dialogs.confirming(false);
        model.act(action);
        assertThat(power.done).isEmpty();
        assertThat(dialogs.asked()).hasSize(1);
        assertThat(dialogs.asked().getFirst().detail()).contains("3 requests");

        dialogs.confirming(true);
        model.act(action);
        Await.until("it is stopped", () -> power.done.contains(action));
    }

    @Test
    void manyEventsDuringALoadMakeOneMoreLoad() {
        source.gate = new CountDownLatch(1);
        model.load();
        for (int i = 0; i < 20; i++) {
            model.happened(new ServerEvent.Changed("buckets", ""));
        }
        source.gate.countDown();
        Await.until("it was asked once more", () -> source.asked.get() == 2);
        Await.until("loaded", () -> model.stateProperty().get().equals(LoadState.LOADED));
        assertThat(source.asked.get()).isEqualTo(2);
    }

    @Test
    void aServerThatDoesNotAnswerIsAFailure() {
        source.down = true;
        model.load();
        Await.until("failed", () -> model.stateProperty().get() instanceof LoadState.Failed);
        assertThat(((LoadState.Failed) model.stateProperty().get()).message()).contains("gone");
    }
}
