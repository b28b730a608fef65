package io.maxiofs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.StartException;
import io.maxiofs.server.database.ServerDatabase;
import io.maxiofs.server.database.SettingTables;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.core.sync.RequestBody;

/** The data of a real server, moved and served from its new place. */
class MoveCommandTest {
    private record Result(int code, String out, String err) {}

    private static Result run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CommandTree.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int code = line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }

    @Test
    void aMovedStoreIsServedFromItsNewPlaceAndNotFromTheOld() throws IOException {
        try (TestServer server = TestServer.start()) {
            server.s3().createBucket(b -> b.bucket("bucket"));
            server.s3().putObject(b -> b.bucket("bucket").key("small"), RequestBody.fromString("1"));
            server.s3().putObject(b -> b.bucket("bucket").key("large"), RequestBody.fromString("x".repeat(300_000)));
            Path from = server.dataDirectory();
            Path to = from.resolveSibling(from.getFileName() + "-moved");
            Result running = run("move", "--data", from, "--to", to);
            assertThat(running.code()).isEqualTo(OfflineCommand.CANNOT_RUN);
            assertThat(running.err()).contains("Another process");
            assertThat(to).doesNotExist();
            Result check = run("move", "--data", from, "--to", to, "--check", "--json");
            assertThat(check.code()).as(check.err()).isZero();
            assertThat(check.out()).contains("\"resumes\":false");
            server.stop();

            Result moved = run("move", "--data", from, "--to", to, "--progress");
            assertThat(moved.code()).as(moved.err()).isZero();
            assertThat(moved.out().lines().toList())
                    .anyMatch(line -> line.matches("MOVE copy \\d+ \\d+ \\d+ \\d+"))
                    .last()
                    .asString()
                    .matches("MOVED [0-9a-f-]{36}");
            Result early = run("move", "--data", from, "--to", to, "--delete-source");
            assertThat(early.code()).isEqualTo(OfflineCommand.CANNOT_RUN);
            assertThat(early.err()).contains("not been opened");
            assertThatThrownBy(server::restart)
                    .isInstanceOfSatisfying(
                            StartException.class, e -> assertThat(e.reason()).isEqualTo(StartException.Reason.MOVED))
                    .hasMessageContaining("moved to " + to.toRealPath());

            server.moved(to);
            server.restart();
            assertThat(server.s3()
                            .getObjectAsBytes(b -> b.bucket("bucket").key("large"))
                            .asUtf8String())
                    .isEqualTo("x".repeat(300_000));
            Result deleted = run("move", "--data", from, "--to", to, "--delete-source");
            assertThat(deleted.code()).as(deleted.err()).isZero();
            assertThat(from).doesNotExist();
            assertThat(server.s3()
                            .getObjectAsBytes(b -> b.bucket("bucket").key("small"))
                            .asUtf8String())
                    .isEqualTo("1");
        }
    }

    @Test
    void settingsThatNameFilesInTheOldPlaceAreNamed() throws IOException {
        try (TestServer server = TestServer.start()) {
            server.stop();
            Path from = server.dataDirectory().toRealPath();
            Path to = from.resolveSibling(from.getFileName() + "-moved");
            Path mine = from.resolve("server/mine.pem");
            Result flag = run("move", "--data", from, "--to", to, "--set", "tls.certificate=" + mine);
            assertThat(flag.code()).isEqualTo(OfflineCommand.CANNOT_RUN);
            assertThat(flag.err()).contains("tls.certificate = " + mine);
            try (ServerDatabase database = ServerDatabase.open(from.resolve("server/maxiofs.db"))) {
                new SettingTables(database).save(Map.of("federation.ldap.ca-file", mine.toString()), 0);
            }
            Result stored = run("move", "--data", from, "--to", to, "--progress");
            assertThat(stored.code()).isEqualTo(OfflineCommand.CANNOT_RUN);
            assertThat(stored.out()).contains("FAILED refused").contains("federation.ldap.ca-file");
            assertThat(to).doesNotExist();
            assertThat(Files.exists(from.resolve("maxiofs.moving"))).isFalse();
        }
    }

    @Test
    void givesUpOnlyWhatIsUnderWay() throws IOException {
        try (TestServer server = TestServer.start()) {
            server.stop();
            Path from = server.dataDirectory();
            Path to = from.resolveSibling(from.getFileName() + "-moved");
            Result nothing = run("move", "--data", from, "--to", to, "--cancel");
            assertThat(nothing.code()).isEqualTo(OfflineCommand.CANNOT_RUN);
            assertThat(nothing.err()).contains("under way");
            Result both = run("move", "--data", from, "--to", to, "--cancel", "--check");
            assertThat(both.code()).isEqualTo(ExitCode.USAGE);
            server.restart();
        }
    }
}
