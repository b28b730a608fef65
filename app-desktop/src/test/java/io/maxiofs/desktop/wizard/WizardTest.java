package io.maxiofs.desktop.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.supervisor.FirstCredentials;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.desktop.supervisor.SupervisorState;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The assistant as a person goes through it; the server is played. */
class WizardTest extends DesktopTest {
    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final Played actions = new Played(directory.path().resolve("data"));

    @AfterEach
    void removeDirectory() {
        directory.close();
    }

    private void open() {
        Background background = new Background(new FxUiThread());
        show(fx(() -> new WizardView(texts(), new WizardViewModel(background, texts(), actions)).view()));
    }

    @Test
    void leadsToServerWithPasswordAndShowsItsKeyOnce() {
        open();
        screenshot("wizard-1-place");
        click("wizard-next");
        await(
                "the folder is looked at",
                () -> find("wizard-report")
                        .map(n -> ((VBox) n).getChildren().size() >= 2)
                        .orElse(false));
        screenshot("wizard-2-folder");
        click("wizard-next");
        click("wizard-network");
        click("wizard-next");
        awaitRefusal();
        type("wizard-password", "long enough");
        type("wizard-password-again", "long enougH");
        awaitRefusal();
        type("wizard-password-again", "long enough");
        click("wizard-next");
        click("wizard-encrypt");
        click("wizard-next");
        click("wizard-at-login");
        click("wizard-service");
        screenshot("wizard-6-login");
        click("wizard-next");

        await("the server is made", () -> actions.established != null);
        await("it starts at login", () -> actions.atLogin.equals(List.of(true)));
        assertThat(actions.password).isEqualTo("long enough");
        assertThat(actions.settings)
                .containsEntry("server.listen", "0.0.0.0:9900")
                .containsEntry("tls.mode", "local-ca")
                .containsEntry("storage.encryption", "on");
        fx(() -> actions.become(SupervisorState.STARTING));
        awaitRefusal();
        actions.credentials = new FirstCredentials("admin", Optional.empty(), "AKIAKEY", Optional.of("secret"));
        fx(() -> actions.become(SupervisorState.RUNNING));
        await("the kit is asked for", () -> find("wizard-save-kit").isPresent());
        awaitRefusal();
        screenshot("wizard-7-start");
        assertThat(actions.service).as("not before the key was seen").isEmpty();
    }

    @Test
    void refusesFolderWithOtherFilesAndTakesStoreThatIsThere() throws IOException {
        Files.createDirectories(actions.folder);
        Files.writeString(actions.folder.resolve("holiday.txt"), "mine");
        open();
        click("wizard-next");
        String refused = texts().get("wizard.verdict.not-empty");
        await("it says why", () -> shows(refused));
        awaitRefusal();

        Path store = directory.path().resolve("store");
        Files.createDirectories(store);
        Files.writeString(store.resolve("maxiofs.id"), "format=1\n");
        type("wizard-folder", store.toString());
        String taken = texts().get("wizard.verdict.existing-store");
        await("it says what it is", () -> shows(taken));
        click("wizard-next");
        click("wizard-next");
        String login = texts().get("wizard.login.title");
        await(
                "the login is next",
                () -> now("wizard-title", Label.class).getText().equals(login));
    }

    @Test
    void canBeSkipped() {
        open();
        click("wizard-skip");
        await("it is done", () -> actions.done);
        assertThat(actions.established).isNull();
    }

    @Test
    void leadsToServerElsewhere() {
        open();
        click("wizard-there");
        click("wizard-next");
        await("a server elsewhere is asked for", () -> actions.remote);
        assertThat(actions.done).isTrue();
    }

    private static void awaitRefusal() {
        await("one cannot go on", () -> now("wizard-next", Button.class).isDisabled());
    }

    private static boolean shows(String text) {
        Node report = find("wizard-report").orElseThrow();
        return ((VBox) report)
                .getChildren().stream()
                        .anyMatch(
                                n -> n instanceof Label label && label.getText().equals(text));
    }

    /** Notes what it is told. */
    private static final class Played implements WizardActions {
        private final Path folder;
        private final List<Consumer<Status>> listeners = new ArrayList<>();
        private final List<Boolean> atLogin = new CopyOnWriteArrayList<>();
        private final List<Boolean> service = new CopyOnWriteArrayList<>();
        private @Nullable Path established;
        private Map<String, String> settings = Map.of();
        private String password = "";
        private @Nullable FirstCredentials credentials;
        private boolean done;
        private boolean remote;

        Played(Path folder) {
            this.folder = folder;
        }

        void become(SupervisorState state) {
            listeners.forEach(listener -> listener.accept(new Status(state, Instant.EPOCH, 1L, "", "", null, null, 0)));
        }

        @Override
        public Path suggestedFolder() {
            return folder;
        }

        @Override
        public void establish(Path chosen, Map<String, String> with, String secret) {
            established = chosen;
            settings = with;
            password = secret;
        }

        @Override
        public Subscription follow(Consumer<Status> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        @Override
        public Optional<FirstCredentials> takeCredentials() {
            return Optional.ofNullable(credentials);
        }

        @Override
        public void saveRecoveryKit(Path file) throws IOException {
            Files.writeString(file, "kit");
        }

        @Override
        public void startAtLogin(boolean on) {
            atLogin.add(on);
        }

        @Override
        public boolean runsAsService() {
            return false;
        }

        @Override
        public void runAsService(boolean on) {
            service.add(on);
        }

        @Override
        public void manageRemote() {
            remote = true;
        }

        @Override
        public void connect() {}

        @Override
        public void done() {
            done = true;
        }
    }
}
