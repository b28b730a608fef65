package io.maxiofs.server.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no line of the product may say about secrets. */
class SecretsInSourcesTest {
    private static final List<Path> SOURCES = Stream.of("storage", "replication", "server-runtime", "app-desktop")
            .map(module -> Path.of("..", module, "src", "main"))
            .toList();

    /** An access key as AWS writes them, or a literal that is assigned to something called secret or password. */
    private static final Pattern BUILT_IN = Pattern.compile("\"A[KS]IA[A-Z0-9]{12,}\""
            + "|(?i:secret|password|passphrase|private_?key)\\w*\\s*=\\s*\"[^\"\\s]{8,}\""
            + "|BEGIN [A-Z ]*PRIVATE KEY-----\\\\n[A-Za-z0-9+/]{20}"
            + "|\"[0-9a-f]{64}\"|\"[A-Za-z0-9+/]{43}=\"");

    /** Known values that are no secrets: digests of nothing, names of headers and settings. */
    private static final Pattern HARMLESS =
            Pattern.compile("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                    + "|=\\s*\"[A-Za-z]+[.-][a-z.-]*\"|=\\s*\"(MAXIOFS|AWS)_[A-Z_]+\"|\"x-amz-[a-z-]+\"|\"YOUR-");

    private static final Pattern LEAKY_COMPARISON =
            Pattern.compile("(?i)(signature|secret|token|password|mac)\\w*(\\(\\))?\\.equals\\("
                    + "|(?i)\\.equals\\(\\w*(signature|secret|token|password)\\w*\\)"
                    + "|Arrays\\.equals\\([^)]*(?i:signature|secret|token|password|mac)");

    /** Places where a secret is compared with nothing but a fixed word or looked up by what is public. */
    private static final Pattern HARMLESS_COMPARISON =
            Pattern.compile("equals\\(\"|equals\\([A-Z_.]+\\)|Payload\\.|[A-Z_]+\\.equals\\(|Token\\.Kind|tokens\\.");

    private static List<String> lines(Pattern wanted, Pattern harmless, String... packages) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path root : SOURCES) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String place = file.toString();
                    boolean looked = packages.length == 0 || Stream.of(packages).anyMatch(place::contains);
                    for (String line : looked ? Files.readAllLines(file) : List.<String>of()) {
                        Matcher hit = wanted.matcher(line);
                        if (hit.find() && !harmless.matcher(line).find()) {
                            found.add(file.getFileName() + ": " + line.strip());
                        }
                    }
                }
            }
        }
        return found;
    }

    /** Attack class 6: secrets are made for each installation. */
    @Test
    void noSecretIsBuiltIn() throws IOException {
        assertThat(lines(BUILT_IN, HARMLESS)).isEmpty();
    }

    /** Attack class 19: how long a comparison takes must not tell how far it came. */
    @Test
    void secretsAreComparedInConstantTime() throws IOException {
        assertThat(lines(
                        LEAKY_COMPARISON,
                        HARMLESS_COMPARISON,
                        "/s3/auth/",
                        "/identity/",
                        "/admin/",
                        "/iam/",
                        "/crypto/"))
                .isEmpty();
    }

    /** Without this, the rules above might look for nothing. */
    @Test
    void theRulesSeeWhatTheyAreFor() {
        assertThat("String secretKey = \"hunter2hunter2\";").containsPattern(BUILT_IN);
        assertThat("return signature.equals(expected);").containsPattern(LEAKY_COMPARISON);
        assertThat("return Arrays.equals(mac, expectedMac);").containsPattern(LEAKY_COMPARISON);
    }
}
