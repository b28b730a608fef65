package io.maxiofs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.wire.Refused;
import io.maxiofs.server.testing.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Keys that clients name, managed by commands, against a real server. */
class KmsKeyCommandTest {
    private record Result(int code, String out) {}

    private static Result run(TestServer server, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = CommandTree.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        String[] all = new String[arguments.length + 3];
        all[0] = "kms-key";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--data";
        all[arguments.length + 2] = server.dataDirectory().toString();
        int code = line.execute(all);
        return new Result(code, out.toString());
    }

    private static void put(TestServer server, String key) {
        server.s3()
                .putObject(
                        b -> b.bucket("bucket")
                                .key(key)
                                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                .ssekmsKeyId("team/ledger"),
                        RequestBody.fromString("hello"));
    }

    private static String get(TestServer server, String key) {
        return server.s3().getObjectAsBytes(b -> b.bucket("bucket").key(key)).asUtf8String();
    }

    @Test
    void managesTheKeysThatRequestsUse() {
        try (TestServer server = TestServer.start()) {
            server.s3().createBucket(b -> b.bucket("bucket"));
            Refused.with(400, "KMS.NotFoundException", () -> put(server, "early"));
            assertThat(run(server, "create", "team/ledger").out()).contains("team/ledger version 1 enabled");
            put(server, "first");
            assertThat(run(server, "rotate", "team/ledger").out()).contains("version 2");
            put(server, "second");
            assertThat(run(server, "disable", "team/ledger").out()).contains("disabled");
            Refused.with(400, "KMS.DisabledException", () -> get(server, "first"));
            assertThat(run(server, "list").out()).contains("team/ledger").contains("disabled");
            assertThat(run(server, "enable", "team/ledger").code()).isZero();
            server.restart();
            assertThat(get(server, "first")).isEqualTo("hello");
            assertThat(get(server, "second")).isEqualTo("hello");
            assertThat(run(server, "rotate", "nobody").code()).isEqualTo(ExitCode.FAILED);
            assertThat(run(server, "create", "a b").code()).isEqualTo(ExitCode.FAILED);
        }
    }
}
