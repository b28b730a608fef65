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
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class StartAtLoginTest {
    private static final List<String> COMMAND = List.of("/opt/Max IOFS/maxiofs", "desktop", "--hidden", "a$b\"c%d");

    @Test
    void linuxGetsAutostartEntryWithQuotedCommand() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path folder = directory.path().resolve("autostart");
            StartAtLogin login = new StartAtLogin.DesktopEntry(folder, COMMAND);
            assertThat(login.isOn()).isFalse();
            login.turnOn();
            assertThat(login.isOn()).isTrue();
            assertThat(folder.resolve("maxiofs.desktop"))
                    .content()
                    .startsWith("[Desktop Entry]\nType=Application\n")
                    .contains("\nExec=\"/opt/Max IOFS/maxiofs\" desktop --hidden \"a\\\\$b\\\\\"c%%d\"\n");
            login.turnOff();
            assertThat(login.isOn()).isFalse();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void macGetsLaunchAgentThatIsWellFormed() throws Exception {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            StartAtLogin login = new StartAtLogin.LaunchAgent(directory.path(), List.of("/a & b/<maxiofs>", "desktop"));
            login.turnOn();
            Path file = directory.path().resolve("io.maxiofs.desktop.plist");
            String xml = Files.readString(file).replaceAll("<!DOCTYPE[^>]*>", "");
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            assertThat(document.getElementsByTagName("string").item(1).getTextContent())
                    .isEqualTo("/a & b/<maxiofs>");
            assertThat(document.getElementsByTagName("key").item(2).getTextContent())
                    .isEqualTo("RunAtLoad");
            login.turnOff();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void windowsGetsValueInTheRunKey() throws IOException {
        List<List<String>> run = new ArrayList<>();
        StartAtLogin login = new StartAtLogin.RunKey(COMMAND.subList(0, 3), command -> {
            run.add(command);
            return 0;
        });
        login.turnOn();
        login.turnOff();

        assertThat(run.getFirst())
                .startsWith("reg", "add", "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run")
                .contains("\"/opt/Max IOFS/maxiofs\" desktop --hidden")
                .endsWith("/f");
        assertThat(run.getLast()).startsWith("reg", "delete");

        StartAtLogin refused = new StartAtLogin.RunKey(COMMAND, command -> 1);
        assertThat(refused.isOn()).isFalse();
        assertThatThrownBy(refused::turnOn).isInstanceOf(IOException.class);
    }
}
