package io.maxiofs.desktop.screen.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.fx.Navigator;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.ServerPower;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.desktop.testing.FakeNotices;
import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.ClientDocument;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.ServerOverview;
import io.maxiofs.server.admin.api.ServerStatus;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/** What the overview says when things are not well, which a healthy server cannot show. */
class OverviewLookTest extends DesktopTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final long GIB = 1L << 30;

    private static ServerOverview troubled() {
        ServerStatus status = new ServerStatus(
                "0.1.0",
                NOW.minusSeconds(86_400),
                86_400,
                1,
                "http://127.0.0.1:9900",
                "http://127.0.0.1:9901",
                new ServerStatus.Storage("ready", "/srv", 1, 2, 3, 4, 5),
                null);
        ClientDocument.Seen seen = new ClientDocument.Seen(NOW, NOW, NOW.minusSeconds(400_000));
        ClientDocument.Failure failure = new ClientDocument.Failure(
                NOW, "RequestTimeTooSkewed", "The clock of the computer that asked is 7 minutes off.");
        return new ServerOverview(
                "instance",
                status,
                new ServerOverview.State(
                        "read_only", NOW, "The disk is nearly full.", "Delete something or add space.", 0),
                List.of(
                        new ServerOverview.Address("https://192.168.1.5:9900", "eth0", "network", true, ""),
                        new ServerOverview.Address("https://127.0.0.1:9900", "lo", "machine", true, ""),
                        new ServerOverview.Address(
                                "https://10.0.0.5:9900", "eth1", "network", false, "Set s3.listen to open it.")),
                new ServerOverview.Space(310 * GIB, 94 * GIB, 3 * GIB, 12 * GIB, 10 * GIB, GIB, 500 * GIB),
                List.of(
                        new ClientDocument("restic", "AKIA1", "anna", "192.168.1.20", seen, 512, null),
                        new ClientDocument("rclone", "AKIA2", "ben", "192.168.1.21", seen, 12, failure)),
                List.of(new AlertDocument(
                        "1",
                        "disk_space_critical",
                        "",
                        "critical",
                        "firing",
                        new AlertDocument.Times(NOW, null, null),
                        new AlertDocument.Reading(2.4, 5.0, "percent"),
                        new AlertDocument.Words(
                                "Disk nearly full", "Only 2.4 % of the disk is free.", "Delete old backups."))),
                new HealthDocument.Scrub("waiting", NOW.minusSeconds(900_000), null, "", null, 1, List.of(), null));
    }

    private static final class Fake implements OverviewSource {
        @Override
        public ServerOverview overview() {
            return troubled();
        }

        @Override
        public boolean reaches(URI address) {
            return "127.0.0.1".equals(address.getHost());
        }
    }

    private static final class Power implements ServerPower {
        @Override
        public Set<Action> possible() {
            return EnumSet.allOf(Action.class);
        }

        @Override
        public void perform(Action action) {}
    }

    private static final class Went implements Navigator {
        private final List<ScreenId> places = new ArrayList<>();

        @Override
        public void go(Place place) {
            places.add(place.screen());
        }

        @Override
        public void back() {}
    }

    @Test
    void troublesAreSaidInWordsAndLeadToWhereTheyAreSolved() {
        Went went = new Went();
        OverviewViewModel model = new OverviewViewModel(
                new Fake(),
                new Power(),
                new Background(new FxUiThread()),
                new FakeDialogs(),
                texts(),
                InstantSource.fixed(NOW));
        OverviewView view = fx(() -> new OverviewView(model, texts(), went, new FakeNotices()));
        show(view.root());
        fx(model::load);
        await(
                "the addresses are tried",
                () -> model.addresses().size() == 3
                        && model.addresses().stream().noneMatch(l -> l.reach() == AddressLine.Reach.CHECKING));

        assertThat(fx(() -> now("overview-state", StatusPill.class).getText())).isEqualTo("Read only");
        assertThat(fx(() -> now("overview-clients", VBox.class).getChildren())).hasSize(2);
        assertThat(fx(() -> now("overview-addresses", VBox.class).getChildren()))
                .hasSize(3);
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("overview-troubled-dark");
        fx(() -> theme().choose(Theme.Mode.LIGHT));
        screenshot("overview-troubled-light");
        click("overview-connect");
        await("it leads to the connect screen", () -> went.places.contains(ScreenId.CONNECT));
    }
}
