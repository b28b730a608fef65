package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** Preflights and the headers of actual answers, as browsers meet them. Security class 17. */
class CorsWireTest {
    private static WireServer server;
    private static S3Client alice;
    private static final String VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

    @BeforeAll
    static void createBuckets() {
        server = WireServer.start();
        alice = server.alice();
        alice.createBucket(b -> b.bucket("plain"));
        alice.createBucket(b -> b.bucket("shared"));
        alice.putBucketCors(b -> b.bucket("shared")
                .corsConfiguration(c -> c.corsRules(
                        CORSRule.builder()
                                .allowedOrigins("https://app.example.com", "http://*.wild.example.com")
                                .allowedMethods("GET", "PUT")
                                .allowedHeaders("x-amz-meta-*", "Content-Type")
                                .exposeHeaders("ETag", "x-amz-version-id")
                                .maxAgeSeconds(3000)
                                .build(),
                        CORSRule.builder()
                                .allowedOrigins("*")
                                .allowedMethods("HEAD")
                                .build())));
        alice.putObject(b -> b.bucket("shared").key("key"), RequestBody.fromString("body"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawConnection.Response options(String path, String... headers) throws IOException {
        Map<String, String> all = new TreeMap<>(Map.of("Host", "127.0.0.1"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        try (RawConnection connection = server.connect()) {
            return connection.exchange("OPTIONS", path, all, new byte[0]);
        }
    }

    @Test
    void answersAPreflightWithTheRuleThatMatches() throws IOException {
        RawConnection.Response response = options(
                "/shared/new",
                "Origin",
                "https://app.example.com",
                "Access-Control-Request-Method",
                "PUT",
                "Access-Control-Request-Headers",
                "X-Amz-Meta-Colour,content-type");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers())
                .containsEntry("access-control-allow-origin", "https://app.example.com")
                .containsEntry("access-control-allow-methods", "GET, PUT")
                .containsEntry("access-control-allow-headers", "x-amz-meta-colour, content-type")
                .containsEntry("access-control-expose-headers", "ETag, x-amz-version-id")
                .containsEntry("access-control-max-age", "3000")
                .containsEntry("access-control-allow-credentials", "true")
                .containsEntry("vary", VARY);
    }

    @Test
    void neverAllowsCredentialsToEverybody() throws IOException {
        RawConnection.Response response =
                options("/shared/key", "Origin", "https://evil.example", "Access-Control-Request-Method", "HEAD");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers())
                .containsEntry("access-control-allow-origin", "*")
                .containsEntry("access-control-allow-methods", "HEAD")
                .doesNotContainKey("access-control-allow-credentials")
                .doesNotContainKey("access-control-allow-headers");
    }

    @Test
    void refusesPreflightsThatNoRuleAllows() throws IOException {
        for (String origin : new String[] {
            "https://app.example.com.evil.example",
            "http://app.example.com",
            "https://app.example.com/",
            "null",
            "http://wild.example.com",
            "https://x.wild.example.com"
        }) {
            RawConnection.Response response =
                    options("/shared/key", "Origin", origin, "Access-Control-Request-Method", "GET");
            assertThat(response.status()).as(origin).isEqualTo(403);
            assertThat(response.code()).isEqualTo("AccessForbidden");
            assertThat(response.element("Message")).startsWith("CORSResponse: This CORS request is not allowed.");
            assertThat(response.element("Method")).isEqualTo("GET");
            assertThat(response.element("ResourceType")).isEqualTo("OBJECT");
            assertThat(response.headers()).doesNotContainKey("access-control-allow-origin");
        }
        RawConnection.Response method =
                options("/shared", "Origin", "https://app.example.com", "Access-Control-Request-Method", "DELETE");
        assertThat(method.status()).isEqualTo(403);
        assertThat(method.element("ResourceType")).isEqualTo("BUCKET");
        assertThat(options(
                                "/shared/key",
                                "Origin",
                                "https://app.example.com",
                                "Access-Control-Request-Method",
                                "GET",
                                "Access-Control-Request-Headers",
                                "authorization")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void saysWhyAPreflightCannotBeAnswered() throws IOException {
        RawConnection.Response noOrigin = options("/shared/key");
        assertThat(noOrigin.status()).isEqualTo(400);
        assertThat(noOrigin.code()).isEqualTo("BadRequest");
        assertThat(noOrigin.element("Message")).isEqualTo("Insufficient information. Origin request header needed.");
        RawConnection.Response noMethod = options("/shared/key", "Origin", "https://app.example.com");
        assertThat(noMethod.status()).isEqualTo(400);
        assertThat(noMethod.code()).isEqualTo("BadRequest");
        RawConnection.Response noRules =
                options("/plain/key", "Origin", "https://app.example.com", "Access-Control-Request-Method", "PUT");
        assertThat(noRules.status()).isEqualTo(403);
        assertThat(noRules.code()).isEqualTo("AccessForbidden");
        assertThat(noRules.element("Message")).isEqualTo("CORSResponse: CORS is not enabled for this bucket.");
        assertThat(noRules.element("ResourceType")).isEqualTo("BUCKET");
        RawConnection.Response noBucket =
                options("/missing/key", "Origin", "https://app.example.com", "Access-Control-Request-Method", "PUT");
        assertThat(noBucket.status()).isEqualTo(403);
        assertThat(noBucket.element("Message")).isEqualTo("CORSResponse: Bucket not found");
        assertThat(options("/", "Origin", "https://app.example.com").status()).isEqualTo(403);
    }

    @Test
    void addsToAnswersOfRequestsThatNameTheirOrigin() throws IOException {
        RawConnection.Response allowed =
                server.call("GET", "/shared/key", "", new byte[0], "Origin", "http://a.wild.example.com");
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.text()).isEqualTo("body");
        assertThat(allowed.headers())
                .containsEntry("access-control-allow-origin", "http://a.wild.example.com")
                .containsEntry("access-control-allow-methods", "GET, PUT")
                .containsEntry("access-control-expose-headers", "ETag, x-amz-version-id")
                .containsEntry("vary", VARY);
        RawConnection.Response error =
                server.call("GET", "/shared/none", "", new byte[0], "Origin", "https://app.example.com");
        assertThat(error.status()).isEqualTo(404);
        assertThat(error.headers()).containsEntry("access-control-allow-origin", "https://app.example.com");
        RawConnection.Response unsigned;
        try (RawConnection connection = server.connect()) {
            unsigned = connection.exchange(
                    "GET",
                    "/shared/key",
                    Map.of("Host", "127.0.0.1", "Origin", "https://app.example.com"),
                    new byte[0]);
        }
        assertThat(unsigned.status()).isEqualTo(403);
        assertThat(unsigned.headers()).containsEntry("access-control-allow-origin", "https://app.example.com");
    }

    @Test
    void addsNothingWhereNoRuleAllowsIt() throws IOException {
        assertPlain(server.call("GET", "/shared/key", "", new byte[0], "Origin", "https://evil.example"));
        assertPlain(server.call("GET", "/shared/key", "", new byte[0]));
        assertPlain(server.call("GET", "/plain", "", new byte[0], "Origin", "https://app.example.com"));
        assertPlain(server.call(
                "GET",
                "/shared/key",
                "",
                new byte[0],
                "Origin",
                "https://app.example.com",
                "Access-Control-Request-Method",
                "DELETE"));
    }

    private static void assertPlain(RawConnection.Response response) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        assertThat(response.headers()).doesNotContainKey("vary");
    }

    @Test
    void followsAChangeAtOnce() throws IOException {
        alice.createBucket(b -> b.bucket("changing"));
        for (String origin : new String[] {"http://one.example", "http://two.example"}) {
            alice.putBucketCors(b -> b.bucket("changing")
                    .corsConfiguration(c -> c.corsRules(CORSRule.builder()
                            .allowedOrigins(origin)
                            .allowedMethods("GET")
                            .build())));
            assertThat(alice.getBucketCors(b -> b.bucket("changing"))
                            .corsRules()
                            .getFirst()
                            .allowedOrigins())
                    .containsExactly(origin);
            assertThat(options("/changing", "Origin", origin, "Access-Control-Request-Method", "GET")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(options("/changing", "Origin", "http://one.example", "Access-Control-Request-Method", "GET")
                        .status())
                .isEqualTo(403);
        alice.deleteBucketCors(b -> b.bucket("changing"));
        assertThat(options("/changing", "Origin", "http://two.example", "Access-Control-Request-Method", "GET")
                        .element("Message"))
                .isEqualTo("CORSResponse: CORS is not enabled for this bucket.");
    }
}
