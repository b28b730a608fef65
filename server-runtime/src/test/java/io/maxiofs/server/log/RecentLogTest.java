package io.maxiofs.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the log goes to whoever is to help. */
class RecentLogTest {
    private static final String MARK = "canary";

    @Test
    void keepsTheLastLinesAndNoMore() {
        LoggerContext context = new LoggerContext();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        RecentLog log = new RecentLog(encoder);
        log.start();
        for (int i = 1; i <= 3_000; i++) {
            log.doAppend(new LoggingEvent(
                    "x", context.getLogger("x"), Level.INFO, "line " + i + " " + "x".repeat(10_000), null, null));
        }
        assertThat(log.text().lines()).hasSize(1_000).allMatch(line -> line.length() <= 4_000);
        assertThat(log.text()).contains("line 3000 ", "line 2001 ").doesNotContain("line 2000 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /b/k?X-Amz-Signature=canary&X-Amz-Date=20260101T000000Z",
                "Authorization: AWS4-HMAC-SHA256 Credential=canary/20260101, SignedHeaders=host, Signature=canary",
                "authorization: Bearer canary",
                "Basic canary",
                "{\"password\": \"canary\", \"token\":\"canary\"}",
                "email.smtp.password = canary",
                "secret: canary; passphrase canary",
                "https://canary:canary@hooks.example.org/x",
                "smtp.token=canary",
                "GET /_share/canary",
            })
    void takesOutWhatLooksLikeASecret(String line) {
        assertThat(Redaction.of(line)).doesNotContain(MARK);
        assertThat(Redaction.of("before " + line + " after"))
                .startsWith("before ")
                .endsWith(" after");
    }

    @Test
    void leavesWhatTellsNothing() {
        String line = "Opened the store 4f in https://nas.example.org:9000/b?list-type=2 by user@example.org";
        assertThat(Redaction.of(line)).isEqualTo(line);
    }
}
