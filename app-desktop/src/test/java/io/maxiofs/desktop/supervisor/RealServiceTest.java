package io.maxiofs.desktop.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.platform.SystemService;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.LocalAccess;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The same with the person's own systemd. Installs a service there and removes it, so only if it is allowed to ({@code
 * -Dmaxiofs.test.service=true}), where one runs that has no service of that name; anywhere else this is skipped, and says so.
 */
class RealServiceTest {
    private static final String UNIT = "maxiofs.service";
    private static final String ALLOWED = "maxiofs.test.service";

    private final SystemService service = SystemService.ofThisSystem();
    private final Supervision supervision = new Supervision(service);
    private boolean mayRemove;

    private record Said(int exit, String text) {}

    private static Said systemctl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("systemctl", "--user"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            return new Said(process.waitFor(), text.strip());
        } catch (IOException e) {
            return new Said(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Said(-1, "interrupted");
        }
    }

    private static void skip(String reason) {
        System.out.println("Skipped: " + reason);
        Assumptions.abort(reason);
    }

    @BeforeEach
    void needsManagerOfThePerson() {
        if (!Boolean.getBoolean(ALLOWED)) {
            skip("nobody allowed a service to be installed (-D" + ALLOWED + "=true)");
        }
        Said there = systemctl("list-units", "--no-legend", "--plain", "default.target");
        if (there.exit() != 0) {
            skip("there is no service manager of the person: " + there.text());
        }
        if (systemctl("cat", UNIT).exit() == 0) {
            skip("this person has a service of that name");
        }
        mayRemove = true;
    }

    @AfterEach
    void end() throws IOException {
        if (mayRemove) {
            service.remove();
        }
        supervision.close();
    }

    private Optional<LocalAccess> running() {
        return ServerWatch.running(supervision.data());
    }

    @Test
    void runsIsAdoptedComesBackWhenItIsKilledStopsInOrderAndGoesAway() throws IOException {
        Supervisor window = supervision.running();
        window.stop();
        supervision.await(SupervisorState.STOPPED);
        ServerLaunch launch = Children.launch(supervision.data()).established().withService(true);
        window.configure(launch);
        window.start();
        supervision.await(SupervisorState.ADOPTED);
        long first = supervision.pid();
        assertThat(systemctl("is-active", UNIT).text()).isEqualTo("active");
        assertThat(systemctl("is-enabled", UNIT).text()).isEqualTo("enabled");
        assertThat(systemctl("show", "--value", "--property=MainPID", UNIT).text())
                .isEqualTo(Long.toString(first));
        assertThat(supervision.readiness()).contains("ready");

        window.close();
        assertThat(Supervision.alive(first)).as("without the window").isTrue();
        Supervision.end(first);
        Await.until(
                "systemd has started it again",
                Supervision.START,
                () -> running().filter(access -> access.pid() != first).isPresent());
        assertThat(systemctl("show", "--value", "--property=NRestarts", UNIT).text())
                .isEqualTo("1");

        Supervisor next = supervision.supervise(launch);
        next.start();
        supervision.await(SupervisorState.ADOPTED);
        long second = supervision.pid();
        assertThat(second).isNotEqualTo(first);
        try (AdminClient admin = supervision.admin()) {
            assertThat(admin.me().role()).isEqualTo("admin");
        }
        next.stop();
        supervision.await(SupervisorState.STOPPED);
        assertThat(Supervision.alive(second)).isFalse();
        Await.until(
                "systemd takes that for an end in order",
                Supervision.START,
                () -> systemctl("is-active", UNIT).text().equals("inactive"));

        next.start();
        supervision.await(SupervisorState.ADOPTED);
        long third = supervision.pid();
        service.remove();
        assertThat(Supervision.alive(third)).isFalse();
        assertThat(systemctl("cat", UNIT).exit()).isNotZero();
        assertThat(Files.exists(Path.of(System.getProperty("user.home"))
                        .resolve(".config/systemd/user")
                        .resolve(UNIT)))
                .isFalse();
    }
}
