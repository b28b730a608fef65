package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * What Prometheus itself says of the metrics, of the rules and of the dashboard's queries. Needs promtool, which comes with
 * Prometheus; without it these tests are skipped and say so.
 */
class PromtoolTest {
    private static final Path FILES = Path.of("..", "docs", "monitoring");
    private static final Path TESTS =
            Path.of("src", "test", "resources", "io", "maxiofs", "server", "admin", "alert-rules-test.yml");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Ended(int code, String output) {}

    @BeforeEach
    void needsPromtool() {
        boolean there;
        try {
            there = run("promtool", "--version").code() == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "promtool is not installed; it comes with the package prometheus");
    }

    private static Ended run(String... command) throws IOException {
        return given("", command);
    }

    private static Ended given(String input, String... command) throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path given = Files.writeString(directory.path().resolve("input"), input);
            Path told = directory.path().resolve("output");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(given.toFile())
                    .redirectOutput(told.toFile())
                    .start();
            try {
                assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("it ends")
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            } finally {
                process.destroyForcibly();
            }
            return new Ended(process.exitValue(), Files.readString(told));
        }
    }

    private static String scrape(URI admin) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(admin.resolve("/metrics")).build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
        }
    }

    @Test
    void findsNothingWrongWithTheMetrics() throws IOException, InterruptedException {
        String page;
        try (TestServer server = TestServer.start(Map.of("tls.mode", "off"))) {
            server.s3().createBucket(request -> request.bucket("scraped"));
            server.s3().putObject(request -> request.bucket("scraped").key("k"), RequestBody.fromString("content"));
            page = scrape(server.admin());
        }
        assertThat(given(page, "promtool", "check", "metrics")).isEqualTo(new Ended(0, ""));
        String damaged = page + "maxiofs_requests_total{operation=\"settings\"} nonsense\n";
        assertThat(given(damaged, "promtool", "check", "metrics").code())
                .as("it finds what is wrong")
                .isNotZero();
    }

    @Test
    void understandsTheRules() throws IOException {
        Ended checked = run(
                "promtool", "check", "rules", FILES.resolve("alert-rules.yml").toString());
        assertThat(checked.code()).as(checked.output()).isZero();
        assertThat(checked.output()).contains("SUCCESS").doesNotContain("0 rules found");
    }

    /** Each of them fires on what it is for, and is quiet on a server that is well. */
    @Test
    void rulesFireOnWhatTheyAreFor() throws IOException {
        Set<String> rules = names("alert: (\\w+)", FILES.resolve("alert-rules.yml"));
        assertThat(rules).hasSizeGreaterThan(12);
        assertThat(names("alertname: (\\w+)", TESTS)).containsExactlyInAnyOrderElementsOf(rules);
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Files.copy(FILES.resolve("alert-rules.yml"), directory.path().resolve("alert-rules.yml"));
            Path tests = Files.copy(TESTS, directory.path().resolve("tests.yml"));
            Ended ended = run("promtool", "test", "rules", tests.toString());
            assertThat(ended.code()).as(ended.output()).isZero();
        }
    }

    private static Set<String> names(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As rules, since that is how it reads queries from files. */
    @Test
    void understandsTheQueriesOfTheDashboard() throws IOException {
        List<String> queries = new ArrayList<>();
        collect(new ObjectMapper().readTree(Files.readString(FILES.resolve("grafana-dashboard.json"))), queries);
        assertThat(queries).hasSizeGreaterThan(5);
        StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
        for (int i = 0; i < queries.size(); i++) {
            rules.append("  - record: dashboard:query")
                    .append(i)
                    .append("\n    expr: >-\n      ")
                    .append(queries.get(i).replace("$__rate_interval", "5m").replace("\n", " "))
                    .append('\n');
        }
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path file = Files.writeString(directory.path().resolve("queries.yml"), rules);
            Ended checked = run("promtool", "check", "rules", file.toString());
            assertThat(checked.code()).as(checked.output()).isZero();
            assertThat(checked.output()).contains(queries.size() + " rules found");
        }
    }

    private static void collect(JsonNode node, List<String> queries) {
        JsonNode expression = node.get("expr");
        if (expression != null && expression.isTextual()) {
            queries.add(expression.asText());
        }
        node.forEach(child -> collect(child, queries));
    }
}
