package io.maxiofs.desktop.screen.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.desktop.testing.FakeNotices;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Stored bytes of a real server are damaged on its disk and mended by a person. */
class DamageScreenTest extends DesktopTest {
    private static final int SIZE = 2 << 20;
    private static final int DAMAGED_AT = 1_000_000;

    private final TestServer damaged = TestServer.start();

    @AfterEach
    void stop() {
        damaged.close();
    }

    private static byte[] content(long seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Stores an object; its file on the disk is answered. */
    private Path put(String key, byte[] content) {
        List<Path> before = extents();
        damaged.s3().putObject(request -> request.bucket("photos").key(key), RequestBody.fromBytes(content));
        return extents().stream()
                .filter(path -> !before.contains(path))
                .max(Comparator.comparingLong(path -> path.toFile().length()))
                .orElseThrow();
    }

    private List<Path> extents() {
        List<Path> found = new ArrayList<>();
        collect(damaged.dataDirectory().toFile(), found);
        return found;
    }

    /** A server that runs may remove files meanwhile. */
    private static void collect(File directory, List<Path> found) {
        File[] names = directory.listFiles();
        for (File name : names == null ? new File[0] : names) {
            if (name.isDirectory()) {
                collect(name, found);
            } else if (name.getName().endsWith(".ext") && name.length() > SIZE) {
                found.add(name.toPath());
            }
        }
    }

    private static void flip(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[DAMAGED_AT] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<HealthDocument.Damage> damages(Session session) {
        return session.admin().health().findings().scrub().findings();
    }

    private static void scrub(Session session, int found) {
        session.admin().health().startScrub();
        Await.until("the check has found it", () -> {
            HealthDocument.Scrub scrub = session.admin().health().findings().scrub();
            return scrub.last() != null
                    && !scrub.state().equals("busy")
                    && scrub.findings().size() == found;
        });
    }

    private byte[] get(String key) {
        return damaged.s3()
                .getObjectAsBytes(request -> request.bucket("photos").key(key))
                .asByteArray();
    }

    @Test
    void aCopyReadingAgainAndRemovingMendThreeObjects() {
        damaged.s3().createBucket(request -> request.bucket("photos"));
        flip(put("a.jpg", content(1)));
        put("a-copy.jpg", content(1));
        Path second = put("b.jpg", content(2));
        flip(second);
        flip(put("c.jpg", content(3)));
        Session session = sessionOf(damaged);
        scrub(session, 3);
        showScreen(session, ScreenId.HEALTH);
        await(
                "three cards",
                () -> now("health-damages", VBox.class).getChildren().size() == 3);
        screenshot("health-damages-light");

        click("health-damage-0-copy");
        await("two cards", () -> now("health-damages", VBox.class).getChildren().size() == 2);
        assertThat(get("a.jpg")).isEqualTo(content(1));
        flip(second);
        // The first card each time: it is in view whatever the size of the letters.
        click("health-damage-0-reread");
        await("one card", () -> now("health-damages", VBox.class).getChildren().size() == 1);
        click("health-damage-0-remove");
        clickAction();
        await("nothing is damaged", () -> !now("health-damages", VBox.class).isVisible());
        assertThat(damages(session)).isEmpty();
        assertThat(damaged.s3()
                        .listObjectsV2(request -> request.bucket("photos"))
                        .contents())
                .extracting(object -> object.key())
                .containsExactly("a-copy.jpg", "a.jpg", "b.jpg");
    }

    @Test
    void theOriginalFileMendsAnObject() throws IOException {
        damaged.s3().createBucket(request -> request.bucket("photos"));
        flip(put("a.jpg", content(1)));
        Session session = sessionOf(damaged);
        scrub(session, 1);
        try (TemporaryDirectory folder = new TemporaryDirectory();
                Background background = new Background(new FxUiThread())) {
            Path original = Files.write(folder.path().resolve("original.jpg"), content(1));
            FakeDialogs dialogs = new FakeDialogs().choosing(original);
            HealthView view = fx(() -> view(session, background, dialogs));
            show(view.root());
            await(
                    "one card",
                    () -> now("health-damages", VBox.class).getChildren().size() == 1);
            click("health-damage-0-file");
            await("nothing is damaged", () -> !now("health-damages", VBox.class).isVisible());
            assertThat(get("a.jpg")).isEqualTo(content(1));
        }
    }

    /** The screen with a person who chooses a file. */
    private HealthView view(Session session, Background background, FakeDialogs dialogs) {
        FakeNotices notices = new FakeNotices();
        HealthViewModel model = new HealthViewModel(
                HealthSource.of(session), background, dialogs, notices, texts(), InstantSource.system());
        Desk desk = new Desk(new FxUiThread(), background, texts(), dialogs, notices, InstantSource.system());
        ServerJobs jobs = new ServerJobs(desk, new SessionJobs(session));
        DamageList list =
                new DamageList(new DamageViewModel(DamageViewModel.Port.of(session), desk, jobs, model::load), texts());
        HealthView view = new HealthView(model, texts(), dialogs, list);
        model.load();
        return view;
    }
}
