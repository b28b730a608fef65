package io.maxiofs.server.federation.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.base.TestSeed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {
    private static final List<String> GOOD = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
            "HTTP/1.0 200\r\n\r\nhello");

    private static byte[] read(byte[] answer, int maxBytes) throws IOException {
        return new HttpAnswer(new ByteArrayInputStream(answer), maxBytes).body();
    }

    private static String read(String answer, int maxBytes) throws IOException {
        return new String(read(answer.getBytes(StandardCharsets.ISO_8859_1), maxBytes), StandardCharsets.ISO_8859_1);
    }

    @Test
    void readsBodiesInEveryFraming() throws IOException {
        for (String answer : GOOD.subList(0, 3)) {
            assertThat(read(answer, 5)).isEqualTo("hello");
        }
    }

    @Test
    void longerBodiesAreRefusedInEveryFraming() {
        for (String answer : GOOD.subList(0, 3)) {
            assertThatThrownBy(() -> read(answer, 4))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("4 bytes");
        }
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        for (String answer : List.of(
                "",
                "hello",
                "HTTP/1.1 404 Not Found\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: https://x\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\nx",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(5_000) + "\r\n")) {
            assertThatThrownBy(() -> read(answer, 100)).as(answer).isInstanceOf(IOException.class);
        }
    }

    @Test
    void damagedAnswersEndInABodyOrARefusal() {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] answer = GOOD.get(random.nextInt(GOOD.size())).getBytes(StandardCharsets.ISO_8859_1);
            for (int i = random.nextInt(4); i >= 0; i--) {
                answer[random.nextInt(answer.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(read(answer, 100))
                        .as("seed %d, round %d", seed, round)
                        .hasSizeLessThanOrEqualTo(100);
            } catch (IOException e) {
                assertThat(e).as("seed %d, round %d", seed, round).hasMessageMatching("(?s).+");
            }
        }
    }
}
