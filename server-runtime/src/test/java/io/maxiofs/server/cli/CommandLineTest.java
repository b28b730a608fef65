package io.maxiofs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands as scripts call them, against a real server. */
class CommandLineTest {
    private static TestServer server;

    @BeforeAll
    static void startServer() {
        server = TestServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private record Result(int code, String out, String err) {}

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CommandTree.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int code = line.execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    private static Result onServer(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", server.dataDirectory().toString()));
        return run(all.toArray(String[]::new));
    }

    @Test
    void createsUserWithGivenIdentityAndKeyForScripts() {
        Result created = onServer(
                "user",
                "create",
                "scripted",
                "--canonical-id",
                "c".repeat(64),
                "--display-name",
                "By Script",
                "--email",
                "script@example.org",
                "--access-key",
                "script-key",
                "--secret-key",
                "script-secret-key",
                "--role",
                "admin",
                "--json");
        assertThat(created.code()).isEqualTo(ExitCode.OK);
        assertThat(created.out())
                .contains("\"canonicalId\" : \"" + "c".repeat(64) + "\"")
                .contains("\"displayName\" : \"By Script\"")
                .contains("\"email\" : \"script@example.org\"")
                .contains("\"role\" : \"admin\"")
                .contains("\"id\" : \"script-key\"")
                .contains("\"secretKey\" : \"script-secret-key\"");
        assertThat(onServer("user", "list").out()).contains("scripted").contains("c".repeat(64));

        Result again = onServer("user", "create", "scripted");
        assertThat(again.code()).isEqualTo(ExitCode.FAILED);
        assertThat(again.err()).isEqualToIgnoringNewLines("maxiofs: There is a user scripted already");

        assertThat(onServer("user", "change", "scripted", "--status", "suspended")
                        .code())
                .isZero();
        assertThat(onServer("user", "list").out()).contains("suspended");
        assertThat(onServer("user", "delete", "scripted").code()).isZero();
        assertThat(onServer("user", "list").out()).doesNotContain("scripted");
    }

    @Test
    void createsListsAndDeletesKeys() {
        Result created = onServer("key", "create", "admin", "--expires-in", "PT1H");
        assertThat(created.code()).isZero();
        String id = created.out()
                .lines()
                .findFirst()
                .orElseThrow()
                .replace("access key", "")
                .strip();
        assertThat(onServer("key", "list", "admin").out()).contains(id).contains(TestServer.ACCESS_KEY);
        assertThat(onServer("key", "disable", id).code()).isZero();
        assertThat(onServer("key", "list").out()).contains("disabled");
        assertThat(onServer("key", "enable", id).code()).isZero();
        assertThat(onServer("key", "delete", id).code()).isZero();
        assertThat(onServer("key", "list").out()).doesNotContain(id);
        assertThat(onServer("key", "delete", id).code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void createsListsAndDeletesBuckets() {
        assertThat(onServer("bucket", "create", "by-command", "--versioning").code())
                .isZero();
        assertThat(onServer("bucket", "list").out()).contains("by-command").contains("enabled");
        assertThat(onServer("bucket", "list", "--json").out()).contains("\"name\" : \"by-command\"");
        assertThat(onServer("bucket", "delete", "by-command").code()).isZero();
        assertThat(onServer("bucket", "delete", "by-command").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void statusTellsAddresses() {
        Result status = onServer("status");
        assertThat(status.code()).isZero();
        assertThat(status.out())
                .contains(server.endpoint().toString())
                .contains(server.admin().toString());
        assertThat(onServer("status", "--json").out()).contains("\"s3\" : \"" + server.endpoint() + "\"");
    }

    @Test
    void exitCodesTellWhatWentWrong() {
        try (TemporaryDirectory empty = new TemporaryDirectory()) {
            Result unreached = run("status", "--data", empty.path().toString());
            assertThat(unreached.code()).isEqualTo(ExitCode.NOT_REACHED);
            assertThat(unreached.err()).contains("No server is running");
        }
        assertThat(run("status", "--admin", "http://127.0.0.1:1", "--user", "a", "--password=b")
                        .code())
                .isEqualTo(ExitCode.NOT_REACHED);
        assertThat(run("no-such-command").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("user").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run().code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("server", "--set", "no.such=1").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("server", "--set", "lifecycle.day-seconds=0").err()).contains("1 to 86400");
        assertThat(onServer("user", "create", "half", "--access-key", "x").code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void signsInWithPasswordWhereThereIsNoFile() {
        String admin = server.admin().toString();
        Result right =
                run("user", "list", "--admin", admin, "--user", "admin", "--password=" + TestServer.ADMIN_PASSWORD);
        assertThat(right.code()).isZero();
        assertThat(right.out()).contains("admin");
        Result wrong = run("user", "list", "--admin", admin, "--user", "admin", "--password=wrong password");
        assertThat(wrong.code()).isEqualTo(ExitCode.DENIED);
        assertThat(wrong.err()).contains("User or password is wrong").doesNotContain("wrong password");
    }

    @Test
    void completionAndVersionAndHelpGoToStandardOutput() {
        assertThat(run("completion").out()).contains("complete -F _complete_maxiofs");
        assertThat(run("version").out()).startsWith("MaxIOFS ");
        assertThat(run("version", "--json").out()).contains("\"product\" : \"MaxIOFS\"");
        assertThat(run("--help").out()).contains("server").contains("doctor");
    }

    @Test
    void doctorFindsTheRunningServer() {
        Result result = onServer("doctor", "--json");
        assertThat(result.out())
                .contains("\"check\" : \"flush\"")
                .contains("S3 at " + server.endpoint())
                .doesNotContain("\"check\" : \"S3 port\"");
        try (TemporaryDirectory empty = new TemporaryDirectory()) {
            Path none = empty.path().resolve("not-yet");
            Result before = run(
                    "doctor",
                    "--data",
                    none.toString(),
                    "--listen",
                    "127.0.0.1:0",
                    "--admin-listen",
                    "127.0.0.1:" + server.admin().getPort());
            assertThat(before.code()).isEqualTo(ExitCode.FAILED);
            assertThat(before.out()).containsPattern("FAIL +admin port").containsPattern("OK +S3 port");
            assertThat(empty.path()).isEmptyDirectory();
        }
    }
}
