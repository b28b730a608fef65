package io.maxiofs.desktop.screen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.fx.Navigator;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.desktop.testing.FakeNotices;
import io.maxiofs.server.admin.api.AuditEntry;
import java.time.InstantSource;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

class AuditScreenTest extends DesktopTest {

    @Test
    void showsWhatWasDoneOnTheServer() {
        showScreen(session(), ScreenId.AUDIT);
        await(
                "entries are there",
                () -> !now("audit-table", TableView.class).getItems().isEmpty());
        type("audit-filter", "anna");
        await("only what fits is there", () -> {
            TableView<?> table = now("audit-table", TableView.class);
            return !table.getItems().isEmpty()
                    && table.getItems().stream()
                            .allMatch(entry -> ((AuditEntry) entry).toString().contains("anna"));
        });
        fx(() -> now("audit-table", TableView.class).getSelectionModel().select(0));
        assertThat(fx(() -> now("audit-detail", Label.class).getText())).isNotBlank();
        screenshot("audit-filled-light");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("audit-filled-dark");
        type("audit-filter", "nothing like this was ever done");
        await("nothing is there", () -> isShown("state-empty"));
        screenshot("audit-empty-dark");
        clickText(texts().get("action.show-all"));
        await(
                "all is there again",
                () -> !now("audit-table", TableView.class).getItems().isEmpty());
    }

    /** A healthy server has no alerts, so these are made up. */
    @Test
    void showsAlertsAndMutesThem() {
        FakeAudit source = new FakeAudit();
        FakeNotices notices = new FakeNotices();
        Background background = new Background(new FxUiThread());
        InstantSource clock = InstantSource.fixed(FakeAudit.NOW);
        AuditViewModel audit = new AuditViewModel(source, background, notices, texts(), clock);
        AlertsViewModel alerts = new AlertsViewModel(source, background, new FakeDialogs(), notices, texts(), clock);
        Navigator nowhere = new Navigator() {
            @Override
            public void go(Place place) {}

            @Override
            public void back() {}
        };
        AuditView view =
                fx(() -> new AuditView(audit, new AlertsView(alerts, texts(), nowhere), texts(), new FakeDialogs()));
        show(view.root());
        fx(() -> {
            view.showAlerts(true);
            alerts.load();
        });
        await(
                "the alert is there",
                () -> now("alerts-table", TableView.class).getItems().size() == 1);
        fx(() -> now("alerts-table", TableView.class).getSelectionModel().select(0));
        screenshot("alerts-light");
        click("alerts-mute");
        click("audit-mute-hour");
        await("it is muted", () -> source.mutes.size() == 1);
    }
}
