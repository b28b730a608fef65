package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus reads, and whether the files that are made for it speak of what is there. */
class ScrapeWireTest {
    private static final Path FILES = Path.of("..", "docs", "monitoring");
    private static final Pattern NAME = Pattern.compile("maxiofs_[a-z_]+");
    private static final Pattern TYPE = Pattern.compile("# TYPE (maxiofs_[a-z_]+) (counter|gauge|histogram)");
    private static final Pattern LINE =
            Pattern.compile("# (HELP|TYPE) .+|maxiofs_[a-z_]+(\\{([a-z]+=\"[^\"]*\",?)+})? -?[0-9.]+");

    private static HttpResponse<String> scrape(TestServer server, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.admin().resolve("/metrics"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Set<String> names(String page) {
        Set<String> names = new TreeSet<>();
        Matcher types = TYPE.matcher(page);
        while (types.find()) {
            names.add(types.group(1));
            if (types.group(2).equals("histogram")) {
                names.add(types.group(1) + "_bucket");
                names.add(types.group(1) + "_sum");
                names.add(types.group(1) + "_count");
            }
        }
        return names;
    }

    @Test
    void tellsWhatIsMeasuredInTheTextFormat() throws IOException, InterruptedException {
        try (TestServer server = TestServer.start()) {
            server.s3().createBucket(request -> request.bucket("scraped"));
            HttpResponse<String> answer = scrape(server);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .contains("version=0.0.4");
            assertThat(answer.body().lines())
                    .allMatch(line -> LINE.matcher(line).matches());
            assertThat(answer.body())
                    .contains("maxiofs_requests_total{operation=\"settings\"} 1", "maxiofs_state{state=\"running\"} 1")
                    .doesNotContain("scraped", TestServer.ACCESS_KEY);
        }
    }

    @Test
    void asksForTheTokenOnceThereIsOne() throws IOException, InterruptedException {
        try (TestServer server = TestServer.start(Map.of("metrics.token", "a token for the scraper"))) {
            assertThat(scrape(server).statusCode()).isEqualTo(401);
            assertThat(scrape(server, "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(401);
            assertThat(scrape(server, "Authorization", "Bearer a token for the scraper")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grafana-dashboard.json", "alert-rules.yml"})
    void everyMetricThatTheFilesNameIsThere(String file) throws IOException, InterruptedException {
        String content = Files.readString(FILES.resolve(file));
        if (file.endsWith(".json")) {
            assertThat(new ObjectMapper().readTree(content).path("panels")).hasSizeGreaterThan(5);
        }
        Set<String> named = NAME.matcher(content)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(8);
        try (TestServer server = TestServer.start()) {
            assertThat(names(scrape(server).body())).containsAll(named);
        }
    }
}
