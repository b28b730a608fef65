package io.maxiofs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Audit, settings and help for the locked-out, by commands against a real server. */
class AdministrationCommandsTest {
    private final TestServer server = TestServer.start();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private record Result(int code, String out) {}

    private Result run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = CommandTree.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", server.dataDirectory().toString()));
        return new Result(line.execute(all.toArray(String[]::new)), out.toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void settingsAreShownChangedAndTakenBack() {
        assertThat(run("setting", "get", "audit.retention-days").out())
                .contains("audit.retention-days = 90", "default");
        assertThat(run("setting", "set", "audit.retention-days", "30").code()).isZero();
        assertThat(run("setting", "list", "--changed").out()).contains("audit.retention-days", "30", "changed");
        assertThat(run("setting", "set", "audit.retention-days", "0").code()).isEqualTo(ExitCode.FAILED);
        assertThat(run("setting", "set", "email.smtp.password", "unseen-5e1").out())
                .doesNotContain("unseen-5e1");
        assertThat(run("setting", "reset", "audit.retention-days").out()).contains("= 90");
        assertThat(run("setting", "list").out()).contains("server.listen");
    }

    @Test
    void auditIsShownAndWrittenToFiles() throws IOException {
        run("user", "create", "ann");
        assertThat(run("audit", "--action", "user.").out()).contains("user.create", "user/ann", "success", "(local)");
        assertThat(run("audit", "--actor", "nobody").out()).doesNotContain("user.create");
        Path file = directory.resolve("audit.csv");
        assertThat(run("audit", "--csv", file.toString()).code()).isZero();
        assertThat(Files.readString(file)).startsWith("id,time,").contains(",user.create,user/ann,success,");
    }

    @Test
    void whoeverIsLockedOutIsHelped() {
        try (AdminClient local = server.adminClient()) {
            local.createUser(new UserDocument.New("ann", null, null, null, "user", "ann's own password", null));
        }
        assertThat(run("user", "unlock", "ann").code()).isZero();
        assertThat(run("user", "unlock", "nobody").code()).isEqualTo(ExitCode.FAILED);
        Result none = run("user", "two-factor", "disable", "ann");
        assertThat(none.code()).isEqualTo(ExitCode.FAILED);
        assertThat(none.out()).contains("no second factor");
    }
}
