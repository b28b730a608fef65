package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class S3ServerTest {
    private ServerFixture server = ServerFixture.create();

    @BeforeEach
    void start() {
        server = ServerFixture.create().start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void putsAndGetsASmallObject() throws Exception {
        byte[] body = "hello".getBytes(StandardCharsets.UTF_8);

        RawConnection.Response put = server.call("PUT", "/bucket/key", "", body);
        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(put.header("etag")).isEqualTo("\"x\"");
        assertThat(put.header("server")).isEqualTo("MaxIOFS");
        assertThat(put.header("x-amz-request-id")).matches("[0-9A-F]{16}");
        assertThat(put.header("content-length")).isEqualTo("0");

        RawConnection.Response get = server.call("GET", "/bucket/key", "", new byte[0]);
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.text()).isEqualTo("hello");
    }

    @Test
    void putsAndGetsALargeObject() throws Exception {
        byte[] body = new byte[5_000_000];
        new Random(1).nextBytes(body);

        assertThat(server.call("PUT", "/bucket/large", "", body).status()).isEqualTo(200);
        assertThat(server.call("GET", "/bucket/large", "", new byte[0]).body()).isEqualTo(body);
    }
}
