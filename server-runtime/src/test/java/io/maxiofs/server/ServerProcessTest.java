package io.maxiofs.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.testing.ServerProcess;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The real process, started through its command line. */
class ServerProcessTest {

    @Test
    void showsGeneratedCredentialsOnceAndStopsCleanlyOnSigterm() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path data = directory.path().resolve("data");
            List<String> first;
            try (ServerProcess process = ServerProcess.start(data, Map.of())) {
                first = process.outputBeforeReady();
                assertThat(statusOf(process.admin().resolve("/health/ready"))).isEqualTo(200);
                assertThat(process.terminate()).isZero();
                assertSecretsAbsent(process.log(), valueOf(first, "password"), valueOf(first, "secret key"));
                assertThat(process.log()).contains("Stopped").doesNotContain("not cleanly");
            }
            assertThat(valueOf(first, "access key")).matches("AKIA[A-Z2-7]{16}");
            assertThat(valueOf(first, "password")).hasSize(20);
            assertThat(valueOf(first, "secret key")).hasSize(40);

            try (ServerProcess process = ServerProcess.start(data, Map.of())) {
                assertThat(process.outputBeforeReady()).isEmpty();
            }
        }
    }

    @Test
    void takesFirstAdministratorFromEnvironmentWithoutEverPrintingItsSecrets() {
        try (TemporaryDirectory directory = new TemporaryDirectory();
                ServerProcess process =
                        ServerProcess.start(directory.path().resolve("data"), "--set", "log.level=trace")) {
            String printed = String.join("\n", process.outputBeforeReady());
            assertThat(printed).contains(TestServer.ACCESS_KEY);
            assertSecretsAbsent(printed, TestServer.ADMIN_PASSWORD, TestServer.SECRET_KEY);
            assertThat(process.terminate()).isZero();
            assertSecretsAbsent(process.log(), TestServer.ADMIN_PASSWORD, TestServer.SECRET_KEY);
        }
    }

    @Test
    void stopsWhenItsParentClosesStandardInput() {
        try (TemporaryDirectory directory = new TemporaryDirectory();
                ServerProcess process = ServerProcess.start(directory.path().resolve("data"), "--stop-on-stdin-eof")) {
            process.closeInput();
            assertThat(process.awaitExit()).isZero();
        }
    }

    @Test
    void startsAgainAfterKill9AndRefusesSecondProcessOnSameData() {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path data = directory.path().resolve("data");
            try (ServerProcess process = ServerProcess.start(data)) {
                process.kill9();
            }
            try (ServerProcess process = ServerProcess.start(data)) {
                assertThat(process.pid()).isPositive();
                assertThatThrownBy(() -> ServerProcess.start(data).close())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("Another process uses the data directory");
                assertThat(process.terminate()).isZero();
            }
        }
    }

    private static void assertSecretsAbsent(String text, String... secrets) {
        for (String secret : secrets) {
            assertThat(text.contains(secret)).as("a secret was printed").isFalse();
        }
    }

    private static String valueOf(List<String> lines, String name) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("No line begins with: " + name));
    }

    private static int statusOf(URI url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
