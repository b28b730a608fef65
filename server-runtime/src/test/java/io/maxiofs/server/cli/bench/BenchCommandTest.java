package io.maxiofs.server.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maxiofs.server.cli.CommandTree;
import io.maxiofs.server.cli.ExitCode;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Short loads on the wire. */
class BenchCommandTest {
    private record Result(int code, String out, String err) {}

    private static Result bench(URI endpoint, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CommandTree.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of("bench", "--endpoint", endpoint.toString(), "--seed", "1"));
        all.addAll(List.of("--seconds", "0.2", "--warm-up", "0", "--objects", "40"));
        all.addAll(List.of(arguments));
        int code = line.execute(all.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }

    private static List<String> key(String secret) {
        return List.of("--access-key", TestServer.ACCESS_KEY, "--secret-key", secret);
    }

    private static String[] with(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void measuresEveryOperationWithoutErrorsAndLeavesNothing() throws IOException {
        try (TestServer server = TestServer.start();
                TemporaryDirectory directory = new TemporaryDirectory()) {
            Path json = directory.path().resolve("bench.json");
            Result result = bench(
                    server.endpoint(),
                    with(
                            key(TestServer.SECRET_KEY),
                            "--operations",
                            "put,get,head,miss,list,delete,mixed",
                            "--sizes",
                            "0,300KiB",
                            "--concurrency",
                            "1,4",
                            "--json",
                            json.toString()));

            assertThat(result.err()).isEmpty();
            assertThat(result.code()).isEqualTo(ExitCode.OK);
            JsonNode report = new ObjectMapper().readTree(json.toFile());
            assertThat(report.get("seed").asLong()).isEqualTo(1);
            assertThat(report.get("signed").asBoolean()).isTrue();
            // Seven operations with two sizes, of which two have no size, and two numbers of connections.
            assertThat(report.get("results")).hasSize(24).allSatisfy(line -> {
                assertThat(line.get("errors")).isEmpty();
                assertThat(line.get("requests").asLong()).isPositive();
                JsonNode rates = line.get("rates");
                assertThat(rates.get("perSecond").asDouble()).isPositive();
                assertThat(rates.get("p50Micros").asDouble())
                        .isPositive()
                        .isLessThanOrEqualTo(rates.get("maxMicros").asDouble());
                if (line.get("operation").asText().equals("delete")) {
                    assertThat(line.get("requests").asLong()).isLessThanOrEqualTo(40);
                }
            });
            assertThat(result.out().lines().filter(line -> line.endsWith("none")))
                    .hasSize(24);
            assertThat(server.s3().listBuckets().buckets()).isEmpty();
        }
    }

    @Test
    void countsRefusedRequestsByTheirCode() {
        try (TestServer server = TestServer.start()) {
            server.s3().createBucket(request -> request.bucket("measured"));
            Result result = bench(
                    server.endpoint(),
                    with(
                            key("not the secret"),
                            "--bucket",
                            "measured",
                            "--operations",
                            "put",
                            "--sizes",
                            "1KiB",
                            "--concurrency",
                            "1",
                            "--no-cleanup"));
            assertThat(result.code()).isEqualTo(ExitCode.FAILED);
            assertThat(result.out()).contains("SignatureDoesNotMatch=100");
        }
    }

    @Test
    void findsOneWrongBitWhoseLengthAndEntityTagAreRight() throws IOException {
        try (LyingServer server = new LyingServer()) {
            String[] read = {"--bucket", "measured", "--operations", "get", "--sizes", "70KiB", "--concurrency", "2"};
            Result wrong = bench(server.url(), read);
            assertThat(wrong.code()).isEqualTo(ExitCode.FAILED);
            assertThat(wrong.out()).contains("WrongContent=");
            assertThat(wrong.err()).contains("gave other bytes than were put");

            Result notLookedAt = bench(server.url(), with(List.of(read), "--verify", "etag"));
            assertThat(notLookedAt.code()).isEqualTo(ExitCode.OK);
            assertThat(server.stored()).isZero();
        }
    }

    @Test
    void refusesOptionsOutOfTheirBounds() {
        URI nowhere = URI.create("http://127.0.0.1:9");
        assertThat(bench(nowhere, "--concurrency", "513").code()).isEqualTo(ExitCode.USAGE);
        assertThat(bench(nowhere, "--sizes", "6GiB").code()).isEqualTo(ExitCode.USAGE);
        assertThat(bench(nowhere, "--mix", "delete=1").code()).isEqualTo(ExitCode.USAGE);
        assertThat(bench(nowhere, "--objects", "1").code()).isEqualTo(ExitCode.USAGE);
        assertThat(bench(nowhere, "--access-key", "alone").code()).isEqualTo(ExitCode.USAGE);
        assertThat(bench(URI.create("ftp://127.0.0.1")).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void saysThatNobodyAnswers() {
        Result result = bench(URI.create("http://127.0.0.1:9"), "--timeout", "1");
        assertThat(result.code()).isEqualTo(ExitCode.NOT_REACHED);
        assertThat(result.err()).contains("http://127.0.0.1:9");
    }
}
