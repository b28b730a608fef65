package io.maxiofs.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.maxiofs.server.config.Configuration.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Path file(String... lines) throws IOException {
        return Files.write(directory.resolve("maxiofs.conf"), List.of(lines));
    }

    @Test
    void flagsWinOverEnvironmentOverFileOverDefault() throws IOException {
        Path file = file("# comment", "", "s3.region = from-file", "lifecycle.day-seconds=2", "http.max-headers = 60");
        Configuration configuration = ConfigurationLoader.load(
                Map.of("s3.region", "from-flag"),
                Map.of("MAXIOFS_S3_REGION", "from-environment", "MAXIOFS_LIFECYCLE_DAY_SECONDS", "3"),
                file);
        assertThat(configuration.get(ServerSettings.S3_REGION)).isEqualTo("from-flag");
        assertThat(configuration.source(ServerSettings.S3_REGION)).isEqualTo(Source.FLAG);
        assertThat(configuration.get(ServerSettings.LIFECYCLE_DAY)).isEqualTo(3);
        assertThat(configuration.source(ServerSettings.LIFECYCLE_DAY)).isEqualTo(Source.ENVIRONMENT);
        assertThat(configuration.get(ServerSettings.HTTP_MAX_HEADERS)).isEqualTo(60);
        assertThat(configuration.source(ServerSettings.HTTP_MAX_HEADERS)).isEqualTo(Source.FILE);
        assertThat(configuration.get(ServerSettings.LISTEN)).isEqualTo(new ListenAddress("127.0.0.1", 9900));
        assertThat(configuration.source(ServerSettings.LISTEN)).isEqualTo(Source.DEFAULT);
    }

    @Test
    void environmentNamesFileUnlessFlagDoes() throws IOException {
        Path file = file("s3.region = from-file");
        Map<String, String> environment = Map.of("MAXIOFS_CONFIG", file.toString());
        assertThat(ConfigurationLoader.load(Map.of(), environment, null).get(ServerSettings.S3_REGION))
                .isEqualTo("from-file");
    }

    @Test
    void everyProblemIsNamedAtOnce() throws IOException {
        Path file = file("no.such.setting = 1", "a line without sense", "s3.region = a", "s3.region = b");
        assertThatThrownBy(() -> ConfigurationLoader.load(
                        Map.of("s3.acl.enabeld", "true", "lifecycle.day-seconds", "86401"),
                        Map.of("MAXIOFS_STORAGE_DURABILITY", "sometimes"),
                        file))
                .asInstanceOf(type(ConfigurationException.class))
                .satisfies(failure -> assertThat(failure.problems())
                        .anyMatch(text -> text.contains("no.such.setting") && text.contains("file"))
                        .anyMatch(text -> text.contains("line 2") && text.contains("key = value"))
                        .anyMatch(text -> text.contains("line 4") && text.contains("set twice"))
                        .anyMatch(text -> text.contains("s3.acl.enabeld") && text.contains("command line"))
                        .anyMatch(text -> text.contains("86401") && text.contains("1 to 86400"))
                        .anyMatch(text -> text.contains("sometimes")
                                && text.contains("safe, fast")
                                && text.contains("MAXIOFS_STORAGE_DURABILITY")));
    }

    @Test
    void missingFileIsRefused() {
        assertThatThrownBy(() -> ConfigurationLoader.load(Map.of(), Map.of(), directory.resolve("absent")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void foreignVariablesAreOnlyWarnedOf() {
        Configuration configuration = ConfigurationLoader.load(
                Map.of(), Map.of("MAXIOFS_PORT", "tcp://10.0.0.1:9900", "MAXIOFS_ACCESS_KEY", "x"), null);
        assertThat(configuration.warnings()).singleElement().asString().contains("MAXIOFS_PORT");
    }

    @Test
    void defaultsWarnOfNothing() {
        assertThat(ConfigurationLoader.load(Map.of(), Map.of(), null).warnings())
                .isEmpty();
    }

    @Test
    void namesTheIssueDemandsAreAccepted() {
        Map<String, String> demanded = Map.ofEntries(
                Map.entry("s3.acl.enabled", "true"),
                Map.entry("s3.public-access-block.default", "false"),
                Map.entry("s3.sse-c.require-tls", "false"),
                Map.entry("s3.signature-v2.enabled", "true"),
                Map.entry("lifecycle.day-seconds", "10"),
                Map.entry("storage.encryption", "on"),
                Map.entry("storage.durability", "fast"),
                Map.entry("storage.fast-flush-interval", "20ms"),
                Map.entry("storage.free-space-floor", "1GiB"),
                Map.entry("storage.inline-threshold", "64KiB"),
                Map.entry("s3.region", "eu-central-1"),
                Map.entry("s3.host-suffixes", "s3.example.org, s3.local"),
                Map.entry("http.http2", "true"),
                Map.entry("tls.mode", "local-ca"),
                Map.entry("tls.certificate", "/c.pem"),
                Map.entry("tls.key", "/k.pem"));
        Configuration configuration = ConfigurationLoader.load(demanded, Map.of(), null);
        assertThat(configuration.get(ServerSettings.S3_HOST_SUFFIXES)).containsExactly("s3.example.org", "s3.local");
        assertThat(configuration.get(ServerSettings.STORAGE_FAST_FLUSH_INTERVAL))
                .isEqualTo(Duration.ofMillis(20));
        assertThat(configuration.get(ServerSettings.STORAGE_INLINE_THRESHOLD)).isEqualTo(65_536L);
        assertThat(FreeSpaceFloor.bytes(configuration.get(ServerSettings.STORAGE_FREE_SPACE_FLOOR)))
                .hasValue(1L << 30);
        assertThat(configuration.get(ServerSettings.TLS_MODE)).isEqualTo(ServerSettings.TlsMode.LOCAL_CA);
    }

    @Test
    void platformFoldersFollowEachSystem() {
        Path home = directory;
        assertThat(PlatformFolders.data("Linux", Map.of(), home)).isEqualTo(home.resolve(".local/share/maxiofs"));
        assertThat(PlatformFolders.data(
                        "Linux", Map.of("XDG_DATA_HOME", home.resolve("x").toString()), home))
                .isEqualTo(home.resolve("x/maxiofs"));
        assertThat(PlatformFolders.data("Linux", Map.of("XDG_DATA_HOME", "relative"), home))
                .isEqualTo(home.resolve(".local/share/maxiofs"));
        assertThat(PlatformFolders.data("Mac OS X", Map.of(), home))
                .isEqualTo(home.resolve("Library/Application Support/MaxIOFS"));
        assertThat(PlatformFolders.data(
                        "Windows 11", Map.of("LOCALAPPDATA", home.resolve("L").toString()), home))
                .isEqualTo(home.resolve("L/MaxIOFS"));
    }
}
