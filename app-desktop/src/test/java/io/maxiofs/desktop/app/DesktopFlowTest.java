package io.maxiofs.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.SavedFile;
import io.maxiofs.desktop.model.Server;
import io.maxiofs.desktop.model.Servers;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.platform.AppFolders;
import io.maxiofs.desktop.platform.Tray;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.desktop.supervisor.SupervisorState;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The application without its window's frame, with a real server as its child. */
class DesktopFlowTest extends DesktopTest {
    private static final Duration LONG = Duration.ofMinutes(4);

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final AppFolders folders = AppFolders.inside(directory.path());
    private final List<Status> seen = new CopyOnWriteArrayList<>();
    private final AtomicBoolean exited = new AtomicBoolean();
    private final AtomicBoolean wizard = new AtomicBoolean();
    private final Background background = new Background(new FxUiThread());
    private @Nullable Desktop desktop;
    private volatile @Nullable TrayMenu menu;

    private Desktop desktop() throws Exception {
        Path config = folders.config();
        Choices chosen = Choices.load(config.resolve("desktop.json"));
        Servers known = Servers.load(config.resolve("servers.json"), saved(config.resolve("servers.json")));
        Desktop made = fx(() -> new Desktop(
                new Desktop.Parts(new FxUiThread(), background, texts(), theme(), folders, known),
                new ChoicesFile(saved(config.resolve("desktop.json")), chosen),
                new Played()));
        desktop = made;
        show(made.shell().view());
        return made;
    }

    private SavedFile saved(Path file) {
        return new SavedFile(file, new FxUiThread(), background, failure -> {
            throw new AssertionError("Not saved: " + file, failure);
        });
    }

    private Choices kept() throws IOException {
        assertThat(background.awaitAside(LONG)).isTrue();
        return Choices.load(folders.config().resolve("desktop.json"));
    }

    @AfterEach
    void endChild() {
        Desktop made = desktop;
        if (made != null) {
            Long child = made.local().map(LocalServerHost::process).orElse(null);
            fx(made::close);
            if (child != null) {
                ProcessHandle.of(child).ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
            }
        }
        assertThat(background.awaitAside(LONG)).isTrue();
        directory.close();
    }

    private static boolean front(Desktop made, ScreenId id) {
        return fx(() -> made.shell().screen().map(Screen::id).orElse(null) == id);
    }

    @Test
    void setsServerUpBringsItBackAndStopsItOnQuit() throws Exception {
        Desktop made = desktop();
        fx(made::begin);
        assertThat(wizard).isTrue();

        establish(made);
        assertThat(kept().local())
                .satisfies(local -> assertThat(local.established()).isTrue());

        Long first = made.local().orElseThrow().process();
        assertThat(first).isNotNull();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        Await.until(
                "the crash was seen",
                LONG,
                () -> seen.stream().anyMatch(status -> status.state() == SupervisorState.CRASHED));
        Await.until(
                "the screens are back",
                LONG,
                () -> front(made, ScreenId.OVERVIEW)
                        && !first.equals(made.local().orElseThrow().process()));

        fx(made::quit);
        click("quit-stop");
        clickAction();
        Await.until("it has ended", LONG, exited::get);
        assertThat(seen.getLast().state()).isEqualTo(SupervisorState.STOPPED);
    }

    private void establish(Desktop made) {
        fx(() -> made.establish(
                new Choices.LocalServer(
                        folders.data().toString(),
                        Map.of(
                                "server.listen", "127.0.0.1:0",
                                "server.admin-listen", "127.0.0.1:0",
                                "storage.free-space-floor", "0"),
                        false,
                        null),
                Map.of("MAXIOFS_ADMIN_PASSWORD", "a password for tests")));
        Await.until("the overview is in front", LONG, () -> front(made, ScreenId.OVERVIEW));
    }

    @Test
    void trayLeadsToRecentBucketsAndTheDriveIsEjectedFromTheOverview() throws Exception {
        Desktop made = desktop();
        RecordingTray tray = new RecordingTray();
        fx(() -> {
            TrayMenu opened = new TrayMenu(
                    texts(),
                    new FxUiThread(),
                    made,
                    new RecentBuckets(new Background(new FxUiThread()), texts()),
                    () -> {});
            menu = opened;
            return opened.open(clicked -> tray);
        });
        establish(made);
        Session session = fx(() -> made.session().orElseThrow());
        try (S3Client s3 = session.s3()) {
            s3.createBucket(b -> b.bucket("first"));
            s3.createBucket(b -> b.bucket("second"));
            Await.until("both are offered", () -> tray.recent().containsAll(List.of("first", "second")));
            s3.putObject(b -> b.bucket("first").key("key"), RequestBody.fromString("body"));
            Await.until("the last written comes first", () -> {
                fx(() -> Objects.requireNonNull(menu).look());
                return tray.recent().equals(List.of("first", "second"));
            });
        }
        tray.run(texts().get("tray.recent"), "second");
        Await.until("its objects are in front", () -> front(made, ScreenId.OBJECTS));
        assertThat(tray.labels()).contains(texts().get("shell.alerts", 0), texts().get("tray.eject"));

        moveStorage(made);

        click("navigate-overview");
        click("overview-server");
        click("overview-eject");
        clickAction();
        Await.until("it is told", LONG, () -> tray.told().contains(texts().get("servers.ejected")));
        assertThat(seen.getLast().state()).isEqualTo(SupervisorState.STOPPED);
        assertThat(tray.labels()).doesNotContain(texts().get("tray.eject"));
    }

    /** To another folder and back to work: the screens in the new place, everything there, the old copy deleted. */
    private void moveStorage(Desktop made) {
        Path from = folders.data();
        Path to = directory.path().resolve("larger");
        click("navigate-health");
        await("the card says where the data is", () -> cardSays(from.toString()));
        Session before = fx(() -> made.session().orElseThrow());
        fx(() -> before.power().storage().orElseThrow().begin(to));
        Await.until(
                "another session is in front",
                LONG,
                () -> fx(() -> made.session().filter(s -> !s.equals(before)).isPresent()));
        Session after = fx(() -> made.session().orElseThrow());
        assertThat(after.admin().status().storage().dataDirectory()).isEqualTo(to.toString());
        try (S3Client s3 = after.s3()) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket("first").key("key")).asUtf8String())
                    .isEqualTo("body");
        }
        click("navigate-health");
        await("the card says where the data is now", () -> cardSays(to.toString()));
        screenshot("health-storage-moved");
        click("storage-delete-old");
        clickAction();
        Await.until("the old copy is gone", LONG, () -> !Files.exists(from));
        await(
                "the card does not offer it any more",
                () -> find("storage-delete-old").isEmpty());
    }

    private static boolean cardSays(String text) {
        return find("storage-place")
                .map(n -> ((Label) n).getText().contains(text))
                .orElse(false);
    }

    /** What a person would see of the tray. */
    private static final class RecordingTray implements Tray {
        private volatile Content content = new Content(Shape.STOPPED, "", List.of());
        private final List<String> told = new CopyOnWriteArrayList<>();

        List<String> labels() {
            return content.items().stream().map(Item::label).toList();
        }

        List<String> recent() {
            return content.items().stream()
                    .flatMap(item -> item.items().stream())
                    .map(Item::label)
                    .toList();
        }

        List<String> told() {
            return told;
        }

        void run(String menu, String label) {
            content.items().stream()
                    .filter(item -> item.label().equals(menu))
                    .flatMap(item -> item.items().stream())
                    .filter(item -> item.label().equals(label))
                    .findFirst()
                    .orElseThrow()
                    .run()
                    .run();
        }

        @Override
        public boolean isShown() {
            return true;
        }

        @Override
        public void show(Content next) {
            content = next;
        }

        @Override
        public void notify(String title, String text, boolean urgent) {
            told.add(text);
        }

        @Override
        public void close() {}
    }

    @Test
    void showsWhyServerDoesNotServeInsteadOfScreens() throws Exception {
        new Choices(null, true, false, Theme.Mode.SYSTEM, null)
                .withLocal(new Choices.LocalServer(
                        directory.path().resolve("unplugged").toString(), Map.of(), true, null))
                .save(folders.config().resolve("desktop.json"));
        Desktop made = desktop();
        fx(made::begin);

        String title = texts().get("supervisor.drive-missing.title");
        await(
                "it says that the drive is missing",
                () -> find("server-state-title")
                        .map(n -> ((Label) n).getText().equals(title))
                        .orElse(false));
        assertThat(node("navigate-buckets", ToggleButton.class).isDisabled()).isTrue();
        assertThat(directory.path().resolve("unplugged")).doesNotExist();
        screenshot("server-drive-missing");
    }

    @Test
    void findsCommandsByTheirNames() throws Exception {
        Desktop made = desktop();
        fx(made::wizardDone);
        click("open-palette");
        type("palette-field", texts().get("shell.theme.dark").substring(0, 3));
        press(KeyCode.ENTER);
        await("it is dark", () -> theme().darkProperty().get());
        screenshot("no-server-dark");
        assertThat(kept().theme()).isEqualTo(Theme.Mode.DARK);
    }

    /** Notes what is asked of the frame. */
    private final class Played implements Desktop.Frame {
        @Override
        public void runWizard() {
            wizard.set(true);
        }

        @Override
        public void signIn(Server.@Nullable Remote server) {}

        @Override
        public void supervised(Status status) {
            seen.add(status);
            TrayMenu shown = menu;
            if (shown != null) {
                shown.show(status);
            }
        }

        @Override
        public void ejected(boolean inOrder) {
            TrayMenu shown = menu;
            if (shown != null) {
                shown.ejected(inOrder);
            }
        }

        @Override
        public void opened(Session session) {
            TrayMenu shown = menu;
            if (shown != null) {
                shown.opened(session);
            }
        }

        @Override
        public void exit() {
            exited.set(true);
        }
    }
}
