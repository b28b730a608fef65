package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Security class 3: the name that is authorised is the name that is stored, and neither is a path. */
final class KeysAreNeverPathsTest {
    private static final byte[] BODY = "body".getBytes(StandardCharsets.US_ASCII);

    private final List<String> authorised = new CopyOnWriteArrayList<>();
    private ServerFixture server = ServerFixture.create();

    @BeforeEach
    void start() {
        server = ServerFixture.create()
                .authorizer(request -> authorised.add(
                        request.bucketName() + "/" + request.key().value()))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/bucket/../other/key | bucket/../other/key",
                "/bucket/%2e%2e/other | bucket/../other",
                "/bucket/..%2Fother | bucket/../other",
                "/bucket/a//b | bucket/a//b",
                "/bucket//a/ | bucket//a/",
                "/bucket/a%5C..%5Cb | bucket/a\\..\\b",
                "/bucket/a;x=1/..;/b | bucket/a;x=1/..;/b",
                "/bucket/%252e%252e | bucket/%2e%2e",
                "/bucket/a%00b | bucket/a\u0000b",
                "/bucket/. | bucket/.",
                "/bucket/a%3Fb%23c | bucket/a?b#c"
            })
    void storesExactlyTheNameThatWasAuthorised(String path, String name) throws Exception {
        String canonical = path.replace(";", "%3B").replace("=", "%3D").replace("%2e", "%2E");
        if (canonical.contains("%2E")) {
            canonical = canonical.replace("%2E", ".");
        }
        Map<String, String> headers = server.signer()
                .sign(
                        "PUT",
                        canonical,
                        "",
                        Map.of(
                                "Host", "s3.test",
                                "Content-Length", "4",
                                "x-amz-content-sha256", RequestSigner.sha256(BODY)));
        try (RawConnection connection = server.connect()) {
            RawConnection.Response response = connection.exchange("PUT", path, headers, BODY);
            assertThat(response.status()).as(response.text()).isEqualTo(200);
        }
        assertThat(server.objects()).containsOnlyKeys(name);
        assertThat(authorised).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket/%FF", "/bucket/%C0%AE", "/%FF/key", "/bucket/%ED%A0%80"})
    void refusesNamesThatDoNotDecode(String path) throws Exception {
        try (RawConnection connection = server.connect()) {
            RawConnection.Response response =
                    connection.exchange("PUT", path, Map.of("Host", "s3.test", "Content-Length", "4"), BODY);
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.code()).isEqualTo("InvalidURI");
        }
        assertThat(server.objects()).isEmpty();
    }

    /** The HTTP parser itself refuses these. */
    @ParameterizedTest
    @ValueSource(strings = {"/bucket/%", "/bucket/%zz", "/bucket/%0"})
    void refusesPercentSignsThatEncodeNothing(String path) throws Exception {
        try (RawConnection connection = server.connect()) {
            RawConnection.Response response =
                    connection.exchange("PUT", path, Map.of("Host", "s3.test", "Content-Length", "4"), BODY);
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.code()).isEqualTo("InvalidURI");
        }
        assertThat(server.objects()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/bucket/a[b]{c}|^`\"<>, bucket/a[b]{c}|^`\"<>", "/bucket/\u00c3\u00a9, bucket/\u00e9"})
    void acceptsCharactersThatShouldHaveBeenEncoded(String path, String name) throws Exception {
        try (RawConnection connection = server.connect()) {
            RawConnection.Response response =
                    connection.exchange("PUT", path, Map.of("Host", "s3.test", "Content-Length", "4"), BODY);
            assertThat(response.status()).as(response.text()).isEqualTo(200);
        }
        assertThat(server.objects()).containsOnlyKeys(name);
    }
}
