package io.maxiofs.server.cli.bench;

import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures an S3 server and checks its answers. */
@Command(
        name = "bench",
        description = "Put load on any S3 server, and check that what it returns is what was sent.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every request succeeded and every content was right",
            "1:a request failed or a content was wrong",
            "2:the command line is wrong",
            "3:the server was not reached"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final long MAX_OBJECT_BYTES = 5L << 30;
    private static final int MAX_CONNECTIONS = 512;
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_OBJECTS = 10_000_000;
    private static final int MAX_TIMEOUT_SECONDS = 600;
    private static final int NAME_BYTES = 6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
    private static final String ROW = "%-9s %10s %5s %9s %11s %10s %10s %10s %10s %10s %10s  %s";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--endpoint", required = true, paramLabel = "URL", description = "Such as http://127.0.0.1:9900.")
    private URI endpoint = URI.create("");

    @Option(names = "--access-key", paramLabel = "KEY", description = "Default: AWS_ACCESS_KEY_ID; without, unsigned.")
    private @Nullable String accessKey;

    @Option(names = "--secret-key", paramLabel = "SECRET", description = "Default: AWS_SECRET_ACCESS_KEY.")
    private @Nullable String secretKey;

    @Option(names = "--region", defaultValue = "us-east-1", description = "Default: ${DEFAULT-VALUE}.")
    private String region = "";

    @Option(names = "--bucket", description = "Created if it is not there. Default: one with a new name.")
    private @Nullable String bucket;

    @Option(
            names = "--operations",
            defaultValue = "put,get,head,list,delete,mixed",
            description = "Of put, get, head, miss (HEAD of nothing), list, delete, mixed. Default: ${DEFAULT-VALUE}.")
    private String operations = "";

    @Option(
            names = "--sizes",
            defaultValue = "4KiB,1MiB",
            description = "Of objects, 0 to 5GiB each. Default: ${DEFAULT-VALUE}.")
    private String sizes = "";

    @Option(
            names = "--concurrency",
            defaultValue = "1,16,64",
            description = "Connections, 1 to " + MAX_CONNECTIONS + ". Default: ${DEFAULT-VALUE}.")
    private String concurrency = "";

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "Measured for each line, 0.05 to " + MAX_SECONDS + ". Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "2",
            description = "Seconds before, 0 to " + MAX_SECONDS + ". Default: ${DEFAULT-VALUE}.")
    private double warmUp;

    @Option(names = "--mix", defaultValue = "get=70,put=30", description = "What mixed is. Default: ${DEFAULT-VALUE}.")
    private String mix = "";

    @Option(
            names = "--objects",
            defaultValue = "1000",
            description = "Stored beforehand to be read, listed or deleted, 2 to " + MAX_OBJECTS
                    + "; fewer of large ones, 1GiB together. Default: ${DEFAULT-VALUE}.")
    private int objects;

    @Option(names = "--seed", description = "Of contents and order. Default: a new one, which is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--verify",
            defaultValue = "full",
            description = "One of length, etag, bytes, full (etag and bytes). Default: ${DEFAULT-VALUE}.")
    private Verify verify = Verify.FULL;

    @Option(names = "--insecure", description = "Accept any certificate. Only for tests.")
    private boolean insecure;

    @Option(
            names = "--timeout",
            defaultValue = "60",
            description = "Seconds without an answer after which a request has failed, 1 to " + MAX_TIMEOUT_SECONDS
                    + ". Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there too.")
    private @Nullable Path json;

    @Option(names = "--no-cleanup", description = "Leave what was stored.")
    private boolean noCleanup;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan;
        Endpoint target;
        String name = "bench-" + randomName();
        String bucketName = bucket == null ? "maxiofs-" + name : bucket;
        try {
            plan = plan();
            target = target(System.getenv());
            require(BUCKET.matcher(bucketName).matches(), "--bucket: not a name of a bucket");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        line("Seed " + plan.seed() + ", bucket " + bucketName + ", " + target.url()
                + (target.credentials().isPresent() ? ", signed" : ", unsigned"));
        line(heading());
        BenchRun run = new BenchRun(plan, target, InstantSource.system(), System::nanoTime);
        List<StepResult> results;
        try {
            results = run.run(bucketName, name, result -> line(row(result)));
        } catch (FailedRequestException e) {
            error("bucket " + bucketName + ": " + e.getMessage());
            return ExitCode.FAILED;
        } catch (IOException e) {
            error(target.url() + ": " + e.getMessage());
            return ExitCode.NOT_REACHED;
        }
        if (json != null) {
            Report report = new Report(
                    target.url().toString(),
                    bucketName,
                    plan.seed(),
                    verify.name().toLowerCase(Locale.ROOT),
                    target.credentials().isPresent(),
                    results);
            Files.writeString(json, AdminJson.strict().print(report) + "\n", StandardCharsets.UTF_8);
        }
        results.stream()
                .filter(result -> !result.isClean())
                .forEach(result -> error(result.operation() + ": "
                        + (result.firstFailure() == null ? "nothing was done in time" : result.firstFailure())));
        return results.stream().allMatch(StepResult::isClean) ? ExitCode.OK : ExitCode.FAILED;
    }

    private Plan plan() {
        List<Operation> chosen = Quantities.list(
                operations,
                text -> Operation.of(text)
                        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no operation")));
        return new Plan(
                Plan.steps(
                        chosen,
                        Quantities.list(sizes, text -> Quantities.bytes(text, MAX_OBJECT_BYTES)),
                        Quantities.list(concurrency, text -> Quantities.number(text, 1, MAX_CONNECTIONS))),
                time("--seconds", seconds, 0.05),
                time("--warm-up", warmUp, 0),
                Mix.parse(mix),
                bounded("--objects", objects, 2, MAX_OBJECTS),
                seed == null ? random.nextInt(Integer.MAX_VALUE) : seed,
                verify,
                !noCleanup);
    }

    private Endpoint target(Map<String, String> environment) {
        String key = accessKey == null ? environment.get("AWS_ACCESS_KEY_ID") : accessKey;
        String secret = secretKey == null ? environment.get("AWS_SECRET_ACCESS_KEY") : secretKey;
        require((key == null) == (secret == null), "Access key and secret key must be given together");
        require(REGION.matcher(region).matches(), "--region: not a name of a region");
        Optional<Credentials> credentials =
                key == null || secret == null ? Optional.empty() : Optional.of(new Credentials(key, secret, region));
        int timeout = bounded("--timeout", timeoutSeconds, 1, MAX_TIMEOUT_SECONDS);
        return new Endpoint(endpoint, credentials, insecure, Duration.ofSeconds(timeout));
    }

    private static Duration time(String option, double seconds, double least) {
        require(seconds >= least && seconds <= MAX_SECONDS, option + ": not from " + least + " to " + MAX_SECONDS);
        return Duration.ofNanos((long) (seconds * NANOS_PER_SECOND));
    }

    private static int bounded(String option, int value, int least, int most) {
        require(value >= least && value <= most, option + ": not from " + least + " to " + most);
        return value;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private String randomName() {
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String heading() {
        return String.format(
                Locale.ROOT,
                ROW,
                "OPERATION",
                "BYTES",
                "CONNS",
                "REQUESTS",
                "PER SECOND",
                "MB/S",
                "P50 US",
                "P95 US",
                "P99 US",
                "P99.9 US",
                "MAX US",
                "ERRORS");
    }

    private static String row(StepResult result) {
        StepResult.Rates rates = result.rates();
        return String.format(
                Locale.ROOT,
                ROW,
                result.operation(),
                result.sizeBytes(),
                result.concurrency(),
                result.requests(),
                rounded(rates.perSecond()),
                rounded(rates.megabytesPerSecond()),
                rounded(rates.p50Micros()),
                rounded(rates.p95Micros()),
                rounded(rates.p99Micros()),
                rounded(rates.p999Micros()),
                rounded(rates.maxMicros()),
                result.errors().isEmpty() ? "none" : result.errors());
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private void line(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private void error(String text) {
        spec.commandLine().getErr().println("maxiofs: " + text);
        spec.commandLine().getErr().flush();
    }
}
