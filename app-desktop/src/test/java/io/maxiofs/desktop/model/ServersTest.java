package io.maxiofs.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServersTest {

    @Test
    void remembersServersOverRestart() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path file = directory.path().resolve("config").resolve("servers.json");
            Servers servers = Servers.load(file);
            assertThat(servers.all()).isEmpty();
            Server local = new Server.Local("a", "This computer", directory.path());
            Server remote = new Server.Remote("b", "Cellar", URI.create("https://nas:9901"), "anna", "PEM");
            servers.put(local);
            servers.put(remote);
            servers.put(new Server.Local("a", "Desk", directory.path()));

            assertThat(Servers.load(file).all())
                    .containsExactly(new Server.Local("a", "Desk", directory.path()), remote);

            servers.remove("a");
            assertThat(Servers.load(file).all()).containsExactly(remote);
        }
    }

    @Test
    void leavesFileItCannotRead() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path file = Files.writeString(directory.path().resolve("servers.json"), "{\"servers\":");

            assertThatThrownBy(() -> Servers.load(file)).isInstanceOf(IOException.class);
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
