package io.maxiofs.desktop.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the application starts, hidden in the tray, when the person signs in to the computer. Methods may block. */
public interface StartAtLogin {

    boolean isOn() throws IOException;

    void turnOn() throws IOException;

    void turnOff() throws IOException;

    /** @param command the program and its arguments */
    static StartAtLogin ofThisSystem(List<String> command) {
        Path home = Path.of(System.getProperty("user.home", "."));
        return switch (OperatingSystem.current()) {
            case LINUX -> new DesktopEntry(autostart(System.getenv(), home), command);
            case MAC -> new LaunchAgent(home.resolve("Library").resolve("LaunchAgents"), command);
            case WINDOWS -> new RunKey(command, RunKey::execute);
        };
    }

    private static Path autostart(Map<String, String> environment, Path home) {
        @Nullable String config = environment.get("XDG_CONFIG_HOME");
        return (config == null || config.isBlank() ? home.resolve(".config") : Path.of(config)).resolve("autostart");
    }

    /**
     * A file in the autostart folder of the desktop.
     *
     * @see <a href="https://specifications.freedesktop.org/autostart-spec/latest/">Desktop Application Autostart</a>
     */
    final class DesktopEntry implements StartAtLogin {
        private final Path file;
        private final List<String> command;

        DesktopEntry(Path folder, List<String> command) {
            this.file = folder.resolve("maxiofs.desktop");
            this.command = List.copyOf(command);
        }

        @Override
        public boolean isOn() {
            return Files.exists(file);
        }

        @Override
        public void turnOn() throws IOException {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content(), StandardCharsets.UTF_8);
        }

        @Override
        public void turnOff() throws IOException {
            Files.deleteIfExists(file);
        }

        String content() {
            return """
                    [Desktop Entry]
                    Type=Application
                    Name=MaxIOFS
                    Comment=S3-compatible object storage on this computer
                    Exec=%s
                    Terminal=false
                    X-GNOME-Autostart-enabled=true
                    """.formatted(command.stream().map(DesktopEntry::quote).collect(Collectors.joining(" ")));
        }

        /** As the specification of desktop entries wants it: reserved characters in quotes, percent signs doubled. */
        static String quote(String argument) {
            String escaped = argument.replace("\\", "\\\\\\\\")
                    .replace("\"", "\\\\\"")
                    .replace("`", "\\\\`")
                    .replace("$", "\\\\$")
                    .replace("%", "%%");
            return argument.matches("[A-Za-z0-9_./=:+-]+") ? argument : "\"" + escaped + "\"";
        }
    }

    /** An agent of macOS; it counts from the next sign-in. */
    final class LaunchAgent implements StartAtLogin {
        private static final String LABEL = "io.maxiofs.desktop";
        private final Path file;
        private final List<String> command;

        LaunchAgent(Path folder, List<String> command) {
            this.file = folder.resolve(LABEL + ".plist");
            this.command = List.copyOf(command);
        }

        @Override
        public boolean isOn() {
            return Files.exists(file);
        }

        @Override
        public void turnOn() throws IOException {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content(), StandardCharsets.UTF_8);
        }

        @Override
        public void turnOff() throws IOException {
            Files.deleteIfExists(file);
        }

        String content() {
            String arguments = command.stream()
                    .map(argument -> "    <string>" + escape(argument) + "</string>\n")
                    .collect(Collectors.joining());
            return """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                    <plist version="1.0">
                    <dict>
                      <key>Label</key>
                      <string>%s</string>
                      <key>ProgramArguments</key>
                      <array>
                    %s  </array>
                      <key>RunAtLoad</key>
                      <true/>
                      <key>ProcessType</key>
                      <string>Interactive</string>
                    </dict>
                    </plist>
                    """.formatted(LABEL, arguments);
        }

        private static String escape(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    }

    /** A value of the registry of Windows. */
    final class RunKey implements StartAtLogin {
        private static final String KEY = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run";
        private static final String VALUE = "MaxIOFS";
        private static final int SECONDS = 10;

        private final List<String> command;
        private final Execution execution;

        /** Runs a command and gives its exit code. */
        @FunctionalInterface
        interface Execution {
            int run(List<String> command) throws IOException;
        }

        RunKey(List<String> command, Execution execution) {
            this.command = List.copyOf(command);
            this.execution = execution;
        }

        @Override
        public boolean isOn() throws IOException {
            return execution.run(List.of("reg", "query", KEY, "/v", VALUE)) == 0;
        }

        @Override
        public void turnOn() throws IOException {
            String line = command.stream().map(RunKey::quote).collect(Collectors.joining(" "));
            if (execution.run(List.of("reg", "add", KEY, "/v", VALUE, "/t", "REG_SZ", "/d", line, "/f")) != 0) {
                throw new IOException("The registry does not take the entry");
            }
        }

        @Override
        public void turnOff() throws IOException {
            if (isOn() && execution.run(List.of("reg", "delete", KEY, "/v", VALUE, "/f")) != 0) {
                throw new IOException("The registry does not give up the entry");
            }
        }

        static String quote(String argument) {
            return argument.contains(" ") ? "\"" + argument + "\"" : argument;
        }

        static int execute(List<String> command) throws IOException {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    return process.exitValue();
                }
                process.destroyForcibly();
                throw new IOException("reg does not answer");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while waiting for reg", e);
            }
        }
    }
}
