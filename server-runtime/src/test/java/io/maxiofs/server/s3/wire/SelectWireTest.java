package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** SelectObjectContent over the wire. */
class SelectWireTest {
    private static WireServer server;

    @BeforeAll
    static void createObject() {
        server = WireServer.start();
        server.alice().createBucket(b -> b.bucket("bucket"));
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            csv.append(i).append(",value-").append(i).append('\n');
        }
        server.alice().putObject(b -> b.bucket("bucket").key("large.csv"), RequestBody.fromString(csv.toString()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawConnection.Response select(String key, String expression) throws IOException {
        String document = "<SelectObjectContentRequest><Expression>" + expression + "</Expression>"
                + "<ExpressionType>SQL</ExpressionType><InputSerialization><CSV/></InputSerialization>"
                + "<OutputSerialization><CSV/></OutputSerialization></SelectObjectContentRequest>";
        return server.call(
                "POST", "/bucket/" + key, "select=&select-type=2", document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void streamsMessages() throws IOException {
        RawConnection.Response all = select("large.csv", "SELECT _2 FROM S3Object");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.header("transfer-encoding")).isEqualTo("chunked");
        assertThat(all.text()).contains("value-0\n", "value-49999\n", "Stats", "End");
        assertThat(all.text()).doesNotContain("error");
        RawConnection.Response one = select("large.csv", "SELECT COUNT(*) FROM S3Object");
        assertThat(one.text()).contains("50000\n");
    }

    @Test
    void refusesBeforeTheAnswerBegins() throws IOException {
        assertThat(select("none", "SELECT * FROM S3Object").code()).isEqualTo("NoSuchKey");
        RawConnection.Response syntax = select("large.csv", "SELECT FROM");
        assertThat(syntax.status()).isEqualTo(400);
        assertThat(syntax.code()).isEqualTo("ParseUnexpectedToken");
    }
}
