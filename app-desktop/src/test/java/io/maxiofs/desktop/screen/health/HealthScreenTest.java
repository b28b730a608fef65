package io.maxiofs.desktop.screen.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.desktop.testing.FakeNotices;
import io.maxiofs.desktop.testing.TestDesk;
import java.time.InstantSource;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class HealthScreenTest extends DesktopTest {

    @Test
    void showsTheServerAndChecksAllData() {
        Session session = session();
        showScreen(session, ScreenId.HEALTH);
        await(
                "findings are there",
                () -> !now("health-findings", VBox.class).getChildren().isEmpty());
        screenshot("health-filled-light");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("health-filled-dark");

        click("health-scrub-pause");
        Await.until(
                "the server has paused",
                () -> session.admin().health().findings().scrub().state().equals("paused"));
        await(
                "it can be resumed",
                () -> now("health-scrub-resume", Button.class).isVisible());
        click("health-scrub-resume");
        Await.until(
                "the pause has ended",
                () -> !session.admin().health().findings().scrub().state().equals("paused"));
        click("health-scrub-start");
        Await.until(
                "all was read",
                () -> session.admin().health().findings().scrub().last() != null);
    }

    /** A healthy server has no damage, so this is made up. */
    @Test
    void showsDamageAndThatThereIsNoCopy() {
        FakeHealth source = new FakeHealth();
        source.state = "busy";
        HealthViewModel model = new HealthViewModel(
                source,
                new Background(new FxUiThread()),
                new FakeDialogs(),
                new FakeNotices(),
                texts(),
                InstantSource.fixed(FakeHealth.NOW));
        Session session = session();
        Desk desk = new TestDesk().desk();
        DamageViewModel damage = new DamageViewModel(
                DamageViewModel.Port.of(session), desk, new ServerJobs(desk, new SessionJobs(session)), model::load);
        HealthView view = fx(() -> new HealthView(model, texts(), new FakeDialogs(), new DamageList(damage, texts())));
        show(view.root());
        fx(model::load);
        await(
                "the verdict is there",
                () -> now("health-verdict", StatusPill.class).getText().equals("Data or service is in danger"));
        assertThat(find("health-scrub-start").orElseThrow().isVisible()).isFalse();
        screenshot("health-damaged-light");
    }
}
