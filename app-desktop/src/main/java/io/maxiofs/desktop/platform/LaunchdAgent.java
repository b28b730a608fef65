package io.maxiofs.desktop.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** An agent of macOS that runs the server. */
final class LaunchdAgent implements SystemService {
    private static final String LABEL = "io.maxiofs.server";

    private final Path file;
    private final SystemCommands commands;

    LaunchdAgent(Path folder, SystemCommands commands) {
        this.file = folder.resolve(LABEL + ".plist");
        this.commands = commands;
    }

    @Override
    public void start(List<String> command, Path log) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createDirectories(log.toAbsolutePath().getParent());
        Files.writeString(file, content(command, log), StandardCharsets.UTF_8);
        String domain = "gui/" + commands.run(List.of("id", "-u"));
        // One that is there keeps what its file said before.
        commands.tryRun(List.of("launchctl", "bootout", domain + "/" + LABEL));
        commands.run(List.of("launchctl", "bootstrap", domain, file.toString()));
    }

    @Override
    public void remove() throws IOException {
        if (Files.exists(file)) {
            String domain = "gui/" + commands.run(List.of("id", "-u"));
            commands.tryRun(List.of("launchctl", "bootout", domain + "/" + LABEL));
            Files.delete(file);
        }
    }

    static String content(List<String> command, Path log) {
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
                  <key>KeepAlive</key>
                  <dict>
                    <key>SuccessfulExit</key>
                    <false/>
                  </dict>
                  <key>ExitTimeOut</key>
                  <integer>90</integer>
                  <key>StandardErrorPath</key>
                  <string>%s</string>
                </dict>
                </plist>
                """.formatted(LABEL, arguments, escape(log.toString()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
