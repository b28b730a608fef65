package io.maxiofs.desktop.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.testing.Await;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that the system's service runs, which is played, with real processes. */
class ServiceTest {
    private final Supervision supervision = new Supervision();
    private Supervisor supervisor;

    @BeforeEach
    void makeStoreAndChooseService() {
        supervision.established(server -> {});
        supervisor = supervision.supervise(
                Children.launch(supervision.data()).established().withService(true));
    }

    @AfterEach
    void end() {
        supervision.close();
    }

    @Test
    void startsItThroughTheServiceAdoptsItAndStopsIt() {
        supervisor.start();
        supervision.await(SupervisorState.ADOPTED);
        long pid = supervision.pid();
        assertThat(pid).isEqualTo(supervision.service().pid());
        assertThat(supervision.seen()).extracting(Status::step).contains("service");

        supervisor.stop();
        supervision.await(SupervisorState.STOPPED);
        assertThat(Supervision.alive(pid)).isFalse();
    }

    @Test
    void startsItAgainThroughTheServiceWhenItIsKilled() {
        supervisor.start();
        supervision.await(SupervisorState.ADOPTED);
        long first = supervision.pid();
        Supervision.end(first);
        Await.until(
                "another process is adopted",
                Supervision.START,
                () -> supervisor.status().state() == SupervisorState.ADOPTED
                        && !Objects.equals(supervisor.status().process(), first));
        assertThat(supervision.pid()).isEqualTo(supervision.service().pid());
    }

    @Test
    void saysWhatTheSystemRefused() {
        supervision.service().refuse("no such thing here");
        supervisor.start();
        Await.until(
                "it is said",
                Supervision.START,
                () -> supervisor.status().detail().equals("no such thing here"));
        assertThat(supervision.seen()).extracting(Status::state).contains(SupervisorState.CRASHED);
        assertThat(supervisor.access()).isEmpty();
    }

    @Test
    void safeModeIsNothingForAService() {
        supervisor.startSafely();
        Await.until(
                "it serves",
                Supervision.START,
                () -> supervisor.status().state().isServing());
        assertThat(supervision.service().pid()).isNull();
    }

    @Test
    void theServiceIsToldNothingThatOnlyAParentKnows() {
        ServerLaunch launch = Children.launch(supervision.data()).established().withService(true);
        assertThat(launch.serviceCommand())
                .contains("server", "--existing", "storage.free-space-floor=0")
                .doesNotContain("--stop-on-stdin-eof", "--progress");
        assertThat(launch.environment()).isEmpty();
    }
}
