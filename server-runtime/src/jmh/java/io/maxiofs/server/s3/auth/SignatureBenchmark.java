package io.maxiofs.server.s3.auth;

import io.maxiofs.server.http.RequestSigner;
import io.maxiofs.server.identity.CredentialSource;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.s3.request.ParsedRequest;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.SentHeaders;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.Owner;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What Signature V4 in the header costs a small GET. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureBenchmark {
    private static final String KEY = "AKIABENCH";
    private static final String SECRET = "bench/secret+key";
    private static final String REGION = "us-east-1";
    private static final String PATH = "/bucket/folder/an%20object";
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final CredentialSource.Credential credential = new CredentialSource.Credential(
            new Principal(Principal.Kind.USER, "u", KEY, new Owner("c", "u"), "", ""), new SecretKey(SECRET), 1);
    private final SignatureV4Authenticator authenticator =
            new SignatureV4Authenticator(new OneKey(), REGION, () -> NOW);
    private final RequestHead head = new RequestHead(
            "GET", PATH, "", SentHeaders.of(headers()), InetAddress.getLoopbackAddress(), false);
    private final ParsedRequest parsed = new ParsedRequest(
            S3Operation.GET_OBJECT, "bucket", ObjectKey.of("folder/an object"), QueryParameters.NONE);

    private static Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Host", "s3.example.org");
        headers.put("x-amz-content-sha256", RequestSigner.sha256(""));
        headers.put("User-Agent", "bench");
        return new RequestSigner(KEY, SECRET, REGION, NOW).sign("GET", PATH, "", headers);
    }

    @Benchmark
    public Authentication verify() {
        return authenticator.authenticate(head, parsed);
    }

    private final class OneKey implements CredentialSource {
        @Override
        public Optional<Credential> find(String id) {
            return Optional.of(credential);
        }

        @Override
        public void noteUse(Credential used) {
            // Nothing is kept here.
        }
    }
}
