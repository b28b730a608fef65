package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description of the API against the table of routes, the sources and the committed page. */
class OpenApiTest {
    /** Written anew with {@code -Dmaxiofs.docs.write=true}. */
    private static final Path PAGE = Path.of("../docs/openapi.json");

    private static final Path SOURCES = Path.of("src/main/java/io/maxiofs/server/admin");
    private static final int UNPROCESSABLE = 422;
    private static final Pattern ROUTE =
            Pattern.compile("new Route\\(\\s*\"(\\w+)\",\\s*\"([^\"]+)\",\\s*[\\w.]+,\\s*this::(\\w+)\\)");
    private static final Pattern BODY = Pattern.compile("call\\.body\\(\\s*([\\w.]+)\\.class\\)");

    private static String generated() {
        return AdminJson.strict().print(OpenApi.document(AdminApiTest.routeTable(), "current")) + "\n";
    }

    @Test
    void describesEveryRouteAndNothingElse() throws IOException {
        JsonNode document = new ObjectMapper().readTree(generated());
        List<String> described = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> described.add(method + " " + path.getKey())));
        List<String> served = AdminApiTest.routeTable().stream()
                .map(route -> route.method().toLowerCase(Locale.ROOT) + " /" + String.join("/", route.template()))
                .toList();
        assertThat(described).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        JsonNode document = new ObjectMapper().readTree(generated());
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references).hasSizeGreaterThan(20);
        for (String reference : references) {
            assertThat(document.at(reference.substring(1)).isObject())
                    .as(reference)
                    .isTrue();
        }
    }

    @Test
    void bodiesAreThoseThatTheSourcesRead() throws IOException {
        Map<String, String> read = new HashMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                Matcher route = ROUTE.matcher(source);
                while (route.find()) {
                    int start = source.indexOf("private Answer " + route.group(3) + "(Call call)");
                    int end = source.indexOf("\n    }\n", start);
                    Matcher body = BODY.matcher(start < 0 ? "" : source.substring(start, end));
                    if (body.find()) {
                        read.put(route.group(1) + " " + route.group(2), body.group(1));
                    }
                }
            }
        }
        assertThat(read).hasSizeGreaterThan(25);
        OpenApiBodies.all().forEach((name, type) -> {
            String found = read.get(name);
            if (found != null) {
                assertThat(type.getName()).as(name).endsWith("." + found.replace('.', '$'));
            }
        });
        assertThat(AdminApiTest.routeTable().stream()
                        .map(route -> route.method() + " /" + String.join("/", route.template())))
                .containsAll(OpenApiBodies.all().keySet());
    }

    @Test
    void saysOfEveryRouteWhatItAnswersAndHowLongListsAreRead() throws IOException {
        List<String> routes = AdminApiTest.routeTable().stream()
                .map(route -> route.method() + " /" + String.join("/", route.template()))
                .toList();
        assertThat(OpenApiAnswers.all().keySet()).containsExactlyInAnyOrderElementsOf(routes);

        JsonNode document = new ObjectMapper().readTree(generated());
        OpenApiAnswers.all().forEach((name, answered) -> {
            String path = name.substring(name.indexOf(' ') + 1).replace("/", "~1");
            String method = name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT);
            JsonNode operation = document.at("/paths/" + path + "/" + method);
            assertThat(operation.at("/responses/2XX").has("content"))
                    .as(name)
                    .isEqualTo(answered.shape() != Answered.Shape.NOTHING);
            assertThat(operation
                            .at("/responses/default/content/application~1problem+json/schema/$ref")
                            .asText())
                    .isEqualTo("#/components/schemas/Problem");
            assertThat(operation.get("parameters").findValuesAsText("name").contains("cursor"))
                    .as(name)
                    .isEqualTo(answered.paged());
        });
        assertThat(document.at("/components/schemas/Problem/properties/code/examples"))
                .hasSize(Problem.Code.values().length);
    }

    /** A list that comes in parts refuses a part of nothing; one that comes whole never asks how much. */
    @Test
    void exactlyTheListsThatAreDescribedSoAreReadInParts() throws IOException, InterruptedException {
        try (TestServer server = TestServer.start();
                HttpClient http = HttpClient.newHttpClient()) {
            server.s3().createBucket(b -> b.bucket("parts"));
            for (Map.Entry<String, Answered> entry : OpenApiAnswers.all().entrySet()) {
                Answered answered = entry.getValue();
                String path = entry.getKey().substring(entry.getKey().indexOf(' ') + 1);
                boolean list = answered.paged() || answered.shape() == Answered.Shape.LIST;
                boolean ofBuckets = !path.replace("/buckets/{name}", "").contains("{");
                if (entry.getKey().startsWith("GET /") && list && ofBuckets) {
                    HttpResponse<String> response = http.send(
                            HttpRequest.newBuilder(
                                            URI.create(server.localAccess().url()
                                                    + path.replace("{name}", "parts")
                                                    + "?key=k&limit=0"))
                                    .header(
                                            "Authorization",
                                            "Bearer " + server.localAccess().token())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    assertThat(response.statusCode() == UNPROCESSABLE)
                            .as(entry.getKey() + " " + response.body())
                            .isEqualTo(answered.paged());
                }
            }
        }
    }

    /** What the page says is so; it may be older than the newest routes. */
    @Test
    void committedPageSaysNothingThatIsNotSo() throws IOException {
        String expected = generated();
        if (Boolean.getBoolean("maxiofs.docs.write")) {
            Files.writeString(PAGE, expected);
        }
        ObjectMapper mapper = new ObjectMapper();
        JsonNode page = mapper.readTree(Files.readString(PAGE));
        JsonNode now = mapper.readTree(expected);
        for (String part : List.of("/paths", "/components/schemas")) {
            Iterator<Map.Entry<String, JsonNode>> entries =
                    page.at(part).properties().iterator();
            assertThat(entries.hasNext()).isTrue();
            while (entries.hasNext()) {
                Map.Entry<String, JsonNode> entry = entries.next();
                JsonNode same = now.at(part).path(entry.getKey());
                assertThat(same.isObject())
                        .as(part + " " + entry.getKey() + " is gone")
                        .isTrue();
            }
        }
    }
}
