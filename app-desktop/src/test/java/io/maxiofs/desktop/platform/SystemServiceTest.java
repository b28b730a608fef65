package io.maxiofs.desktop.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What is written and run to have the system run a server; only systemd's own check of the unit is real. */
class SystemServiceTest {
    private static final List<String> COMMAND = List.of(
            "/opt/Max IOFS/bin/java", "-cp", "/opt/a.jar:/opt/b.jar", "Main", "server", "--data", "/srv/100%/$HOME");

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final Path log = directory.path().resolve("logs").resolve("server.log");
    private final List<String> ran = new ArrayList<>();
    private String failing = "nothing fails";

    private final SystemCommands commands = command -> {
        String line = String.join(" ", command);
        ran.add(line);
        if (line.contains(failing)) {
            throw new IOException("refused: " + line);
        }
        return command.equals(List.of("id", "-u")) ? "501" : "";
    };

    @AfterEach
    void removeDirectory() {
        directory.close();
    }

    @Test
    void linuxGetsUnitThatIsEnabledStartedAndTakenAway() throws IOException {
        SystemService service = new SystemdUnit(directory.path(), commands);
        service.remove();
        assertThat(ran).as("nothing to remove").isEmpty();

        service.start(COMMAND, log);
        Path unit = directory.path().resolve("maxiofs.service");
        assertThat(unit)
                .content()
                .contains("\nExecStart=\"/opt/Max IOFS/bin/java\" -cp /opt/a.jar:/opt/b.jar Main server --data"
                        + " \"/srv/100%%/$$HOME\"\n")
                .contains("\nRestart=on-failure\n")
                .contains("\nStandardError=append:" + log + "\n");
        assertThat(ran)
                .containsExactly(
                        "systemctl --user daemon-reload",
                        "systemctl --user reset-failed maxiofs.service",
                        "systemctl --user enable --now maxiofs.service");

        ran.clear();
        service.remove();
        assertThat(unit).doesNotExist();
        assertThat(ran)
                .containsExactly("systemctl --user disable --now maxiofs.service", "systemctl --user daemon-reload");
    }

    @Test
    void saysWhatTheSystemRefused() {
        failing = "enable";
        assertThatThrownBy(() -> new SystemdUnit(directory.path(), commands).start(COMMAND, log))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused: systemctl --user enable");
    }

    @Test
    void findsTheUnitsOfThePerson() {
        Path home = Path.of("/home/anna");
        assertThat(SystemdUnit.folder(Map.of(), home)).isEqualTo(Path.of("/home/anna/.config/systemd/user"));
        assertThat(SystemdUnit.folder(Map.of("XDG_CONFIG_HOME", "/c"), home)).isEqualTo(Path.of("/c/systemd/user"));
    }

    private static SystemCommands withSystemd() {
        SystemCommands real = SystemCommands.ofThisSystem();
        boolean there = real.tryRun(List.of("systemd-analyze", "--version"));
        if (!there) {
            System.out.println("Skipped: there is no systemd-analyze to check units with");
        }
        Assumptions.assumeTrue(there, "there is no systemd-analyze");
        return real;
    }

    @Test
    void systemdTakesTheUnitOfTheManual() throws IOException {
        SystemCommands real = withSystemd();
        String page = Files.readString(Path.of("..", "docs", "service.md"));
        int begin = page.indexOf("```ini\n") + "```ini\n".length();
        String content = page.substring(begin, page.indexOf("```", begin));
        assertThat(content).contains("ExecStart=/opt/maxiofs/maxiofs ");
        Path unit = directory.path().resolve("maxiofs.service");
        Path launcher = Files.writeString(directory.path().resolve("launcher"), "#!/bin/sh\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Files.writeString(unit, content.replace("/opt/maxiofs/maxiofs ", launcher + " "));
        assertThat(real.run(List.of("systemd-analyze", "verify", unit.toString())))
                .doesNotContain("maxiofs.service");
    }

    @Test
    void systemdTakesTheUnit() throws IOException {
        SystemCommands real = withSystemd();
        Path unit = directory.path().resolve("maxiofs.service");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(
                unit, SystemdUnit.content(List.of(java, "-cp", "/with space/a.jar", "Main", "--data", "100%"), log));
        assertThat(real.run(List.of("systemd-analyze", "verify", unit.toString())))
                .doesNotContain("maxiofs.service");

        Files.writeString(unit, "[Service]\nExecStart=relative\nTypo=yes\n");
        assertThat(real.tryRun(List.of("systemd-analyze", "verify", unit.toString())))
                .as("it would have been noticed")
                .isFalse();
    }

    @Test
    void macGetsAgentThatIsStartedAnewAndTakenAway() throws Exception {
        SystemService service = new LaunchdAgent(directory.path(), commands);
        failing = "bootout";
        service.start(List.of("/a & b/java", "server"), log);
        Path file = directory.path().resolve("io.maxiofs.server.plist");
        Document document = parse(Files.readString(file).replaceAll("<!DOCTYPE[^>]*>", ""));
        assertThat(document.getElementsByTagName("string").item(1).getTextContent())
                .isEqualTo("/a & b/java");
        assertThat(document.getElementsByTagName("string").item(3).getTextContent())
                .isEqualTo(log.toString());
        assertThat(ran)
                .containsExactly(
                        "id -u", "launchctl bootout gui/501/io.maxiofs.server", "launchctl bootstrap gui/501 " + file);

        service.remove();
        assertThat(file).doesNotExist();
        assertThat(ran.getLast()).isEqualTo("launchctl bootout gui/501/io.maxiofs.server");
    }

    @Test
    void windowsGetsTaskAtSignInWithoutConsole() throws Exception {
        WindowsTask service =
                new WindowsTask(WindowsTask.user(Map.of("USERNAME", "anna", "USERDOMAIN", "PC")), commands);
        Document document = parse(
                service.content(List.of("C:\\Program Files\\java.exe", "-cp", "C:\\a & b\\", "Main", "say \"hi\""))
                        .replace("UTF-16", "UTF-8"));
        assertThat(document.getElementsByTagName("Command").item(0).getTextContent())
                .isEqualTo("C:\\Program Files\\javaw.exe");
        assertThat(document.getElementsByTagName("Arguments").item(0).getTextContent())
                .isEqualTo("-cp \"C:\\a & b\\\\\" Main \"say \\\"hi\\\"\"");
        assertThat(document.getElementsByTagName("UserId").item(0).getTextContent())
                .isEqualTo("PC\\anna");

        service.start(COMMAND, log);
        assertThat(ran).hasSize(2);
        assertThat(ran.getFirst())
                .startsWith("schtasks /Create /TN MaxIOFS Server /XML ")
                .endsWith(" /F");
        assertThat(ran.getLast()).isEqualTo("schtasks /Run /TN MaxIOFS Server");
        ran.clear();
        service.remove();
        assertThat(ran)
                .containsExactly(
                        "schtasks /Query /TN MaxIOFS Server",
                        "schtasks /End /TN MaxIOFS Server",
                        "schtasks /Delete /TN MaxIOFS Server /F");
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
