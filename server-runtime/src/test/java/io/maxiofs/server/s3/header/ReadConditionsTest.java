package io.maxiofs.server.s3.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every pair of conditions, with the precedence of RFC 9110: T is a condition that holds, F one that does not. */
class ReadConditionsTest {
    private static final String ETAG = "\"5d41402abc4b2a76b9719d911017c592\"";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void writeObject() {
        alice.put("/bucket", "");
        assertThat(alice.put("/bucket/key", "hello").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "T, -, -, -, 200",
        "F, -, -, -, 412",
        "-, T, -, -, 200",
        "-, F, -, -, 412",
        "T, F, -, -, 200",
        "F, T, -, -, 412",
        "-, -, T, -, 200",
        "-, -, F, -, 304",
        "-, -, -, T, 200",
        "-, -, -, F, 304",
        "-, -, T, F, 200",
        "-, -, F, T, 304",
        "T, -, F, -, 304",
        "F, -, F, -, 412",
        "T, F, F, T, 304",
        "T, F, T, F, 200"
    })
    void decidesByTagBeforeDate(String match, String unmodified, String noneMatch, String modified, int status) {
        String[] headers = headers("", match, unmodified, noneMatch, modified);
        assertThat(alice.get("/bucket/key", headers).status()).isEqualTo(status);
        assertThat(alice.head("/bucket/key", headers).status()).isEqualTo(status);
        String[] source = headers("x-amz-copy-source-", match, unmodified, noneMatch, modified);
        String[] copy = new String[source.length + 2];
        System.arraycopy(source, 0, copy, 2, source.length);
        copy[0] = "x-amz-copy-source";
        copy[1] = "/bucket/key";
        assertThat(alice.put("/bucket/copy", "", copy).status()).isEqualTo(status == 304 ? 412 : status);
    }

    private static String[] headers(String prefix, String match, String unmodified, String noneMatch, String modified) {
        String before = HttpDate.format(S3Caller.START.minus(Duration.ofHours(1)));
        String after = HttpDate.format(S3Caller.START.plus(Duration.ofHours(1)));
        return new String[] {
            match.equals("-") ? "x-unused" : prefix + "If-Match", match.equals("T") ? ETAG : "\"other\"",
            unmodified.equals("-") ? "x-unused" : prefix + "If-Unmodified-Since",
                    unmodified.equals("T") ? after : before,
            noneMatch.equals("-") ? "x-unused" : prefix + "If-None-Match", noneMatch.equals("T") ? "\"other\"" : ETAG,
            modified.equals("-") ? "x-unused" : prefix + "If-Modified-Since", modified.equals("T") ? before : after
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"5d41402abc4b2a76b9719d911017c592\"",
                "5d41402abc4b2a76b9719d911017c592",
                "W/\"5d41402abc4b2a76b9719d911017c592\"",
                "\"x\", \"5d41402abc4b2a76b9719d911017c592\"",
                "*"
            })
    void readsTagsInEveryForm(String tag) {
        assertThat(alice.get("/bucket/key", "If-Match", tag).status()).isEqualTo(200);
        assertThat(alice.get("/bucket/key", "If-None-Match", tag).status()).isEqualTo(304);
    }

    @Test
    void comparesDatesByTheSecondThatIsShown() {
        // Written in the middle of this second.
        String shown = HttpDate.format(S3Caller.START);
        assertThat(alice.get("/bucket/key", "If-Modified-Since", shown).status())
                .isEqualTo(304);
        assertThat(alice.get("/bucket/key", "If-Unmodified-Since", shown).status())
                .isEqualTo(200);
    }

    @Test
    void ignoresDatesThatCannotBeRead() {
        assertThat(alice.get("/bucket/key", "If-Modified-Since", "soon").status())
                .isEqualTo(200);
        assertThat(alice.get("/bucket/key", "If-Unmodified-Since", "soon").status())
                .isEqualTo(200);
    }

    @Test
    void namesTheConditionThatFailed() {
        Reply reply = alice.get("/bucket/key", "If-Match", "\"other\"");
        assertThat(reply.errorCode()).isEqualTo("PreconditionFailed");
        assertThat(reply.xml().value("Condition")).isEqualTo("If-Match");
    }

    @Test
    void sendsValidatorsWithNotModified() {
        Reply reply = alice.get("/bucket/key", "If-None-Match", ETAG);
        assertThat(reply.header("ETag")).isEqualTo(ETAG);
        assertThat(reply.header("Last-Modified")).isEqualTo(HttpDate.format(S3Caller.START));
        assertThat(reply.body()).isEmpty();
    }
}
