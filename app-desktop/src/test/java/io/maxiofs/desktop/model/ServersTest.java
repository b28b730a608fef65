package io.maxiofs.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServersTest {
    private final DirectUiThread ui = new DirectUiThread();
    private final Background background = new Background(ui);
    private final List<IOException> notSaved = new ArrayList<>();

    private Servers load(Path file) throws IOException {
        return Servers.load(file, new SavedFile(file, ui, background, notSaved::add));
    }

    private void awaitWritten() {
        assertThat(background.awaitAside(Await.DEADLINE)).isTrue();
    }

    @Test
    void saysWhatCannotBeWrittenAndLeavesNothingBehind() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path file = directory.path().resolve("servers.json");
            Files.createDirectory(file);
            Files.createFile(file.resolve("in the way"));
            SavedFile saved = new SavedFile(file, ui, background, notSaved::add);
            saved.save(new byte[] {1});
            awaitWritten();
            Await.until("it is told", () -> !notSaved.isEmpty());
            assertThat(directory.path())
                    .isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));

            Path other = directory.path().resolve("new").resolve("other");
            SavedFile good = new SavedFile(other, ui, background, notSaved::add);
            for (byte i = 0; i < 20; i++) {
                good.save(new byte[] {i});
            }
            awaitWritten();
            assertThat(other).hasBinaryContent(new byte[] {19});
            assertThat(notSaved).hasSize(1);
        }
    }

    @Test
    void remembersServersOverRestart() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path file = directory.path().resolve("config").resolve("servers.json");
            Servers servers = load(file);
            assertThat(servers.all()).isEmpty();
            Server local = new Server.Local("a", "This computer", directory.path());
            Server remote = new Server.Remote("b", "Cellar", URI.create("https://nas:9901"), "anna", "PEM");
            servers.put(local);
            servers.put(remote);
            servers.put(new Server.Local("a", "Desk", directory.path()));

            awaitWritten();
            assertThat(load(file).all()).containsExactly(new Server.Local("a", "Desk", directory.path()), remote);

            servers.remove("a");
            awaitWritten();
            assertThat(load(file).all()).containsExactly(remote);
        }
    }

    @Test
    void leavesFileItCannotRead() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path file = Files.writeString(directory.path().resolve("servers.json"), "{\"servers\":");

            assertThatThrownBy(() -> load(file)).isInstanceOf(IOException.class);
            assertThat(file).hasContent("{\"servers\":");
        }
    }

    @Test
    void callsServerThatListensEverywhereWhereItsAdminPortIs() {
        URI nas = URI.create("https://nas.home:9901");

        assertThat(Session.reachable(URI.create("https://127.0.0.1:9900"), nas))
                .isEqualTo(URI.create("https://nas.home:9900"));
        assertThat(Session.reachable(URI.create("https://192.168.1.5:9900"), nas))
                .isEqualTo(URI.create("https://192.168.1.5:9900"));
        assertThat(Session.reachable(URI.create("http://127.0.0.1:9900"), URI.create("http://127.0.0.1:9901")))
                .isEqualTo(URI.create("http://127.0.0.1:9900"));
    }
}
