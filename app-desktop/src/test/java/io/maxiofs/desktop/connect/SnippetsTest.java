package io.maxiofs.desktop.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the steps say, without running them. */
class SnippetsTest {
    private static final String SECRET = "a secret/with+everything";

    private static Connection connection(String endpoint, @Nullable String secret, @Nullable String authority) {
        return new Connection(URI.create(endpoint), "eu-home-1", "family-photos", "AKIAEXAMPLE", secret, authority);
    }

    private static String text(Tool tool, Connection connection, Shell shell) {
        return Snippets.write(tool, connection, shell).steps().stream()
                .map(Step::text)
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @EnumSource
    void everyToolGetsAllItHasToKnow(Tool tool) {
        String text = text(tool, connection("https://nas.local:9000", SECRET, null), Shell.POSIX);
        assertThat(text).contains("nas.local", "9000", "family-photos", "AKIAEXAMPLE", SECRET, "eu-home-1");
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheSecretAPlaceholderStandsInItsPlace(Tool tool) {
        String text = text(tool, connection("https://nas.local:9000", null, null), Shell.POSIX);
        assertThat(text).contains(Connection.SECRET_PLACEHOLDER);
    }

    @ParameterizedTest
    @EnumSource
    void stepsDoNotPrintTheSecretByAccident(Tool tool) {
        Connection connection = connection("https://nas.local", SECRET, null);
        assertThat(Snippets.write(tool, connection, Shell.POSIX).toString()).doesNotContain(SECRET);
        assertThat(connection.toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESTIC", "RCLONE", "KOPIA", "AWS_CLI", "S3CMD", "BOTO3", "JAVA_SDK", "NEXTCLOUD"})
    void theServersOwnAuthorityIsGivenToToolsThatTakeOne(Tool tool) {
        String text = text(tool, connection("https://nas.local:9000", SECRET, "/home/me/maxiofs-ca.pem"), Shell.POSIX);
        assertThat(text).contains("/home/me/maxiofs-ca.pem");
    }

    @Test
    void anEndpointWithoutTlsIsSaidToBeOne() {
        Connection plain = connection("http://192.168.1.5:9000", SECRET, null);
        assertThat(text(Tool.KOPIA, plain, Shell.POSIX)).contains("--disable-tls");
        assertThat(text(Tool.S3CMD, plain, Shell.POSIX)).contains("use_https = False");
        assertThat(text(Tool.CYBERDUCK, plain, Shell.POSIX)).contains("<string>http</string>");
        assertThat(Tool.VEEAM.needsTls()).isTrue();
    }

    @Test
    void thePortOfTheSchemeIsNotWritten() {
        assertThat(connection("https://nas.local", null, null).authority()).isEqualTo("nas.local");
        assertThat(connection("https://nas.local", null, null).port()).isEqualTo(443);
        assertThat(connection("http://nas.local:9000", null, null).authority()).isEqualTo("nas.local:9000");
        assertThat(connection("http://[::1]:9000", null, null).url()).isEqualTo("http://[::1]:9000");
    }

    @Test
    void shellsTakeAnyTextAsOneWord() {
        assertThat(Shell.POSIX.quote("it's")).isEqualTo("'it'\\''s'");
        assertThat(Shell.POWERSHELL.quote("it's")).isEqualTo("'it''s'");
        assertThat(Shell.POWERSHELL.set("A", "b c")).isEqualTo("$env:A = 'b c'");
        assertThat(Shell.of("Windows 11")).isEqualTo(Shell.POWERSHELL);
        assertThat(Shell.of("Linux")).isEqualTo(Shell.POSIX);
    }

    @Test
    void anAddressWithoutSchemeIsNoEndpoint() {
        assertThatThrownBy(() -> connection("nas", null, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
